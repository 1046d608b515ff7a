"""Organs, people and the trail in the staff site: the administrator keeps the first two and sees no case."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.services import list_privileged_access
from portal.actors import SYSTEM, Actor, ActorKind
from portal.audit.models import Event
from portal.audit.services import keep_verification, record
from portal.errors import InvalidInput
from portal.files.models import RefusedUpload
from portal.files.services import store
from portal.subjects import SubjectRef
from tests.accounts.conftest import appointed, person

BASIS = "临政发〔2026〕3号"
LISTS = {
    "organ": "/admin/accounts/organ/",
    "user": "/admin/accounts/user/",
    "appointment": "/admin/accounts/appointment/",
    "review": "/admin/accounts/accessreview/",
    "event": "/admin/audit/event/",
    "verification": "/admin/audit/verification/",
    "refused": "/admin/files/refusedupload/",
}
READERS = {
    "system_admin": {"organ", "user", "appointment", "review", "verification", "refused"},
    "oversight": set(LISTS),
    "city_leader": set(),
    "office_approver": set(),
    "head": set(),
    "signer": set(),
    "handler": set(),
    "supervisor": set(),
}


@pytest.fixture
def keeper(government):
    user = person("keeper", "系统管理员甲")
    appointed(user, government, "system_admin")
    return user


@pytest.fixture
def clerk(education):
    user = person("clerk", "经办人甲")
    appointed(user, education, "handler")
    return user


@pytest.fixture
def desk(client, keeper):
    """The administrator at the desk."""
    client.force_login(keeper)
    return client


def act(desk, row, act_name, **given):
    """Open the page of an act as a person does, fill in the form, press the button."""
    address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/act/{act_name}/"
    page = desk.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(version|seen)" value="(\d+)"', page))
    return desk.post(address, {**hidden, **given})


@pytest.mark.parametrize("role", sorted(READERS))
def test_who_reads_which_register(client, education, role) -> None:
    user = person("somebody", "某人")
    appointed(user, education, role)
    client.force_login(user)
    opened = {name for name, address in LISTS.items() if client.get(address).status_code == 200}
    assert opened == READERS[role]
    assert all(client.get(LISTS[name]).status_code == 403 for name in set(LISTS) - opened)


def test_the_administrator_sees_no_case(desk, education, at) -> None:
    record(act="edit", subject=SubjectRef("disclosure.document", 7, "尚未公开的文件"), actor=SYSTEM, at=at)
    keep_verification(at=at)
    for address in (*LISTS.values(), "/admin/", "/admin/all/"):
        assert "尚未公开的文件" not in desk.get(address).content.decode()


def test_oversight_reads_and_changes_nothing(client, education, clerk) -> None:
    overseer = person("overseer", "公开办甲")
    appointed(overseer, education, "oversight")
    client.force_login(overseer)
    for row, name in (
        (education, "rename_organ"),
        (clerk, "reset_password"),
        (clerk.appointments.get(), "end_appointment"),
    ):
        assert act(client, row, name).status_code == 403
    assert client.get("/admin/accounts/user/start/create_user/").status_code == 403
    assert client.get("/admin/accounts/organ/add/").status_code == 403


@pytest.mark.parametrize("address", LISTS.values())
def test_nothing_is_deleted_or_edited_by_hand(client, education, clerk, address) -> None:
    overseer = person("overseer", "公开办甲")
    appointed(overseer, education, "oversight")
    client.force_login(overseer)
    assert client.get(f"{address}1/delete/").status_code in {403, 404}
    assert client.post(address, {"action": "delete_selected", "_selected_action": ["1"]}).status_code in {200, 302}
    assert (User.objects.count(), Organ.objects.count(), Appointment.objects.count()) == (2, 2, 2)


def test_an_organ_is_founded(desk) -> None:
    response = desk.post(
        "/admin/accounts/organ/start/found_organ/",
        {
            "name": "临江市数据局",
            "short_name": "市数据局",
            "code": "data",
            "kind": "department",
            "uscc": "11441700007280420Y",
            "number_code": "临数发",
            "active_from": "2026-05-21",
            "basis": BASIS,
        },
    )
    organ = Organ.objects.get(code="data")
    assert response["Location"] == f"/admin/accounts/organ/{organ.pk}/change/"
    page = desk.get(response["Location"]).content.decode()
    assert "11441700007280420Y" in page
    assert "设立" in page


def test_a_wrong_code_is_said_at_its_field_and_nothing_typed_is_lost(desk) -> None:
    page = desk.post(
        "/admin/accounts/organ/start/found_organ/",
        {
            "name": "临江市数据局",
            "short_name": "市数据局",
            "code": "data",
            "kind": "department",
            "uscc": "123",
            "active_from": "2026-05-21",
            "basis": BASIS,
        },
    ).content.decode()
    assert "统一社会信用代码是18位，现在是3位。" in page
    assert 'value="临江市数据局"' in page
    assert Organ.objects.filter(code="data").count() == 0


def test_an_organ_is_renamed(desk, education) -> None:
    act(
        desk,
        education,
        "rename_organ",
        name="临江市教育和体育局",
        short_name="市教体局",
        number_code="临教体发",
        uscc="",
        basis=BASIS,
    )
    education.refresh_from_db()
    assert (education.name, education.number_code) == ("临江市教育和体育局", "临教体发")


def test_an_organ_is_merged_into_another(desk, education, sport) -> None:
    act(desk, sport, "merge_organ", into=education.pk, basis=BASIS)
    sport.refresh_from_db()
    assert sport.successor == education
    address = f"/admin/accounts/organ/{sport.pk}/change/"
    desk.get(address)  # says once that it is done
    page = desk.get(address).content.decode()
    assert "并入其他机关" not in page  # no act is left for an organ that ended
    assert BASIS in page


def test_an_organ_is_abolished(desk, education, government) -> None:
    act(desk, education, "abolish_organ", decided_by=government.pk, basis=BASIS)
    education.refresh_from_db()
    assert education.successor == government


def test_a_part_is_split_off_and_the_page_offers_what_is_open(desk, education, sport, clerk) -> None:
    held = clerk.appointments.get()
    address = f"/admin/accounts/organ/{education.pk}/change/act/split_organ/"
    assert "经办人甲 经办人（市教育局）" in desk.get(address).content.decode()
    act(desk, education, "split_organ", share=sport.pk, items=[f"accounts.appointment:{held.pk}"], basis=BASIS)
    education.refresh_from_db()
    assert education.active_to is None
    assert Appointment.objects.get(organ=sport).user == clerk


def test_looking_at_what_would_move_moves_nothing(desk, education, clerk) -> None:
    before = list(Appointment.objects.values())
    desk.get(f"/admin/accounts/organ/{education.pk}/change/act/split_organ/")
    assert list(Appointment.objects.values()) == before
    assert Event.objects.count() == 0


def test_a_new_user_gets_a_password_shown_once(desk) -> None:
    response = desk.post("/admin/accounts/user/start/create_user/", {"username": "newcomer", "name": "经办人乙"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    password = re.search(r"<code[^>]*>([^<]+)</code>", response.content.decode())[1]
    user = User.objects.get(username="newcomer")
    assert user.check_password(password)
    later = desk.get(f"/admin/accounts/user/{user.pk}/change/").content.decode()
    assert password not in later
    assert password not in str(desk.cookies)


@pytest.mark.parametrize("name", ["reset_password", "reset_second_factor", "unlock", "close_account"])
def test_acts_on_an_account_ask_how_the_person_was_recognised(desk, clerk, name) -> None:
    assert act(desk, clerk, name, reason="").status_code == 200
    assert Event.objects.filter(act=name).count() == 0
    act(desk, clerk, name, reason="本人到场，出示工作证")
    assert Event.objects.get(act=name).reason == "本人到场，出示工作证"


def test_the_own_account_is_kept_by_another_administrator(desk, keeper) -> None:
    page = desk.get(f"/admin/accounts/user/{keeper.pk}/change/").content.decode()
    assert "重设密码" not in page
    assert act(desk, keeper, "reset_password", reason="x").status_code == 403


def test_a_person_is_appointed_and_the_appointment_ended(desk, clerk, sport) -> None:
    desk.post(
        "/admin/accounts/appointment/start/appoint/",
        {
            "user": clerk.pk,
            "organ": sport.pk,
            "role": "signer",
            "starts_on": "2026-06-01",
            "ends_on": "2026-12-31",
            "reason": "代理",
        },
    )
    row = Appointment.objects.get(organ=sport)
    assert (row.role, row.starts_on, row.ends_on) == ("signer", date(2026, 6, 1), date(2026, 12, 31))


def test_a_conflict_is_said_at_the_role(desk, clerk, government) -> None:
    page = desk.post(
        "/admin/accounts/appointment/start/appoint/",
        {"user": clerk.pk, "organ": government.pk, "role": "supervisor", "starts_on": "2026-06-01"},
    ).content.decode()
    assert "社会监督员不能兼任其他角色" in page


def test_the_administrator_is_not_offered_himself(desk, keeper, clerk) -> None:
    page = desk.get("/admin/accounts/appointment/start/appoint/").content.decode()
    assert "经办人甲" in page
    assert ">系统管理员甲<" not in page


def test_the_trail_shows_what_changed(client, education, at) -> None:
    overseer = person("overseer", "公开办甲")
    appointed(overseer, education, "oversight")
    client.force_login(overseer)
    event = record(
        act="rename_organ",
        subject=education,
        actor=SYSTEM,
        at=at,
        before={"name": "旧"},
        after={"name": "新<b>"},
        reason="依据",
    )
    page = client.get(f"/admin/audit/event/{event.pk}/change/").content.decode()
    assert "更名" in page
    assert "新&lt;b&gt;" in page
    assert event.hash in page
    assert "更名" in client.get("/admin/audit/event/?act=rename_organ").content.decode()


def test_the_list_of_privileged_access_is_read_by_oversight(client, education, keeper, at) -> None:
    overseer = person("overseer", "公开办甲")
    appointed(overseer, education, "oversight")
    review = list_privileged_access(at=at)
    client.force_login(overseer)
    page = client.get(f"/admin/accounts/accessreview/{review.pk}/change/").content.decode()
    assert "系统管理员甲" in page
    assert "从未登录" in page


@pytest.mark.parametrize("name", ["organ", "user", "appointment", "event"])
def test_a_longer_list_costs_no_more_queries(client, education, at, name) -> None:
    overseer = person("overseer", "公开办甲")
    appointed(overseer, education, "oversight")
    client.force_login(overseer)
    client.get(LISTS[name])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(LISTS[name])
        return len(queries)

    before = cost()
    for number in range(5):
        organ = Organ.objects.create(
            name=f"局{number}",
            short_name=f"局{number}",
            code=f"o{number}",
            kind="department",
            active_from=date(2000, 1, 1),
        )
        appointed(person(f"p{number}", f"某人{number}"), organ, "handler")
        record(act="found_organ", subject=organ, actor=SYSTEM, at=at)
    assert cost() == before


def test_a_file_that_was_refused_leaves_who_when_and_why(client, education, at) -> None:
    overseer = person("overseer", "公开办甲")
    appointed(overseer, education, "oversight")
    clerk = Actor(kind=ActorKind.USER, id=overseer.pk, name="经办人甲", organ_id=education.pk, organ_name="市教育局")
    with pytest.raises(InvalidInput):
        store(ContentFile(b"MZ\x90\x00" * 8), name="名单.docx", actor=clerk, at=at)
    client.force_login(overseer)
    row = RefusedUpload.objects.get()
    assert "名单.docx" in client.get(LISTS["refused"]).content.decode()
    page = client.get(f"{LISTS['refused']}{row.pk}/change/").content.decode()
    for words in ("名单.docx", "格式", "经办人甲", "市教育局", "32"):
        assert words in page
