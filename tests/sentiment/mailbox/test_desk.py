"""The staff pages of letters, as people use them."""

import pytest

from portal.accounts.models import User
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.selectors import open_findings
from sentiment.mailbox import services
from sentiment.mailbox.models import Message
from sentiment.mailbox.reform import move_open_letters
from tests.sentiment.desk_pages import do, hidden, signed_in, words
from tests.sentiment.mailbox.post import ANSWER, MORNING, PUBLIC, moment

pytestmark = pytest.mark.django_db

ROOT = "/admin/sentiment/message"


@pytest.fixture
def desk(desk, settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)
    User.objects.update(password_changed_at=MORNING)
    return desk


def test_a_letter_goes_through_the_desk_to_the_public_page(post) -> None:
    clerk, handler = signed_in(post, Role.INFO_CLERK), signed_in(post, Role.HANDLER)
    head = signed_in(post, Role.DISCLOSURE_HEAD)
    message = post.received()
    do(clerk, message, "accept")
    do(handler, message, "submit_answer", answer=ANSWER)
    do(head, message, "approve")
    page = handler.get(f"{ROOT}/{message.pk}/change/act/prepare/").content.decode()
    assert "13812345678" not in page
    do(handler, message, "prepare", **PUBLIC)
    do(head, message, "publish")
    assert message.is_public
    assert f"/mailbox/{message.pk}/" in handler.get(f"{ROOT}/{message.pk}/change/").content.decode()


@pytest.mark.duty("S1-4.3")
def test_a_call_is_entered_at_the_desk(post) -> None:
    clerk = signed_in(post, Role.INFO_CLERK)
    page = clerk.get(f"{ROOT}/start/register/")
    sent = hidden(page)
    typed = {"source": "phone", "organ": post.organ.pk, "kind": "help", "title": "停水", "text": "停水三天。"}
    refused = clerk.post(f"{ROOT}/start/register/", sent | typed | {"consents": "no"})
    assert "电话和邮箱至少留一个" in words(refused)
    clerk.post(f"{ROOT}/start/register/", sent | typed | {"consents": "no", "phone": "0000-8612345"})
    message = Message.objects.get()
    assert (message.source, message.consents) == ("phone", False)


def test_findings_are_settled_each_by_whom_they_concern(post) -> None:
    both = PUBLIC | {"public_answer": "值班手机13987654321，内部文件不外传。"}
    message = post.prepared(public=both)
    handler, reviewer = signed_in(post, Role.HANDLER), signed_in(post, Role.SECRECY_REVIEWER)
    act = f"{ROOT}/{message.pk}/change/act"
    page = handler.get(f"{act}/settle_personal/")
    assert ("遮盖：系统" in words(page), "不是个人信息" in words(page)) == (False, True)
    assert handler.get(f"{act}/settle_secrecy/").status_code == 403
    [phone] = open_findings(message, PERSONAL)
    do(handler, message, "settle_personal", findings=phone.pk, decision="not_personal", reason="单位值班手机")
    [word] = open_findings(message, SECRECY)
    do(reviewer, message, "settle_secrecy", findings=word.pk, reason="工作用语，不涉密")
    do(signed_in(post, Role.DISCLOSURE_HEAD), message, "publish")
    assert message.is_public


def test_what_is_sent_along_and_where_it_went_stands_on_the_page(post, settings) -> None:
    settings.HOTLINE_URL = "https://hotline.example.com/orders"
    message = post.accepted(kind="help")
    handler = signed_in(post, Role.HANDLER)
    do(handler, message, "convert", code="request", reason="您要的是补贴名单")
    assert "请留言人转为 依申请公开，等留言人同意" in words(handler.get(f"{ROOT}/{message.pk}/change/"))
    do(handler, message, "convert", code="hotline", reason="要市政抢修")
    page = words(handler.get(f"{ROOT}/{message.pk}/change/"))
    assert "热线平台 热2026-000001，待发送" in page


