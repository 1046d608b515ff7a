"""The page of who leads at scale, on PostgreSQL: its first paint, any list behind a number, all scores anew.

python -m scripts.bench.dashboard [--deadlines 100000,1000000] [--organs 200] [--looks 15]
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import django

from scripts.bench.timing import measure, table
from tests.servers import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_PAGE_MS = 300.0
_SCORES_S = 30.0
_TIMES_MORE = 3.0
_YEARS = 5
_OPEN_SHARE = 100
"""One clock of so many still runs."""
_LATE_SHARE = 20
_PROBLEMS = 20
"""So many of each organ in the year."""
_REQUESTS = 20_000
"""Requests handled in the last twelve months, for the panels that read their moves."""
_MEASURES = ("overdue", "running", "due", "late")


def main(counts: list[int], organs: int, looks: int) -> None:
    """Prints one table; 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, postgres() as address:
        os.environ |= {"DATABASE_URL": address, "MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR"}
        os.environ |= {"MINGZHENG_DEMO": "1", "STAFF_OTP_REQUIRED": "0"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        at = _city(organs)
        found = {count: _measured(count, at, looks) for count in counts}
    few, many = found[counts[0]], found[counts[-1]]
    rows, missed = [], False
    for name in many:
        ratio = many[name] / few[name]
        wanted = _SCORES_S * 1000 if name == _SCORES else _PAGE_MS
        missed |= many[name] > wanted or ratio > _TIMES_MORE
        figures = [f"{found[count][name]:.0f}" for count in counts]
        rows.append([name, *figures, f"{ratio:.2f}×（要求 < {_TIMES_MORE:.0f}×）", f"≤ {wanted:.0f}"])
    title = f"看板的规模（毫秒；{organs}个机关，{_YEARS}年；机器平均负载{os.getloadavg()[0]:.1f}）"
    print(table(title, ["", *(f"{count:,}个期限" for count in counts), "比值", "要求"], rows))
    sys.exit(missed)


_SCORES = "全部重新算分"


def _city(organs: int) -> datetime:
    """Organs with a standard in force and problems; the moment everything is looked at."""
    from assessment.problems.models import Problem
    from assessment.standards import services as standards
    from portal import clock
    from portal.accounts.models import Appointment, Organ, User
    from portal.accounts.selectors import actor_of
    from portal.accounts.states import OrganKind, Role

    at = clock.now()
    since = date(at.year - _YEARS, 1, 1)
    common: dict[str, Any] = {"active_from": since}
    city = Organ.objects.create(
        code="city", name="测试市人民政府", short_name="市政府", kind=OrganKind.GOVERNMENT, **common
    )
    Organ.objects.bulk_create(
        Organ(code=f"o{n}", name=f"测试局{n}", short_name=f"局{n}", kind=OrganKind.DEPARTMENT, parent=city, **common)
        for n in range(organs)
    )
    people = {}
    for role in (Role.OVERSIGHT, Role.OFFICE_APPROVER):
        people[role] = User.objects.create(
            username=str(role), name=str(role.label), is_staff=True, password_changed_at=at
        )
        Appointment.objects.create(user=people[role], organ=city, role=role, starts_on=since)
    row = standards.open_year(year=at.year, basis="测试", actor=actor_of(people[Role.OVERSIGHT], at=at), at=at)
    standards.put_in_force(row, actor=actor_of(people[Role.OFFICE_APPROVER], at=at), at=at)
    rule = next(iter(row.rules()))
    facts: dict[str, Any] = {"source": "person", "way": "on_site", "rule": rule.code, "title": "测试", "facts": "测试"}
    days: dict[str, Any] = {"year": at.year, "occurred_on": at.date(), "found_at": at, "contest_by": at.date()}
    Problem.objects.bulk_create(
        Problem(organ=organ, cause=f"bench|{organ.pk}|{n}", **facts, **days)
        for organ in Organ.objects.filter(parent=city)
        for n in range(_PROBLEMS)
    )
    _handle(at)
    return at


def _handle(at: datetime) -> None:
    """Requests that went through all stages, each a day or more, with their audited moves."""
    from portal.accounts.models import Organ
    from portal.audit.models import Event
    from requests_app.cases.models import DisclosureRequest

    organs, label = list(Organ.objects.filter(code__startswith="o")), DisclosureRequest._meta.label_lower
    course = ("submitted", "handling", "review", "secrecy", "signing", "signed", "answered")
    facts: dict[str, Any] = {"channel": "online", "applicant_kind": "natural", "form": "paper", "delivery": "post"}
    cases = []
    for n in range(_REQUESTS):
        begun = at - timedelta(days=20 + n % 330)
        days: dict[str, Any] = {"submitted_at": begun, "arrived_on": begun.date(), "received_on": begun.date()}
        ended = {"closed_on": begun.date() + timedelta(days=18), "state": course[-1]}
        cases.append(DisclosureRequest(organ=organs[n % len(organs)], number=f"bench-{n}", **facts, **days, **ended))
    DisclosureRequest.objects.bulk_create(cases, batch_size=2000)
    Event.objects.bulk_create(
        (
            Event(
                at=case.submitted_at + timedelta(days=3 * place),
                act=state,
                act_id=uuid4(),
                actor_kind="system",
                actor_name="测试",
                subject_label=label,
                subject_id=case.pk,
                subject_title=case.number,
                seq=place + 1,
                before={"state": course[place - 1]} if place else {},
                after={"state": state},
                hash=uuid4().hex,
            )
            for case in cases
            for place, state in enumerate(course)
        ),
        batch_size=2000,
    )


def _fill(count: int, at: datetime) -> None:
    """As many clocks as there are to be, spread over organs, duties and days of five years."""
    from django.db import connection

    from assessment.measures.duties import DUTY_OF
    from portal.accounts.models import Organ
    from portal.actors import SYSTEM
    from portal.deadlines.models import Deadline
    from portal.deadlines.services import open_deadline
    from portal.subjects import SubjectRef

    start = at.date() - timedelta(days=365 * _YEARS)
    first = Deadline.objects.order_by("pk").first() or open_deadline(
        rule="PUBLISH",
        subject=SubjectRef("disclosure.document", 1, "测试"),
        organ=Organ.objects.get(code="city"),
        start=start,
        actor=SYSTEM,
        at=at,
    )
    names = [str(field.column) for field in Deadline._meta.concrete_fields if not field.primary_key]
    organs, rules = list(Organ.objects.values_list("pk", flat=True)), list(DUTY_OF)
    moved = {
        "subject_id": "n",
        "organ_id": "(%(organs)s::bigint[])[n %% %(organ_count)s + 1]",
        "rule": "(%(rules)s::text[])[n / 7 %% %(rule_count)s + 1]",
        "due_on": "%(start)s::date + (n %% %(days)s)::int",
        "due_at": "%(start)s::date + (n %% %(days)s)::int + interval '1 day'",
        "closed_on": f"CASE WHEN n %% {_OPEN_SHARE} = 0 THEN NULL ELSE %(start)s::date + (n %% %(days)s)::int"
        f" + CASE WHEN n %% {_LATE_SHARE} = 1 THEN 3 ELSE 0 END END",
        "closed_at": f"CASE WHEN n %% {_OPEN_SHARE} = 0 THEN NULL ELSE %(start)s::date + (n %% %(days)s)::int"
        " + interval '12 hours' END",
        "outcome": f"CASE WHEN n %% {_OPEN_SHARE} = 0 THEN '' ELSE 'done' END",
        "next_attention_at": "NULL::timestamptz",
    }
    chosen = ", ".join(moved.get(name, f"d.{name}") for name in names)
    given: dict[str, Any] = {
        "organs": organs,
        "organ_count": len(organs),
        "rules": rules,
        "rule_count": len(rules),
        "start": start,
        "days": 365 * _YEARS + 30,
        "first": first.pk,
        "from": Deadline.objects.count() + 1,
        "to": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Deadline._meta.db_table} ({', '.join(names)}) SELECT {chosen}"  # noqa: S608 - names of columns
            f" FROM {Deadline._meta.db_table} d, generate_series(%(from)s, %(to)s) n WHERE d.id = %(first)s",
            given,
        )
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def _measured(count: int, at: datetime, looks: int) -> dict[str, float]:
    from django.test import Client

    from assessment.dashboard.panels.catalogue import PANELS
    from assessment.scoring.selectors import board
    from portal.accounts.models import User

    _fill(count, at)
    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get(username="office_approver"), backend="portal.accounts.backends.AppointmentBackend"
    )
    addresses = {"看板": "/dashboard/", "公开情况": "/performance/"}
    addresses |= {f"清单 {code}": f"/dashboard/cases/?measure={code}" for code in _MEASURES}
    addresses |= {"更多情况": "/dashboard/panels/", "本月情况": "/dashboard/brief/"}
    addresses |= {panel.title: f"/dashboard/panels/{panel.code}/" for panel in PANELS if panel.is_dear}
    addresses |= {"清单 办理中": "/dashboard/panels/bottlenecks/cases/?key=requests.handling"}
    found = {}
    for name, address in addresses.items():

        def look(_: int, address: str = address) -> None:
            response = client.get(address)
            if response.status_code != 200:
                raise RuntimeError(f"{address}: {response.status_code}")

        found[name] = measure(name, look, list(range(looks)), warm=2).p50
    began = time.perf_counter()
    board(at.year, at=at)
    found[_SCORES] = (time.perf_counter() - began) * 1000
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--deadlines", type=lambda text: [int(each) for each in text.split(",")], default=[100_000, 1_000_000]
    )
    parser.add_argument("--organs", type=int, default=200)
    parser.add_argument("--looks", type=int, default=15)
    given = parser.parse_args()
    main(given.deadlines, given.organs, given.looks)
