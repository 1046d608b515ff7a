"""导入国务院办公厅的放假安排。"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import clock
from portal.actors import SYSTEM
from portal.deadlines.holiday_notice import Notice, read_notice
from portal.deadlines.services import ImportPlan, import_notice, plan_import
from portal.deadlines.services.holidays import DayChange
from portal.deadlines.wording import arrangement
from portal.errors import DomainError


class Command(BaseCommand):
    """A dry run by default: the diff and the open cases that would move. ``--apply`` does it, whole or not at all."""

    help = "导入放假安排（CSV，或者国务院办公厅通知的全文）。默认只试算；加 --apply 才生效。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="UTF-8文件：date,kind,name[,confirmed] 的CSV，或者通知全文")
        parser.add_argument("--number", default="", help="通知文号，例如 国办发明电〔2025〕7号")
        parser.add_argument("--apply", action="store_true", help="生效")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            notice = read_notice(_read(options["file"]))
            at = clock.now()
            if options["apply"]:
                plan = import_notice(notice, number=options["number"], actor=SYSTEM, at=at)
            else:
                plan = plan_import(notice, at=at)
        except DomainError as error:
            raise CommandError(error.message) from error
        self._show(notice, plan, applied=options["apply"])

    def _show(self, notice: Notice, plan: ImportPlan, *, applied: bool) -> None:
        years = "、".join(f"{year}年" for year in notice.years)
        self.stdout.write(f"{years}放假安排{notice.number}：{len(plan.changes)}天有变动")
        for change in plan.changes:
            self.stdout.write(f"  {_change_words(change)}")
        moved = "已改期" if applied else "会改期"
        self.stdout.write(f"{moved}的在办事项：{len(plan.moves)}件；日期不变、由暂定转为确定的：{plan.settled}件")
        for move in plan.moves:
            self.stdout.write(f"  {move.deadline} {move.old_due} → {move.new_due}")
        for deadline in plan.unreadable:
            self.stderr.write(f"  算不出来，没有动：{deadline}（期限编号{deadline.pk}）")
        if not applied:
            self.stdout.write("这是试算，没有写入。确认无误后加 --apply 生效。")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CommandError(f"没有这个文件：{path}") from error
    except (UnicodeDecodeError, OSError) as error:
        raise CommandError(f"读不了{path}，请存成UTF-8文本。") from error


def _change_words(change: DayChange) -> str:
    return f"{change.date} {arrangement(change.old)} → {arrangement(change.new)}"
