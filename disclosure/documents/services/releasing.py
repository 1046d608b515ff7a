"""签发, 发布, 备案."""

import copy
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from disclosure.documents import companions, gates, rules, typesetting
from disclosure.documents.codes import Attribute
from disclosure.documents.fields import checked
from disclosure.documents.models import AnnotationWording, Document, WithheldRecord
from disclosure.documents.services import clocks, numbering, relating
from disclosure.documents.services.reading import read_unread
from disclosure.documents.services.screening import rescreen
from disclosure.documents.services.showing import show_anew
from disclosure.documents.services.telling import tell_next
from portal.actors import Actor
from portal.deadlines.selectors import running_clock
from portal.errors import Blocked, InvalidInput
from portal.subjects import ref
from portal.workflow import move, require_move

SUMMARY_LENGTH = 150
SCHEDULE_AT_MOST = timedelta(days=180)

_FINAL_GATES = (
    gates.withholding_is_reasoned,
    gates.attribute_follows_original,
    gates.secrecy_is_settled,
    gates.attachments_are_alike,
    gates.stands_in_column,
    gates.secret_matter_is_stated,
    *gates.OTHERS_GATES,
    gates.personal_data_is_settled,
    gates.secrecy_words_are_settled,
    *gates.FILE_GATES,
)


@transaction.atomic
def sign(
    document: Document,
    *,
    attribute: str,
    actor: Actor,
    at: datetime,
    attribute_reason: str | None = None,
    withholding_basis: str | None = None,
    numbered: bool = True,
    annotated: bool = True,
    formed_on: date | None = None,
    printed_on: date | None = None,
    effective_on: date | None = None,
    expires_on: date | None = None,
) -> Document:
    """签发: the final attribute (S0-5.6.1c), the number, 附注 and 成文日期.

    ``formed_on`` is today unless the text was passed earlier (a meeting, an original that is reposted). What is
    published gets its clock; the rest is filed at once with 备案号. Arguments left out keep what the draft says.
    Raises ``InvalidInput``, ``Blocked`` or ``NotAllowed``.
    """
    require_move(document, "sign", actor=actor)
    final = checked(
        {
            "attribute": attribute,
            "attribute_reason": document.attribute_reason if attribute_reason is None else attribute_reason,
            "withholding_basis": document.withholding_basis if withholding_basis is None else withholding_basis,
            "printed_on": printed_on or document.printed_on,
            "effective_on": effective_on or document.effective_on,
            "expires_on": expires_on or document.expires_on,
        }
    )
    final["formed_on"] = formed_on or document.formed_on or rules.day_of(at)
    if final["attribute"] == Attribute.ACTIVE:
        final["withholding_basis"] = ""
    _require_elements(final, at)
    _require_final(document, final, at)
    if numbered and not document.doc_number:
        final["doc_number"] = numbering.next_doc_number(document.organ, year=final["formed_on"].year)
    final["annotation"] = _annotation(document, final["attribute"]) if annotated else ""
    if document.published_at is not None:
        final["changed_on"] = rules.day_of(at)
    move(document, "sign", actor=actor, at=at, fields=final | {"signed_at": at})
    if document.attribute != Attribute.ACTIVE:
        return _file(document, actor=actor, at=at)
    start = document.changed_on or final["formed_on"]
    clocks.start_publication(document, start=start, actor=actor, at=at)
    companions.follow(document, "sign", actor=actor, at=at)
    tell_next(document, at=at)
    return document


def _require_elements(final: dict[str, Any], at: datetime) -> None:
    """The signer's own fields, each with its message."""
    faults: dict[str, str] = {}
    if not final["attribute"]:
        faults["attribute"] = "签发时要确定公开属性"
    elif final["attribute"] != Attribute.ACTIVE:
        if not final["attribute_reason"]:
            faults["attribute_reason"] = "不主动公开的，要说明理由"
        if not final["withholding_basis"]:
            faults["withholding_basis"] = "不主动公开的，要选定依据的条款"
    faults |= rules.date_faults(final, rules.day_of(at))
    if faults:
        raise InvalidInput(faults)


