"""``manage.py reconcile_index``: does the index hold exactly what is public? Differences are queued and reported."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import clock
from portal.search import indexing
from portal.search.engine import IndexUnavailable


class Command(BaseCommand):
    help = "核对检索索引与已公开的信息是否一致，不一致的列出数目并排队修复。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            found = indexing.reconcile(at=clock.now())
        except IndexUnavailable as error:
            raise CommandError(f"{error}。请运行 rebuild_index 重建。") from error
        self.stdout.write(f"应有{found.public}件，索引里有{found.indexed}件")
        if found.agrees:
            self.stdout.write("完全一致")
            return
        raise CommandError(
            f"缺少{found.missing}件，内容不一致{found.outdated}件，不该有{found.surplus}件，"
            f"读不出{found.unreadable}件；已排队修复"
        )
