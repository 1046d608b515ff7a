"""``manage.py rebuild_index``: a new search index from the database; the old one serves until the new one is whole."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import clock
from portal.search import indexing
from portal.search.engine import IndexBusy


class Command(BaseCommand):
    help = "重建检索索引。重建期间旧索引照常使用，完成后一次换上。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        began = time.monotonic()
        try:
            count = indexing.rebuild(at=clock.now())
        except IndexBusy as error:
            raise CommandError(f"{error}。请等它做完再试。") from error
        self.stdout.write(f"检索索引已重建：{count}件，用时{time.monotonic() - began:.1f}秒")
