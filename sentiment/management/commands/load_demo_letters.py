"""``manage.py load_demo_letters``: letters and clarifications of the demonstration city, made by its own people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import clock
from sentiment.demo.playing import is_loaded, load


class Command(BaseCommand):
    help = "装入演示城市的群众留言和澄清；只用于演示库（MINGZHENG_DEMO=1），已经装入的不重复装。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("这不是演示库。要看演示城市，请设置 MINGZHENG_DEMO=1，并使用单独的空库。")
        if is_loaded():
            self.stdout.write("演示的留言已经在库里，没有改动。")
            return
        codes = load(at=clock.now())
        path = settings.VAR_DIR / "demo_letters.txt"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        lines = "".join(f"{number}　{code}\n" for number, code in codes.items())
        path.write_text(f"留言编号　查询码\n{lines}", encoding="utf-8")
        self.stdout.write(f"演示的留言装好了：{len(codes)}封。编号和查询码在 {path}")
