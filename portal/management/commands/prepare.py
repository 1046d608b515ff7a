"""``manage.py prepare``: database, static files, demo city and index, without starting anything."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.management.instance import single_instance
from portal.management.preparation import prepare, remove_demo


class Command(BaseCommand):
    help = "准备数据库、静态文件、演示城市和检索索引；可以重复执行。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="先清空演示数据（只对 SQLite 演示库）")

    def handle(self, *args: Any, **options: Any) -> None:
        with single_instance():
            if options["fresh"]:
                remove_demo()
            prepare(self.stdout.write)
