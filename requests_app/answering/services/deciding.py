"""逐项决定: the guided way, the outcome, what it must say, which pages go out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.letters.services import preview_letter
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.workflow import require_move, touch
from requests_app.answering import rules, wording
from requests_app.answering.fields import DECISION, ELEMENT_LABELS
from requests_app.answering.models import Decision, PageRange, Wording
from requests_app.answering.selectors import why_not
from requests_app.answering.states import Separability
from requests_app.cases.models import DisclosureRequest, RequestItem
from requests_app.cases.states import FilePurpose
from requests_app.outcomes import BY_CODE, Element, Group, Outcome, Way

_WITH_FILES = (Group.GRANTED, Group.PARTLY)


def decide(
    request: DisclosureRequest,
    *,
    item: RequestItem,
    outcome: str,
    way: str,
    steps: Mapping[str, str],
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
) -> Decision:
    """One of the 21 outcomes for one item; deciding again replaces what was decided in this round.

    ``steps`` maps codes of ``QUESTIONS`` to answers, ``values`` has keys of ``fields.DECISION``. Raises ``NotAllowed``,
    ``StaleState``, or ``InvalidInput`` keyed by field; a text with 密级标志 is refused unstored.
    """
    require_move(request, "submit", actor=actor)
    typed = {name: value for name, value in values.items() if isinstance(value, str) and name in DECISION}
    refuse_marks(
        [Part(name, DECISION[name].label, text) for name, text in typed.items()], doing="拟答复", actor=actor, at=at
    )
    return _decided(request, item, outcome, way, steps, values, actor, at)


@transaction.atomic
def _decided(
    request: DisclosureRequest,
    item: RequestItem,
    outcome: str,
    way: str,
    steps: Mapping[str, str],
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
) -> Decision:
    if item.request_id != request.pk:
        raise InvalidInput({"item": "这一项不是这件申请的"})
    row, chosen = _chosen(request, outcome, way)
    clean = checked(DECISION, {"articles": chosen.articles} | dict(values))
    if faults := _faults(row, chosen, steps, clean, at):
        raise InvalidInput(faults)
    touch(request)
    before = Decision.objects.filter(item=item, round=request.round).first()
    decision, _ = Decision.objects.update_or_create(
        item=item,
        round=request.round,
        defaults={
            "request": request,
            "outcome": outcome,
            "way": way,
            "steps": rules.travelled(steps),
            "drafter_id": actor.id if actor.kind is ActorKind.USER else None,
            "drafted_by": actor.name,
            "drafted_at": at,
        }
        | _blank()
        | clean
        | ({"separability": Separability.YES} if row.group is Group.PARTLY else {}),
    )
    _forget_what_is_over(request, before, decision)
    after = {"item": item.position, "outcome": f"{row.code} {row.title}", "way": chosen.label}
    record(act="decide", subject=request, actor=actor, at=at, after=after)
    return decision


def _chosen(request: DisclosureRequest, outcome: str, way: str) -> tuple[Outcome, Way]:
    row = BY_CODE.get(outcome)
    if row is None:
        raise InvalidInput({"outcome": "请选办理结果"})
    chosen = row.way(way)
    if chosen is None or chosen.by_system:
        raise InvalidInput({"way": "请选这个结果的一种情形"})
    if closed := why_not(request, row):
        raise InvalidInput({"outcome": closed})
    return row, chosen


def _faults(row: Outcome, way: Way, steps: Mapping[str, str], clean: Mapping[str, Any], at: datetime) -> dict[str, str]:
    walked = rules.walk(steps)
    faults = {
        "steps": "；".join(walked.faults),
        "outcome": "" if row.code in walked.outcomes else f"按前面的回答，不能选“{row.title}”，请核对",
        "skipped": "",
        "articles": "；".join(rules.article_faults(way, clean.get("articles", ()))),
    }
    if walked.skipped and not clean.get("skipped"):
        left_out = "、".join(question.text for question in walked.skipped)
        faults["skipped"] = f"没有回答：{left_out}要跳过，请写明理由"
    separable = rules.separability_fault(row, clean.get("separability", ""), clean.get("separability_note", ""))
    faults["separability"] = separable
    for element in way.needs:
        if element is not Element.FILES and not clean.get(element.value):
            faults[element.value] = f"请填写{ELEMENT_LABELS[element]}"
    day = clean.get("available_on")
    if Element.WHEN in way.needs and day and day < local(at).date():
        faults["available_on"] = "可以获取的时间已经过了：已经公开的，请选“已经主动公开”"
    if row.code == "3.5.2" and clean.get("earlier_reply") and not rules.names_a_reply(clean["earlier_reply"]):
        faults["earlier_reply"] = "前次答复要写文号和日期，例如“临教公开〔2026〕3号，2026年3月5日”"
    return {name: fault for name, fault in faults.items() if fault}


def _blank() -> dict[str, Any]:
    """What an earlier decision said does not stay behind."""
    empty: dict[str, Any] = dict.fromkeys(DECISION, "")
    return empty | {"available_on": None, "articles": []}


def _forget_what_is_over(request: DisclosureRequest, before: Decision | None, now: Decision) -> None:
    """Pages of an outcome that hands nothing out, and the wording of letters that say something else now."""
    if now.outcome_row.group not in _WITH_FILES:
        now.pages.all().delete()
    codes = {now.way_row.letter} | ({before.way_row.letter} if before else set())
    Wording.objects.filter(request=request, round=request.round, letter__in=codes).delete()


@transaction.atomic
def set_pages(
    request: DisclosureRequest,
    *,
    decision: Decision,
    ranges: Sequence[Mapping[str, Any]],
    actor: Actor,
    at: datetime,
) -> Decision:
    """Which pages of which files go out, all of them at once.

    Each of ``ranges`` has ``file`` (a ``RequestFile`` to hand out), ``first``, ``last``, ``is_released`` and, for pages
    kept back, ``article``. A file without pages counts as page 1. Raises ``InvalidInput`` keyed ``pages-0`` ….
    """
    require_move(request, "submit", actor=actor)
    _require_own(request, decision)
    if decision.outcome_row.group not in _WITH_FILES:
        raise InvalidInput({"pages": f"“{decision.outcome_row.title}”不提供文件"})
    foreign = {
        f"pages-{place}": "请选这件申请要提供的文件"
        for place, row in enumerate(ranges)
        if row["file"].request_id != request.pk or row["file"].purpose != FilePurpose.ANSWER
    }
    if foreign:
        raise InvalidInput(foreign)
    length = {row["file"].pk: (row["file"].file.pages if row["file"].file else None) or 1 for row in ranges}
    pages = [
        rules.Pages(row["file"].pk, int(row["first"]), int(row["last"]), bool(row["is_released"]), _article(row))
        for row in ranges
    ]
    if faults := rules.page_faults(pages, length):
        raise InvalidInput(faults)
    touch(request)
    decision.pages.all().delete()
    PageRange.objects.bulk_create(
        PageRange(
            decision=decision,
            file_id=page.file,
            first=page.first,
            last=page.last,
            is_released=page.is_released,
            article=page.article,
        )
        for page in pages
    )
    Wording.objects.filter(request=request, round=request.round, letter=decision.way_row.letter).delete()
    after = {
        "item": decision.item.position,
        "pages": [[page.file, page.first, page.last, page.is_released] for page in pages],
    }
    record(act="set_pages", subject=request, actor=actor, at=at, after=after)
    return decision


def _article(row: Mapping[str, Any]) -> str:
    return "" if row["is_released"] else str(row.get("article") or "").strip()


def _require_own(request: DisclosureRequest, decision: Decision) -> None:
    if decision.request_id != request.pk or decision.round != request.round:
        raise InvalidInput({"decision": "这个决定不是这一次处理的"})


def set_wording(
    request: DisclosureRequest, *, letter: str, edits: Mapping[str, str], actor: Actor, at: datetime
) -> Wording:
    """The clerk's words in the editable blocks of one letter of this round.

    Raises ``InvalidInput`` keyed by block: locked, unknown, too long, 密级标志.
    """
    require_move(request, "submit", actor=actor)
    refuse_marks([Part(code, "文书措辞", text) for code, text in edits.items()], doing="改文书措辞", actor=actor, at=at)
    return _worded(request, letter, edits, actor, at)


@transaction.atomic
def _worded(request: DisclosureRequest, letter: str, edits: Mapping[str, str], actor: Actor, at: datetime) -> Wording:
    answers = {answer.code: answer for answer in wording.answers_of(request.current_decisions())}
    if letter not in answers:
        raise InvalidInput({"": "这一次答复里没有这份文书"})
    context = wording.context_of(request, answers[letter], at=at)
    day = local(at).date()
    draft = preview_letter(template=letter, organ=request.organ.heir(), context=context, on=day, edits=edits)
    kept = {block.code: block.text for block in draft.blocks if block.editable and block.text != block.default}
    touch(request)
    row, _ = Wording.objects.update_or_create(
        request=request,
        round=request.round,
        letter=letter,
        defaults={"edits": kept, "edited_by": actor.name, "edited_at": at},
    )
    record(act="set_wording", subject=request, actor=actor, at=at, after={"letter": letter, "blocks": sorted(kept)})
    return row
