"""Open data at scale: pages of the interface, filtered and not, of a small and of a large data set.

python -m scripts.bench.datasets [--rows 1000,100000] [--postgres]
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import django

from scripts.bench.timing import measure, table
from tests.servers import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_TIMES_MORE = 3.0
_TWO_COLUMNS_MS = 20.0
"""For two filters no row fits together: all rows of the first are looked at."""
_LOOKS = 40
_DEEP = 20
_PAGE = 100
_BOTH, _UPLOAD = "两列一起", "上传（秒）"
_ASKED: dict[str, dict[str, str]] = {
    "不筛选": {},
    "按代码": {"街道": "街道3"},
    "按范围": {"数量__from": "400", "数量__to": "600"},
    _BOTH: {"街道": "街道3", "开办日期__from": "2010-01-01"},
    "找不到": {"街道": "没有"},
}


def main(row_counts: list[int]) -> None:
    """Prints one table; 1 when a page of the largest data set costs too much more than one of the smallest."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    found = {count: _measured(count) for count in row_counts}
    small, large = found[row_counts[0]], found[row_counts[-1]]
    rows, missed = [], False
    for name in large:
        ratio = large[name] / small[name]
        if name.startswith(_BOTH):
            missed |= large[name] > _TWO_COLUMNS_MS
        elif name != _UPLOAD:
            missed |= ratio > _TIMES_MORE
        rows.append([name, *(f"{found[count][name]:.2f}" for count in row_counts), f"{ratio:.2f}×"])
    wanted = f"各页要求 ≤ {_TIMES_MORE}×，{_BOTH} ≤ {_TWO_COLUMNS_MS:.0f}毫秒"
    title = f"开放数据的规模（毫秒；{wanted}；机器平均负载{os.getloadavg()[0]:.1f}）"
    print(table(title, ["", *(f"{count:,}行" for count in row_counts), "比值"], rows))
    sys.exit(missed)


def _measured(count: int) -> dict[str, float]:
    from disclosure.datasets import selectors
    from portal.interface.paging import Order

    began = time.perf_counter()
    version = _data_set(count)
    taken = {_UPLOAD: time.perf_counter() - began}
    _analyze()
    for name, asked in _ASKED.items():

        def page(after: Any, asked: dict[str, str] = asked) -> list[Any]:
            narrowed = selectors.narrowed(version, asked)
            order = Order(narrowed.order)
            rows = narrowed.rows.order_by(*order.names())
            if after is not None:
                rows = rows.filter(order.after(getattr(after, narrowed.order), after.pk))
            return list(rows[:_PAGE])

        taken[f"{name} 第一页"] = measure(name, page, [None] * _LOOKS, warm=3).p50
        last = None
        for _ in range(_DEEP):
            if len(rows := page(last)) < _PAGE:
                break
            last = rows[-1]
        taken[f"{name} 深处"] = measure(name, page, [last] * _LOOKS, warm=3).p50
    return taken


def _data_set(count: int) -> Any:
    """Uploaded and read as a clerk does it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from disclosure.datasets import services
    from portal.accounts.models import Appointment, Organ, User
    from portal.accounts.selectors import actor_of
    from portal.accounts.states import Role
    from portal.clock import SHANGHAI

    at = datetime(2026, 5, 21, 9, tzinfo=SHANGHAI)
    common: dict[str, Any] = {"kind": "department", "active_from": date(2000, 1, 1)}
    organ, _ = Organ.objects.get_or_create(code="bench", defaults=common | {"name": "测试局", "short_name": "测试局"})
    words = {"description": "测试", "domain": "other", "contact": "0000", "period": "yearly"}
    clerk, is_new = User.objects.get_or_create(username="bench", defaults={"name": "测试员"})
    if is_new:
        Appointment.objects.create(user=clerk, organ=organ, role=Role.HANDLER, starts_on=date(2000, 1, 1))
    who: dict[str, Any] = {"actor": actor_of(clerk, at=at), "at": at}
    dataset = services.create(organ=organ, values=words | {"title": f"{count}行"}, **who)
    lines = ["编号,名称,街道,数量,开办日期,地址"]
    lines += [
        f"B{n:06d},单位{n},街道{n % 20},{n % 1000},{2000 + n % 20}-0{1 + n % 9}-15,测试路{n % 300}号"
        for n in range(count)
    ]
    file = SimpleUploadedFile("数据.csv", "\n".join(lines).encode())
    return services.upload(dataset, upload=file, **who)


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _database(*, is_postgres: bool) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch:
        os.environ |= {"MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR"}
        if not is_postgres:
            yield
            return
        with postgres() as address:
            os.environ["DATABASE_URL"] = address
            yield


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=lambda text: [int(each) for each in text.split(",")], default=[1000, 100_000])
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with _database(is_postgres=given.postgres):
        django.setup()
        main(given.rows)
