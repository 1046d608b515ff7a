"""A file comes in and is read against its columns; a clerk says what each column is (S3-5.3a)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.datasets import columns as shapes
from disclosure.datasets.checking import Checker, Drawing
from disclosure.datasets.codes import NUMERIC, ChartKind
from disclosure.datasets.columns import SLOTS, WORDS_LENGTH, Column, Guess, guessed
from disclosure.datasets.fields import NOTE
from disclosure.datasets.models import Dataset, DatasetRow, DatasetVersion
from disclosure.datasets.parts import suspects
from disclosure.datasets.reading import Table, opened
from disclosure.datasets.states import EDITORS, VersionState
from disclosure.datasets.values import Value
from disclosure.datasets.values import key as key_of
from portal import typed_text
from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.files import services as files
from portal.files import vault
from portal.files.archives import MEGABYTE
from portal.files.extraction import Extraction
from portal.files.kinds import ending_of
from portal.files.models import StoredFile
from portal.screening.locating import Part, official_contacts
from portal.screening.selectors import findings_of
from portal.screening.services import require_unmarked, screen
from portal.workflow import move, require_move, touch

SIZE_AT_MOST = 20 * MEGABYTE
BATCH = 1000
_LOOKED_AT = 2000
_KINDS = {".csv": "csv", ".xlsx": "xlsx"}


def upload(dataset: Dataset, *, upload: Any, note: str = "", actor: Actor, at: datetime) -> DatasetVersion:
    """Take in a CSV or XLSX file as the next version, with a guess of its columns.

    Raises ``NotAllowed``, ``StaleState``, or ``InvalidInput`` (``file``, ``note``) for what cannot be read and for
    密级标志. Cells that do not fit are no reason to refuse: they are listed with line and column.
    """
    require_move(dataset, "upload", actor=actor)
    clean = checked(NOTE, {"note": note})
    stored = _taken_in(upload, actor=actor, at=at)
    known = _known_columns(dataset)
    with vault.local_copy(stored.path) as path, opened(path, stored.kind) as table:
        columns, encoding = guessed(table.titles, _guesses(table), known), table.encoding
    try:
        with transaction.atomic():
            version = DatasetVersion(
                dataset=dataset,
                number=dataset.versions.count() + 1,
                file=stored,
                file_name=stored.name,
                encoding=encoding,
                columns=shapes.stored(columns),
                key=_known_key(dataset, columns),
                uploader_id=actor.id,
                uploaded_at=at,
                **clean,
            )
            version.save(force_insert=True)
            _fill(version, _drawing_before(dataset, columns), at=at)
            after = {"number": version.number, "file": stored.sha256, "row_count": version.row_count}
            record(act="upload", subject=version, actor=actor, at=at, after=after)
            move(dataset, "upload", actor=actor, at=at)
    except IntegrityError:
        raise InvalidInput({"file": "还有一版没有办完，先发布或者作废那一版"}) from None
    return version


def _taken_in(upload: Any, *, actor: Actor, at: datetime) -> StoredFile:
    if _KINDS.get(ending_of(upload.name)) is None:
        raise InvalidInput({"file": "请上传CSV或者XLSX文件"})
    if upload.size > SIZE_AT_MOST:
        raise InvalidInput({"file": files.too_large(SIZE_AT_MOST)})
    try:
        return files.store(upload, name=upload.name, actor=actor, at=at, inspect=_unmarked)
    except InvalidInput as refused:
        raise InvalidInput({"file": refused.message}) from refused


def _unmarked(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


def _guesses(table: Table) -> list[Guess]:
    guesses = [Guess() for _ in table.titles]
    for count, (_, cells) in enumerate(table.rows):
        if count >= _LOOKED_AT:
            break
        for guess, text in zip(guesses, cells, strict=False):
            guess.look(text)
    return guesses


def _latest(dataset: Dataset) -> DatasetVersion | None:
    return dataset.versions.exclude(state=VersionState.CANCELLED).order_by("-number").first()


def _known_columns(dataset: Dataset) -> tuple[Column, ...]:
    latest = _latest(dataset)
    return latest.all_columns if latest else ()


def _known_key(dataset: Dataset, columns: Sequence[Column]) -> str:
    latest = _latest(dataset)
    return latest.key if latest and latest.key in {column.title for column in columns} else ""


def _drawing_before(dataset: Dataset, columns: Sequence[Column]) -> Drawing:
    latest, titles = _latest(dataset), {column.title for column in columns}
    if latest is None or latest.chart.get("label") not in titles:
        return Drawing()
    value = latest.chart.get("value", "")
    return Drawing(latest.chart["kind"], latest.chart["label"], value if value in titles else "")


def no_pen(version: DatasetVersion, actor: Actor) -> str:
    """Why this actor may not say what the columns are, in Chinese; empty when it is allowed."""
    if version.state != VersionState.DRAFT:
        return "送审以前才能核对字段。"
    return "" if rules.holds(actor, EDITORS, version.acting_organ_id) else "要由本单位经办人或者信息员办理。"


def set_columns(
    version: DatasetVersion,
    *,
    columns: Iterable[Column],
    key: str,
    drawing: Drawing,
    actor: Actor,
    at: datetime,
) -> DatasetVersion:
    """A clerk says what every column is, which are open and which can be filtered by; the file is read again.

    Raises ``NotAllowed``, ``StaleState``, ``InvalidInput`` keyed by ``c<place>_<what>``, ``key`` or ``chart``.
    """
    if version.state != VersionState.DRAFT or version.file is None:
        raise StaleState
    if why := no_pen(version, actor):
        raise NotAllowed(why)
    chosen = tuple(columns)
    _require_sense(version, chosen, key, drawing)
    with transaction.atomic():
        before = [(each.title, each.label, each.is_open) for each in version.all_columns]
        version.columns, version.key = shapes.stored(chosen), key
        version.is_confirmed, version.uploader_id = True, actor.id
        _fill(version, drawing, at=at)
        after = [(each.title, each.label, each.is_open) for each in chosen]
        record(
            act="set_columns",
            subject=version,
            actor=actor,
            at=at,
            before={"columns": before},
            after={"columns": after, "fault_count": version.fault_count},
        )
    return version


def _require_sense(version: DatasetVersion, chosen: Sequence[Column], key: str, drawing: Drawing) -> None:
    """The file says which columns there are; the clerk says what they are."""
    if [(each.place, each.title) for each in chosen] != [(each.place, each.title) for each in version.all_columns]:
        raise StaleState
    faults: dict[str, str] = {}
    shown = {each.title: each for each in chosen if each.is_open}
    if not shown:
        faults["c0_open"] = "至少要有一列公开"
    for each in chosen:
        if fault := typed_text.fault(each.words, label="说明", at_most=WORDS_LENGTH):
            faults[f"c{each.place}_words"] = fault
    slots = [each.slot for each in chosen if each.slot]
    if len(slots) > SLOTS:
        extra = [each for each in chosen if each.slot][SLOTS]
        faults[f"c{extra.place}_filter"] = f"最多选{SLOTS}列可以筛选"
    if key and key not in shown:
        faults["key"] = "标识列要公开"
    if drawing.kind and drawing.label not in shown:
        faults["chart_label"] = "请选一列公开的作横轴"
    if drawing.value and (drawing.value not in shown or shown[drawing.value].type not in NUMERIC):
        faults["chart_value"] = "请选一列公开的数字，或者不选（按行数画）"
    if faults:
        raise InvalidInput(faults)


def _fill(version: DatasetVersion, drawing: Drawing, *, at: datetime) -> None:
    """Read the file against the columns and keep the rows; everything that was kept before goes."""
    if version.file is None:
        raise StaleState
    version.rows.all().delete()
    checker = Checker(version.all_columns, drawing, version.key, official_contacts())
    with vault.local_copy(version.file.path) as path, opened(path, version.file.kind) as table:
        for batch in _batches(_rows(version, checker, table)):
            DatasetRow.objects.bulk_create(batch)
    checker.suspicions.settle()
    values: dict[str, Any] = {
        "columns": version.columns,
        "key": version.key,
        "is_confirmed": version.is_confirmed,
        "uploader_id": version.uploader_id,
        "row_count": checker.rows,
        "filled": checker.filled,
        "fault_count": checker.fault_count,
        "faults": checker.faults,
        "suspect_count": checker.suspicions.total,
        "suspects": checker.suspicions.cells,
        "found": checker.suspicions.stored(),
        "chart": _chart(checker),
    }
    before = findings_of(version).present().values_list("part", flat=True)
    touch(version, values)
    parts = suspects(version)
    gone = set(before) - {part.code for part in parts}
    screen(version, [*parts, *(Part(code, code, "") for code in sorted(gone))], at=at)


def _chart(checker: Checker) -> dict[str, Any]:
    drawing = checker.drawing
    if drawing.kind == ChartKind.NONE:
        return {}
    return {"kind": drawing.kind, "label": drawing.label, "value": drawing.value, "points": checker.points()}


def _rows(version: DatasetVersion, checker: Checker, table: Table) -> Iterator[DatasetRow]:
    keyed = [(index, column) for index, column in enumerate(checker.open) if column.slot]
    for line, cells in table.rows:
        values = checker.take(line, cells)
        yield DatasetRow(version=version, position=line, values=values, **_keys(keyed, values))


def _keys(keyed: Sequence[tuple[int, Column]], values: Sequence[Value]) -> dict[str, str | None]:
    return {column.key_name: key_of(column.type, values[index]) for index, column in keyed}


def _batches(rows: Iterator[DatasetRow]) -> Iterator[list[DatasetRow]]:
    batch: list[DatasetRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
