"""历史公报: issues of the past, row by row. Running it again changes nothing (S3-5.5c)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from disclosure.documents.importing.mapping import RowFault
from disclosure.documents.services.reading import Reader
from disclosure.gazette import parts
from disclosure.gazette.importing import Bundle, Line, bundle, hidden_in, line_of, text_of
from disclosure.gazette.models import GazetteIssue
from disclosure.gazette.selectors import gazette_office
from disclosure.gazette.services.editing import added, made
from disclosure.gazette.states import EDITORS, IssueState
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.files import services as files
from portal.files.models import StoredFile
from portal.screening.detectors import scan
from portal.screening.kinds import Kind
from portal.screening.locating import locate
from portal.screening.services import marks_in, note_refusal

FILE_MARKED = "有密级标志（★），没有导入：请按保密规定处理"


@dataclass(slots=True)
class Outcome:
    """What became of the rows; ``faults`` are (line, reason), ``findings`` (line, what the screening found)."""

    issues: int = 0
    created: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.created + self.unchanged + len(self.faults)


def read_issues(*, organ: Organ, upload: Any, actor: Actor, at: datetime) -> Outcome:
    """The trial: what would become of the rows. Files are looked for, not read. Raises as ``import_issues``."""
    return _run(organ, upload, actor=actor, at=at, is_trial=True)


def import_issues(*, organ: Organ, upload: Any, actor: Actor, at: datetime) -> Outcome:
    """Take in what is right; the rest is in ``faults``. New issues are drafts that another person publishes.

    Not to be called inside a transaction: the trace of a file that is refused has to survive it. Raises ``NotAllowed``,
    ``Unreadable``, or ``DomainError`` when no row is right.
    """
    outcome = _run(organ, upload, actor=actor, at=at, is_trial=False)
    if len(outcome.faults) == outcome.rows:
        raise DomainError("没有可以导入的行，请看每一行的说明。", field="file")
    return outcome


def _run(organ: Organ, upload: Any, *, actor: Actor, at: datetime, is_trial: bool) -> Outcome:
    require(actor, EDITORS, organ, doing="导入历史公报")
    office = gazette_office()
    if office is not None and office.pk != organ.pk:
        raise NotAllowed(f"政府公报由{office.name}编。")
    with bundle(upload) as given:
        return _Run(organ, given, actor, at, is_trial).take()


@dataclass(slots=True)
class _Run:
    organ: Organ
    given: Bundle
    actor: Actor
    at: datetime
    is_trial: bool
    outcome: Outcome = field(default_factory=Outcome)
    _issues: dict[tuple[int, int], GazetteIssue | None] = field(default_factory=dict)
    _dates: dict[tuple[int, int], Any] = field(default_factory=dict)

    def take(self) -> Outcome:
        for row in self.given.rows:
            try:
                self._one(line_of(row))
            except RowFault as fault:
                self.outcome.faults.append((row.line, fault.message))
            except InvalidInput as invalid:
                self.outcome.faults.append((row.line, invalid.message))
        return self.outcome

    def _one(self, line: Line) -> None:
        key = (line.issue["year"], line.issue["number"])
        issue = self._issue(key, line)
        if issue is not None and issue.entries.filter(title=line.entry["title"]).exists():
            self.outcome.unchanged += 1
            return
        if issue is not None and issue.state != IssueState.DRAFT:
            raise RowFault(f"{issue.label}已经{issue.get_state_display()}，要补的内容请用“更正”说明")
        self._refuse_marks(line)
        if self.is_trial:
            self._look_for_file(line)
        else:
            self._store(issue, key, line)
        self.outcome.created += 1
        self._report(line.line, parts.typed(line.entry["title"], line.entry["text"]))

    def _issue(self, key: tuple[int, int], line: Line) -> GazetteIssue | None:
        """The issue the row belongs to; ``None`` while there is none."""
        if key not in self._issues:
            self._issues[key] = GazetteIssue.objects.living().filter(year=key[0], number=key[1]).first()
            self.outcome.issues += self._issues[key] is None
            standing = self._issues[key]
            self._dates[key] = standing.dated if standing else line.issue["dated"]
        if self._dates[key] != line.issue["dated"]:
            raise RowFault(f"同一期的出版日期不一致：前面是{self._dates[key]}")
        return self._issues[key]

    def _refuse_marks(self, line: Line) -> None:
        typed = list(parts.typed(line.entry["title"], line.entry["text"]))
        if any(marks_in(part.text) for part in typed):
            if not self.is_trial:
                note_refusal(typed, doing="导入历史公报", actor=self.actor, at=self.at)
            raise RowFault(FILE_MARKED)

    def _look_for_file(self, line: Line) -> None:
        if line.file:
            self.given.content(line.file).close()

    def _store(self, issue: GazetteIssue | None, key: tuple[int, int], line: Line) -> None:
        stored, text = self._taken_in(line.file) if line.file else (None, "")
        values = line.entry | {"text": line.entry["text"] or text, "file": stored}
        with transaction.atomic():
            if issue is None:
                issue = made(self.organ, line.issue, is_historic=True, actor=self.actor, at=self.at, act="import_issue")
            added(issue, values, actor=self.actor, at=self.at)
        self._issues[key] = issue
        if text:
            self._report(line.line, parts.typed("", text))

    def _taken_in(self, name: str) -> tuple[StoredFile, str]:
        """The file in the store, with what one reads in it. Hidden text that would have to be judged is refused."""
        reader = Reader()
        with self.given.content(name) as content:
            stored = files.store(File(content), name=name, actor=self.actor, at=self.at, inspect=reader.inspect)
        hidden = [where for where, text in hidden_in(reader.found) if any(True for _ in scan(text))]
        if hidden:
            raise RowFault(f"“{name}”的{'、'.join(hidden)}里有个人信息或者涉密字样，请清理以后再导入")
        return stored, text_of(reader.found)

    def _report(self, line: int, typed: Iterable[Any]) -> None:
        if found := locate([part for part in typed if part.text]):
            counted = Counter(Kind(each.kind).label for each in found)
            words = "、".join(f"{label}{count}处" for label, count in counted.items())
            self.outcome.findings.append((line, words))