def _require_final(document: Document, final: dict[str, Any], at: datetime) -> None:
    """The gates once more, on the document as the signer leaves it."""
    as_signed = copy.copy(document)
    for name, value in final.items():
        setattr(as_signed, name, value)
    reasons = [reason for gate in _FINAL_GATES for reason in gate(as_signed, at)]
    if reasons:
        raise Blocked(reasons)


def _annotation(document: Document, attribute: str) -> str:
    own = AnnotationWording.objects.filter(organ=document.organ, attribute=attribute).first()
    return f"（{own.text if own else rules.ANNOTATIONS[Attribute(attribute)]}）"


def _file(document: Document, *, actor: Actor, at: datetime) -> Document:
    """备案登记 of what is not published (S0-5.6.3); it is assessed again in time (Regulations art. 18)."""
    move(document, "file", actor=actor, at=at)
    today = rules.day_of(at)
    WithheldRecord.objects.create(
        document=document,
        organ=document.organ,
        number=numbering.filing_number_for(document.organ, year=today.year),
        attribute=document.attribute,
        basis=document.withholding_basis,
        reason=document.attribute_reason,
        recorded_at=at,
    )
    clocks.give_up_publication(document, actor=actor, at=at)
    clocks.start_clock(document, clocks.WITHHELD_REVIEW, start=today, actor=actor, at=at)
    return document


def publish(document: Document, *, actor: Actor, at: datetime) -> Document:
    """发布: the moment is ``at``, the server's, never typed. Closes the clock, gives the index number, tells search.

    Raises ``Blocked`` with every reason that stands before it; what the screening found is kept then too.
    """
    require_move(document, "publish", actor=actor)
    read_unread(document, at=at)
    rescreen(document, at=at)
    return _published(document, actor, at)


@transaction.atomic
def _published(document: Document, actor: Actor, at: datetime) -> Document:
    today = rules.day_of(at)
    year = document.formed_on.year if document.formed_on else today.year
    fields = {
        "published_at": at,
        "published_title": document.title,
        "publish_after": None,
        "taken_down_at": None,
        "taken_down_reason": "",
        "hides_title": False,
        "validity": document.validity_on(today),
        "summary": document.summary or typesetting.opening(document.body, length=SUMMARY_LENGTH),
    }
    if document.organ.uscc:
        fields["index_number"] = numbering.index_number_for(document, year=year)
    move(document, "publish", actor=actor, at=at, fields=fields)
    clocks.stop_clocks(document, document.publish_rule, clocks.WITHHELD_RELEASE, actor=actor, at=at)
    relating.take_effects(document, actor=actor, at=at)
    show_anew(document, at=at)
    companions.follow(document, "publish", actor=actor, at=at)
    tell_next(document, at=at)
    return document


@transaction.atomic
def schedule(document: Document, *, publish_after: datetime, actor: Actor, at: datetime) -> Document:
    """Publish by itself at the first moment after ``publish_after``, all gates checked again then.

    Raises ``InvalidInput`` for a moment in the past, too far away, or after the last day the law gives.
    """
    require_move(document, "schedule", actor=actor)
    if not at < publish_after <= at + SCHEDULE_AT_MOST:
        raise InvalidInput({"publish_after": "定时发布的时间要在现在之后、半年之内"})
    limit = running_clock(ref(document), document.publish_rule)
    if limit is not None and rules.day_of(publish_after) > limit.due_on >= rules.day_of(at):
        raise InvalidInput({"publish_after": f"法定公开期限到{limit.due_on}为止，定时发布不能比它晚"})
    move(document, "schedule", actor=actor, at=at, fields={"publish_after": publish_after})
    return document


@transaction.atomic
def unschedule(document: Document, *, actor: Actor, at: datetime, reason: str = "") -> Document:
    move(document, "unschedule", actor=actor, at=at, reason=reason, fields={"publish_after": None})
    tell_next(document, at=at)
    return document
