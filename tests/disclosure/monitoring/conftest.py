"""An office with its statutory columns, in a city whose oversight office sits in the government."""

from datetime import datetime

import pytest

from disclosure.catalogue import services as catalogue
from disclosure.monitoring.looking import Round
from portal.accounts.models import Appointment, User
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.search.indexing import rebuild
from tests.disclosure.office import MORNING, open_office

SITE = {
    "name": "临江市政府信息公开",
    "government": "临江市人民政府",
    "sponsor": "临江市人民政府办公室",
    "operator": "临江市政务公开中心",
    "phone": "0000-8612345",
    "hours": "工作日",
    "domain": "www.linjiang.example",
    "id_code": "3700000001",
    "icp": "示范ICP备00000001号",
    "icp_url": "https://beian.miit.gov.cn/",
    "police": "示范公网安备00000000000001号",
    "police_url": "https://beian.mps.gov.cn/",
    "mark_url": "https://bszs.conac.cn/",
}


@pytest.fixture(autouse=True)
def now(time_machine, settings):
    """Thursday 21 May 2026, 9:30; the site's identification is complete."""
    settings.SITE = dict(SITE)
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture(autouse=True)
def index(db, settings, tmp_path):
    """A search index with nothing in it."""
    settings.SEARCH_INDEX_DIR = tmp_path / "live"
    rebuild(at=MORNING)


@pytest.fixture
def office(db):
    return open_office()


@pytest.fixture
def city(government):
    """The city government with its oversight office."""
    user = User.objects.create(username="oversight", name="公开办甲")
    Appointment.objects.create(user=user, organ=government, role=Role.OVERSIGHT, starts_on=government.active_from)
    return government


@pytest.fixture
def round_(city):
    return Round(MORNING, seed=7)


@pytest.fixture
def statutory(office):
    return catalogue.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD))


def day(month, number, hour=9):
    return datetime(2026, month, number, hour, 30, tzinfo=SHANGHAI)
