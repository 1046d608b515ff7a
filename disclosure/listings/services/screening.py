"""What the screening found in a row, decided or masked by a named person."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.listings.fields import following
from disclosure.listings.models import ListRow
from disclosure.listings.states import BEFORE
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


@transaction.atomic
def settle_findings(
    row: ListRow, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str = ""
) -> ListRow:
    """Decide about findings; 遮盖 changes the text, which is not kept as it was. Before publication only.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` when the text was changed after it was screened.
    """
    if row.state not in BEFORE:
        raise NotAllowed("公开以前才能处理筛查结果；已经公开的，先撤回。")
    chosen = list(findings)
    if decision == Decision.MASKED:
        _mask(row, chosen)
    screening.decide(row, chosen, decision=decision, organ=row.organ.heir(), actor=actor, at=at, reason=reason)
    return row


def _mask(row: ListRow, chosen: list[Finding]) -> None:
    by_part: dict[str, list[Finding]] = defaultdict(list)
    for finding in chosen:
        by_part[finding.part].append(finding)
    hidden = {name: _hidden(name, row.values.get(name, ""), found) for name, found in by_part.items()}
    values = row.values | hidden
    # Not through ``edit()``: its record would keep what is masked here for ever.
    touch(row, {"values": values, **following(row.template, values)})


def _hidden(name: str, text: str, rows: list[Finding]) -> str:
    screening.require_present(rows, text, Part(name, rows[0].where, text))
    return masked(text, [Match(Kind(row.kind), row.start, row.end) for row in rows])
