"""Single cells the screening stopped at, decided or masked by a named person."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.datasets.checking import words_of
from disclosure.datasets.models import DatasetVersion
from disclosure.datasets.parts import cells, part_of, place_of
from disclosure.datasets.states import BEFORE
from disclosure.datasets.values import key, shown
from portal.actors import Actor
from portal.errors import InvalidInput, NotAllowed
from portal.screening import services as screening
from portal.screening.detectors import Match
from portal.screening.kinds import Kind
from portal.screening.masks import masked
from portal.screening.models import Finding
from portal.screening.states import Decision
from portal.workflow import touch

NEVER_KEPT = frozenset(
    {Kind.ID_CARD, Kind.BANK_CARD, Kind.SOCIAL_SECURITY, Kind.MEDICAL, Kind.DISABILITY, Kind.PASSPORT, Kind.MINOR_NAME}
)
"""No reason lets these out in a data set: they are masked, or their column goes."""


@transaction.atomic
def settle_findings(
    version: DatasetVersion, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str = ""
) -> DatasetVersion:
    """Decide about findings; 遮盖 changes the cell, which is not kept as it was. Before publication only.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` when the data were read anew since.
    """
    if version.state not in BEFORE:
        raise NotAllowed("发布以前才能处理筛查结果。")
    chosen = list(findings)
    if decision == Decision.KEPT and any(Kind(row.kind) in NEVER_KEPT for row in chosen):
        raise InvalidInput({"decision": "身份证号、银行账号这样的号码不能开放：请遮盖，或者去掉这一列"})
    if decision == Decision.MASKED:
        _mask(version, chosen)
    organ = version.dataset.organ.heir()
    screening.decide(version, chosen, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return version


def _mask(version: DatasetVersion, chosen: list[Finding]) -> None:
    by_cell: dict[tuple[int, int], list[Finding]] = {}
    for finding in chosen:
        by_cell.setdefault(place_of(finding.part), []).append(finding)
    for line, row, index, column in cells(version, sorted(by_cell)):
        found = by_cell[line, column.place]
        text = shown(row.values[index])
        whole = words_of(column.title, text)
        screening.require_present(found, whole, part_of(line, column, text))
        hidden = masked(whole, [Match(Kind(each.kind), each.start, each.end) for each in found])
        row.values[index] = hidden[len(whole) - len(text) :]
        if column.slot:
            setattr(row, column.key_name, key(column.type, row.values[index]))
        row.save(update_fields=["values", "k1", "k2", "k3", "k4"])
    touch(version)
