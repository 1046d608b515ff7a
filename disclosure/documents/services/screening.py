"""What the screening found in a document, and what is done about it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.coordination.services import text_changed
from disclosure.documents import companions, parts, typesetting
from disclosure.documents.models import Document
from disclosure.documents.services.pen import require_pen
from disclosure.documents.services.reading import read_unread
from disclosure.documents.states import EDITABLE_STATES, CorrectionState
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.screening import services as screening
from portal.screening.detectors import Match
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.masks import masked
from portal.screening.models import Finding
from portal.screening.states import DECIDERS, Decision
from portal.workflow import touch


def deciding_organ(document: Document) -> Organ:
    """Whose appointments count: the drafting organ's while it holds the pen."""
    if document.state in EDITABLE_STATES and document.drafting_organ is not None:
        return document.drafting_organ
    return document.responsible_organ


def rescreen(document: Document, *, at: datetime) -> None:
    """Bring the findings in fields and file names up to date; with an open correction, as the page would read."""
    correction = document.open_correction()
    present = parts.texts(document, correction.changes if correction else None)
    gone = [Part(name, "", "") for name in parts.SCREENED if name not in {part.code for part in present}]
    screening.screen(document, [*present, *gone], at=at)


@transaction.atomic
def settle_findings(
    document: Document, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str = ""
) -> Document:
    """Decide about findings of the document; 遮盖 changes the text as well, place by place.

    The text is not kept as it was: that is what masking is for. Raises ``NotAllowed``, ``InvalidInput``,
    ``DomainError`` when the text was changed after it was screened.
    """
    chosen = list(findings)
    if decision == Decision.MASKED:
        _mask(document, chosen, actor=actor, at=at)
    organ = deciding_organ(document)
    screening.decide(document, chosen, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return document


def _mask(document: Document, chosen: list[Finding], *, actor: Actor, at: datetime) -> None:
    correction = document.open_correction()
    if correction is None or document.correction_state != CorrectionState.PROPOSED:
        require_pen(document, actor)
    by_part: dict[str, list[Finding]] = defaultdict(list)
    for finding in chosen:
        by_part[finding.part].append(finding)
    if foreign := sorted(set(by_part) - set(parts.SCREENED)):
        where = by_part[foreign[0]][0].where
        raise InvalidInput({"findings": f"{where}不能在这里遮盖：请上传脱敏副本，或者改好以后重新上传"})
    source: dict[str, Any] = correction.changes if correction else {}
    hidden = {
        name: _hidden(name, str(source.get(name, getattr(document, name))), rows) for name, rows in by_part.items()
    }
    if correction is not None:
        correction.changes = correction.changes | hidden
        correction.save(update_fields=["changes"])
    else:
        # Not through ``edit()``: its record would keep what is masked here for ever.
        derived = {"body_html": typesetting.body_html(hidden["body"])} if "body" in hidden else {}
        touch(document, hidden | derived | {"endorsed_at": None})
        text_changed(document, at=at)
        companions.follow(document, "rewrite", actor=actor, at=at)


def _hidden(name: str, text: str, rows: list[Finding]) -> str:
    screening.require_present(rows, text, Part(name, rows[0].where, text))
    return masked(text, [Match(Kind(row.kind), row.start, row.end) for row in rows])


def screen_again(document: Document, *, actor: Actor, at: datetime) -> Document:
    """Read everything anew, at somebody's wish; files that were never read are read now."""
    require(actor, DECIDERS[Decision.KEPT], deciding_organ(document), doing="重新筛查")
    read_unread(document, at=at)
    return _screened_again(document, actor, at)


@transaction.atomic
def _screened_again(document: Document, actor: Actor, at: datetime) -> Document:
    rescreen(document, at=at)
    record(act="screen_again", subject=document, actor=actor, at=at)
    return document
