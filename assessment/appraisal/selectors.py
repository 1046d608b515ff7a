"""What came back, and what it comes to for each organ."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, QuerySet, Sum

from assessment.appraisal.models import Appraisal, BallotMark, Outcome
from assessment.appraisal.states import INVITED, AppraisalState, Dimension, Level, Panel, Source
from portal.accounts.models import Organ

CELL = Decimal("0.01")
_Key = tuple[int, Source, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were handed out to one panel and how many came back."""

    panel: Panel
    handed_out: int
    returned: int


@dataclass(frozen=True, slots=True)
class OrganResult:
    """``cells`` has one row a source: its name, how many sheets, each dimension with its points. ``total`` is the mean
    of all points there are, empty without any."""

    organ: Organ
    cells: Sequence[tuple[str, int, Sequence[tuple[str, Decimal | None]]]]
    total: Decimal | None


def of_the_year(year: int) -> QuerySet[Appraisal]:
    """Those that began in the year, by their notice, and were not called off."""
    begun = Appraisal.objects.filter(announced_at__year=year)
    return begun.exclude(state=AppraisalState.CALLED_OFF)


def tallies(appraisal: Appraisal) -> list[Tally]:
    """Two queries; for the public, who is not invited, both numbers are the sheets that came."""
    rows = appraisal.invitations.order_by().values_list("panel")
    counted = {
        panel: (many, back)
        for panel, many, back in rows.annotate(many=Count("pk"), back=Count("pk", filter=Q(returned_on__isnull=False)))
    }
    public = appraisal.ballots.filter(panel=Panel.PUBLIC).count()
    invited = [Tally(panel, *counted.get(panel, (0, 0))) for panel in INVITED]
    return [Tally(Panel.PUBLIC, public, public), *invited]


def reckoned(appraisal: Appraisal) -> list[Outcome]:
    """The results as they are now, not stored. Four queries, however many sheets."""
    sheets = _sheets(appraisal)
    points = _points(appraisal)
    outside = {(row.organ_id, row.dimension): row for row in appraisal.outside_marks.all()}
    found: list[Outcome] = []
    for organ_id in appraisal.judged.values_list("organ", flat=True):
        for source in (Source.PUBLIC, Source.INVITED):
            many = sheets.get((organ_id, source), 0)
            found += [
                _outcome(appraisal, organ_id, source, each, many, points.get((organ_id, source, each)))
                for each in Dimension
            ]
        for each in Dimension:
            if mark := outside.get((organ_id, each)):
                found.append(_outcome(appraisal, organ_id, Source.OUTSIDE, each, mark.sample, mark.points))
    return found


def _outcome(
    appraisal: Appraisal, organ_id: int, source: Source, dimension: Dimension, many: int, points: Decimal | None
) -> Outcome:
    shown = points if many >= appraisal.least else None
    return Outcome(
        appraisal=appraisal, organ_id=organ_id, source=source, dimension=dimension, replies=many, points=shown
    )


def _source(panel: str) -> Source:
    return Source.PUBLIC if panel == Panel.PUBLIC else Source.INVITED


def _sheets(appraisal: Appraisal) -> dict[tuple[int, Source], int]:
    found: dict[tuple[int, Source], int] = defaultdict(int)
    rows = appraisal.ballots.order_by().values_list("organ", "panel").annotate(many=Count("pk"))
    for organ_id, panel, many in rows:
        found[organ_id, _source(panel)] += many
    return found


def _points(appraisal: Appraisal) -> dict[_Key, Decimal]:
    """The mean of all marks of a dimension; "不了解" is none."""
    sums: dict[_Key, int] = defaultdict(int)
    counts: dict[_Key, int] = defaultdict(int)
    rows = BallotMark.objects.filter(ballot__appraisal=appraisal).exclude(level=Level.UNKNOWN).order_by()
    grouped = rows.values_list("ballot__organ", "ballot__panel", "item__dimension")
    for organ_id, panel, dimension, total, many in grouped.annotate(total=Sum("level"), many=Count("pk")):
        key = (organ_id, _source(panel), dimension)
        sums[key] += total
        counts[key] += many
    return {key: _rounded(Decimal(total) / counts[key]) for key, total in sums.items()}


def _rounded(points: Decimal) -> Decimal:
    return points.quantize(CELL, ROUND_HALF_UP)


def results(outcomes: Iterable[Outcome]) -> list[OrganResult]:
    """The rows of one appraisal, one an organ, in their order."""
    by_organ: dict[int, dict[str, dict[str, Outcome]]] = {}
    organs: dict[int, Organ] = {}
    for row in outcomes:
        organs[row.organ_id] = row.organ
        by_organ.setdefault(row.organ_id, {}).setdefault(row.source, {})[row.dimension] = row
    return [_organ_result(organs[pk], found) for pk, found in by_organ.items()]


def _organ_result(organ: Organ, found: dict[str, dict[str, Outcome]]) -> OrganResult:
    cells = [
        (
            source.label,
            max(row.replies for row in found[source].values()),
            [(str(each.label), found[source][each].points if each in found[source] else None) for each in Dimension],
        )
        for source in Source
        if source in found
    ]
    given = [points for _, _, row in cells for _, points in row if points is not None]
    return OrganResult(organ, cells, _rounded(sum(given, Decimal(0)) / len(given)) if given else None)


def published(appraisal: Appraisal) -> list[OrganResult]:
    """What was frozen when it was made public, the best first. One query."""
    found = results(appraisal.outcomes.select_related("organ"))
    return sorted(found, key=lambda row: (row.total is None, -(row.total or 0), row.organ.position, row.organ.pk))


HEADINGS = ("单位", "来源", "份数", *(each.label for each in Dimension), "综合得分")


def cells(found: Iterable[OrganResult]) -> Iterable[list[str]]:
    """One row an organ and source, under ``HEADINGS``."""
    for row in found:
        for name, many, points in row.cells:
            shown = ["" if each is None else str(each) for _, each in points]
            yield [row.organ.name, name, str(many), *shown, "" if row.total is None else str(row.total)]


STEPS = ("下发通知、刊登告示", "编制测评表", "确定参评人员", "查阅资料、听取汇报", "发放、填写、回收", "汇总并公开结果")
_DONE = {
    AppraisalState.ANNOUNCED: 1,
    AppraisalState.SHEET_READY: 2,
    AppraisalState.CHOSEN: 3,
    AppraisalState.BRIEFED: 4,
    AppraisalState.OPEN: 4,
    AppraisalState.COLLECTED: 5,
    AppraisalState.PUBLISHED: 6,
    AppraisalState.CLOSED: 6,
}


def steps(row: Appraisal) -> list[tuple[str, bool, bool]]:
    """The six steps: name, whether it is done, whether it is the present one."""
    done = _DONE.get(AppraisalState(row.state), 0)
    return [(name, place < done, place == done) for place, name in enumerate(STEPS)]
