"""Accounts: opened by the administrator, kept by the person, closed with everything they opened."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import Appointment, User
from portal.accounts.passwords import CharacterClassesValidator
from portal.accounts.selectors import actor_of
from portal.accounts.services import (
    change_password,
    close_account,
    create_user,
    describe_user,
    reopen_account,
    reset_password,
    reset_second_factor,
)
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput, NotAllowed
from tests.accounts.conftest import PASSWORD, appointed
from tests.accounts.test_sign_in import is_in

NEW = "Blue-river-2026-may"


def new_password(user, password, at):
    change_password(user, password=password, actor=actor_of(user, at=at), at=at)
    user.refresh_from_db()


def test_a_new_account_has_a_password_for_three_days_and_may_do_nothing(admin, at) -> None:
    user, password = create_user(actor=admin, at=at, username="newcomer", name="经办人乙")
    assert user.check_password(password)
    assert len(password) == 19
    assert (user.temporary_until - at).total_seconds() == 72 * 3600
    assert actor_of(user, at=at).roles == frozenset()
    assert Event.objects.get(act="create_user").after == {"username": "newcomer", "name": "经办人乙"}


def test_a_temporary_password_keeps_the_policy_and_differs_each_time(admin, at) -> None:
    first = create_user(actor=admin, at=at, username="one", name="经办人乙")[1]
    second = create_user(actor=admin, at=at, username="two", name="经办人丙")[1]
    assert first != second
    CharacterClassesValidator().validate(first)


def test_no_password_stands_in_the_record(admin, at) -> None:
    _, password = create_user(actor=admin, at=at, username="newcomer", name="经办人乙")
    assert password not in str(list(Event.objects.values()))


def test_a_name_that_is_taken_is_said_at_the_field(admin, clerk, at) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_user(actor=admin, at=at, username="clerk", name="经办人乙")
    assert list(refused.value.by_field()) == ["username"]


def test_only_the_administrator_opens_accounts(clerk, at) -> None:
    with pytest.raises(NotAllowed, match="要由系统管理员办理"):
        create_user(actor=actor_of(clerk, at=at), at=at, username="friend", name="经办人乙")


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("Short-1", "密码现在是7个字符，至少要12个。"),
        ("alllowercaseletters", "密码要包含大写字母、小写字母、数字、符号中的至少三种。"),
        ("11111111111111111111", "密码要包含大写字母、小写字母、数字、符号中的至少三种。"),
    ],
)
def test_weak_passwords_are_refused_in_chinese(clerk, at, password, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        new_password(clerk, password, at)
    assert refused.value.by_field() == {"new_password1": [message]}


def test_a_password_made_of_the_user_name_is_refused(at, education) -> None:
    user = User.objects.create_user("education-clerk", password=PASSWORD, name="经办人乙")
    with pytest.raises(InvalidInput, match="太相似"):
        new_password(user, "Education-Clerk1", at)


def test_the_present_and_the_last_three_passwords_are_not_used_again(clerk, at) -> None:
    for password in (NEW, NEW + "-2", NEW + "-3"):
        new_password(clerk, password, at)
    for password in (PASSWORD, NEW, NEW + "-2", NEW + "-3"):
        with pytest.raises(InvalidInput, match="最近3次用过的密码"):
            new_password(clerk, password, at)
    new_password(clerk, NEW + "-4", at)
    new_password(clerk, PASSWORD, at)  # four passwords ago


def test_nobody_changes_the_password_of_another(clerk, admin, at) -> None:
    with pytest.raises(NotAllowed):
        change_password(clerk, password=NEW, actor=admin, at=at)


def test_a_reset_gives_a_temporary_password_and_ends_the_sessions(client, clerk, admin, at) -> None:
    client.force_login(clerk)
    assert is_in(client)
    temporary = reset_password(clerk, reason="忘记密码，已当面核实", actor=admin, at=at)
    clerk.refresh_from_db()
    assert clerk.check_password(temporary)
    assert clerk.password_changed_at is None
    assert not is_in(client)


def test_changing_ones_password_ends_the_other_sessions(client, clerk, at) -> None:
    other = type(client)()
    client.force_login(clerk)
    other.force_login(clerk)
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/admin/password_change/", form)["Location"] == "/admin/"
    assert is_in(client)
    assert not is_in(other)


def test_the_present_password_must_be_known_to_change_it(client, clerk) -> None:
    client.force_login(clerk)
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert "现在的密码不正确" in client.post("/admin/password_change/", form).content.decode()


def test_two_different_new_passwords_are_refused(client, clerk) -> None:
    client.force_login(clerk)
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW + "x"}
    assert "两遍写的不一样" in client.post("/admin/password_change/", form).content.decode()


def test_the_password_page_is_closed_to_visitors(client, db) -> None:
    assert client.get("/admin/password_change/")["Location"] == "/admin/login/?next=/admin/password_change/"


def test_a_lost_phone_is_forgotten(clerk, admin, at) -> None:
    TOTPDevice.objects.create(user=clerk, confirmed=True)
    reset_second_factor(clerk, reason="手机遗失，已当面核实", actor=admin, at=at)
    assert TOTPDevice.objects.count() == 0
    assert Event.objects.get(act="reset_second_factor").reason == "手机遗失，已当面核实"


def test_the_administrator_cannot_help_himself(keeper, admin, at) -> None:
    for act in (reset_password, reset_second_factor, close_account):
        with pytest.raises(NotAllowed, match="不能给自己"):
            act(keeper, reason="试一试", actor=admin, at=at)


def test_a_closed_account_loses_sessions_and_appointments_and_keeps_its_name(client, clerk, admin, at) -> None:
    client.force_login(clerk)
    close_account(clerk, reason="调离", actor=admin, at=at)
    assert not is_in(client)
    assert Appointment.objects.get(user=clerk).ends_on == date(2026, 5, 20)
    assert User.objects.get(username="clerk").name == "经办人甲"
    with pytest.raises(DomainError, match="已经停用"):
        close_account(clerk, reason="调离", actor=admin, at=at)


def test_a_reopened_account_has_no_appointments(clerk, admin, at) -> None:
    close_account(clerk, reason="调离", actor=admin, at=at)
    password = reopen_account(clerk, reason="调回", actor=admin, at=at)
    clerk.refresh_from_db()
    assert clerk.is_active
    assert clerk.check_password(password)
    assert actor_of(clerk, at=at).roles == frozenset()


def test_a_changed_telephone_is_recorded_and_an_unchanged_one_is_not(clerk, admin, at) -> None:
    for _ in range(2):
        describe_user(clerk, name="经办人甲", phone="0000-8612345", email="", actor=admin, at=at)
    event = Event.objects.get(act="describe_user")
    assert (event.before, event.after) == ({"phone": ""}, {"phone": "0000-8612345"})


def test_there_is_no_superuser(db) -> None:
    assert "is_superuser" not in {field.name for field in User._meta.get_fields()}
    with pytest.raises(CommandError, match="create_system_admin"):
        User.objects.create_superuser("root", password=PASSWORD)
    with pytest.raises(CommandError, match="create_system_admin"):
        call_command("createsuperuser", username="root", name="超级用户", interactive=False)
    assert User.objects.count() == 0


@pytest.mark.parametrize("permission", ["accounts.change_user", "audit.view_event", "disclosure.change_document"])
def test_djangos_own_permissions_open_nothing(keeper, permission) -> None:
    assert not keeper.has_perm(permission)
    assert not keeper.has_module_perms(permission.split(".")[0])
    assert keeper.get_all_permissions() == set()


def test_the_first_administrator_of_a_new_city(db, capsys) -> None:
    call_command("create_system_admin", "first", name="系统管理员甲")
    user = User.objects.get(username="first")
    held = Appointment.objects.get(user=user)
    assert (held.role, held.organ.name) == ("system_admin", "临江市人民政府")
    assert user.check_password(capsys.readouterr().out.split("临时密码：")[1].split("\n")[0])
    assert set(Event.objects.values_list("actor_name", flat=True)) == {"系统"}


def test_a_second_administrator_is_not_made_from_the_shell_unless_nobody_can_sign_in(keeper) -> None:
    with pytest.raises(CommandError, match="已经有系统管理员"):
        call_command("create_system_admin", "second", name="系统管理员乙")
    call_command("create_system_admin", "second", name="系统管理员乙", recover=True)
    assert Appointment.objects.filter(role="system_admin").count() == 2


def test_the_system_may_name_an_organ_that_is_known_only(government) -> None:
    with pytest.raises(CommandError, match="没有代码是“nowhere”的机关"):
        call_command("create_system_admin", "first", name="系统管理员甲", organ="nowhere")


def test_a_former_holder_does_not_block_the_first_administrator(government, clerk, at) -> None:
    appointed(clerk, government, "system_admin", ends_on=date(2026, 1, 2))
    create_user(actor=SYSTEM, at=at, username="other", name="经办人乙")
    call_command("create_system_admin", "first", name="系统管理员甲")
