"""Requests at scale, on PostgreSQL: the desk of an organ with very many cases, the report of a year, filing.

python -m scripts.bench.requests [--cases 50000] [--reported 200000] [--filings 60]
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import django

from scripts.bench.timing import measure, table
from tests.servers import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_TIMES_MORE = 3.0
_REPORT_SECONDS = 5.0
_FILING_MS = 150.0
_LOOKS = 30
_BATCH = 5_000
_A_PAGE_AND_MORE = 60
_OPEN_EACH = 5
"""One case in five is open, the others are archived."""

_PAGES = {"列表": "/admin/requests_app/disclosurerequest/", "我的待办": "/admin/"}
_BARE = "/bare/requests_app/disclosurerequest/"
_ROLES = ("handler", "info_clerk", "dept_reviewer", "secrecy_reviewer", "signer")
_PERSON = {
    "applicant_kind": "natural",
    "name": "测试人",
    "identity_kind": "passport",
    "identity_number": "E00000001",
    "phone": "13800000001",
    "form": "electronic",
    "delivery": "tracking",
}
_ITEM = {"text": "翠湖里小区2025年加装电梯工程的施工合同和竣工验收报告"}


def main(cases: int, reported: int, filings: int) -> None:
    """Prints one table; the exit code says whether a target was missed."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, postgres() as address:
        os.environ |= {"DATABASE_URL": address, "MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR", "MINGZHENG_DEMO": "0"}
        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.STAFF_OTP_REQUIRED = False
        settings.ROOT_URLCONF = "scripts.bench.bare_list"
        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        office = _Office()
        filed = measure("提交", office.file, range(filings), warm=5).p50
        rows, missed = _desk(office, cases)
        seconds = _report(office, reported)
    rows.append([f"年报：{reported:,}件的一年", f"{seconds * 1000:.0f}", "", f"要求 ≤ {_REPORT_SECONDS:.0f} 秒"])
    rows.append([f"提交一件申请，{filings}次", f"{filed:.1f}", "", f"要求 ≤ {_FILING_MS:.0f}"])
    title = f"依申请公开的规模（PostgreSQL，机器平均负载{os.getloadavg()[0]:.1f}）"
    print(table(title, ["", "p50 毫秒", "查询", ""], rows))
    sys.exit(missed or seconds > _REPORT_SECONDS or filed > _FILING_MS)


class _Office:
    """One organ with a person for each step, and the cases its services made: what the copies are made of."""

    def __init__(self) -> None:
        from portal import clock
        from portal.accounts.models import Appointment, Organ, User

        self.at = clock.now()
        self.organ = Organ.objects.create(
            code="bench",
            name="测试机关",
            short_name="测试机关",
            kind="department",
            number_code="测发",
            phone="0000-8612366",
            address="测试路1号",
            active_from=date(2000, 1, 1),
        )
        self.people = {}
        for role in _ROLES:
            user = User.objects.create(username=role, name=role, is_staff=True, password_changed_at=self.at)
            Appointment.objects.create(user=user, organ=self.organ, role=role, starts_on=date(2020, 1, 1))
            self.people[role] = user

    def as_(self, role: str) -> dict[str, Any]:
        from portal.accounts.selectors import actor_of

        return {"actor": actor_of(self.people[role], at=self.at), "at": self.at}

    def file(self, _number: int = 0) -> Any:
        from portal.actors import Actor, ActorKind
        from requests_app.cases import services

        citizen = Actor(kind=ActorKind.CITIZEN, id=None, name="申请人")
        return services.file_online(organ=self.organ, values=_PERSON, items=[_ITEM], actor=citizen, at=self.at).request

    def open(self) -> Any:
        """Confirmed and claimed."""
        from requests_app.cases import services

        request = self.file()
        services.confirm(request, **self.as_("info_clerk"))
        services.claim(request, **self.as_("handler"))
        return request

    def archived(self) -> Any:
        """Answered, served and put away."""
        from requests_app.answering import services
        from requests_app.cases import services as cases

        request, handler, clerk = self.open(), self.as_("handler"), self.as_("info_clerk")
        steps = {"clear": "yes", "is_request": "yes", "mine": "yes", "exists": "to_make"}
        values = {"reason": "要逐份翻查以后汇总。"}
        item = request.items.get()
        services.decide(request, item=item, outcome="3.4.2", way="1", steps=steps, values=values, **handler)
        services.submit(request, **handler)
        services.pass_review(request, **self.as_("dept_reviewer"))
        services.pass_secrecy(request, **self.as_("secrecy_reviewer"))
        services.sign(request, **self.as_("signer"))
        today = self.at.date()
        services.send_answer(request, means="post", on=today, **clerk)
        services.serve_answer(request, served_on=today, proof="EMS妥投", **clerk)
        cases.archive(request, **clerk)
        return request


# --- the desk -----------------------------------------------------------------------------------------


