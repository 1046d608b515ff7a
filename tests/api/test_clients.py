"""Systems and their tokens in the staff site: kept by the system administrator, shown once, ended at once."""

import re
from datetime import timedelta

import pytest

from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.interface import services
from portal.interface.models import ApiClient
from tests.api.clients import register
from tests.disclosure.office import MORNING
from tests.staff.test_registers import act

ADDRESS = "/api/v1/intake/documents/"
LIST = "/admin/interface/apiclient/"


@pytest.fixture(autouse=True)
def _morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def keeper(office, client):
    person = office.appoint(Role.SYSTEM_ADMIN)
    person.is_staff, person.password_changed_at = True, MORNING
    person.save(update_fields=["is_staff", "password_changed_at"])
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
    return person


def status(client, headers):
    return client.get(ADDRESS, headers=headers).status_code


def test_a_token_is_shown_once_and_works(client, office, keeper) -> None:
    form = {"organ": office.organ.pk, "name": "市教育局办公自动化系统", "scopes": ["hand_in", "follow_up"],
            "networks": "", "contact": "", "valid_days": 365}  # fmt: skip
    page = client.post(f"{LIST}start/create_client/", form)
    (token,) = re.findall(r'secret-once">(mz_[\w-]{43})<', page.content.decode())
    assert "no-store" in page["Cache-Control"]
    assert status(client, {"Authorization": f"Bearer {token}"}) == 200
    row = ApiClient.objects.get()
    again = client.get(f"{LIST}{row.pk}/change/").content.decode()
    assert token not in again
    assert token[:10] in again
    assert Event.objects.get(act="create_client").actor_name == keeper.name


def test_rotating_leaves_time_to_change_over(client, office, time_machine) -> None:
    row, old = register(office.organ)
    _, token = services.rotate_token(row, valid_days=365, overlap_hours=24, actor=SYSTEM, at=MORNING)
    new = {"Authorization": f"Bearer {token}"}
    assert (status(client, old), status(client, new)) == (200, 200)
    time_machine.move_to(MORNING + timedelta(hours=24), tick=False)
    assert (status(client, old), status(client, new)) == (401, 200)


def test_a_leaked_token_ends_at_once(client, office) -> None:
    row, old = register(office.organ)
    services.rotate_token(row, valid_days=365, overlap_hours=0, actor=SYSTEM, at=MORNING)
    assert status(client, old) == 401


def test_closing_ends_every_token(client, office, keeper) -> None:
    row, headers = register(office.organ)
    act(client, row, "close_client", reason="系统下线")
    assert status(client, headers) == 401
    with pytest.raises(DomainError, match="已经停用"):
        services.rotate_token(row, valid_days=1, overlap_hours=0, actor=SYSTEM, at=MORNING)


def test_rights_can_be_narrowed(client, office, keeper) -> None:
    row, headers = register(office.organ)
    act(client, row, "describe_client", scopes=["hand_in"], networks="10.1.2.3")
    row.refresh_from_db()
    assert (row.scopes, row.networks) == (["hand_in"], "10.1.2.3/32")
    assert status(client, headers) == 403


def test_the_last_use_is_remembered(client, office, time_machine) -> None:
    row, headers = register(office.organ)
    for seconds in (0, 30, 61):
        time_machine.move_to(MORNING + timedelta(seconds=seconds), tick=False)
        client.get(ADDRESS, headers=headers)
    row.refresh_from_db()
    assert row.last_used_at == MORNING + timedelta(seconds=61)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["publish"]}, "scopes"),
        ({"networks": "anywhere"}, "networks"),
        ({"networks": "\n".join(["10.0.0.1"] * 21)}, "networks"),
        ({"valid_days": 0}, "valid_days"),
        ({"valid_days": 732}, "valid_days"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(office, changes, field) -> None:
    given = {"name": "系统", "scopes": ["hand_in"], "valid_days": 1} | changes
    with pytest.raises(InvalidInput) as refusal:
        services.create_client(organ=office.organ, actor=SYSTEM, at=MORNING, **given)
    assert list(refusal.value.messages) == [field]


def test_only_a_system_administrator_gives_out_tokens(office) -> None:
    row, _ = register(office.organ)
    clerk = {"actor": actor_of(office.people[Role.DISCLOSURE_HEAD], at=MORNING), "at": MORNING}
    with pytest.raises(NotAllowed):
        services.create_client(organ=office.organ, name="系统", scopes=["hand_in"], valid_days=1, **clerk)
    with pytest.raises(NotAllowed):
        services.rotate_token(row, valid_days=1, overlap_hours=0, **clerk)
    with pytest.raises(NotAllowed):
        services.close_client(row, reason="不用了", **clerk)
