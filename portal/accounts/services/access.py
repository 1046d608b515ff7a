"""特权账号清单: once a week, who holds a powerful role and whether it is used."""

from datetime import datetime, timedelta

from django.db import transaction

from portal import clock
from portal.accounts.models import AccessReview
from portal.accounts.selectors import privileged_access
from portal.actors import SYSTEM
from portal.audit.services import record


@transaction.atomic
def list_privileged_access(*, at: datetime) -> AccessReview:
    """Keep this week's list for the oversight office. A second run in the same week returns the first list."""
    today = clock.local(at).date()
    monday = today - timedelta(days=today.weekday())
    rows = [row.as_json() for row in privileged_access(at=at)]
    review, is_new = AccessReview.objects.get_or_create(week=monday, defaults={"at": at, "rows": rows})
    if is_new:
        unused = sum(1 for row in rows if row["is_unused"])
        without = sum(1 for row in rows if not row["has_second_factor"])
        after = {"holders": len(rows), "unused": unused, "without_second_factor": without}
        record(act="list_privileged_access", subject=review, actor=SYSTEM, at=at, after=after)
    return review
