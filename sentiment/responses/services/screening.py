"""What the screening found in an answer, decided or masked by a named person."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.errors import NotAllowed
from portal.screening import services as screening
from portal.screening.detectors import Match
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.masks import masked
from portal.screening.models import Finding
from portal.screening.states import Decision
from portal.workflow import touch
from sentiment.responses.models import Response
from sentiment.responses.states import BEFORE


@transaction.atomic
def settle_findings(
    response: Response, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str = ""
) -> Response:
    """Decide about findings; 遮盖 changes the text, which is not kept as it was. Before publication only.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` when the text was changed after it was screened.
    """
    if response.state not in BEFORE:
        raise NotAllowed("发布以前才能处理筛查结果；已经发布的，先撤回。")
    chosen = list(findings)
    if decision == Decision.MASKED:
        _mask(response, chosen)
    screening.decide(
        response, chosen, decision=decision, organ=response.organ.heir(), actor=actor, at=at, reason=reason
    )
    return response


def _mask(response: Response, chosen: list[Finding]) -> None:
    by_part: dict[str, list[Finding]] = defaultdict(list)
    for finding in chosen:
        by_part[finding.part].append(finding)
    # Not through ``edit()``: its record would keep what is masked here for ever.
    touch(response, {name: _hidden(name, str(getattr(response, name)), rows) for name, rows in by_part.items()})


def _hidden(name: str, text: str, rows: list[Finding]) -> str:
    screening.require_present(rows, text, Part(name, rows[0].where, text))
    return masked(text, [Match(Kind(row.kind), row.start, row.end) for row in rows])
