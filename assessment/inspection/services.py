"""检查: drawn at random, looked at item by item, closed with a report."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assessment.inspection.checklist import Looked, items_for
from assessment.inspection.drawing import digest_of, drawn
from assessment.inspection.fields import REPORTED, STARTED
from assessment.inspection.models import CheckLine, Inspection, LineFile, Target
from assessment.inspection.selectors import organ_pool, page_pool
from assessment.inspection.states import INSPECTORS, TOLD
from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.problems.states import CheckWay
from assessment.rectification.models import Rectification
from assessment.rectification.selectors import to_rectify
from assessment.rectification.services import draft_of
from disclosure.documents.models import Document
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.services import require_unmarked
from portal.subjects import ref
from portal.workflow import move, require_move

PAGES_AT_MOST = 500
FILES_AT_MOST = 20


@transaction.atomic
def start(
    *, organs: int, pages: int, values: Mapping[str, Any], actor: Actor, at: datetime, seed: str = ""
) -> Inspection:
    """Draw ``organs`` of those that are assessed and ``pages`` of their public pages, and lay out the checklist.

    ``values`` has the keys of ``fields.STARTED``. ``seed`` is made by the system; given one, the same day draws the
    same. Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` without an organ that leads.
    """
    require(actor, INSPECTORS, None, doing="发起检查")
    clean = checked(STARTED, {"scope": ""} | dict(values))
    day = clock.local(at).date()
    pool = organ_pool(day)
    _require_sizes(organs, pages, len(pool), clean)
    leader = site_organ(day)
    if leader is None:
        raise DomainError("还没有登记市政府和政务公开办")
    seed = seed or secrets.token_hex(16)
    chosen = drawn(pool, organs, seed=seed, day=day)
    page_keys = page_pool(chosen, at)
    inspection = Inspection(
        organ=leader,
        seed=seed,
        drawn_on=day,
        drawn_at=at,
        organ_pool=len(pool),
        page_pool=len(page_keys),
        pool_digest=digest_of(pool, page_keys),
        starter_name=actor.name,
        **clean,
    )
    inspection.save(force_insert=True)
    _lay_out(inspection, chosen, drawn(page_keys, pages, seed=seed, day=day))
    after = {"way": clean["way"], "announced": clean["announced"], "seed": seed, "organs": [int(pk) for pk in chosen]}
    record(act="start_inspection", subject=inspection, actor=actor, at=at, after=after)
    if clean["announced"]:
        _announce(inspection, at=at)
    return inspection


def _require_sizes(organs: int, pages: int, pool: int, clean: Mapping[str, Any]) -> None:
    if not 1 <= organs <= pool:
        raise InvalidInput({"organs": f"抽1到{pool}个单位"})
    takes_pages = bool(items_for(clean["way"], Looked.PAGE))
    if not 0 <= pages <= PAGES_AT_MOST or (pages and not takes_pages):
        most = f"抽0到{PAGES_AT_MOST}个页面" if takes_pages else "这种方式不看网页，页面数填0"
        raise InvalidInput({"pages": most})
    if clean["way"] == CheckWay.UNANNOUNCED and clean["announced"]:
        raise InvalidInput({"announced": "明查暗访不事先通知"})


def _lay_out(inspection: Inspection, organs: Sequence[str], pages: Sequence[str]) -> None:
    documents = Document.objects.in_bulk([int(pk) for pk in pages])
    rows = [Target(inspection=inspection, organ_id=int(pk), place=place) for place, pk in enumerate(organs, start=1)]
    rows += [
        Target(inspection=inspection, organ_id=found.organ_id, document=found, place=place)
        for place, found in enumerate((documents[int(pk)] for pk in pages), start=1)
    ]
    targets = Target.objects.bulk_create(rows)
    CheckLine.objects.bulk_create(
        CheckLine(inspection=inspection, target=target, organ_id=target.organ_id, item=item.code)
        for target in targets
        for item in items_for(inspection.way, Looked.ORGAN if target.document_id is None else Looked.PAGE)
    )


def _announce(inspection: Inspection, *, at: datetime) -> None:
    organs = {target.organ for target in inspection.targets.select_related("organ")}
    for organ in sorted(organs, key=lambda each: each.pk):
        tell(
            recipients_of(organ.heir(), *TOLD, at=at),
            subject_line=f"检查通知：{inspection.title}（{inspection.get_way_display()}）",
            body=f"{inspection.scope}\n/admin/assessment/inspection/{inspection.pk}/change/",
            kind="inspection",
            dedupe_key=f"inspection|{inspection.pk}|{organ.pk}",
            at=at,
            about=ref(inspection),
        )


# --- looking --------------------------------------------------------------------------------------------


@transaction.atomic
def pass_line(line: CheckLine, *, actor: Actor, at: datetime) -> CheckLine:
    """All is well there."""
    move(line, "pass_line", actor=actor, at=at, fields=_by(actor, at))
    return line


@transaction.atomic
def skip(line: CheckLine, *, reason: str, actor: Actor, at: datetime) -> CheckLine:
    """The item does not concern that organ, with the reason why."""
    move(line, "skip", actor=actor, at=at, reason=reason, fields=_by(actor, at) | {"note": reason.strip()})
    return line


def find_fault(
    line: CheckLine,
    *,
    facts: str,
    occurred_on: date | None,
    rule: str,
    uploads: Sequence[tuple[str, files.Upload]],
    actor: Actor,
    at: datetime,
    difference: str = "",
) -> CheckLine:
    """Something is wrong: it becomes a problem of the organ, once, with its evidence (S2-11.7b).

    ``uploads`` are name and content. Raises as ``problems.services.note_problem``, ``NotAllowed``, ``Blocked`` or
    ``StaleState``. Not to be called inside a transaction: the trace of a file that is refused has to survive it.
    """
    require_move(line, "find_fault", actor=actor)
    if len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一项最多{FILES_AT_MOST}个文件"})
    stored = [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]
    values = {
        "way": line.inspection.way,
        "title": _fault_title(line),
        "article": line.row.article,
        "facts": facts,
        "occurred_on": occurred_on,
        "difference": difference,
    }
    return _found(line, rule, values, stored, actor=actor, at=at)


@transaction.atomic
def _found(
    line: CheckLine,
    rule: str,
    values: dict[str, Any],
    stored: Sequence[StoredFile],
    *,
    actor: Actor,
    at: datetime,
) -> CheckLine:
    organ = line.organ.heir()
    day = values["occurred_on"]
    if not values["difference"] and day is not None and _only_of_this_check(line, organ, rule, day):
        values["difference"] = f"检查清单的另一项：{line.row.title}"
    problem = problems.note_problem(organ=organ, rule=rule, values=values, subject=ref(line), actor=actor, at=at)
    move(line, "find_fault", actor=actor, at=at, fields=_by(actor, at) | {"problem": problem, "note": problem.facts})
    for file in stored:
        LineFile.objects.create(line=line, file=file, added_at=at)
        record(act="add_evidence", subject=line, actor=actor, at=at, after={"name": file.name, "sha256": file.sha256})
    problems.attach(problem, stored, actor=actor, at=at)
    return line


def _only_of_this_check(line: CheckLine, organ: Organ, rule: str, day: date) -> bool:
    """Whether what is known of that day under that rule came from other items of this check: another item is another
    fault, and nobody has to say so."""
    same = Problem.objects.counted().filter(organ=organ, rule=rule, occurred_on=day)
    return same.exists() and not same.exclude(check_line__inspection=line.inspection_id).exists()


def _fault_title(line: CheckLine) -> str:
    page = line.target.document
    return f"{line.row.title}有问题" + (f"：{page.title}" if page else "")


def _by(actor: Actor, at: datetime) -> dict[str, Any]:
    return {"checked_at": at, "checked_by": actor.name}


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


# --- the end --------------------------------------------------------------------------------------------


@transaction.atomic
def close(inspection: Inspection, *, report: str, actor: Actor, at: datetime) -> Inspection:
    """Every line was looked at; the report says what it came to. From now on the organs read their own lines."""
    require_move(inspection, "close", actor=actor)
    clean = checked(REPORTED, {"report": report})
    move(inspection, "close", actor=actor, at=at, fields=clean | {"closed_at": at, "closed_by": actor.name})
    return inspection


@transaction.atomic
def call_off(inspection: Inspection, *, reason: str, actor: Actor, at: datetime) -> Inspection:
    """It is not carried on, with a reason; what was found stays found."""
    move(inspection, "call_off", actor=actor, at=at, reason=reason)
    return inspection


@transaction.atomic
def rectify(inspection: Inspection, *, actor: Actor, at: datetime) -> list[Rectification]:
    """A draft of a notice for each organ in which something was found that nobody was told to mend yet.

    Raises ``NotAllowed``, or ``DomainError`` when there is nothing.
    """
    found = to_rectify().filter(check_line__inspection=inspection).select_related("organ")
    return draft_of(found, values={}, actor=actor, at=at)
