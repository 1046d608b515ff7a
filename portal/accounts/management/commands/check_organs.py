"""manage.py check_organs"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal import clock
from portal.accounts.selectors import gaps


class Command(BaseCommand):
    help = "开通前核对机构登记：六类主体是否齐全，各机关的代码和必设人员是否登记。有缺项时退出码为1。"

    def handle(self, *args: Any, **options: Any) -> None:
        found = gaps(on=clock.today())
        for gap in found:
            self.stdout.write(f"{gap.organ}：{gap.text}" if gap.organ else gap.text)
        if found:
            self.stdout.write(f"共{len(found)}处缺项。")
            sys.exit(1)
        self.stdout.write("机构登记齐全。")
