"""A policy and the concerns it stirred up: entered from its page, answered by whoever explains it, shown beside it."""

import pytest

from portal.accounts.states import Role
from tests.disclosure.office import open_office
from tests.sentiment.town import FRIDAY_NIGHT, appointed, night


@pytest.fixture
def office(town):
    return open_office()


@pytest.fixture
def policy(office):
    return office.published()


@pytest.fixture(autouse=True)
def _night(time_machine, settings):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(FRIDAY_NIGHT, tick=False)


@pytest.mark.duty("S0-2.10a")
def test_one_link_enters_it_and_the_explaining_organ_inherits_it(client, town, office, policy) -> None:
    person = appointed(office.organ, Role.INFO_CLERK)
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
    page = client.get(f"/admin/disclosure/document/{policy.pk}/change/").content.decode()
    address = f"/admin/sentiment/ticket/start/register/?policy=/documents/{policy.pk}/"
    assert address.replace("/documents/", "%2Fdocuments%2F").replace(f"{policy.pk}/", f"{policy.pk}%2F") in page
    form = client.get(address).content.decode()
    assert f'value="/documents/{policy.pk}/"' in form
    ticket = town.registered(domain="05", policy=policy)
    assert (ticket.rule, ticket.organ) == ("R3", office.organ)
    assert ticket.why == "由已经发布的政策文件引起，起草、解读的单位转为回应主体。"


@pytest.mark.duty("S0-2.10a", "S0-3.10a")
def test_the_answer_stands_beside_the_policy_once_it_is_public(client, town, office, policy) -> None:
    for role in (Role.HANDLER, Role.DEPT_REVIEWER, Role.SECRECY_REVIEWER, Role.SIGNER):
        town.people[office.organ.code, role] = office.people[role]
    ticket = town.responding(town.registered(policy=policy), night(1))
    assert f"/concerns/{ticket.pk}/" not in client.get(f"/documents/{policy.pk}/").content.decode()
    town.answered(ticket, night(2), title="关于招生划片的说明")
    page = client.get(f"/documents/{policy.pk}/").content.decode()
    assert f'<a href="/concerns/{ticket.pk}/">关于招生划片的说明</a>' in page
    assert 'href="#concerns"' in page
    assert ticket.title not in page
    assert f"/documents/{policy.pk}/" in client.get(f"/concerns/{ticket.pk}/").content.decode()
