"""manage.py list_privileged_access [--json]"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal import clock
from portal.accounts.selectors import Privilege, privileged_access


class Command(BaseCommand):
    help = "列出现在持有重要角色的人：从何时起、最近登录、有没有动态口令、是否长期不用。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="以JSON输出")

    def handle(self, *args: Any, **options: Any) -> None:
        held = privileged_access(at=clock.now())
        if options["json"]:
            self.stdout.write(json.dumps([row.as_json() for row in held], ensure_ascii=False, indent=2))
            return
        for row in held:
            self.stdout.write(_line(row))
        unused = sum(row.is_unused for row in held)
        self.stdout.write(f"共{len(held)}项任命，长期不用的{unused}项。")


def _line(row: Privilege) -> str:
    seen = f"最近登录{row.last_login:%Y-%m-%d %H:%M}" if row.last_login else "从未登录"
    factor = "有动态口令" if row.has_second_factor else "没有动态口令"
    period = f"{row.since}至{row.until}" if row.until else f"{row.since}起"
    parts = [row.organ, row.role_label, f"{row.name}（{row.username}）", period, seen, factor]
    return "  ".join([*parts, "长期不用"] if row.is_unused else parts)
