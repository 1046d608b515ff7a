"""算一个期限，逐日说明。"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.datastructures import MultiValueDict

from portal import clock
from portal.deadlines import selectors
from portal.deadlines.forms import CalculationForm
from portal.deadlines.representation import as_json
from portal.deadlines.wording import PROVISIONAL, clock_time, full_date, makeup_days, sentences, weekday


class Command(BaseCommand):
    """``explain_deadline RULE --from DATE [--pause A:B]… [--restart D] [--extend N] [--json]``, or ``--list``."""

    help = "算一个法定期限到哪一天，并逐日说明为什么算、为什么不算。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rule", nargs="?", help="期限代码，例如 FOI_REPLY")
        parser.add_argument("--from", dest="start", help="起算的日子，例如 2026-09-18；按小时的写 2026-09-18T14:30")
        parser.add_argument("--pause", action="append", default=[], metavar="A:B", help="暂停，当天:返回日，可以写多次")
        parser.add_argument("--restart", help="收到补正或者完成缴费的日子")
        parser.add_argument("--extend", help="延期的天数")
        parser.add_argument("--json", action="store_true", help="输出JSON")
        parser.add_argument("--list", action="store_true", help="列出全部期限代码")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list(as_data=options["json"])
            return
        form = CalculationForm(_sent(options))
        if not form.is_valid():
            lines = [f"{name}：{'；'.join(map(str, messages))}" for name, messages in form.errors.items()]
            raise CommandError("\n".join(lines))
        if options["json"]:
            data = as_json(form.answer, notes=form.notes, start=form.shown("from"))
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            self._explain(form)

    def _list(self, *, as_data: bool) -> None:
        rows = selectors.rules_today(clock.today())
        if as_data:
            columns = ("code", "title", "length", "article", "configurable")
            data = [{name: getattr(row, name) for name in columns} for row in rows]
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
            return
        width = max(len(row.code) for row in rows)
        for row in rows:
            local = "（本市可另定）" if row.configurable else ""
            self.stdout.write(f"{row.code:<{width}}  {row.length}  {row.title}  {row.article}{local}")

    def _explain(self, form: CalculationForm) -> None:
        answer = form.answer
        for day in answer.days:
            mark = "●" if day.counted else "　"
            self.stdout.write(f"{day.date} {mark} {day.label}")
        time = f" {clock_time(answer.due_at)}" if answer.due_at else ""
        self.stdout.write(f"\n{answer.rule.verb}：{full_date(answer.due)}（{weekday(answer.due)}）{time}")
        makeup = [f"{'、'.join(days)}调休上班，算。"] if (days := makeup_days(answer)) else []
        for line in [*sentences(answer, form.calendar), *makeup, *form.notes]:
            self.stdout.write(line)
        if answer.provisional:
            self.stdout.write(PROVISIONAL)
        self.stdout.write(f"依据：{answer.rule.article}，{answer.rule.length}。")


def _sent(options: dict[str, Any]) -> MultiValueDict[str, str]:
    given = {"rule": options["rule"], "from": options["start"]}
    given |= {name: options[name] for name in ("restart", "extend")}
    lists = {name: [str(value)] for name, value in given.items() if value is not None}
    return MultiValueDict(lists | {"pause": list(options["pause"])})
