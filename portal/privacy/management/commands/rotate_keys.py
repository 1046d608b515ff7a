"""manage.py rotate_keys [--new-key] [--dry-run] [--batch N]"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import clock
from portal.actors import SYSTEM
from portal.errors import DomainError
from portal.privacy import keys, services


class Command(BaseCommand):
    help = "用现行密钥把全部个人信息重新加密。可以中断，再运行就接着做；重复运行不改动。有打不开的值时退出码为1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-key", action="store_true", help="先在密钥文件里加一把新密钥（密钥在环境变量里时不能用）"
        )
        parser.add_argument("--dry-run", action="store_true", help="只数，不改")
        parser.add_argument("--batch", type=int, default=500, help="每批多少行")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new_key"] and not options["dry_run"]:
            try:
                self.stdout.write(f"新密钥：{keys.add_key()}")
            except DomainError as error:
                raise CommandError(error.message) from error
        done = services.rotate(actor=SYSTEM, at=clock.now(), dry_run=options["dry_run"], batch=max(1, options["batch"]))
        self.stdout.write(_report(done, dry_run=options["dry_run"]))
        if done.broken:
            sys.exit(1)


def _report(done: services.Rotation, *, dry_run: bool) -> str:
    lines = [f"现行密钥：{done.key_id}"]
    for (model, name, key_id), count in sorted(done.waiting.items()):
        lines.append(f"  {model}.{name}：{count}项用的是密钥{key_id or '（不是密文）'}")
    if not done.waiting:
        lines.append("全部个人信息都已用现行密钥加密，旧密钥可以停用。")
    elif not dry_run:
        lines.append(f"重新加密{done.sealed}项。")
    lines += [f"打不开：{model} {pk}，{why}" for model, pk, why in done.broken]
    return "\n".join(lines)
