"""Who may read a personal datum, what it takes, and what the trail keeps."""

import pytest

from portal.accounts.models import Appointment, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed
from portal.privacy.services import reveal
from tests.privacy.conftest import ID_NUMBER


def test_a_reader_by_role_gets_the_text_and_the_trail_gets_the_reason(applicant, handler, at) -> None:
    text = reveal(applicant, "id_number", actor=handler, reason="核对申请人身份", at=at)
    assert text == ID_NUMBER
    event = Event.objects.get()
    assert (event.act, event.actor_name, event.reason) == ("reveal", "经办人甲", "核对申请人身份")
    assert (event.after, event.before) == ({"field": "证件号码"}, {})
    assert event.subject_title == f"申请人 {applicant.pk}"
    assert ID_NUMBER not in str(Event.objects.values())


@pytest.mark.duty("law.K")
@pytest.mark.parametrize("role", [Role.SIGNER, Role.SYSTEM_ADMIN, Role.INFO_CLERK])
def test_nobody_else_of_the_organ_may(applicant, education, role, at) -> None:
    user = User.objects.create(username="other", name="某人")
    Appointment.objects.create(user=user, organ=education, role=role, starts_on=education.active_from)
    with pytest.raises(NotAllowed):
        reveal(applicant, "id_number", actor=actor_of(user, at=at), reason="看看", at=at)
    assert not Event.objects.exists()


def test_the_same_role_in_another_organ_may_not_and_no_task_may(applicant, sport, at) -> None:
    user = User.objects.create(username="other", name="某人")
    Appointment.objects.create(user=user, organ=sport, role=Role.HANDLER, starts_on=sport.active_from)
    for actor in (actor_of(user, at=at), SYSTEM):
        with pytest.raises(NotAllowed):
            reveal(applicant, "id_number", actor=actor, reason="看看", at=at)


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "请填写查看理由"),
        ("　 ", "请填写查看理由"),
        ("给13812345678回电话", "理由里不要写电话、证件号码、卡号和邮箱：理由会长期保存"),
        ("核对11010519491231002X", "理由里不要写电话、证件号码、卡号和邮箱：理由会长期保存"),
    ],
)
def test_a_reason_is_needed_and_holds_no_number_itself(applicant, handler, at, reason, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        reveal(applicant, "id_number", actor=handler, reason=reason, at=at)
    assert refused.value.messages == {"reason": message}
    assert not Event.objects.exists()


def test_a_field_that_names_no_reader_has_none(db, handler, at) -> None:
    from portal.notices.services import queue

    notice, _ = queue(
        channel="email", to="a@b.example", subject_line="主题", body="内容", kind="k", dedupe_key="d", at=at
    )
    with pytest.raises(NotAllowed, match="不给任何人看"):
        reveal(notice, "address", actor=handler, reason="看看", at=at)
