"""The list of requests: a line says number, channel and matter, and the organ where there are several."""

from datetime import date

import pytest

from portal.accounts.models import Appointment, User
from tests.requests_app.agency import FOUNDED, Role, moment, open_agency
from tests.requests_app.desk_pages import CASE, signed_in

pytestmark = pytest.mark.django_db
ORGAN = 'class="sortable column-organ_name"'


@pytest.fixture(autouse=True)
def _one_morning(settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)


def listed(user):
    return signed_in(user).get(f"{CASE}/").content.decode()


def test_who_works_for_one_organ_needs_no_column_of_organs(agency) -> None:
    agency.received()
    page = listed(agency.people[Role.HANDLER])
    assert "临住建2026-0001　网上提交" in page
    assert ORGAN not in page


def test_who_sees_several_organs_reads_which(agency, city) -> None:
    agency.received()
    open_agency("jyj", "临江市教育局", "临教发", uscc=None, parent=city).received()
    overseer = User.objects.create(username="overseer", name="政务公开科科员", is_staff=True)
    Appointment.objects.create(user=overseer, organ=city, role=Role.OVERSIGHT, starts_on=FOUNDED)
    page = listed(overseer)
    assert ORGAN in page
    assert '<span class="name">市教育局</span>' in page
