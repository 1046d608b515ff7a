"""延期: another's consent, at most twenty working days, told before the old end (Regulations art. 33)."""

from datetime import date

import pytest

from portal.accounts.models import Appointment
from portal.deadlines.models import Deadline
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.subjects import ref
from requests_app.extending import services
from requests_app.serving import services as serving
from tests.requests_app.agency import FOUNDED, Role, moment

pytestmark = pytest.mark.django_db


def reply(request):
    return Deadline.objects.of(ref(request)).get(rule="FOI_REPLY")


def propose(agency, request, day=date(2026, 3, 20), days=20, role=Role.HANDLER):
    return services.propose(request, days=days, reason="要到三处工地调取档案", **agency.as_(role, moment(day)))


def approve(agency, extension, day=date(2026, 3, 23)):
    return services.approve(extension, means="post", **agency.as_(Role.DISCLOSURE_HEAD, moment(day)))


def reach(agency, extension, day):
    service = extension.letter.foi_service
    serving.reached(service, on=day, proof="挂号信回执", **agency.as_(Role.INFO_CLERK, moment(day)))
    extension.refresh_from_db()


@pytest.mark.duty("S2-2.6d")
def test_the_end_moves_when_the_letter_arrived_and_not_before(agency) -> None:
    request = agency.received()
    extension = approve(agency, propose(agency, request))
    assert (extension.letter.title, reply(request).due_on) == ("延期答复告知书", date(2026, 3, 30))
    reach(agency, extension, date(2026, 3, 30))
    assert (extension.state, reply(request).due_on, reply(request).extended_by) == ("served", date(2026, 4, 28), 20)
    assert reply(request).events.get(kind="extended").actor_name == "公开工作机构负责人"


@pytest.mark.duty("S2-2.6d")
def test_a_letter_that_arrives_too_late_extends_nothing_and_that_is_on_record(agency) -> None:
    request = agency.received()
    extension = approve(agency, propose(agency, request))
    reach(agency, extension, date(2026, 3, 31))
    assert (extension.state, reply(request).due_on, reply(request).extended_by) == ("late", date(2026, 3, 30), 0)


@pytest.mark.duty("S2-2.6d")
def test_who_asks_for_more_time_does_not_grant_it(agency) -> None:
    request = agency.received()
    head = agency.people[Role.DISCLOSURE_HEAD]
    Appointment.objects.create(user=head, organ=agency.organ, role=Role.HANDLER, starts_on=FOUNDED)
    with pytest.raises(NotAllowed, match="不能由自己同意"):
        approve(agency, propose(agency, request, role=Role.DISCLOSURE_HEAD))
    agency_extension = request.extensions.get()
    with pytest.raises(NotAllowed):
        services.approve(agency_extension, means="post", **agency.as_(Role.SIGNER, moment(date(2026, 3, 23))))


@pytest.mark.parametrize("days", [0, 21])
def test_never_more_than_the_law_allows(agency, days) -> None:
    with pytest.raises(InvalidInput, match="1至20个工作日"):
        propose(agency, agency.received(), days=days)


def test_once_only(agency) -> None:
    request = agency.received()
    reach(agency, approve(agency, propose(agency, request, days=5)), date(2026, 3, 24))
    assert reply(request).due_on == date(2026, 4, 7)
    with pytest.raises(DomainError, match="已经申请过"):
        propose(agency, request, date(2026, 3, 25), days=5)


def test_what_was_refused_can_be_asked_again(agency) -> None:
    request = agency.received()
    services.refuse(
        propose(agency, request), reason="档案已经数字化", **agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 20)))
    )
    assert propose(agency, request, date(2026, 3, 23)).state == "proposed"


def test_after_the_end_there_is_nothing_to_extend(agency) -> None:
    with pytest.raises(DomainError, match="已满"):
        propose(agency, agency.received(), date(2026, 3, 31))
