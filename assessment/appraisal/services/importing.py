"""第三方评估和民意调查 (S2-5.4b, S3-7.1d): a table of marks, taken in whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from assessment.appraisal.fields import OUTSIDE
from assessment.appraisal.models import Appraisal, OutsideMark
from assessment.appraisal.states import ORGANISERS, AppraisalState, Dimension
from disclosure.datasets.reading import Table, opened
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.files import services as files
from portal.files import vault
from portal.files.archives import MEGABYTE
from portal.files.extraction import Extraction
from portal.files.kinds import ending_of
from portal.files.models import StoredFile
from portal.screening.services import require_unmarked
from portal.workflow import touch

SIZE_AT_MOST = 5 * MEGABYTE
FAULTS_SHOWN = 20
TITLES = ("单位", "样本数", *(each.label for each in Dimension))
TAKES = (AppraisalState.OPEN, AppraisalState.COLLECTED)
_SAMPLE_AT_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class _Line:
    organ_id: int
    sample: int
    points: dict[str, Decimal]


def import_outside(
    row: Appraisal, *, upload: Any, outside_source: str, outside_method: str, actor: Actor, at: datetime
) -> Appraisal:
    """A CSV or XLSX file with the columns ``TITLES``, one row an organ; replaces what was imported before.

    Raises ``NotAllowed``, ``StaleState``, or ``InvalidInput`` whose words name every wrong row. Not to be called inside
    a transaction: the trace of a file that is refused has to survive it.
    """
    require(actor, ORGANISERS, None, doing="导入第三方评估")
    if row.state not in TAKES:
        raise StaleState
    clean = checked(OUTSIDE, {"outside_source": outside_source, "outside_method": outside_method})
    require_unmarked(clean.values())
    stored = _taken_in(upload, actor=actor, at=at)
    try:
        with vault.local_copy(stored.path) as path, opened(path, stored.kind) as table:
            lines = _lines(row, table)
    except InvalidInput as refused:
        raise InvalidInput({"upload": "\n".join(refused.messages.values())}) from refused
    return _written(row, lines, clean | {"outside_file": stored}, actor=actor, at=at)


def _taken_in(upload: Any, *, actor: Actor, at: datetime) -> StoredFile:
    if ending_of(upload.name) not in (".csv", ".xlsx"):
        raise InvalidInput({"upload": "请上传CSV或者XLSX文件"})
    if upload.size > SIZE_AT_MOST:
        raise InvalidInput({"upload": files.too_large(SIZE_AT_MOST)})
    try:
        return files.store(upload, name=upload.name, actor=actor, at=at, inspect=_unmarked)
    except InvalidInput as refused:
        raise InvalidInput({"upload": refused.message}) from refused


def _unmarked(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


def _lines(row: Appraisal, table: Table) -> list[_Line]:
    if missing := [title for title in TITLES if title not in table.titles]:
        raise InvalidInput({"upload": f"缺少列：{'、'.join(missing)}"})
    organs = _organs(row)
    found: dict[int, _Line] = {}
    faults: list[str] = []
    for number, cells in table.rows:
        given = dict(zip(table.titles, (cell.strip() for cell in cells), strict=False))
        wrong = list(_faults(given, organs, found))
        faults += [f"第{number}行：{each}" for each in wrong]
        if not wrong:
            line = _Line(organs[given["单位"]].pk, int(given["样本数"]), _points(given))
            found[line.organ_id] = line
    if faults:
        more = [f"还有{len(faults) - FAULTS_SHOWN}处。"] if len(faults) > FAULTS_SHOWN else []
        raise InvalidInput({"upload": "\n".join([*faults[:FAULTS_SHOWN], *more])})
    if not found:
        raise InvalidInput({"upload": "表里没有一行数据"})
    return list(found.values())


def _organs(row: Appraisal) -> dict[str, Organ]:
    """By name, short name and code."""
    judged = [each.organ for each in row.judged.select_related("organ")]
    return {name: organ for organ in judged for name in (organ.code, organ.short_name, organ.name)}


def _faults(given: dict[str, str], organs: dict[str, Organ], found: dict[int, _Line]) -> Iterator[str]:
    organ = organs.get(given["单位"])
    if organ is None:
        yield f"评议对象里没有“{given['单位'][:20]}”"
    elif organ.pk in found:
        yield f"{organ.short_name}有两行"
    sample = given["样本数"]
    if not (sample.isascii() and sample.isdecimal() and 1 <= int(sample[:10]) <= _SAMPLE_AT_MOST):
        yield "样本数要填大于0的整数"
    for each in Dimension:
        if _mark(given[each.label]) is None:
            yield f"“{each.label}”要填0到100的分数"


def _mark(text: str) -> Decimal | None:
    try:
        points = Decimal(text)
    except InvalidOperation:
        return None
    return round(points, 2) if points.is_finite() and 0 <= points <= 100 else None


def _points(given: dict[str, str]) -> dict[str, Decimal]:
    return {each.value: points for each in Dimension if (points := _mark(given[each.label])) is not None}


@transaction.atomic
def _written(row: Appraisal, lines: list[_Line], fields: dict[str, Any], *, actor: Actor, at: datetime) -> Appraisal:
    touch(row, fields)
    row.outside_marks.all().delete()
    OutsideMark.objects.bulk_create(
        OutsideMark(appraisal=row, organ_id=line.organ_id, dimension=each, points=points, sample=line.sample)
        for line in lines
        for each, points in line.points.items()
    )
    after = {"organs": len(lines), "source": row.outside_source, "sha256": fields["outside_file"].sha256}
    record(act="import_outside", subject=row, actor=actor, at=at, after=after)
    return row
