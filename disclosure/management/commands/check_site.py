"""manage.py check_site [--again] [--seed N]"""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from disclosure.monitoring.services import check_site
from disclosure.monitoring.table import BY_KIND
from disclosure.monitoring.tasks import SEED_BITS
from portal import clock


class Command(BaseCommand):
    help = "按政府网站检查指标把本站查一遍，更新问题清单。每天自动运行一次；--again 再查一次当天的。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="今天查过了也再查")
        parser.add_argument("--seed", type=int, default=None, help="随机数种子，重现某一天抽到的标题")

    def handle(self, *args: Any, **options: Any) -> None:
        seed = secrets.randbits(SEED_BITS) if options["seed"] is None else options["seed"]
        run = check_site(at=clock.now(), seed=seed, again=options["again"])
        if run is None:
            self.stdout.write("今天已经查过，或者正在查。要再查一次请加 --again。")
            return
        for result in run.results.order_by("pk"):
            effect = BY_KIND[result.kind].effect.label
            words = result.error or f"看了{result.looked}处，问题{result.found}个"
            self.stdout.write(f"{result.get_kind_display()}（{effect}）：{words}")
        self.stdout.write(f"站外链接{len(run.outside)}个。随机数种子{run.seed}。")
