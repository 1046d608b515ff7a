"""Historic documents, public before this system was: stored as published, one audit event each, found by search.

They passed their reviews elsewhere; what this system vouches for is where they came from and when they came.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from disclosure.catalogue.models import Column
from disclosure.catalogue.services import create_column
from disclosure.catalogue.states import ColumnType
from disclosure.documents import companions, parts, rules, typesetting
from disclosure.documents.codes import Attribute, Origin, SourceKind
from disclosure.documents.importing.mapping import Incoming
from disclosure.documents.models import Document, RunningNumber
from disclosure.documents.services.numbering import next_numbers
from disclosure.documents.services.releasing import SUMMARY_LENGTH
from disclosure.documents.services.screening import rescreen
from disclosure.documents.services.showing import show_anew
from disclosure.documents.states import State
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError
from portal.screening.kinds import Kind
from portal.screening.locating import Located, locate
from portal.screening.models import Finding
from portal.screening.selectors import open_findings
from portal.screening.services import marks_in, note_refusal, screen_many
from portal.search.services import queue_all
from portal.workflow import edit

_COLUMN_TYPES = {"解读": ColumnType.INTERPRETATION, "公告": ColumnType.NOTICES, "动态": ColumnType.NEWS}
_LABEL = "disclosure.document"


@dataclass(slots=True)
class Outcome:
    """What became of a batch; ``faults`` are (line, reason), ``findings`` (line, what the screening found)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.faults += other.faults
        self.columns += other.columns
        self.findings += other.findings

    def report(self, line: int, found: Sequence[Located | Finding]) -> None:
        if found:
            counted = Counter(Kind(each.kind).label for each in found)
            self.findings.append((line, "、".join(f"{label}{count}处" for label, count in counted.items())))

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + len(self.faults)


class RequiresUscc(DomainError):
    """The responsible organ cannot give index numbers."""


