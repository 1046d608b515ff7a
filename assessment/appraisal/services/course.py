"""The six steps of an appraisal (S2-5.6), and the sheet it asks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assessment.appraisal.fields import BRIEFED, ITEM, ITEMS_AT_MOST, SHEET, STARTED, SUMMARY
from assessment.appraisal.models import Appraisal, Judged, Outcome, SheetItem, to_appraise
from assessment.appraisal.selectors import reckoned
from assessment.appraisal.services import yearly
from assessment.appraisal.states import ORGANISERS, TOLD, AppraisalState, Dimension
from portal import clock
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import Refused, checked
from portal.notices.selectors import recipients_among, recipients_of
from portal.notices.services import tell
from portal.screening.services import require_unmarked
from portal.subjects import ref
from portal.workflow import move, touch


@transaction.atomic
def start(*, values: Mapping[str, Any], actor: Actor, at: datetime) -> Appraisal:
    """An appraisal of every organ it has to cover (S2-5.3), with the usual sheet; ``values`` as ``fields.STARTED``.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` without an organ that leads.
    """
    require(actor, ORGANISERS, None, doing="组织评议")
    clean = checked(STARTED, {"least": None} | dict(values))
    today = clock.local(at).date()
    _require_future(clean["ends_on"], today)
    require_unmarked([clean["title"], clean["notice"]])
    leader = site_organ(today)
    if leader is None:
        raise DomainError("还没有登记市政府和政务公开办")
    row = Appraisal(organ=leader, started_at=at, **clean)
    row.save(force_insert=True)
    organs = list(to_appraise(today))
    Judged.objects.bulk_create(Judged(appraisal=row, organ=organ) for organ in organs)
    _lay_out(row, SHEET)
    after = {"title": row.title, "ends_on": row.ends_on, "organs": len(organs)}
    record(act="start_appraisal", subject=row, actor=actor, at=at, after=after)
    return row


def _require_future(ends_on: date, today: date) -> None:
    if ends_on <= today:
        raise InvalidInput({"ends_on": "截止日期要在今天以后"})


def _lay_out(row: Appraisal, items: Sequence[tuple[str, str]]) -> None:
    SheetItem.objects.bulk_create(
        SheetItem(appraisal=row, position=place, dimension=dimension, text=text)
        for place, (dimension, text) in enumerate(items, start=1)
    )


@transaction.atomic
def announce(row: Appraisal, *, actor: Actor, at: datetime) -> Appraisal:
    """Step 1: the notice is on the site, and every organ that is judged is told."""
    move(row, "announce", actor=actor, at=at, fields={"announced_at": at})
    yearly.begun(row, actor=actor, at=at)
    judged = [each.organ.heir() for each in row.judged.select_related("organ")]
    tell(
        recipients_among(judged, *TOLD, at=at),
        subject_line=f"评议通知：{row.title}",
        body=f"{row.notice}\n{row.get_absolute_url()}",
        kind="appraisal",
        dedupe_key=f"appraisal|{row.pk}",
        at=at,
        about=ref(row),
    )
    return row


@transaction.atomic
def set_sheet(row: Appraisal, *, items: Sequence[tuple[str, str]], actor: Actor, at: datetime) -> Appraisal:
    """Step 2: all lines anew, each a dimension and a text. Raises ``InvalidInput`` (``items``) or ``StaleState``."""
    require(actor, ORGANISERS, None, doing="编测评表")
    if row.state not in (AppraisalState.DRAFT, AppraisalState.ANNOUNCED):
        raise StaleState
    if not 1 <= len(items) <= ITEMS_AT_MOST:
        raise InvalidInput({"items": f"测评表要有1到{ITEMS_AT_MOST}道题"})
    clean = [_item(place, dimension, text) for place, (dimension, text) in enumerate(items, start=1)]
    touch(row)
    row.items.all().delete()
    _lay_out(row, clean)
    record(act="set_sheet", subject=row, actor=actor, at=at, after={"items": [text for _, text in clean]})
    return row


def _item(place: int, dimension: str, text: str) -> tuple[str, str]:
    if dimension not in Dimension.values:
        names = "、".join(each.label for each in Dimension)
        raise InvalidInput({"items": f"第{place}题没有写明内容，只能是{names}"})
    try:
        return dimension, ITEM.read(f"第{place}题", text)
    except Refused as refused:
        raise InvalidInput({"items": str(refused)}) from refused


@transaction.atomic
def settle_sheet(row: Appraisal, *, actor: Actor, at: datetime) -> Appraisal:
    """Step 2 is done: the sheet stays as it is."""
    move(row, "settle_sheet", actor=actor, at=at)
    return row


@transaction.atomic
def choose(row: Appraisal, *, actor: Actor, at: datetime) -> Appraisal:
    """Step 3 is done: nobody is invited any more."""
    move(row, "choose", actor=actor, at=at)
    return row


@transaction.atomic
def brief(row: Appraisal, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Appraisal:
    """Step 4: what those who judge were shown and told; ``values`` as ``fields.BRIEFED``."""
    clean = checked(BRIEFED, values)
    if clean["briefed_on"] > clock.local(at).date():
        raise InvalidInput({"briefed_on": "日期不能在今天以后"})
    require_unmarked([clean["briefing"]])
    move(row, "brief", actor=actor, at=at, fields=clean)
    return row


@transaction.atomic
def hand_out(row: Appraisal, *, actor: Actor, at: datetime) -> Appraisal:
    """Step 5: from now on everybody can fill in a sheet, until the end of the last day. Raises ``DomainError`` when
    that day is over."""
    if clock.local(at).date() > row.ends_on:
        raise DomainError("截止日期已经过了，停止这次评议，另外拟定一次")
    move(row, "hand_out", actor=actor, at=at, fields={"opened_at": at})
    return row


@transaction.atomic
def collect(row: Appraisal, *, actor: Actor, at: datetime) -> Appraisal:
    """Step 5 is done: no sheet is taken any more."""
    move(row, "collect", actor=actor, at=at, fields={"collected_at": at})
    return row


@transaction.atomic
def publish(row: Appraisal, *, summary: str, actor: Actor, at: datetime) -> Appraisal:
    """Step 6: everything that came back is summed up, frozen and public with this one move."""
    clean = checked(SUMMARY, {"summary": summary})
    require_unmarked([clean["summary"]])
    move(row, "publish", actor=actor, at=at, fields=clean | {"published_at": at})
    Outcome.objects.bulk_create(reckoned(row))
    for judged in row.judged.select_related("organ"):
        tell(
            recipients_of(judged.organ.heir(), *TOLD, at=at),
            subject_line=f"评议结果：{row.title}",
            body=row.get_absolute_url(),
            kind="appraisal",
            dedupe_key=f"appraisal-result|{row.pk}|{judged.organ_id}",
            at=at,
            about=ref(row),
        )
    return row


@transaction.atomic
def close(row: Appraisal, *, actor: Actor, at: datetime) -> Appraisal:
    """It is filed away; that goes only from public results (S2-5.6.6)."""
    move(row, "close", actor=actor, at=at)
    return row


@transaction.atomic
def call_off(row: Appraisal, *, reason: str, actor: Actor, at: datetime) -> Appraisal:
    """It stops without a result, with a reason."""
    move(row, "call_off", actor=actor, at=at, reason=reason)
    return row
