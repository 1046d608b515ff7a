"""提请确定: the review organ or the court asks who is competent whether the information may be public.

本市保密审查制度第十一条, which names the former art. 33 para. 2; today art. 51 of the Regulations (law.md C11). Whoever
asks hands over the text and the reasons of both sides; the organ keeps here what was handed over and what came back.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import Field, checked, choice, day, line, paragraphs
from portal.files.services import Upload
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.workflow import touch
from requests_app.cases.services import filing_away
from requests_app.cases.services.telling import tell_organ
from requests_app.cases.states import FilePurpose
from requests_app.remedies.models import Referral, Remedy
from requests_app.remedies.moves import REGISTRARS
from requests_app.remedies.states import REFERABLE, Competence, Determination, RemedyState

_REFER = {
    "competence": Field("提请哪一类机关", choice(Competence.values, required=True)),
    "body": Field("提请的机关", line(100, required=True)),
    "asked_on": Field("提请日期", day),
    "organ_reason": Field("本机关的理由", paragraphs(5000, required=True)),
    "applicant_reason": Field("申请人的理由", paragraphs(5000, required=True)),
    "text_note": Field("文本怎样提供", line(200)),
}
_ANSWER = {
    "conclusion": Field("确定的结论", choice(Determination.values, required=True)),
    "answered_on": Field("答复日期", day),
    "answer_text": Field("答复的内容", paragraphs(5000, required=True)),
}


def refer(
    remedy: Remedy, *, values: dict[str, Any], actor: Actor, at: datetime, text: Upload | None = None, name: str = ""
) -> Referral:
    """Enter a referral with the reasons of both sides and the text of the information, kept with the case and never
    public. A text with 密级标志 is refused: then ``text_note`` says how it was handed over outside this system.

    ``values`` has keys of ``_REFER``. Raises ``NotAllowed``, ``StaleState``, ``DomainError`` or ``InvalidInput``. Not
    to be called inside a transaction.
    """
    require(actor, REGISTRARS, remedy.request.organ.heir(), doing="登记提请确定")
    _require_pending(remedy)
    clean = checked(_REFER, dict.fromkeys(_REFER, "") | values)
    if faults := _faults(remedy, clean, local(at).date(), has_text=text is not None):
        raise InvalidInput(faults)
    _refuse_marks(clean, _REFER, "登记提请确定", actor, at)
    taken = _taken(text, name, actor, at)
    with transaction.atomic():
        kept = filing_away.attach(remedy.request, taken, actor=actor, at=at) if taken else None
        referral = Referral.objects.create(
            remedy=remedy, text=kept, registered_by=actor.name, registered_at=at, **clean
        )
        touch(remedy)
        after = {
            "body": referral.body,
            "asked_on": referral.asked_on,
            "text": str(kept) if kept else clean["text_note"],
        }
        record(act="refer", subject=remedy, actor=actor, at=at, after=after)
    return referral


def answer_referral(
    referral: Referral,
    *,
    values: dict[str, Any],
    actor: Actor,
    at: datetime,
    text: Upload | None = None,
    name: str = "",
) -> Referral:
    """Enter what was determined, once, with its letter where there is one; also after the remedy was closed.

    ``values`` has keys of ``_ANSWER``. Raises as ``refer``.
    """
    remedy = referral.remedy
    require(actor, REGISTRARS, remedy.request.organ.heir(), doing="登记确定的答复")
    clean = checked(_ANSWER, dict.fromkeys(_ANSWER, "") | values)
    if fault := _day_fault(clean["answered_on"], referral.asked_on, local(at).date(), before="提请日期"):
        raise InvalidInput({"answered_on": fault})
    _refuse_marks(clean, _ANSWER, "登记确定的答复", actor, at)
    taken = _taken(text, name, actor, at)
    with transaction.atomic():
        kept = filing_away.attach(remedy.request, taken, actor=actor, at=at) if taken else None
        if Referral.objects.filter(pk=referral.pk, answered_on=None).update(answer_file=kept, **clean) != 1:
            raise StaleState
        referral.refresh_from_db()
        after = {"body": referral.body, "conclusion": referral.get_conclusion_display()}
        record(act="answer_referral", subject=remedy, actor=actor, at=at, after=after | {"on": referral.answered_on})
        tell_organ(remedy.request, f"{referral.body}对提请确定作了答复", at=at)
    return referral


def _require_pending(remedy: Remedy) -> None:
    if remedy.kind not in REFERABLE:
        raise DomainError("只有行政复议和行政诉讼中才提请确定。")
    if remedy.state != RemedyState.OPEN:
        raise StaleState


def _faults(remedy: Remedy, clean: dict[str, Any], today: date, *, has_text: bool) -> dict[str, str]:
    found = {
        "asked_on": _day_fault(clean["asked_on"], remedy.accepted_on, today, before="受理日"),
        "text": "" if has_text or clean["text_note"] else "请上传信息的文本；不能存入本系统的，写明怎样提供",
    }
    return {name: fault for name, fault in found.items() if fault}


def _day_fault(on: date | None, earliest: date, today: date, *, before: str) -> str:
    if on is None:
        return "请填写日期"
    if on > today:
        return "这一天还没有到，请核对日期"
    return f"不能早于{before}{earliest}" if on < earliest else ""


def _refuse_marks(clean: dict[str, Any], table: dict[str, Field], doing: str, actor: Actor, at: datetime) -> None:
    typed = [Part(name, table[name].label, text) for name, text in clean.items() if isinstance(text, str)]
    refuse_marks(typed, doing=doing, actor=actor, at=at)


def _taken(text: Upload | None, name: str, actor: Actor, at: datetime) -> filing_away.Taken | None:
    if text is None:
        return None
    try:
        return filing_away.take_in(text, name=name, purpose=FilePurpose.REFERRAL, actor=actor, at=at)
    except InvalidInput as refused:
        raise InvalidInput({"text": "；".join(refused.messages.values())}) from refused
