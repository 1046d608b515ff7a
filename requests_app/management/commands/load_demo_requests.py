"""``manage.py load_demo_requests``: requests of the demonstration city, made by the acts of its own people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import clock
from requests_app.demo.loading import Played, is_loaded, load


class Command(BaseCommand):
    help = "装入演示城市的依申请公开案件；只用于演示库（MINGZHENG_DEMO=1），已经装入的不重复装。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("这不是演示库。要看演示城市，请设置 MINGZHENG_DEMO=1，并使用单独的空库。")
        if is_loaded():
            self.stdout.write("演示的申请已经在库里，没有改动。")
            return
        played = load(at=clock.now())
        path = settings.VAR_DIR / "demo_requests.txt"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(_table(played), encoding="utf-8")
        self.stdout.write(f"演示的申请装好了：{len(played)}件。编号和查询码在 {path}")


def _table(played: list[Played]) -> str:
    return "申请编号　查询码　状态\n" + "".join(f"{row.number}　{row.code}　{row.state}\n" for row in played)