def _desk(office: _Office, count: int) -> tuple[list[list[str]], bool]:
    """Lines of the table, and whether a page takes too long or more queries than it took for a few cases."""
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(office.people["handler"], backend="portal.accounts.backends.AppointmentBackend")

    def look(address: str, _look: int = 0) -> int:
        from django.db import connection

        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        if response.status_code != 200:
            sys.exit(f"{address}: {response.status_code}")
        return len(asked)

    _fill(office, _A_PAGE_AND_MORE)
    few = {name: max(look(address) for _ in range(2)) for name, address in _PAGES.items()}
    _fill(office, count - _A_PAGE_AND_MORE)
    bare = measure("裸列表", partial(look, _BARE), range(_LOOKS), warm=5).p50
    rows, missed = [[f"裸列表，{count:,}件", f"{bare:.1f}", "", ""]], False
    for name, address in _PAGES.items():
        taken = measure(name, partial(look, address), range(_LOOKS), warm=5).p50
        queries = look(address)
        missed |= taken > bare * _TIMES_MORE or queries > few[name]
        words = f"{taken / bare:.1f}×（要求 ≤ {_TIMES_MORE:.0f}×）"
        rows.append([f"{name}，{count:,}件", f"{taken:.1f}", f"{few[name]} → {queries}", words])
    return rows, missed


def _fill(office: _Office, count: int) -> None:
    """Open and archived cases, received over the last weeks."""
    models = [office.open(), *[office.archived()] * (_OPEN_EACH - 1)]
    _copy(models, count, shift=lambda number: {"days": -(number % 25)})
    _analyze()


# --- the report ---------------------------------------------------------------------------------------


def _report(office: _Office, count: int) -> float:
    """Seconds for both tables of a year with that many cases and the check against the year before."""
    from requests_app.figures import selectors
    from requests_app.figures.tables import OUTCOME_CODES, faults
    from requests_app.outcomes import ApplicantKind

    kinds = [kind.value for kind in ApplicantKind]
    year = office.at.year - 1
    _copy(
        [office.archived()],
        count,
        shift=lambda number: {"days": (date(year, 1, 1) - office.at.date()).days + number % 320},
        kind=lambda number: kinds[number % len(kinds)],
        outcome=lambda number: OUTCOME_CODES[number % len(OUTCOME_CODES)],
    )
    _analyze()
    ids = [office.organ.pk]
    began = time.perf_counter()
    report = selectors.report(ids, year)
    wrong = faults(report, previous=selectors.table3(ids, year - 1))
    seconds = time.perf_counter() - began
    counted = report.table3.cells["3.7"]["total"]
    if wrong or counted != count:
        sys.exit(f"应统计{count}件，统计了{counted}件；勾稽不符{len(wrong)}处")
    return seconds


# --- copies -------------------------------------------------------------------------------------------


def _copy(
    models: list[Any],
    count: int,
    *,
    shift: Callable[[int], dict[str, int]],
    kind: Callable[[int], str] | None = None,
    outcome: Callable[[int], str] | None = None,
) -> None:
    """Copies of cases the services made, with their items and clocks, in turn; ``shift`` moves their days."""
    from portal.deadlines.models import Deadline
    from portal.subjects import ref
    from requests_app.cases.models import DisclosureRequest, RequestItem

    first = DisclosureRequest.objects.latest("pk").pk
    items = {model.pk: model.items.get() for model in models}
    clocks = {model.pk: list(Deadline.objects.of(ref(model))) for model in models}
    for numbers in _batches(count):
        cases, moved = [], {}
        for number in numbers:
            model, by = models[number % len(models)], timedelta(**shift(number))
            values = {"number": f"测副本-{first}-{number}"} | ({"applicant_kind": kind(number)} if kind else {})
            row = _again(model, by, **values)
            moved[row.number] = (model.pk, by, number)
            cases.append(row)
        made = DisclosureRequest.objects.bulk_create(cases)
        new_items, new_clocks = [], []
        for row in made:
            pk, by, number = moved[row.number]
            told = {"counted_outcome": outcome(number)} if outcome else {}
            new_items.append(_again(items[pk], by, request_id=row.pk, **told))
            own = {"subject_id": row.pk, "subject_title": row.number}
            new_clocks += [_again(clock, by, **own) for clock in clocks[pk]]
        RequestItem.objects.bulk_create(new_items)
        Deadline.objects.bulk_create(new_clocks)


def _again(row: Any, by: timedelta, **values: Any) -> Any:
    """A new row with the same values, every day and moment moved."""
    found = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    shifted = {name: value + by if isinstance(value, date | datetime) else value for name, value in found.items()}
    return type(row)(**shifted | values | {"id": None})


def _batches(count: int) -> Iterator[range]:
    for low in range(0, count, _BATCH):
        yield range(low, min(low + _BATCH, count))


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--reported", type=int, default=200_000)
    parser.add_argument("--filings", type=int, default=60)
    given = parser.parse_args()
    main(given.cases, given.reported, given.filings)
