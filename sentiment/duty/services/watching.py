"""登记监测日志."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.field_table import Field, Refused, paragraphs
from portal.screening.services import refuse_marks
from sentiment.duty.models import Watch
from sentiment.tickets.codes import Source
from sentiment.tickets.fields import parts
from sentiment.tickets.states import REGISTRARS

LONGEST = timedelta(hours=24)
_NOTE = {"note": Field("情况", paragraphs(2000))}


def record_watch(
    *,
    organ: Organ,
    starts_at: datetime,
    ends_at: datetime,
    sources: Sequence[str],
    note: str = "",
    actor: Actor,
    at: datetime,
) -> Watch:
    """Enter one stretch of duty of at most a day. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, REGISTRARS, organ, doing="登记监测日志")
    faults = _faults(starts_at, ends_at, sources, at)
    try:
        clean = _NOTE["note"].read("情况", note)
    except Refused as refusal:
        faults["note"] = str(refusal)
    if faults:
        raise InvalidInput(faults)
    refuse_marks(parts({"note": clean}, _NOTE), doing="登记监测日志", actor=actor, at=at)
    kept = ",".join(code for code in Source.values if code in sources)
    return _keep(Watch(organ=organ, starts_at=starts_at, ends_at=ends_at, sources=kept, note=clean), actor, at)


def _faults(starts_at: datetime, ends_at: datetime, sources: Sequence[str], at: datetime) -> dict[str, str]:
    faults = {}
    if ends_at > at:
        faults["ends_at"] = "结束时间不能晚于现在"
    elif ends_at <= starts_at:
        faults["ends_at"] = "结束时间要晚于开始时间"
    elif ends_at - starts_at > LONGEST:
        faults["ends_at"] = "一次最多登记24小时，请分开登记"
    if not sources or not set(sources) <= set(Source.values):
        faults["sources"] = "请选监测了哪些来源"
    return faults


@transaction.atomic
def _keep(watch: Watch, actor: Actor, at: datetime) -> Watch:
    watch.person_name, watch.recorded_at = actor.name, at
    watch.save(force_insert=True)
    after = {"starts_at": watch.starts_at, "ends_at": watch.ends_at, "sources": watch.source_words}
    record(act="record_watch", subject=watch, actor=actor, at=at, after=after, reason=watch.note)
    return watch
