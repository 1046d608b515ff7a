from datetime import date, datetime
from pathlib import Path

import pytest

import portal.deadlines
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.holiday_notice import read_notice
from portal.deadlines.services import open_deadline
from portal.deadlines.workdays import WorkCalendar
from portal.subjects import SubjectRef

RELEASED_CALENDAR = Path(portal.deadlines.__file__).parent / "data" / "cn_calendar_2019_2026.csv"
CASE = SubjectRef("requests_app.request", 47, "临住建2026-0047")


@pytest.fixture(scope="session")
def calendar():
    """The calendar as released: the notices of 2019 to 2026."""
    return WorkCalendar(read_notice(RELEASED_CALENDAR.read_text(encoding="utf-8")).rows)


@pytest.fixture
def organ(db):
    return Organ.objects.create(
        name="临江市住房和城乡建设局",
        short_name="市住建局",
        code="zjj",
        kind="department",
        active_from=date(2020, 1, 1),
    )


def appoint(organ, role, name) -> User:
    user = User.objects.create(username=f"{role}-{organ.pk}", name=name, email=f"{role}@example.com")
    Appointment.objects.create(user=user, organ=organ, role=role, starts_on=date(2020, 1, 1))
    return user


@pytest.fixture
def handler(organ):
    return appoint(organ, Role.HANDLER, "经办人甲")


@pytest.fixture
def head(organ):
    return appoint(organ, Role.DISCLOSURE_HEAD, "公开工作机构负责人乙")


@pytest.fixture
def oversight(organ):
    return appoint(organ, Role.OVERSIGHT, "政务公开办丙")


def on(year, month, day, hour=9, minute=0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def acting(user, at):
    return actor_of(user, at=at)


@pytest.fixture
def clerk(handler):
    """The handler as an actor, on any day of the tests."""
    return acting(handler, on(2026, 5, 21))


@pytest.fixture
def reply(organ, clerk):
    """A request received on Friday 2026-09-18; the reply is due on Thursday 2026-10-22."""
    return open_deadline(
        rule="FOI_REPLY", subject=CASE, organ=organ, start=date(2026, 9, 18), actor=clerk, at=on(2026, 9, 18)
    )
