"""Public opinion at scale, on PostgreSQL: the ladder and the duty screen among ten thousand open tickets.

python -m scripts.bench.opinions [--open 100,10000] [--due 50]
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from typing import Any

import django

from scripts.bench.timing import measure, table
from tests.servers import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_TIMES_MORE = 1.5
_SCREEN_MS = 100.0
_LOOKS = 30


def main(open_counts: list[int], due: int) -> None:
    """Prints one table."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, postgres() as address:
        os.environ |= {"DATABASE_URL": address, "MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        found = {count: _measured(count, due) for count in open_counts}
    rows = [[f"{count:,}件在办", f"{swept:.2f}", f"{screen:.0f}"] for count, (swept, screen) in found.items()]
    ratio = found[open_counts[-1]][0] / found[open_counts[0]][0]
    slowest = max(screen for _, screen in found.values())
    rows.append(["", f"{ratio:.2f}×（要求 ≤ {_TIMES_MORE}×）", f"要求 ≤ {_SCREEN_MS:.0f}"])
    title = f"舆情的规模（机器平均负载{os.getloadavg()[0]:.1f}）"
    print(table(title, ["", f"逐级提醒，{due}件到点（秒）", "值班屏（毫秒）"], rows))
    sys.exit(ratio > _TIMES_MORE or slowest > _SCREEN_MS)


def _measured(count: int, due: int) -> tuple[float, float]:
    """Seconds of one climb for ``due`` tickets, milliseconds of one look at the screen."""
    from portal import clock
    from portal.actors import SYSTEM
    from sentiment.duty.selectors import board
    from sentiment.duty.services import escalate
    from sentiment.tickets.models import Escalation, Ticket

    at = datetime(2026, 3, 27, 9, tzinfo=clock.SHANGHAI)
    _open(count - Ticket.objects.count(), known_at=at - timedelta(hours=30))
    _analyze()
    seconds = 0.0
    for _ in range(2):  # once to warm up
        told = Escalation.objects.values("deadline__subject_id")
        some = list(Ticket.objects.exclude(pk__in=told).order_by("pk").values_list("pk", flat=True)[:due])
        Ticket.objects.filter(pk__in=some).update(next_escalation_at=at)
        began = time.perf_counter()
        while escalate(at=at):
            pass
        seconds = time.perf_counter() - began
    screen = measure("值班屏", lambda _: board(SYSTEM, at=at), list(range(_LOOKS)), warm=3)
    return seconds, screen.p50


def _open(count: int, *, known_at: datetime) -> None:
    """One ticket that the service registers, and copies of it with their clock."""
    from portal.accounts.models import Organ
    from portal.actors import SYSTEM
    from portal.deadlines.models import Deadline
    from sentiment.tickets import services
    from sentiment.tickets.models import Ticket

    common: dict[str, Any] = {"kind": "government", "active_from": date(2000, 1, 1)}
    city, _ = Organ.objects.get_or_create(code="bench", defaults=common | {"name": "测试市", "short_name": "测试市"})
    values = {"title": "测试", "facts": "测试", "source": "site", "kind": "interests", "level": "ordinary"}
    given = values | {"is_city_policy": True, "known_at": known_at}
    first = services.register(organ=city, values=given, actor=SYSTEM, at=known_at)
    pattern = Deadline.objects.get(subject_id=first.pk, subject_label="sentiment.ticket")
    Ticket.objects.filter(pk=first.pk).update(next_escalation_at=known_at + timedelta(days=30))
    first.next_escalation_at = known_at + timedelta(days=30)
    made = Ticket.objects.bulk_create((Ticket(**_row(first)) for _ in range(count - 1)), batch_size=1000)
    clocks = (Deadline(**_row(pattern) | {"subject_id": each.pk}) for each in made)
    Deadline.objects.bulk_create(clocks, batch_size=1000)


def _row(pattern: Any) -> dict[str, Any]:
    fields = pattern._meta.concrete_fields
    return {field.attname: getattr(pattern, field.attname) for field in fields if not field.primary_key}


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--open", type=lambda text: [int(each) for each in text.split(",")], default=[100, 10_000])
    parser.add_argument("--due", type=int, default=50)
    given = parser.parse_args()
    main(given.open, given.due)
