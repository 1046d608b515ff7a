"""Public opinion at scale, on PostgreSQL: the ladder and the duty screen among ten thousand open tickets.

python -m scripts.bench.opinions [--open 100,10000] [--due 30]
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import django

from scripts.bench.timing import measure, table
from tests.servers import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_TIMES_MORE = 1.5
_SCREEN_MS = 100.0
_LOOKS = 30
_PAST_THE_END = timedelta(hours=19)
"""After it the forty-eight hours of a ticket that is thirty hours old are over."""
_LATER = timedelta(days=30)


def main(open_counts: list[int], due: int) -> None:
    """Prints one table."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, postgres() as address:
        os.environ |= {"DATABASE_URL": address, "MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        found = {count: _measured(count, due) for count in open_counts}
    rows = [
        [f"{count:,}件在办", f"{each.rungs:.2f}", f"{each.lapses:.2f}", f"{each.screen:.0f}"]
        for count, each in found.items()
    ]
    few, many = found[open_counts[0]], found[open_counts[-1]]
    ratios = [many.rungs / few.rungs, many.lapses / few.lapses]
    slowest = max(each.screen for each in found.values())
    wanted = [f"{ratio:.2f}×（要求 ≤ {_TIMES_MORE}×）" for ratio in ratios]
    rows.append(["", *wanted, f"要求 ≤ {_SCREEN_MS:.0f}"])
    title = f"舆情的规模（机器平均负载{os.getloadavg()[0]:.1f}）"
    head = ["", f"逐级提醒，{due}件到点（秒）", f"记录超时，{due}件（秒）", "值班屏（毫秒）"]
    print(table(title, head, rows))
    sys.exit(max(ratios) > _TIMES_MORE or slowest > _SCREEN_MS)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Seconds of a climb up the ladder and of one past the end of the clocks; milliseconds of a look at the screen."""

    rungs: float
    lapses: float
    screen: float


def _measured(count: int, due: int) -> _Figures:
    """What ``due`` tickets among ``count`` take."""
    from portal import clock
    from portal.actors import SYSTEM
    from sentiment.duty.selectors import board
    from sentiment.tickets.models import Ticket

    at = datetime(2026, 3, 27, 9, tzinfo=clock.SHANGHAI)
    _open(count - Ticket.objects.count(), known_at=at - timedelta(hours=30))
    _analyze()
    _climb(due, at)  # once to warm up
    rungs, lapses = _climb(due, at), _climb(due, at + _PAST_THE_END)
    screen = measure("值班屏", lambda _: board(SYSTEM, at=at), list(range(_LOOKS)), warm=3)
    return _Figures(rungs, lapses, screen.p50)


def _climb(due: int, at: datetime) -> float:
    """Seconds until ``due`` tickets nobody was told about are told about."""
    from sentiment.duty.services import escalate
    from sentiment.tickets.models import Escalation, Ticket

    told = Escalation.objects.values("deadline__subject_id")
    some = list(Ticket.objects.exclude(pk__in=told).order_by("pk").values_list("pk", flat=True)[:due])
    others = Ticket.objects.exclude(pk__in=some)
    others.filter(next_escalation_at__lte=at).update(next_escalation_at=at + _LATER)
    Ticket.objects.filter(pk__in=some).update(next_escalation_at=at)
    began = time.perf_counter()
    while escalate(at=at):
        pass
    return time.perf_counter() - began


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
    Ticket.objects.filter(pk=first.pk).update(next_escalation_at=known_at + _LATER)
    first.next_escalation_at = known_at + _LATER
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
    parser.add_argument("--due", type=int, default=30)
    given = parser.parse_args()
    main(given.open, given.due)