def test_personal_data_is_masked_until_it_is_revealed_for_a_reason(post) -> None:
    handler, message = signed_in(post, Role.HANDLER), post.received(text="路灯不亮")
    page = handler.get(f"{ROOT}/{message.pk}/change/").content.decode()
    assert ("13812345678" in page, "138****5678" in page) == (False, True)
    url = f"{ROOT}/{message.pk}/change/reveal/phone/"
    shown = handler.post(url, {"reason": "打电话核实路灯的位置"})
    assert "13812345678" in shown.content.decode()


@pytest.mark.duty("S0-7.3")
def test_the_oversight_office_sees_what_is_overdue_and_what_passed_the_red_line(desk, post, time_machine) -> None:
    late, forgotten = post.accepted(title="超期的留言", at=moment(5, 20)), post.accepted(title="三个月没人管的留言")
    post.accepted(title="刚到的留言", at=moment(6, 3))
    time_machine.move_to(moment(6, 3), tick=False)
    office = signed_in(desk, Role.OVERSIGHT)
    page = words(office.get(f"{ROOT}/"))
    assert "正在办理 3 件 超期 2 件 超过三个月红线 1 件" in page
    assert "网站检查单项否决" in page
    overdue, red = words(office.get(f"{ROOT}/?waits=overdue")), words(office.get(f"{ROOT}/?waits=red"))
    assert ("超期的留言" in overdue, "三个月没人管的留言" in overdue, "刚到的留言" in overdue) == (True, True, False)
    assert ("超期的留言" in red, "三个月没人管的留言" in red) == (False, True)
    do(office, forgotten, "urge", reason="今天答复")
    assert forgotten.urged_at is not None
    assert late.urged_at is None


def test_the_queue_says_what_is_to_be_done_with_a_letter(post) -> None:
    post.received(title="新来的留言")
    post.drafted(title="起草好的留言")
    page = words(signed_in(post, Role.INFO_CLERK).get("/admin/"))
    assert "受理或者转办" in page
    page = words(signed_in(post, Role.SIGNER).get("/admin/"))
    assert "审核答复" in page


def test_an_act_that_is_not_ones_own_is_refused(post, police) -> None:
    message = post.received()
    assert signed_in(police, Role.HANDLER).get(f"{ROOT}/{message.pk}/change/").status_code == 404
    refused = signed_in(post, Role.SECRECY_REVIEWER).get(f"{ROOT}/{message.pk}/change/act/accept/")
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("act", "role", "state"),
    [
        ("hand_over", Role.HANDLER, "received"),
        ("redirect", Role.DISCLOSURE_HEAD, "received"),
        ("set_aside", Role.DISCLOSURE_HEAD, "received"),
        ("reclassify", Role.HANDLER, "received"),
        ("extend", Role.SIGNER, "accepted"),
        ("send_back", Role.SIGNER, "drafted"),
        ("keep_private", Role.HEAD, "answered"),
        ("take_down", Role.INFO_CLERK, "published"),
    ],
)
def test_every_act_has_a_page(post, act, role, state) -> None:
    message = getattr(post, state)(kind="complaint")
    assert signed_in(post, role).get(f"{ROOT}/{message.pk}/change/act/{act}/").status_code == 200


def test_the_heir_of_an_organ_goes_on_with_its_open_letters(post, police) -> None:
    open_, done = post.accepted(), post.answered()
    moved = move_open_letters(Succession(post.organ, police.organ, MORNING.date(), SYSTEM, MORNING))
    assert [row.pk for row in moved] == [open_.pk]
    assert (post.fresh(open_).organ, post.fresh(done).organ) == (police.organ, post.organ)
    services.submit_answer(post.fresh(open_), answer=ANSWER, **police.as_(Role.HANDLER))


def test_three_months_are_not_unrolled_over_the_page(post) -> None:
    message = post.accepted()
    page = signed_in(post, Role.HANDLER).get(f"{ROOT}/{message.pk}/change/").content.decode()
    folded = page.partition("“有效留言的回应红线”怎么算的")[2]
    assert folded.index("<details>") < folded.index("<table")
