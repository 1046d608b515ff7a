"""What is wrong with an answer, what its letters say, what goes out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import local, start_of_day
from portal.files.models import StoredFile
from portal.letters.composing import Draft
from portal.letters.services import preview_letter
from portal.privacy.services import plain_text
from portal.screening import selectors as screening
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.selectors import read_files, undecided
from requests_app.answering import rules, wording
from requests_app.answering.fields import ELEMENT_LABELS
from requests_app.answering.models import Decision, Wording
from requests_app.asking.states import CorrectionState, DemandState
from requests_app.cases.models import DisclosureRequest, RequestFile, RequestItem
from requests_app.charging.states import FeeState
from requests_app.consulting.states import AGAINST, ConsultationState, PartyKind
from requests_app.outcomes import BY_CODE, Element, Group, Outcome, Way

_FIFTEEN = "《中华人民共和国政府信息公开条例》第十五条"
_NOT_QUOTED = frozenset({"to", "items", "contact"})
"""Blocks that repeat the applicant's own words, or the office's address."""


# --- which outcomes and ways are open -----------------------------------------------------------------


def ways_offered(request: DisclosureRequest, outcome: str) -> list[tuple[Way, str]]:
    """Each way of the outcome, with the reason why it is not open for this request; empty when it is."""
    row = BY_CODE[outcome]
    closed = why_not(request, row)
    return [(way, closed) for way in row.ways if not way.by_system]


def why_not(request: DisclosureRequest, outcome: Outcome) -> str:
    """Some outcomes rest on something that must have happened before. At most one query."""
    if outcome.code == "3.4.3" and not request.corrections.filter(state=CorrectionState.RECEIVED).exists():
        return "要先补正：补正以后仍不明确的，才能选这一项"
    if outcome.code == "3.5.4" and not _found_unreasonable(request):
        return "要先让申请人说明理由：认定理由不合理，或者没有说明理由的，才能选这一项"
    if outcome.code == "3.6.1" and not request.corrections.filter(state=CorrectionState.ABANDONED).exists():
        return "要先确认申请人逾期不补正"
    if outcome.code == "3.6.2" and not request.fees.filter(state=FeeState.UNPAID).exists():
        return "要先确认申请人逾期不缴费"
    return ""


def _found_unreasonable(request: DisclosureRequest) -> bool:
    return bool(request.demands.filter(state__in=(DemandState.UNREASONABLE, DemandState.SILENT)).exists())


def proposed_outcome(request: DisclosureRequest) -> str:
    """What the applicant's own silence leads to; empty when there is nothing of the kind."""
    return next((code for code in ("3.6.1", "3.6.2") if not why_not(request, BY_CODE[code])), "")


# --- decisions ----------------------------------------------------------------------------------------


def decision_faults(request: DisclosureRequest, _at: datetime) -> list[str]:
    """What the decisions of this round lack, item by item and all together."""
    decided = {row.item_id: row for row in request.current_decisions()}
    found: list[str] = []
    for item in request.items.all():
        row = decided.get(item.pk)
        faults = ["还没有选结果"] if row is None else faults_of(request, row)
        found += [f"第{item.position}项{fault}" for fault in faults]
    return found + _objection_faults(request, list(decided.values()))


def faults_of(request: DisclosureRequest, row: Decision) -> list[str]:
    """What one decision lacks, in Chinese."""
    outcome = row.outcome_row
    missing = [f"没有写{ELEMENT_LABELS[name]}" for name in row.way_row.needs if not _has(row, name)]
    faults = [
        why_not(request, outcome),
        *missing,
        *rules.article_faults(row.way_row, row.articles),
        rules.separability_fault(outcome, row.separability, row.separability_note),
        _third_party_fault(request, row),
        _earlier_fault(row),
        *_file_faults(row),
    ]
    return [fault for fault in faults if fault]


def _has(row: Decision, element: Element) -> bool:
    if element is Element.FILES:
        return any(page.is_released for page in row.pages.all())
    return bool(getattr(row, element.value))


