"""``manage.py dump_open_data``: the files of the open-data page, now and not tonight."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosure.open_data.services import dump
from portal import clock


class Command(BaseCommand):
    help = "重新生成开放数据页面的文件（CSV、JSON Lines 和目录）；写好以后一次换上。"

    def handle(self, *args: Any, **options: Any) -> None:
        rows = dump(at=clock.now())
        if rows is None:
            raise CommandError("另一个进程正在生成，请稍后再试")
        self.stdout.write(f"开放数据已生成：{rows}行")