@dataclass(slots=True)
class ImportRun:
    """One import: ``organ`` answers for the documents, ``source`` names where they come from."""

    source: str
    organ: Organ
    actor: Actor
    at: datetime
    default_column: Column | None = None
    dry_run: bool = False
    _columns: dict[str, Column | None] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.organ.uscc:
            raise RequiresUscc(f"{self.organ}没有登记统一社会信用代码，编不出索引号，不能作为导入的责任单位。")

    @transaction.atomic
    def store(self, rows: Sequence[Incoming]) -> Outcome:
        """Store one batch in one transaction. Running it again changes nothing: rows are known by source and id."""
        outcome = Outcome()
        known = {
            document.import_id: document
            for document in Document.objects.filter(
                import_source=self.source, import_id__in=[row.source_id for row in rows]
            ).select_related("column", "organ")
        }
        fresh = []
        for row in self._unmarked(self._once(rows, outcome), outcome):
            column = self._column_of(row, outcome)
            if column is None and not self.dry_run:
                outcome.faults.append((row.line, "没有栏目：请在表里写栏目，或者用 --column 指定"))
            elif standing := known.get(row.source_id):
                self._refresh(standing, row, column, outcome)
            else:
                fresh.append((row, column))
        self._create(fresh, outcome)
        outcome.created += len(fresh)
        return outcome

    def _once(self, rows: Iterable[Incoming], outcome: Outcome) -> Iterator[Incoming]:
        for row in rows:
            first = self._seen.setdefault(row.source_id, row.line)
            if first == row.line:
                yield row
            else:
                outcome.faults.append((row.line, f"来源编号“{row.source_id}”和第{first}行重复"))

    def _unmarked(self, rows: Iterable[Incoming], outcome: Outcome) -> Iterator[Incoming]:
        """What carries 密级标志 is refused unstored, wherever it was public before."""
        for row in rows:
            typed = parts.typed(Document, row.values)
            if not any(marks_in(part.text) for part in typed):
                yield row
                continue
            outcome.faults.append((row.line, "有密级标志（★），没有导入：请按保密规定处理"))
            if not self.dry_run:
                note_refusal(typed, doing="导入历史文件", actor=self.actor, at=self.at)

    def _column_of(self, row: Incoming, outcome: Outcome) -> Column | None:
        """The responsible organ's column of that name, made when it is missing."""
        if not row.column:
            return self.default_column
        if row.column not in self._columns:
            found = self.organ.columns.filter(name=row.column, is_active=True).order_by("pk").first()
            if found is None:
                outcome.columns.append(row.column)
                found = None if self.dry_run else self._make_column(row.column)
            self._columns[row.column] = found
        return self._columns[row.column]

    def _make_column(self, name: str) -> Column:
        kind = next((kind for word, kind in _COLUMN_TYPES.items() if word in name), ColumnType.POLICY)
        values = {
            "name": name,
            "code": self._free_code(),
            "kind": kind.value,
            "description": f"{name}（历史文件）",
        }
        return create_column(organ=self.organ, values=values, actor=self.actor, at=self.at)

    def _free_code(self) -> str:
        """Chinese names make no address: the organ's code and the first number nobody uses."""
        taken = set(Column.objects.filter(code__startswith=f"{self.organ.code}-").values_list("code", flat=True))
        return next(code for place in count(1) if (code := f"{self.organ.code}-{place}") not in taken)

    def _create(self, fresh: Sequence[tuple[Incoming, Column | None]], outcome: Outcome) -> None:
        """Personal data of public record are kept as findings to look at, and listed; they stop nothing."""
        if self.dry_run:
            for row, _ in fresh:
                outcome.report(row.line, locate(parts.fields(Document(**self._texts(row)))))
        if self.dry_run or not fresh:
            return
        numbers = self._index_numbers([row for row, _ in fresh])
        documents = Document.objects.bulk_create(
            self._document(row, column, number) for (row, column), number in zip(fresh, numbers, strict=True)
        )
        for document in documents:
            after = {"source": self.source, "source_id": document.import_id, "digest": document.import_digest}
            record(act="import", subject=document, actor=self.actor, at=self.at, after=after)
        found = screen_many([(document, parts.fields(document)) for document in documents], at=self.at)
        for (row, _), findings in zip(fresh, found, strict=True):
            outcome.report(row.line, findings)
        queue_all(_LABEL, [document.pk for document in documents])

    def _document(self, row: Incoming, column: Column | None, index_number: str) -> Document:
        own = row.values["issuer"] == self.organ.name
        document = Document(
            organ=self.organ,
            column=column,
            state=State.PUBLISHED,
            attribute=Attribute.ACTIVE,
            attribute_reason=f"历史文件，原已公开（{self.source}）",
            is_secret_matter=False,
            origin=Origin.MADE if own else Origin.FROM_ORGAN,
            source_kind=SourceKind.LAWFUL if own else SourceKind.SUPERIOR,
            source_name=self.source if not own else "",
            index_number=index_number,
            published_at=self.at,
            updated_at=self.at,
            published_title=row.values["title"],
            import_source=self.source,
            import_id=row.source_id,
            import_digest=row.digest,
            **self._texts(row),
        )
        document.validity = document.validity_on(rules.day_of(self.at))
        return document

    def _texts(self, row: Incoming) -> dict[str, Any]:
        """The row's values with what follows from the text."""
        body = row.values["body"]
        summary = row.values["summary"] or typesetting.opening(body, length=SUMMARY_LENGTH)
        return row.values | {"summary": summary, "body_html": typesetting.body_html(body)}

    def _index_numbers(self, rows: Sequence[Incoming]) -> list[str]:
        """One number each, in the order of the rows, taken in one go per year."""
        this_year = rules.day_of(self.at).year
        years = [row.values["formed_on"].year if row.values["formed_on"] else this_year for row in rows]
        ranges = {
            year: iter(next_numbers(RunningNumber.Register.INDEX, self.organ, year, count=count))
            for year, count in sorted(Counter(years).items())
        }
        return [rules.index_number(self.organ.uscc or "", year, next(ranges[year])) for year in years]

    def _refresh(self, document: Document, row: Incoming, column: Column | None, outcome: Outcome) -> None:
        """Take over what changed in the source, unless the document has since been dealt with here."""
        if document.import_digest == row.digest:
            outcome.unchanged += 1
        elif document.state != State.PUBLISHED:
            outcome.faults.append((row.line, f"本文件在本系统里“{document.get_state_display()}”，没有更新"))
        elif document.corrections.exists():
            outcome.faults.append((row.line, "本文件在本系统里更正过，没有用来源的文字覆盖"))
        else:
            outcome.updated += 1
            if not self.dry_run:
                self._update(document, row, column)
                rescreen(document, at=self.at)
                outcome.report(row.line, list(open_findings(document)))

    def _update(self, document: Document, row: Incoming, column: Column | None) -> None:
        values = self._texts(row)
        derived = {
            "body_html": values.pop("body_html"),
            "published_title": values["title"],
            "import_digest": row.digest,
            "changed_on": rules.day_of(self.at),
        }
        edit(
            document,
            values | {"column": column},
            act="import_update",
            actor=self.actor,
            at=self.at,
            reason=f"来源“{self.source}”的内容有变化",
            derived=derived,
        )
        validity = document.validity_on(rules.day_of(self.at))
        edit(document, {"validity": validity}, act="validity_changed", actor=self.actor, at=self.at)
        show_anew(document, at=self.at)
        companions.follow(document, "rewrite", actor=self.actor, at=self.at)
