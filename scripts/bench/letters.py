"""Letters and clarifications at scale, on PostgreSQL: the public lists and the desk among ten thousand of each.

python -m scripts.bench.letters [--few 400] [--many 10000]
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import django

from scripts.bench.timing import measure, table
from tests.servers import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_TIMES_MORE = 1.5
_LOOKS = 30
_ROLES = (
    *("handler", "info_clerk", "dept_reviewer", "secrecy_reviewer", "signer", "head"),
    *("disclosure_head", "oversight"),
)
_WORDS = "老小区加装电梯要多少户同意"
_LETTER = {
    "kind": "consultation",
    "title": _WORDS,
    "text": _WORDS,
    "name": "测试人",
    "phone": "13800000001",
    "email": "letter@example.com",
    "consents": True,
}
_CLAIM = {"kind": "false", "title": "停水传言", "claim": "全市停水三天。", "seen_where": "微信群", "harm": "抢购饮用水"}
_TRUTH = {
    "title": "停水传言",
    "claim": "全市停水三天。",
    "statement": "全市没有停水。",
    "basis": "供水调度记录。",
    "name_of": "organ",
    "is_sensitive": False,
    "channels": ["internet"],
}
_BATCH = 1_000
_PAGES = {
    "留言公开列表": "/mailbox/?year=2026",
    "留言台账": "/admin/sentiment/message/",
    "澄清公开列表": "/clarifications/?page=1",
    "澄清台账": "/admin/sentiment/clarification/",
    "我的待办": "/admin/",
}
"""Public addresses with a question, so that the page is made anew each time."""

Figures = dict[str, tuple[float, int]]
"""Milliseconds and queries of each page."""


def main(few: int, many: int) -> None:
    """Prints one table; the exit code says whether a page takes too much longer or more queries among many."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, postgres() as address:
        os.environ |= {"DATABASE_URL": address, "MINGZHENG_VAR": scratch, "LOG_LEVEL": "ERROR", "MINGZHENG_DEMO": "0"}
        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.STAFF_OTP_REQUIRED = False
        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        town = _Town()
        town.fill(few)
        look = _looker(town.people["handler"])
        among_few = _measured(look)
        town.fill(many - few)
        among_many = _measured(look)
    rows, missed = [], False
    for name in _PAGES:
        (before, asked), (after, asks) = among_few[name], among_many[name]
        missed |= after > before * _TIMES_MORE or asks > asked
        ratio = f"{after / before:.2f}×（要求 ≤ {_TIMES_MORE}×）"
        rows.append([name, f"{before:.0f}", f"{after:.0f}", f"{asked} → {asks}", ratio])
    title = f"留言和澄清的规模（机器平均负载{os.getloadavg()[0]:.1f}）"
    print(table(title, ["毫秒", f"{few:,}件", f"{many:,}件", "查询", ""], rows))
    sys.exit(missed)


class _Town:
    """An organ with what its services made once: what the copies are made of."""

    def __init__(self) -> None:
        from portal import clock
        from portal.accounts.models import Appointment, Organ, User

        self.at = clock.now()
        since = date(2000, 1, 1)
        common: dict[str, Any] = {"kind": "department", "active_from": since, "number_code": "测发"}
        self.organ = Organ.objects.create(code="bench", name="测试机关", short_name="测试机关", **common)
        self.people = {}
        for role in _ROLES:
            user = User.objects.create(username=role, name=role, is_staff=True, password_changed_at=self.at)
            Appointment.objects.create(user=user, organ=self.organ, role=role, starts_on=since)
            self.people[role] = user
        shown, open_letter = self._letter("1"), self._letter("2")
        self._answer(shown)
        self.models = [shown, open_letter, self._clarified(), self._rumour()]

    def _as(self, role: str) -> dict[str, Any]:
        from portal.accounts.selectors import actor_of

        return {"actor": actor_of(self.people[role], at=self.at), "at": self.at}

    def _letter(self, token: str) -> Any:
        """Received and accepted."""
        from sentiment.mailbox import services

        given: dict[str, Any] = {"values": _LETTER, "token": token.zfill(43), "actor": services.CITIZEN, "at": self.at}
        return services.accept(services.submit(organ=self.organ, **given).message, **self._as("info_clerk"))

    def _answer(self, letter: Any) -> None:
        """Answered and public."""
        from sentiment.mailbox import services

        services.submit_answer(letter, answer=_WORDS, **self._as("handler"))
        services.approve(letter, **self._as("dept_reviewer"))
        public = {"public_title": _WORDS, "public_question": _WORDS, "public_answer": _WORDS}
        services.prepare(letter, values=public, **self._as("handler"))
        services.publish(letter, **self._as("disclosure_head"))

    def _rumour(self) -> Any:
        from sentiment.clarification import services

        claim = _CLAIM | {"found_at": self.at - timedelta(minutes=5)}
        return services.find(organ=self.organ, values=claim, **self._as("info_clerk"))

    def _clarified(self) -> Any:
        from sentiment.clarification import services

        row = services.report(self._rumour(), **self._as("info_clerk"))
        services.confirm(row, organ=self.organ, **self._as("oversight"))
        services.write(row, values=_TRUTH, organs=[], **self._as("handler"))
        services.submit(row, **self._as("handler"))
        services.approve_head(row, **self._as("head"))
        return services.publish(row, **self._as("info_clerk"))

    def fill(self, count: int) -> None:
        """``count`` letters and ``count`` clarifications more, half of each public and half of them open."""
        for number in range(0, count, 2 * _BATCH):
            for model in self.models:
                _copy(model, min(_BATCH, (count - number) // 2))
        _analyze()


def _copy(model: Any, count: int) -> None:
    """Rows with the same words and the same clocks. What is sealed is left out: it belongs to one row."""
    from portal.deadlines.models import Deadline
    from portal.subjects import ref

    kind, first = type(model), type(model).objects.latest("pk").pk
    clocks = list(Deadline.objects.of(ref(model)))
    made = kind.objects.bulk_create(kind(**_row(model) | _own(model, f"{first}-{number}")) for number in range(count))
    Deadline.objects.bulk_create(Deadline(**_row(clock) | {"subject_id": row.pk}) for row in made for clock in clocks)


def _own(model: Any, name: str) -> dict[str, Any]:
    """What no two letters share."""
    if not hasattr(model, "token_digest"):
        return {}
    sealed = {"name": "", "phone": "", "email": "", "code_hash": "", "token_digest": None}
    return sealed | {"number": f"测副本-{name}", "row_key": uuid4()}


def _row(pattern: Any) -> dict[str, Any]:
    fields = pattern._meta.concrete_fields
    return {field.attname: getattr(pattern, field.attname) for field in fields if not field.primary_key}


def _looker(reader: Any) -> Callable[..., int]:
    """Takes an address, returns how many queries its page took."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    visitor, desk = Client(), Client()
    desk.force_login(reader, backend="portal.accounts.backends.AppointmentBackend")

    def look(address: str, _look: int = 0) -> int:
        client = desk if address.startswith("/admin/") else visitor
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        if response.status_code != 200:
            sys.exit(f"{address}: {response.status_code}")
        return len(asked)

    return look


def _measured(look: Callable[..., int]) -> Figures:
    return {
        name: (measure(name, partial(look, address), range(_LOOKS), warm=5).p50, look(address))
        for name, address in _PAGES.items()
    }


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--few", type=int, default=400)
    parser.add_argument("--many", type=int, default=10_000)
    given = parser.parse_args()
    main(given.few, given.many)
