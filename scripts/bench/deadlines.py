"""Time limits at scale, on PostgreSQL: the sweep among a million open ones, and a new holiday arrangement.

python -m scripts.bench.deadlines [--open 10000,1000000] [--due 1000] [--moved 100000]
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from typing import Any

import django

from scripts.bench.timing import table
from tests.servers import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_TIMES_MORE = 1.5
_REDATE_SECONDS = 60.0
_RULE = "FOI_REPLY"
# A shape of arrangement that moves every case received in the second half of December.
_NOTICE = "date,kind,name,confirmed\n2027-01-01,holiday,元旦,true\n2027-01-04,holiday,元旦,true\n"


def main(open_counts: list[int], due: int, moved: int) -> None:
    """Prints one table."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, postgres() as address:
        os.environ |= {"DATABASE_URL": address, "MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        swept = _sweeps(open_counts, due)
        redated = _redate(moved)
    first, last = swept[open_counts[0]], swept[open_counts[-1]]
    rows = [[f"巡检：{count:,}个在办，{due:,}个到点", f"{seconds:.2f}", ""] for count, seconds in swept.items()]
    rows[-1][2] = f"{last / first:.2f}×（要求 ≤ {_TIMES_MORE}×）"
    rows.append([f"放假安排：{moved:,}个在办改期", f"{redated:.1f}", f"要求 ≤ {_REDATE_SECONDS:.0f} 秒"])
    print(table(f"期限的规模（机器平均负载{os.getloadavg()[0]:.1f}）", ["", "秒", ""], rows))
    sys.exit(last / first > _TIMES_MORE or redated > _REDATE_SECONDS)


def _sweeps(open_counts: list[int], due: int) -> dict[int, float]:
    from portal import clock
    from portal.deadlines.models import Deadline
    from portal.deadlines.services import sweep

    at = datetime(2026, 3, 27, 9, tzinfo=clock.SHANGHAI)
    sweep(at=at)
    _open(1, start=date(2026, 3, 2), attention=at + timedelta(days=30))
    seconds = {}
    for count in open_counts:
        _open(count - Deadline.objects.count(), start=date(2026, 3, 2), attention=at + timedelta(days=30))
        _analyze()
        for measured in range(2):  # once to warm up
            at += timedelta(minutes=1)
            some = Deadline.objects.order_by("-pk").values_list("pk", flat=True)[measured * due : (measured + 1) * due]
            Deadline.objects.filter(pk__in=list(some)).update(next_attention_at=at)
            began = time.perf_counter()
            while sweep(at=at).attended:
                pass
            seconds[count] = time.perf_counter() - began
    return seconds


def _redate(count: int) -> float:
    from portal import clock
    from portal.actors import SYSTEM
    from portal.audit.models import Event
    from portal.deadlines.holiday_notice import read_notice
    from portal.deadlines.models import Deadline
    from portal.deadlines.services import import_notice

    Deadline.objects.filter(started_on__lt=date(2026, 12, 1)).update(provisional=False)
    _open(count, start=date(2026, 12, 10), attention=datetime(2027, 6, 1, tzinfo=clock.SHANGHAI))
    _analyze()
    began = time.perf_counter()
    plan = import_notice(
        read_notice(_NOTICE), number="测", actor=SYSTEM, at=datetime(2026, 12, 28, tzinfo=clock.SHANGHAI)
    )
    seconds = time.perf_counter() - began
    recorded = Event.objects.filter(act="deadline_redated").count()
    if len(plan.moves) != count or recorded != count:
        sys.exit(f"应改期{count}个，改了{len(plan.moves)}个，记录{recorded}条")
    return seconds


def _open(count: int, *, start: date, attention: datetime) -> None:
    """Clocks of as many cases: one that the service opens, and copies of it with their event."""
    from portal.accounts.models import Organ
    from portal.actors import SYSTEM
    from portal.deadlines.models import ClockEvent, Deadline
    from portal.deadlines.services import open_deadline
    from portal.subjects import SubjectRef

    if count <= 0:
        return
    organ, _ = Organ.objects.get_or_create(
        code="bench",
        defaults={"name": "测试机关", "short_name": "测试机关", "kind": "department", "active_from": date(2000, 1, 1)},
    )
    first = Deadline.objects.count() + 1
    case = SubjectRef("bench.case", first, f"测2026-{first}")
    at = datetime.combine(start, datetime.min.time(), attention.tzinfo)
    model = open_deadline(rule=_RULE, subject=case, organ=organ, start=start, actor=SYSTEM, at=at)
    Deadline.objects.filter(pk=model.pk).update(next_attention_at=attention)
    cases = f"generate_series({first + 1}, {first + count - 1}) AS n"
    _copy(Deadline, cases, f"row.id = {model.pk}", subject_id="n", subject_title="'测2026-' || n")
    clocks = f"{Deadline._meta.db_table} n"
    _copy(ClockEvent, clocks, f"row.deadline_id = {model.pk} AND n.id > {model.pk}", deadline_id="n.id")


def _copy(model: Any, source: str, where: str, **different: str) -> None:
    """A row of the table for each of ``source``, alike but for the columns named."""
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(different.get(column, f'row."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    sql = f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} row, {source} WHERE {where}"  # noqa: S608  # names
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--open", type=lambda text: [int(each) for each in text.split(",")], default=[10_000, 1_000_000]
    )
    parser.add_argument("--due", type=int, default=1_000)
    parser.add_argument("--moved", type=int, default=100_000)
    given = parser.parse_args()
    main(given.open, given.due, given.moved)
