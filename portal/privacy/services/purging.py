"""到期清除: row by row, so that one that cannot be erased stops nothing, each with its line in the trail."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, models, transaction

from portal.actors import SYSTEM
from portal.audit.services import record
from portal.privacy.retention import RetentionRule
from portal.privacy.services.revealing import nameless

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Purge:
    """What one rule found (``due``) and did."""

    rule: RetentionRule
    due: int
    erased: int = 0
    failed: int = 0


def purge(rule: RetentionRule, *, at: datetime, dry_run: bool = True, limit: int | None = None) -> Purge:
    """Erase what ``rule`` no longer lets stand, at most ``limit`` rows; a dry run counts only."""
    due = rule.due(at)
    if dry_run:
        return Purge(rule, due.count())
    waiting = list(due.values_list("pk", flat=True)[:limit])
    erased = failed = 0
    for pk in waiting:
        try:
            erased += _erase(rule, pk, at=at)
        except DatabaseError:
            failed += 1
            logger.exception("%s %s could not be erased", rule.model, pk)
    return Purge(rule, len(waiting), erased, failed)


@transaction.atomic
def _erase(rule: RetentionRule, pk: int, *, at: datetime) -> bool:
    """Whether this run did it: another one may have been first."""
    row = rule.due(at).filter(pk=pk).only("pk").select_for_update(of=("self",)).first()
    if row is None:
        return False
    subject = nameless(row)
    still_due: models.QuerySet[models.Model] = rule.due(at).filter(pk=pk).order_by()
    done = still_due.update(**rule.values(at)) if rule.erase else still_due.delete()[0]
    if not done:
        return False
    after = {"rule": rule.code, "what": rule.what, "basis": rule.basis}
    record(act="purge_personal_data", subject=subject, actor=SYSTEM, at=at, after=after)
    return True