def _third_party_fault(request: DisclosureRequest, row: Decision) -> str:
    """Nothing is kept back for a third party nobody asked, unless the facts are clear (art. 32)."""
    if row.outcome != "3.3.4" or row.third_party_note.strip():
        return ""
    asked = request.consultations.filter(kind=PartyKind.THIRD_PARTY).exclude(state=ConsultationState.CANCELLED)
    return "" if asked.exists() else "没有征求第三方的意见：事实清楚、不用征求的，要写明理由"


def _earlier_fault(row: Decision) -> str:
    """重复申请 names the reply there was, by number and date."""
    if row.outcome != "3.5.2" or not row.earlier_reply or rules.names_a_reply(row.earlier_reply):
        return ""
    return "前次答复要写文号和日期，例如“临教公开〔2026〕3号，2026年3月5日”"


def _file_faults(row: Decision) -> list[str]:
    """What goes out is what may: whole files when granted, and a copy without the rest when something is kept back."""
    group, pages = row.outcome_row.group, list(row.pages.all())
    kept_back = [page for page in pages if not page.is_released]
    faults = ["有不提供的页，请选部分公开"] if kept_back and group is Group.GRANTED else []
    if group is Group.PARTLY and pages and not wording.withheld_lines(row):
        faults.append("部分公开要写明哪些页不提供，或者上传遮盖以后的副本")
    return faults + [fault for release in released_by(row) if (fault := _release_fault(release))]


def _release_fault(release: "Release") -> str:
    if release.stored is None:
        return f"《{release.file}》的副本还没有确认"
    if release.is_partial and not wording.is_redacted(release.file):
        return f"《{release.file}》有不提供的页，先上传去掉这些页的副本并确认"
    return ""


def _objection_faults(request: DisclosureRequest, rows: Sequence[Decision]) -> list[str]:
    """Against a third party's objection something goes out only in the public interest, or without what concerns the
    third party (arts. 15 and 32)."""
    objected = request.consultations.filter(kind=PartyKind.THIRD_PARTY, state__in=AGAINST)
    against = [row for row in objected if not (row.is_overruled and row.public_interest.strip())]
    if not against or not any(row.outcome_row.group in (Group.GRANTED, Group.PARTLY) for row in rows):
        return []
    protected = any(_FIFTEEN in wording.articles_of([row]) for row in rows)
    return [] if protected else ["第三方不同意公开：要公开，先登记不公开会对公共利益造成重大影响的理由"]


# --- letters ------------------------------------------------------------------------------------------


def drafts_of(request: DisclosureRequest, *, on: date) -> list[Draft]:
    """One draft for each letter of this round, in the order of the items. Writes nothing.

    Raises ``InvalidInput`` for words that cannot stand in a letter.
    """
    edits = wordings_of(request)
    at = start_of_day(on)
    return [
        preview_letter(
            template=answer.code,
            organ=request.organ.heir(),
            context=wording.context_of(request, answer, at=at),
            edits=edits.get(answer.code, {}),
            on=on,
        )
        for answer in wording.answers_of(request.current_decisions())
    ]


def wordings_of(request: DisclosureRequest) -> dict[str, Mapping[str, str]]:
    """The clerk's words of this round by code of the letter. One query."""
    return dict(Wording.objects.filter(request=request, round=request.round).values_list("letter", "edits"))


def letter_faults(request: DisclosureRequest, at: datetime) -> list[str]:
    """What the letters lack, and what must not stand in them."""
    found = []
    for draft in drafts_of(request, on=local(at).date()):
        faults = [*draft.missing, *_identity_faults(request, draft)]
        found += [f"{draft.template.title}：{fault}" for fault in faults]
    return found


def _identity_faults(request: DisclosureRequest, draft: Draft) -> list[str]:
    """A third party's name or way of contact is nobody else's business, but where the applicant wrote it."""
    text = said_by_organ(draft)
    for row in request.consultations.filter(kind=PartyKind.THIRD_PARTY):
        for secret in (plain_text(row, "party"), plain_text(row, "party_contact")):
            if secret and secret in text:
                return ["里面写了第三方的名称或者联系方式，请改掉"]
    return []


def said_by_organ(draft: Draft) -> str:
    """The words of a letter that are the organ's own."""
    return "\n".join(block.text for block in draft.blocks if block.code not in _NOT_QUOTED)


