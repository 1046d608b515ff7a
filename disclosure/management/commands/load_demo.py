"""``manage.py load_demo``: the fictional city 临江市, made by the acts of its own people.

Loading again changes nothing. To begin anew delete the demonstration as a whole (``make demo``): the audit trail
cannot be emptied row by row.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disclosure.demo.loading import is_loaded, load
from disclosure.open_data.services import dump
from portal import clock
from portal.accounts.demo import password_table
from portal.errors import DomainError


class Command(BaseCommand):
    help = "装入演示城市（虚构的临江市）；只用于演示库（MINGZHENG_DEMO=1），已经装入的不重复装。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("这不是演示库。要看演示城市，请设置 MINGZHENG_DEMO=1，并使用单独的空库。")
        if is_loaded():
            self.stdout.write("演示城市已经在库里，没有改动。要重来请用 make demo。")
            return
        try:
            loaded = load(at=clock.now())
        except DomainError as error:
            raise CommandError(str(error)) from error
        path = settings.VAR_DIR / "demo_accounts.txt"
        _write_private(path, password_table(loaded.credentials))
        dump(at=clock.now())
        self.stdout.write(f"演示城市装好了：公文{loaded.documents}件。演示账号在 {path}")


def _write_private(path: Path, text: str) -> None:
    """Only the owner of the installation may read the passwords."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
