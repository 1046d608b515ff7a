"""manage.py create_system_admin USERNAME --name 姓名 [--organ CODE] [--recover]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import clock
from portal.accounts.services import create_first_admin
from portal.errors import DomainError


class Command(BaseCommand):
    help = "建立第一位系统管理员。新城市还没有机关时，先登记市政府。临时密码只显示一次。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="姓名")
        parser.add_argument("--organ", default="", help="任职机关的代码；不填就是市政府")
        parser.add_argument("--recover", action="store_true", help="已有系统管理员但都不能登录时，再建一位")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user, password = create_first_admin(
                username=options["username"],
                name=options["name"],
                organ_code=options["organ"],
                recover=options["recover"],
                at=clock.now(),
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"系统管理员 {user.name}（{user.username}）已建立。\n临时密码：{password}\n")
        self.stdout.write("请登录 /admin/ 换成自己的密码。这个密码不会再显示。")
