"""The words of an answer: what each letter is filled with, and the remedy (law.md B3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import local
from portal.deadlines.selectors import rule
from portal.letters.wording import official_date
from requests_app.answering.models import Decision, PageRange
from requests_app.answering.states import Separability
from requests_app.asking.models import Correction
from requests_app.asking.states import CorrectionState, DemandState
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.charging.states import FeeState
from requests_app.consulting.states import AGAINST, ConsultationState, PartyKind
from requests_app.outcomes import Group

# --- remedy -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remedy:
    """The paragraph, and its parts for pages of their own. A part nobody has set is empty, and so is the text."""

    text: str
    review_organ: str
    review_url: str
    court: str


def remedy_of(organ: Organ, *, review_first: bool, partly: bool = False, called: str = "答复", on: date) -> Remedy:
    """What whoever disagrees may do, within which time and where.

    ``review_first``: the refusal rests on articles 14–16 and goes to review before any court (《行政复议法》
    第二十三条第一款第四项、第二款). ``partly``: only the kept-back part does, the rest is free. ``called``: 答复 or
    告知, as in the title of the letter.
    """
    where = _bodies(organ, on)
    if not (where.review_organ and where.review_url and where.court):
        return where
    apply, direct, after = (
        rule(code, on=on).length for code in ("REVIEW_APPLY", "LAWSUIT_DIRECT", "LAWSUIT_AFTER_REVIEW")
    )
    address = f"地址：{where.text}，" if where.text else ""
    review = f"{where.review_organ}申请行政复议（{address}网上渠道：{where.review_url}）"
    free = (
        f"可以自收到本{called}书之日起{apply}内依法向{review}，"
        f"或者自收到本{called}书之日起{direct}内依法向{where.court}提起行政诉讼。"
    )
    first = (
        f"应当自收到本{called}书之日起{apply}内先向{review}；"
        f"对行政复议决定不服的，可以自收到行政复议决定书之日起{after}内依法向{where.court}提起行政诉讼。"
    )
    if partly:
        short = (
            f"可以自收到本{called}书之日起{apply}内依法向{where.review_organ}申请行政复议，"
            f"或者自收到本{called}书之日起{direct}内依法向{where.court}提起行政诉讼。"
        )
        text = f"如对本{called}中不予公开的部分不服，{first}如对本{called}的其他内容不服，{short}"
    else:
        text = f"如对本{called}不服，{first if review_first else free}"
    return Remedy(text, where.review_organ, where.review_url, where.court)


def _bodies(organ: Organ, on: date) -> Remedy:
    """By the newest row of the organ, its kind, and the settings; ``text`` carries the address. One query and the
    chain of parents."""
    row = organ.remedy_bodies.in_force(on).first()
    return Remedy(
        text=(row.review_address if row else "") or settings.REMEDY["review_address"],
        review_organ=(row.review_organ if row else "") or _reviewer_by_kind(organ),
        review_url=(row.review_url if row else "") or settings.REMEDY["review_url"],
        court=(row.court if row else "") or settings.REMEDY["court"],
    )


def _reviewer_by_kind(organ: Organ) -> str:
    """《行政复议法》第二十四条: departments and authorised bodies → the government of their level; townships and
    subdistricts → the government above; a government → the one above it."""
    above = organ.parent
    while above is not None and organ.kind != OrganKind.GOVERNMENT and above.kind != OrganKind.GOVERNMENT:
        above = above.parent
    if above is not None:
        return above.name
    return "" if organ.kind == OrganKind.GOVERNMENT else str(settings.SITE["government"])


# --- an answer ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """One letter of a round: all decisions whose way leads to it."""

    code: str
    decisions: tuple[Decision, ...]


def answers_of(decisions: Sequence[Decision]) -> tuple[Answer, ...]:
    """One letter for each code, in the order of the items."""
    groups: dict[str, list[Decision]] = {}
    for decision in decisions:
        groups.setdefault(decision.way_row.letter, []).append(decision)
    return tuple(Answer(code, tuple(rows)) for code, rows in groups.items())


def context_of(request: DisclosureRequest, answer: Answer, *, at: datetime) -> dict[str, Any]:
    """Keys as in ``letters.pieces.NAMES``; a key that has nothing to say is blank."""
    rows, several = answer.decisions, request.items.count() > 1
    outcomes = [row.outcome_row for row in rows]
    remedy = remedy_of(
        request.organ.heir(),
        review_first=any(outcome.review_first for outcome in outcomes),
        partly=outcomes[0].group is Group.PARTLY,
        called=_called(answer.code),
        on=local(at).date(),
    )
    ways = {row.way: [other for other in rows if other.way == row.way] for row in rows}
    whole = len(rows) == request.items.count()
    return (
        base_context(request, at=at, items=[row.item for row in rows])
        | {f"which_{way}": _which(found, whole=whole and len(ways) == 1) for way, found in ways.items()}
        | {key: _said(rows, name, several) for key, name in _SAID.items()}
        | {
            "called": _called(answer.code),
            "ways": tuple(ways),
            "which": _which(rows, whole=whole),
            "articles": articles_of(rows),
            "times": tuple(f"获取的时间：{official_date(row.available_on)}起" for row in rows if row.available_on),
            "files": tuple(line for row in rows for line in released_lines(row)),
            "withheld": tuple(line for row in rows for line in withheld_lines(row)),
            "separability": _separability(rows, several),
            "again": _again(request),
            "corrected": _corrected(request),
            "consulted": _consulted(request, rows),
            "course": _course(request, answer.code),
            "fee_words": _fee_words(request),
            "remedy": remedy.text if remedy.review_url else "",
            "review_url": remedy.review_url,
        }
    )


def _called(code: str) -> str:
    """A letter that hands nothing out and refuses nothing of substance is a 告知书."""
    return "告知" if code in _TOLD else "答复"


_TOLD = frozenset({"R-3.8", "R-5.1", "R-5.2", "R-5.3", "R-5.4", "R-5.5", "R-6.1", "R-6.2", "R-6.3"})

_SAID = {
    "reasons": "reason",
    "accesses": "access",
    "searches": "search_record",
    "other_organs": "other_organ",
    "channels": "channel",
    "statutes": "statute",
    "form_changes": "form_change_reason",
    "earlier": "earlier_reply",
}


def _said(rows: Sequence[Decision], name: str, several: bool) -> tuple[str, ...]:
    """The paragraphs of one field of all decisions; with the number of the item when there are several."""
    found = []
    for row in rows:
        paragraphs = [line.strip() for line in str(getattr(row, name)).splitlines() if line.strip()]
        if paragraphs and several:
            paragraphs[0] = f"关于第{row.item.position}项：{paragraphs[0]}"
        found += paragraphs
    return tuple(found)


def _which(rows: Sequence[Decision], *, whole: bool) -> str:
    if whole:
        return "经审查"
    return f"关于第{'、'.join(str(row.item.position) for row in rows)}项内容，经审查"


def articles_of(rows: Sequence[Decision]) -> tuple[str, ...]:
    """Those of the decisions and of the pages kept back, each once."""
    kept_back = [page.article for row in rows for page in row.pages.all() if not page.is_released]
    return tuple(dict.fromkeys([article for row in rows for article in row.articles] + kept_back))


def released_lines(row: Decision) -> tuple[str, ...]:
    return tuple(f"《{pages[0].file}》{_extent(pages)}" for pages in _by_file(row, is_released=True))


def withheld_lines(row: Decision) -> tuple[str, ...]:
    """Pages kept back, each with its article; where only places on a page were blacked out, that."""
    lines = [
        f"《{page.file}》第{span(page.first, page.last)}页，依据{page.article}不予公开"
        for page in row.pages.all()
        if not page.is_released
    ]
    if not lines and row.outcome_row.group is Group.PARTLY:
        lines = [
            f"《{pages[0].file}》中已经遮盖的内容"
            for pages in _by_file(row, is_released=True)
            if is_redacted(pages[0].file)
        ]
    return tuple(lines)


MASKED = "部分内容已经遮盖"
"""Said of a file instead of 全文."""


def is_redacted(file: RequestFile) -> bool:
    """Whether a person made a copy without some of it."""
    return file.file is not None and file.file.essence() != file.file.sha256


def _by_file(row: Decision, *, is_released: bool) -> list[list[PageRange]]:
    files: dict[int, list[PageRange]] = {}
    for page in row.pages.all():
        if page.is_released == is_released:
            files.setdefault(page.file_id, []).append(page)
    return list(files.values())


def _extent(pages: Sequence[PageRange]) -> str:
    file = pages[0].file
    total = (file.file.pages if file.file else None) or 1
    if sum(page.last - page.first + 1 for page in pages) == total:
        return f"（共{total}页，{MASKED}）" if is_redacted(file) else f"（全文，共{total}页）"
    return f"（共{total}页，提供第{'、'.join(span(page.first, page.last) for page in pages)}页）"


def span(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}至{last}"


def _separability(rows: Sequence[Decision], several: bool) -> tuple[str, ...]:
    found = []
    for row in rows:
        if row.separability == Separability.NO:
            words = row.separability_note.strip() or "经审查，上述信息不能作区分处理。"
        else:
            words = row.separability_note.strip()
        found += [f"关于第{row.item.position}项：{words}" if several else words] if words else []
    return tuple(" ".join(words.split()) for words in found)


# --- what went before ---------------------------------------------------------------------------------


def _again(request: DisclosureRequest) -> str:
    return "本机关对上述申请重新进行了处理，此前的答复不再执行。" if request.round > 1 else ""


def _correction(request: DisclosureRequest, *states: str) -> Correction | None:
    rows = request.corrections.filter(state__in=states).select_related("letter")
    return rows.order_by("-round").first()


def _corrected(request: DisclosureRequest) -> str:
    found = _correction(request, CorrectionState.RECEIVED)
    if found is None or found.received_on is None:
        return ""
    return f"本机关于{official_date(found.received_on)}收到补正材料。"


def _course(request: DisclosureRequest, code: str) -> str:
    tell = {"R-4.3": _course_corrected, "R-6.1": _course_abandoned, "R-6.2": _course_unpaid, "R-5.4": _course_demand}
    return tell[code](request) if code in tell else ""


def _course_corrected(request: DisclosureRequest) -> str:
    found = _correction(request, CorrectionState.RECEIVED)
    if found is None or found.received_on is None:
        return ""
    return (
        f"本机关于{official_date(found.letter.dated)}作出《{found.letter.title}》（{found.letter.number}），"
        f"申请人于{official_date(found.received_on)}提交了补正材料。"
    )


def _course_abandoned(request: DisclosureRequest) -> str:
    found = _correction(request, CorrectionState.ABANDONED)
    if found is None or found.served_on is None:
        return ""
    return (
        f"本机关于{official_date(found.letter.dated)}作出《{found.letter.title}》（{found.letter.number}），"
        f"于{official_date(found.served_on)}送达申请人，告知补正期限为{found.days}日。期限届满，申请人没有补正。"
    )


def _course_unpaid(request: DisclosureRequest) -> str:
    found = request.fees.filter(state=FeeState.UNPAID).select_related("letter").order_by("-round").first()
    if found is None or found.served_on is None:
        return ""
    return (
        f"本机关于{official_date(found.letter.dated)}作出《{found.letter.title}》（{found.letter.number}），"
        f"于{official_date(found.served_on)}送达申请人，信息处理费为{found.amount}元。期限届满，申请人没有缴纳。"
    )


def _course_demand(request: DisclosureRequest) -> str:
    states = (DemandState.UNREASONABLE, DemandState.SILENT)
    found = request.demands.filter(state__in=states).select_related("letter").order_by("-pk").first()
    if found is None:
        return ""
    answered = "申请人没有说明理由。" if found.state == DemandState.SILENT else "申请人说明的理由，经审查不合理。"
    return (
        f"本机关于{official_date(found.letter.dated)}作出《{found.letter.title}》（{found.letter.number}），"
        f"要求申请人在{official_date(found.answer_by)}前说明理由。{answered}"
    )


def _consulted(request: DisclosureRequest, rows: Sequence[Decision]) -> str:
    """How the third party was heard, without saying who it is (art. 32)."""
    asked = [row for row in request.consultations.all() if row.kind == PartyKind.THIRD_PARTY]
    states = {row.state for row in asked} - {ConsultationState.CANCELLED}
    if states & set(AGAINST):
        return "本机关已经书面征求第三方的意见，第三方不同意公开并说明了理由。"
    if ConsultationState.SILENT in states:
        return "本机关已经书面征求第三方的意见，第三方在规定的期限内没有提出意见，由本机关依法决定。"
    if states:
        return "本机关已经书面征求第三方的意见。"
    notes = [" ".join(row.third_party_note.split()) for row in rows if row.third_party_note.strip()]
    return f"相关事实清楚，没有另行征求第三方的意见：{'；'.join(notes)}" if notes else ""


def _fee_words(request: DisclosureRequest) -> str:
    paid = request.fees.filter(state=FeeState.PAID, round=request.round).first()
    return f"信息处理费{paid.amount}元已经缴纳。" if paid else "本次提供信息不收取费用。"
