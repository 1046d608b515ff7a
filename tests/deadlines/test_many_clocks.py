"""Many clocks at once: an arrangement moves them at a constant number of queries, and the trail stays whole."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.audit.verification import verify
from portal.deadlines.holiday_notice import read_notice
from portal.deadlines.models import ClockEvent, Deadline, Reminder
from portal.deadlines.services import holidays, import_notice, ledger, open_deadline
from portal.errors import StaleState
from portal.notices.models import Notice
from portal.subjects import SubjectRef
from tests.deadlines.conftest import on
from tests.deadlines.test_holidays import AT, PLAN_2027

pytestmark = pytest.mark.django_db


def opened(organ, number, start=date(2026, 12, 10), key="", rule="FOI_REPLY"):
    case = SubjectRef("requests_app.request", number, f"临住建2026-{number:04d}")
    return open_deadline(rule=rule, subject=case, organ=organ, start=start, key=key, actor=SYSTEM, at=AT)


def queries_of_an_import() -> int:
    with CaptureQueriesContext(connection) as captured:
        import_notice(read_notice(PLAN_2027), number="国办发明电〔2026〕9号", actor=SYSTEM, at=AT)
    return len(captured)


def test_an_import_costs_the_same_queries_for_two_cases_and_for_forty(organ) -> None:
    opened(organ, 1)
    opened(organ, 2)
    few = queries_of_an_import()
    Deadline.objects.update(due_on=date(2027, 1, 8), provisional=True)
    for number in range(3, 41):
        opened(organ, number)
        Deadline.objects.filter(subject_id=number).update(due_on=date(2027, 1, 8), provisional=True, version=2)
    many = queries_of_an_import()
    assert ClockEvent.objects.filter(kind="redated").count() == 42
    assert many <= few + 1


def test_each_case_has_its_event_and_its_record_and_two_clocks_of_one_case_keep_one_chain(organ) -> None:
    first, second, other = opened(organ, 1, key="a"), opened(organ, 1, key="b"), opened(organ, 2)
    import_notice(read_notice(PLAN_2027), number="国办发明电〔2026〕9号", actor=SYSTEM, at=AT)
    for clock in (first, second, other):
        clock.refresh_from_db()
        assert (clock.due_on, clock.version) == (date(2027, 1, 9), 2)
        (event,) = clock.events.filter(kind="redated")
        assert (event.seq, event.due_on) == (2, date(2027, 1, 9))
    records = Event.objects.filter(act="deadline_redated").order_by("subject_id", "seq")
    assert [(each.subject_id, each.seq, each.after["deadline"]) for each in records] == [
        (1, 3, first.pk),
        (1, 4, second.pk),
        (2, 2, other.pk),
    ]
    assert records[0].before["due_on"] == "2027-01-08"
    assert verify(at=AT).fault_count == 0


def test_a_clock_changed_meanwhile_keeps_its_change(organ) -> None:
    clock, other = opened(organ, 1), opened(organ, 2)
    columns = {"due_on": date(2027, 1, 9)}
    Deadline.objects.filter(pk=clock.pk).update(version=2)
    with pytest.raises(StaleState):
        ledger.write_all([(clock, columns), (other, columns)])


def test_clocks_of_one_course_are_reckoned_once(organ, monkeypatch) -> None:
    for number in range(1, 6):
        opened(organ, number)
    opened(organ, 6, start=date(2026, 12, 11))
    reckoned = []
    derived = holidays.derived
    monkeypatch.setattr(holidays, "derived", lambda *given: reckoned.append(given) or derived(*given))
    holidays.plan_import(read_notice(PLAN_2027), at=AT)
    assert len(reckoned) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_due_clocks_and_remind_nobody_twice(organ, handler) -> None:
    """Two processes, as two machines would run them."""
    for number in range(1, 31):
        opened(organ, number, start=date(2026, 3, 2))
    Deadline.objects.update(next_attention_at=on(2026, 3, 27, 8))
    code = (
        "import sys, django; django.setup();"
        "from django.conf import settings; settings.DATABASES['default'].update(eval(sys.argv[1]));"
        "from datetime import datetime; from portal.clock import SHANGHAI; from portal.deadlines.services import sweep;"
        "print(sweep(at=datetime(2026, 3, 27, 9, tzinfo=SHANGHAI)).attended)"
    )
    database = repr({"NAME": str(connection.settings_dict["NAME"])})
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "MINGZHENG_VAR": str(settings.VAR_DIR)}
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", code, database],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    answers = [worker.communicate(timeout=120) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], answers
    assert sum(int(printed.strip().splitlines()[-1]) for printed, _ in answers) == 30
    assert Notice.objects.filter(channel="in_site").count() == 30
    told = Reminder.objects.values_list("deadline_id", "kind", "threshold", "version")
    assert len(told) == len(set(told))
    assert not Deadline.objects.wanting_attention(on(2026, 3, 27, 9)).exists()
