"""报送: everything that changed since the last time goes to 信用中国 in the official layout, and stays on record."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.credit import tables
from disclosure.credit.models import CreditRecord, HandOver, HandOverLine
from disclosure.credit.states import PUBLISHERS, REGISTRARS
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record as note
from portal.errors import DomainError
from portal.field_table import Field, checked, line

_CHANNEL = {"channel": Field("报送渠道", line(100, required=True))}
Change = HandOverLine.Change


@transaction.atomic
def hand_over(*, organ: Organ, channel: str, actor: Actor, at: datetime) -> HandOver:
    """Register one hand-over with the rows as they stand (S3-5.6c). Raises ``DomainError`` when nothing changed."""
    require(actor, (*REGISTRARS, *PUBLISHERS), organ, doing="报送信用信息")
    clean = checked(_CHANNEL, {"channel": channel})
    # Two at once would hand over the same changes twice.
    Organ.objects.select_for_update().get(pk=organ.pk)
    last = HandOver.objects.filter(organ=organ).first()
    found = _changes(organ, last)
    if not found:
        raise DomainError("上次报送以后没有变化，不用再报。")
    counted = Counter(line.change for line in found)
    row = HandOver(
        organ=organ,
        number=last.number + 1 if last else 1,
        at=at,
        person_name=actor.name,
        added=counted[Change.ADDED],
        changed=counted[Change.CHANGED],
        ended=counted[Change.ENDED],
        **clean,
    )
    row.save(force_insert=True)
    for line_ in found:
        line_.hand_over = row
    HandOverLine.objects.bulk_create(found, batch_size=500)
    after = clean | {"number": row.number, "added": row.added, "changed": row.changed, "ended": row.ended}
    note(act="hand_over", subject=row, actor=actor, at=at, after=after)
    return row


def _changes(organ: Organ, last: HandOver | None) -> list[HandOverLine]:
    """Lines nobody has saved yet, for the records that read otherwise than when they were handed over last."""
    records = CreditRecord.objects.with_page().filter(organ=organ).select_related("organ").order_by("pk")
    if last is not None:
        records = records.filter(updated_at__gte=last.at)
    rows = list(records)
    before = _handed_over(rows)
    lines = [_line(record, before.get(record.pk)) for record in rows]
    return [line for line in lines if line is not None]


def _handed_over(records: Iterable[CreditRecord]) -> dict[int, list[str]]:
    """The cells of each record as they were handed over last."""
    lines = HandOverLine.objects.filter(record__in=[record.pk for record in records]).order_by("pk")
    return dict(lines.values_list("record_id", "cells"))


def _line(record: CreditRecord, before: list[str] | None) -> HandOverLine | None:
    cells = tables.cells(record)
    if cells == before or (before is None and not record.is_public):
        return None
    change = Change.ADDED if before is None else Change.CHANGED if record.is_public else Change.ENDED
    return HandOverLine(record=record, change=change, cells=cells)
