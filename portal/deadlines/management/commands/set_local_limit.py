"""设定本地期限。"""

import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import clock
from portal.actors import SYSTEM
from portal.deadlines.services import set_local_limit
from portal.errors import DomainError

_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


class Command(BaseCommand):
    """``set_local_limit CODE VALUE --basis TEXT [--from DATE]``; VALUE is a length, or month-day for a fixed date."""

    help = "法律没有规定长度的期限，由本市另定。已经开始的期限不变。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rule", help="期限代码，见 explain_deadline --list")
        parser.add_argument("value", help="长度，例如 10；固定日期写月-日，例如 2-15")
        parser.add_argument("--basis", required=True, help="依据：制度名称和文号")
        parser.add_argument("--from", dest="effective_from", type=date.fromisoformat, help="起用日期，默认今天")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        try:
            limit = set_local_limit(
                rule=options["rule"],
                value=_value(options["value"]),
                basis=options["basis"],
                effective_from=options["effective_from"] or at.date(),
                actor=SYSTEM,
                at=at,
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"已设定：{limit}。")


def _value(text: str) -> int | tuple[int, int]:
    if found := _MONTH_DAY.fullmatch(text):
        return int(found[1]), int(found[2])
    if text.isdecimal():
        return int(text)
    raise CommandError("长度请写整数，固定日期请写月-日，例如 2-15。")
