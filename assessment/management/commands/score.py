"""``manage.py score --organ CODE --year Y [--on DAY] [--json]``: the score of one organ, item by item."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessment.scoring.selectors import scores
from assessment.standards.criteria import plain
from assessment.standards.marks import Score
from assessment.standards.selectors import in_force
from portal import clock
from portal.accounts.models import Organ


class Command(BaseCommand):
    help = "算出一个单位一个年度的考评得分；--on 按过去某一天知道的情况算，--json 输出给别的程序。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organ", required=True, help="机关代码")
        parser.add_argument("--year", type=int, required=True, help="年度")
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="截至哪一天，例如 2026-06-30")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        organ = Organ.objects.filter(code=options["organ"]).first()
        if organ is None:
            raise CommandError(f"没有代码是“{options['organ']}”的机关")
        at = clock.end_of_day(options["on"]) if options["on"] else clock.now()
        standard = in_force(options["year"], at=at)
        if standard is None:
            raise CommandError(f"{options['year']}年的考评标准还没有施行")
        score = scores(standard, [organ], at=at)[organ.pk]
        text = (
            json.dumps(as_data(organ, score), ensure_ascii=False, indent=2) if options["json"] else _table(organ, score)
        )
        self.stdout.write(text)


def as_data(organ: Organ, score: Score) -> dict[str, Any]:
    """Points as text, so that no decimal is bent on its way."""
    return {
        "organ": organ.code,
        "total": f"{score.total:f}",
        "grade": score.grade.value,
        "fraud": f"{score.fraud:f}",
        "bonus": f"{score.bonus:f}",
        "items": [
            {
                "code": line.criterion.code,
                "points": f"{line.criterion.points:f}",
                "kept": f"{line.kept:f}",
                "deductions": [
                    {"rule": each.rule.code, "found": each.found, "counted": each.cases, "points": f"{each.points:f}"}
                    for each in line.deductions
                    if each.found
                ],
            }
            for line in score.lines
        ],
    }


def _table(organ: Organ, score: Score) -> str:
    lines = [f"{organ.name}　{plain(score.total)}分　{score.grade.label}"]
    for line in score.lines:
        why = "；".join(f"{each.rule.title}{each.cases}次" for each in line.deductions if each.found)
        lines.append(f"  {line.criterion.code}　{plain(line.kept)}/{plain(line.criterion.points)}　{why}")
    if score.fraud or score.bonus:
        lines.append(f"  弄虚作假扣{plain(score.fraud)}，示范创建加{plain(score.bonus)}")
    return "\n".join(lines)
