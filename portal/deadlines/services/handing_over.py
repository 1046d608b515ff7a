"""转办: a running clock goes on at another organ, the time unchanged."""

from datetime import datetime

from django.db import transaction

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.models import Deadline
from portal.deadlines.services.ledger import write


@transaction.atomic
def hand_over(deadline: Deadline, *, to: Organ, actor: Actor, at: datetime, evidence: str = "") -> Deadline:
    """The case went to another organ: from now on its people are reminded. Whose case it is, the caller has decided.

    Raises ``StaleState`` when the clock was changed or closed since ``deadline`` was read.
    """
    before = deadline.organ
    write(deadline, {"organ": to})
    record(
        act="deadline_handed_over",
        subject=deadline.subject,
        actor=actor,
        at=at,
        before={"organ": before.name},
        after={"deadline": deadline.pk, "title": deadline.title, "organ": to.name},
        reason=evidence,
    )
    return deadline
