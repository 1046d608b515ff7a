"""和同类机关比: the rate kept and the score of an organ beside the median of the organs of its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Any

from assessment.dashboard.asking import case_address
from assessment.dashboard.panels.shapes import Entry, Line, Listing, Panel, number, said
from assessment.dashboard.selectors import SMALL
from assessment.measures import ledger
from assessment.measures.figures import Kept, by_organ
from assessment.measures.scope import Scope
from assessment.scoring.selectors import board
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind


@dataclass(frozen=True, slots=True)
class _Group:
    """Organs of one kind with enough to show: their rates and, where there is a standard, their scores."""

    rates: Mapping[int, Decimal]
    scores: Mapping[int, Decimal]

    def place(self, organ: int) -> int:
        """Shared by equal rates; 1 is the best."""
        return 1 + sum(1 for rate in self.rates.values() if rate > self.rates[organ])

    @property
    def rate(self) -> str:
        return f"{median(self.rates.values()):.1f}"

    @property
    def score(self) -> str:
        return f"{median(self.scores.values()):.1f}" if self.scores else "—"


def _lines(scope: Scope) -> list[Line]:
    """Organs looked at whose group is shown, kind by kind, the best first. The same queries however many organs."""
    kept = _kept(replace(scope, organ_ids=None))
    organs = {organ.pk: organ for organ in Organ.objects.filter(pk__in=kept)}
    lines = []
    for kind, group in _groups(kept, organs, scope).items():
        own = [pk for pk in group.rates if scope.has(pk)]
        for pk in sorted(own, key=lambda pk: (group.place(pk), organs[pk].position, pk)):
            lines.append(_line(organs[pk], kind, kept[pk], group))
    return lines


def _kept(city: Scope) -> dict[int, Kept]:
    found: dict[int, Kept] = {}
    for (organ, _), cell in by_organ(city).items():
        found[organ] = found.get(organ, Kept()) + cell
    return {organ: each for organ, each in found.items() if each.due >= SMALL}


def _groups(kept: Mapping[int, Kept], organs: Mapping[int, Organ], scope: Scope) -> dict[str, _Group]:
    """Kind → group; a group of few would say who is who."""
    scores = {row.organ.pk: row.score.total for row in board(clock.local(scope.at).year, at=scope.at)}
    found = {}
    for kind in OrganKind.values:
        of_kind = [pk for pk, organ in organs.items() if organ.kind == kind]
        rates = {pk: rate for pk in of_kind if (rate := kept[pk].rate) is not None}
        if len(rates) >= SMALL:
            found[kind] = _Group(rates, {pk: scores[pk] for pk in of_kind if pk in scores})
    return found


def _line(organ: Organ, kind: str, kept: Kept, group: _Group) -> Line:
    score = group.scores.get(organ.pk)
    return Line(
        organ.short_name,
        (
            said(OrganKind(kind).label),
            number(kept.due, f"due.{organ.code}"),
            number(kept.late, f"late.{organ.code}"),
            said(kept.rate),
            said(group.rate),
            said(f"{group.place(organ.pk)}／{len(group.rates)}"),
            said(None if score is None else f"{score:.1f}"),
            said(group.score),
        ),
    )


def _behind(scope: Scope, key: str) -> Listing | None:
    what, _, code = key.partition(".")
    organ = Organ.objects.filter(code=code).first()
    if (
        organ is None
        or what not in {"due", "late"}
        or (scope.organ_ids is not None and organ.pk not in scope.organ_ids)
    ):
        return None
    rows = (ledger.due if what == "due" else ledger.late)(scope.of(organ.pk)).select_related("organ")
    title = f"{organ.short_name}，{'到期' if what == 'due' else '没有按时办结'}"
    return Listing(title, ("事项", "机关", "截止日", "办结日"), rows, clocks)


def clocks(page: Sequence[Any]) -> list[Entry]:
    """Limits of the ledger, each with the way to its case."""
    return [
        Entry(
            f"{row.title}：{row.subject_title}",
            case_address(row.subject_label, row.subject_id),
            (row.organ.short_name, f"{row.due_on:%Y-%m-%d}", f"{row.closed_on:%Y-%m-%d}" if row.closed_on else "—"),
        )
        for row in page
    ]


PEERS = Panel(
    code="peers",
    version=1,
    title="和同类机关比",
    definition=f"到期、没有按时办结、按时率和看板同一口径，按机关类别分组，组里的中位数不含到期少于{SMALL}件的机关；不足{SMALL}个机关的组不列。"
    "按时率相同的位次相同。看不到全市的，只看到自己机关和组的中位数。",
    article="《政府信息公开条例》第四十六条",
    headings=("机关", "类别", "到期", "没有按时", "按时率（%）", "同类中位（%）", "位次", "今年考评", "同类中位（分）"),
    lines=_lines,
    behind=_behind,
    drawn=3,
    is_dear=True,
)
