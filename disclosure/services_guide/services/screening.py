"""What the screening found in a guide, decided or masked by a named person."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.services_guide import parts
from disclosure.services_guide.models import ServiceGuide
from disclosure.services_guide.states import OPEN
from portal.actors import Actor
from portal.errors import InvalidInput, NotAllowed
from portal.screening import services as screening
from portal.screening.detectors import Match
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.masks import masked
from portal.screening.models import Finding
from portal.screening.states import Decision
from portal.workflow import touch


@transaction.atomic
def settle_findings(
    guide: ServiceGuide, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str = ""
) -> ServiceGuide:
    """Decide about findings; 遮盖 changes the text, which is not kept as it was. Before publication only.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` when the text was changed after it was screened.
    """
    if guide.state not in OPEN:
        raise NotAllowed("发布以前才能处理筛查结果。")
    chosen = list(findings)
    if decision == Decision.MASKED:
        _mask(guide, chosen)
    organ = guide.organ.heir()
    screening.decide(guide, chosen, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return guide


def _mask(guide: ServiceGuide, chosen: list[Finding]) -> None:
    by_part: dict[str, list[Finding]] = defaultdict(list)
    for finding in chosen:
        by_part[finding.part].append(finding)
    if any(code.startswith("file:") for code in by_part):
        raise InvalidInput({"decision": "文件里的内容系统不能遮盖：请移出这项材料，换成改好的文件"})
    known = {part.code: part for part in parts.fields(guide)}
    own = {code: _hidden(known[code], rows) for code, rows in by_part.items() if code in parts.SCREENED}
    # Not through ``edit()``: its record would keep what is masked here for ever.
    touch(guide, own)
    for material in guide.materials.all():
        texts = {field: parts.code(material, field) for field in parts.MATERIAL}
        hidden = {field: _hidden(known[code], by_part[code]) for field, code in texts.items() if code in by_part}
        for field, text in hidden.items():
            setattr(material, field, text)
        if hidden:
            material.save(update_fields=list(hidden))


def _hidden(part: Part, rows: list[Finding]) -> str:
    screening.require_present(rows, part.text, part)
    return masked(part.text, [Match(Kind(row.kind), row.start, row.end) for row in rows])