# --- what goes out ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Release:
    """A file that is handed out. ``stored`` is what goes out: the file, or its confirmed copy; ``None`` while the copy
    is not confirmed. ``extent`` says which pages."""

    file: RequestFile
    stored: StoredFile | None
    extent: str
    is_partial: bool

    @property
    def code(self) -> str:
        return f"file:{self.file.pk}"


def released_by(row: Decision) -> list[Release]:
    """The files of one decision of which something is handed out."""
    by_file: dict[int, list[tuple[bool, str]]] = {}
    files: dict[int, RequestFile] = {}
    for page in row.pages.all():
        files[page.file_id] = page.file
        by_file.setdefault(page.file_id, []).append((page.is_released, wording.span(page.first, page.last)))
    found = []
    for pk, pages in by_file.items():
        out = [words for is_released, words in pages if is_released]
        if out:
            stored = files[pk].file
            partial = len(out) < len(pages)
            going = stored.for_public() if stored else None
            whole = wording.MASKED if wording.is_redacted(files[pk]) else "全文"
            found.append(Release(files[pk], going, f"第{'、'.join(out)}页" if partial else whole, partial))
    return found


def released_files(request: DisclosureRequest) -> list[Release]:
    """Everything this round hands out, each file once."""
    found: dict[int, Release] = {}
    for row in request.current_decisions():
        for release in released_by(row):
            found.setdefault(release.file.pk, release)
    return list(found.values())


def letter_parts(request: DisclosureRequest, *, on: date) -> list[Part]:
    """The letters as the screening reads them."""
    return [
        Part(f"letter:{draft.template.code}", draft.template.title, said_by_organ(draft))
        for draft in drafts_of(request, on=on)
    ]


def open_findings(request: DisclosureRequest, at: datetime) -> list[str]:
    """What the screening found in letters and files and nobody has decided about; files nobody has read."""
    releases = released_files(request)
    read = read_files(request)
    unread = [
        f"《{row.file}》还没有筛查"
        for row in releases
        if row.stored is not None and read.get(row.code) != row.stored.sha256
    ]
    rows = undecided(request, letter_parts(request, on=local(at).date()), [row.code for row in releases])
    return unread + list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in rows))


# --- what is kept back as a secret --------------------------------------------------------------------


def separated(request: DisclosureRequest) -> list[Decision]:
    """Decisions that hand out a part while the rest may be a state secret (Regulations arts. 14 and 37).

    An article says why something is kept back; a redacted copy of what is granted whole does not say it.
    """
    return [row for row in request.current_decisions() if _may_keep_a_secret(row)]


def _may_keep_a_secret(row: Decision) -> bool:
    pages = list(row.pages.all())
    if row.outcome_row.group is Group.PARTLY:
        return any(rules.is_about_secrecy(text) for text in _articles(row))
    return any(page.is_released and wording.is_redacted(page.file) for page in pages)


def rests_on_secrecy_law(row: Decision) -> bool:
    """Whether the law on state secrets itself is named: then what is kept back is one."""
    return any(rules.SECRECY_LAW in text for text in _articles(row))


def _articles(row: Decision) -> list[str]:
    return [*row.articles, *(page.article for page in row.pages.all() if page.article)]


def essence_of(request: DisclosureRequest) -> str:
    """A digest of what goes out and what is kept back in this round, and for which articles."""
    said = [str(request.round)]
    for row in request.current_decisions():
        said.append(f"{row.item_id} {row.outcome} {'|'.join(row.articles)}")
        said += [
            f"{page.file_id} {_told(page.file)} {page.first}-{page.last} {page.is_released} {page.article}"
            for page in row.pages.all()
        ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _told(file: RequestFile) -> str:
    """What the file says to whoever gets it; a copy that was only cleaned says the same."""
    return file.file.essence() if file.file else ""


def separation_faults(request: DisclosureRequest, _at: datetime) -> list[str]:
    """S2-6.10b: what is kept back as a state secret was separated with the word of the 保密部门."""
    return screening.separation_faults(request, covers=essence_of(request)) if separated(request) else []


def items_answered(request: DisclosureRequest, code: str) -> list[RequestItem]:
    """The items the letter with that code speaks about."""
    for answer in wording.answers_of(request.current_decisions()):
        if answer.code == code:
            return [row.item for row in answer.decisions]
    return []
