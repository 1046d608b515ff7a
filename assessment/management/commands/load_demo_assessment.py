"""``manage.py load_demo_assessment``: the assessment of the demonstration city, made by its own people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessment.demo import is_loaded, load
from portal import clock


class Command(BaseCommand):
    help = "装入演示城市的考评；只用于演示库（MINGZHENG_DEMO=1），已经装入的不重复装。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("这不是演示库。要看演示城市，请设置 MINGZHENG_DEMO=1，并使用单独的空库。")
        if is_loaded():
            self.stdout.write("演示的考评已经在库里，没有改动。")
            return
        self.stdout.write(f"演示的考评装好了：问题{load(at=clock.now())}个。")
