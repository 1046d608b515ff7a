"""Two organs with tasks of reposting: one late and one undone here, two undone there."""

import pytest

from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from tests.disclosure.office import open_office
from tests.disclosure.repost_checks.steps import PROVINCE, give, repost


@pytest.fixture
def judge(office):
    user = office.appoint(Role.OVERSIGHT, name="政务公开办甲")
    return {"actor": actor_of(user, at=office.at), "at": office.at}


@pytest.fixture
def neighbour(office):
    return open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)


@pytest.fixture
def tasks(office, neighbour, judge):
    """The office: one reposted late, one not at all. The neighbour: two not at all. All of them long due."""
    late, _ = give(judge, [office.organ, neighbour.organ])
    give(judge, [office.organ, neighbour.organ], link=PROVINCE)
    repost(office, late)
