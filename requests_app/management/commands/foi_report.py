"""``foi_report``: tables 3 and 4 of the annual report, counted from the cases, with the identities checked."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.models import Organ
from requests_app.figures import selectors
from requests_app.figures.tables import (
    ALL,
    COLUMN_TITLES,
    COLUMNS,
    RESULT_TITLES,
    RESULTS,
    ROW_TITLES,
    ROWS,
    SUIT_TITLES,
    SUITS,
    Report,
    faults,
)


class Command(BaseCommand):
    help = "年度报告的表三、表四：由案件自动统计，并核对勾稽关系。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organ", default="", help="机关代码；不写就是全市")
        parser.add_argument("--year", type=int, required=True, help="年份，例如 2026")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        organs = Organ.objects.filter(code=options["organ"]) if options["organ"] else Organ.objects.all()
        ids = list(organs.values_list("pk", flat=True))
        if not ids:
            raise CommandError(f"没有代码为“{options['organ']}”的机关。")
        report = selectors.report(ids, options["year"])
        wrong = faults(report, previous=selectors.table3(ids, options["year"] - 1))
        if options["json"]:
            found = {"year": report.year, "table3": report.table3.cells, "table4": report.table4.cells}
            found["faults"] = [f"{fault.where}：{fault.text}" for fault in wrong]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self._print(report)
            for fault in wrong:
                self.stdout.write(f"不符（勾稽{fault.identity}）{fault.where}：{fault.text}")
        if wrong:
            raise CommandError("勾稽关系不成立。")

    def _print(self, report: Report) -> None:
        columns = (*COLUMNS, ALL)
        self.stdout.write(f"{report.year}年  收到和处理政府信息公开申请情况")
        self.stdout.write("\t".join(["", *(COLUMN_TITLES[column] for column in columns)]))
        for row in ROWS:
            cells = report.table3.cells[row]
            self.stdout.write("\t".join([ROW_TITLES[row], *(str(cells[column]) for column in columns)]))
        results = (*RESULTS, ALL)
        self.stdout.write("\n行政复议、行政诉讼情况")
        self.stdout.write("\t".join(["", *(RESULT_TITLES[result] for result in results)]))
        for kind in SUITS:
            cells = report.table4.cells[kind]
            self.stdout.write("\t".join([SUIT_TITLES[kind], *(str(cells[result]) for result in results)]))
