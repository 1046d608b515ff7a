"""What the screening found in an explanation, decided or masked by a named person."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from interpretation.materials import parts
from interpretation.materials.models import Material
from interpretation.materials.states import MaterialState
from portal.actors import Actor
from portal.errors import NotAllowed
from portal.screening import services as screening
from portal.screening.detectors import Match
from portal.screening.kinds import Kind
from portal.screening.masks import masked
from portal.screening.models import Finding
from portal.screening.states import Decision
from portal.workflow import touch

OVER = frozenset({MaterialState.PUBLISHED, MaterialState.WITHDRAWN, MaterialState.CANCELLED})


@transaction.atomic
def settle_findings(
    material: Material, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str = ""
) -> Material:
    """Decide about findings; 遮盖 changes the text, which is not kept as it was. Before publication only.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` when the text was changed after it was screened.
    """
    if material.state in OVER:
        raise NotAllowed("发布以前才能处理筛查结果；已经发布的，先撤下。")
    chosen = list(findings)
    if decision == Decision.MASKED:
        _mask(material, chosen)
    organ = material.organ.heir()
    screening.decide(material, chosen, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return material


def _mask(material: Material, chosen: list[Finding]) -> None:
    by_part: dict[str, list[Finding]] = defaultdict(list)
    for finding in chosen:
        by_part[finding.part].append(finding)
    known = {part.code: part for part in parts.fields(material)}
    changes: dict[str, Any] = {}
    elements = dict(material.elements)
    for code, rows in by_part.items():
        part = known[code]
        screening.require_present(rows, part.text, part)
        hidden = masked(part.text, [Match(Kind(row.kind), row.start, row.end) for row in rows])
        if code in parts.SCREENED:
            changes[code] = hidden
        else:
            elements[code] = hidden
    # Not through ``edit()``: its record would keep what is masked here for ever.
    touch(material, changes | {"elements": elements})
