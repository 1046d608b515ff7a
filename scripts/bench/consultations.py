"""Consultations at scale, on PostgreSQL: grouping and export among a hundred thousand opinions.

python -m scripts.bench.consultations [--opinions 2000,100000] [--looks 30]
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

_PAGE_TIMES_MORE = 1.5
"""The page of grouping reads fifty rows by place: it costs the same among many."""
_EXPORT_TIMES_MORE = 1.5
"""The export costs the same for each row."""
_GROUPED = 500
_FULL_PAGES = 6
"""So many pages before the end every page is full."""
_BATCH = 2_000
_TEXTS = ("每公里收费太贵，建议减半。", "线路太少，希望增加到开发区的线路。", "赞成这个办法，希望早点施行。")


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of one page, of grouping ``_GROUPED``, of the result's figures; microseconds of one exported row."""

    page: float
    group: float
    figures: float
    row: float


def main(sizes: list[int], looks: int) -> None:
    """Prints one table; the exit code says whether a target was missed."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, postgres() as address:
        os.environ |= {"DATABASE_URL": address, "MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        found = {size: _measured(size, looks) for size in sizes}
    rows = [
        [f"{size:,}条意见", f"{each.page:.1f}", f"{each.group:.0f}", f"{each.figures:.0f}", f"{each.row:.1f}"]
        for size, each in found.items()
    ]
    least, most = found[sizes[0]], found[sizes[-1]]
    page, export = most.page / least.page, most.row / least.row
    rows.append(
        ["", f"{page:.2f}×（要求 ≤ {_PAGE_TIMES_MORE}×）", "", "", f"{export:.2f}×（要求 ≤ {_EXPORT_TIMES_MORE}×）"]
    )
    title = f"征求意见的规模（机器平均负载{os.getloadavg()[0]:.1f}）"
    head = ["", "归纳一页（毫秒）", f"归并{_GROUPED}条（毫秒）", "统计（毫秒）", "导出一行（微秒）"]
    print(table(title, head, rows))
    sys.exit(page > _PAGE_TIMES_MORE or export > _EXPORT_TIMES_MORE)


def _measured(size: int, looks: int) -> Measured:
    from disclosure.consultations import selectors, services, tables
    from disclosure.consultations.admin.grouping import PER_PAGE
    from portal.spreadsheets import csv_lines

    row, clerk = _consultation(size)
    theme = services.name_theme(row, title="收费", summary="", **clerk)
    some = selectors.opinions_to_group(row)[: _GROUPED * 2 : 2]
    chosen = row.opinions.filter(pk__in=[each.pk for each in some])
    began = time.perf_counter()
    services.group(row, opinions=chosen, theme=theme, **clerk)
    grouped = (time.perf_counter() - began) * 1000
    last = row.opinions.order_by("-pk").values_list("pk", flat=True)[0]

    def page(place: int) -> None:
        """Pages all over the list, not only the first."""
        after = last - size + place * (size - _FULL_PAGES * PER_PAGE) // looks
        found = selectors.opinions_to_group(row, theme="none").filter(pk__gt=after)
        list(found[: PER_PAGE + 1])

    pages = measure("归纳", page, list(range(looks)), warm=5)
    began = time.perf_counter()
    selectors.figures(row)
    figures = (time.perf_counter() - began) * 1000
    began = time.perf_counter()
    lines = sum(1 for _ in csv_lines(tables.HEADINGS, tables.cells(row)))
    exported = (time.perf_counter() - began) / lines * 1_000_000
    return Measured(pages.p50, grouped, figures, exported)


def _consultation(size: int) -> tuple[Any, dict[str, Any]]:
    """One that is open, with copies of an opinion that the service took."""
    from disclosure.consultations import services
    from disclosure.consultations.models import Consultation, Opinion, Passage
    from disclosure.consultations.passages import split
    from portal.accounts.models import Appointment, Organ, User
    from portal.accounts.selectors import actor_of
    from portal.clock import SHANGHAI, end_of_day

    at = datetime(2026, 9, 16, 9, 30, tzinfo=SHANGHAI)
    organ, _ = Organ.objects.get_or_create(
        code="bench",
        defaults={"name": "测试局", "short_name": "测试局", "kind": "department", "active_from": date(2000, 1, 1)},
    )
    user, _ = User.objects.get_or_create(username="bench", defaults={"name": "测试"})
    Appointment.objects.get_or_create(user=user, organ=organ, role="handler", starts_on=date(2000, 1, 1))
    day = at.date()
    texts = dict.fromkeys(("summary", "explanation", "reasons", "basis", "how_to_reply"), "测试")
    row = Consultation.objects.create(
        organ=organ,
        title=f"{size}条意见",
        category="policy",
        scope="rules",
        legal_kind="decision",
        draft="第一条　测试。\n第二条　测试。",
        decided_on=day,
        drafter_id=0,
        reviewed_at=at,
        published_at=at,
        opened_on=day,
        ends_on=day + timedelta(days=30),
        ends_at=end_of_day(day + timedelta(days=30)),
        state="open",
        **texts,
    )
    Passage.objects.bulk_create(Passage(consultation=row, **piece) for piece in split(row.draft))
    values = {"stance": "change", "person_kind": "citizen", "text": _TEXTS[0], "name": "测试人", "consents": True}
    given: dict[str, Any] = {"values": values, "token": "", "actor": services.CITIZEN, "moment": lambda: at}
    first = services.send_opinion(row, **given).opinion
    copies = (Opinion(**_copy(first, row.pk, place)) for place in range(1, size))
    Opinion.objects.bulk_create(copies, batch_size=_BATCH)
    _analyze()
    return row, {"actor": actor_of(user, at=at), "at": at}


def _copy(pattern: Any, pk: int, place: int) -> dict[str, Any]:
    left = {"id", "row_key", "token_digest", "name", "contact"}
    fields = [field for field in pattern._meta.concrete_fields if field.name not in left]
    changed = {"number": f"意{pk}-{place + 1:06d}", "text": _TEXTS[place % len(_TEXTS)]}
    return {field.attname: getattr(pattern, field.attname) for field in fields} | changed


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--opinions", type=lambda text: [int(each) for each in text.split(",")], default=[2_000, 100_000]
    )
    parser.add_argument("--looks", type=int, default=30)
    given = parser.parse_args()
    main(given.opinions, given.looks)
