"""How far the sealing has come."""

from datetime import datetime

from django.db.models import Min

from portal.audit.models import Event, Unsealed


def seal_backlog(*, at: datetime) -> tuple[int, int]:
    """How many events wait for their seal, and for how many seconds the oldest has waited."""
    count = Unsealed.objects.count()
    oldest = Event.objects.filter(pk__in=Unsealed.objects.values("event_id")).aggregate(at=Min("at"))["at"]
    return count, max(0, int((at - oldest).total_seconds())) if oldest else 0
