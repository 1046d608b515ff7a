"""Load historic documents from a file into the portal, and index them."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosure.catalogue.models import Column
from disclosure.documents.importing.mapping import TARGETS, FieldMap, Incoming, RowFault, incoming
from disclosure.documents.importing.reading import read
from disclosure.documents.rules import day_of
from disclosure.documents.services.importing import ImportRun, Outcome
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.actors import SYSTEM
from portal.errors import DomainError
from portal.search import indexing
from portal.search.engine import IndexBusy

BATCH = 100
SHOWN_FAULTS = 50
REBUILD_FROM = 300


class Command(BaseCommand):
    help = "导入历史文件（JSON 行、CSV、XLSX；前两种可以用 .gz、.xz 压缩）。可以随时中断，再运行一次会接着做。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="要导入的文件")
        parser.add_argument("--source", help="来源名称，例如 旧网站；和来源编号一起认出同一份文件。不写就用文件名")
        parser.add_argument("--organ", help="公开责任单位的代码，由它编索引号。不写就是市政府")
        parser.add_argument("--column", help="没有写栏目的行放在哪个栏目（代码）")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="字段=列名",
            help=f"来源的哪一列是哪个字段，可以写多次；字段：{'、'.join(TARGETS)}",
        )
        parser.add_argument(
            "--kind", action="append", default=[], metavar="来源文种=文种", help="来源的文种对应哪个公文种类"
        )
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--no-index", action="store_true", help="不在这里建索引，留给后台")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        try:
            outcome = self._import(at, options)
        except DomainError as error:
            raise CommandError(error.message) from None
        self._report(outcome, dry_run=options["dry_run"])
        if not options["dry_run"] and not options["no_index"]:
            self._index(outcome, at)
        if outcome.faults:
            raise CommandError(f"有{len(outcome.faults)}行没有导入，改好以后再运行一次，已经导入的不会重复。")

    def _import(self, at: datetime, options: dict[str, Any]) -> Outcome:
        fields = FieldMap.parse(options["map"], options["kind"])
        run = ImportRun(
            source=_source(options["source"] or options["file"].name.partition(".")[0]),
            organ=_organ(options["organ"], at),
            actor=SYSTEM,
            at=at,
            default_column=_column(options["column"]),
            dry_run=options["dry_run"],
        )
        total = Outcome()
        for batch in self._batches(options["file"], fields, at, total):
            total.add(run.store(batch))
            self.stdout.write(f"已处理{total.rows}行，有误{len(total.faults)}行")
        return total

    def _batches(self, file: Path, fields: FieldMap, at: datetime, total: Outcome) -> Iterator[list[Incoming]]:
        today = day_of(at)
        batch: list[Incoming] = []
        for row in read(file):
            try:
                if row.fault:
                    raise RowFault(row.fault)
                batch.append(incoming(row.values, row.line, fields, today=today))
            except RowFault as fault:
                total.faults.append((row.line, fault.message))
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch

    def _report(self, outcome: Outcome, *, dry_run: bool) -> None:
        for line, reason in sorted(outcome.faults)[:SHOWN_FAULTS]:
            self.stderr.write(f"第{line}行：{reason}")
        if len(outcome.faults) > SHOWN_FAULTS:
            self.stderr.write(f"还有{len(outcome.faults) - SHOWN_FAULTS}行有误，没有列出。")
        self._report_findings(outcome)
        if outcome.columns:
            self.stdout.write(f"{'会新建' if dry_run else '新建'}栏目：{'、'.join(dict.fromkeys(outcome.columns))}")
        words = "只检查，没有写入。可以" if dry_run else "完成。"
        self.stdout.write(
            f"{words}新增{outcome.created}件，更新{outcome.updated}件，没有变化{outcome.unchanged}件，"
            f"有误{len(outcome.faults)}行。"
        )

    def _report_findings(self, outcome: Outcome) -> None:
        """What was public before stays public; somebody should still look at it."""
        for line, found in sorted(outcome.findings)[:SHOWN_FAULTS]:
            self.stdout.write(f"第{line}行：筛查发现{found}")
        if outcome.findings:
            self.stdout.write(f"{len(outcome.findings)}件有筛查发现，已经照原样收下，请在工作台逐件看“筛查”。")

    def _index(self, outcome: Outcome, at: datetime) -> None:
        """Many at once are faster as a whole new index; a running worker does the rest anyway."""
        changed = outcome.created + outcome.updated
        if not changed:
            return
        self.stdout.write("正在建立索引……")
        try:
            if changed >= REBUILD_FROM:
                indexing.rebuild(at=at)
            else:
                while indexing.drain(at=at):
                    pass
        except IndexBusy:
            self.stdout.write("后台正在更新索引，这些文件很快就能搜到。")
        else:
            self.stdout.write("索引已更新。")


def _source(name: str) -> str:
    if not name.strip() or len(name.strip()) > 60:
        raise DomainError("来源名称请写1到60个字。")
    return name.strip()


def _organ(code: str | None, at: datetime) -> Organ:
    """The organ of that code; without one, the government of the city."""
    active = Organ.objects.domestic().active(day_of(at))
    organ = (active.filter(code=code) if code else active.filter(kind=OrganKind.GOVERNMENT)).first()
    if organ is None:
        raise DomainError(f"没有代码为“{code}”的在用机关。" if code else "还没有登记市政府，请用 --organ 写明。")
    return organ


def _column(code: str | None) -> Column | None:
    if not code:
        return None
    column = Column.objects.filter(code=code, is_active=True).first()
    if column is None:
        raise DomainError(f"没有代码为“{code}”的在用栏目。")
    return column
