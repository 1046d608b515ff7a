"""manage.py purge_expired [--erase] [--rule CODE] [--limit N]"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import clock
from portal.privacy import retention, services


class Command(BaseCommand):
    help = "清除过了保存期的个人信息。不加 --erase 只数不清；每清一行记一条审计。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--erase", action="store_true", help="真的清除，不能恢复")
        parser.add_argument("--rule", default="", help="只办这一条规则")
        parser.add_argument("--limit", type=int, default=None, help="每条规则最多清多少行")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [rule for rule in retention.rules() if options["rule"] in {"", rule.code}]
        if not chosen:
            raise CommandError(f"没有这条规则：{options['rule']}。有：{'、'.join(r.code for r in retention.rules())}")
        at = clock.now()
        found = [services.purge(rule, at=at, dry_run=not options["erase"], limit=options["limit"]) for rule in chosen]
        for line in found:
            kept = f"{line.rule.event}以后保存{line.rule.kept_months}个月"
            did = f"清除{line.erased}项，失败{line.failed}项" if options["erase"] else f"到期{line.due}项"
            self.stdout.write(f"{line.rule.code}　{line.rule.what}（{kept}）：{did}")
        if not options["erase"]:
            self.stdout.write("这次只是清点，没有清除。确认以后加 --erase 再运行。")
        if any(line.failed for line in found):
            sys.exit(1)
