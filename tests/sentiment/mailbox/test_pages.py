"""The pages of the mailbox: writing without an account, following by number and code, the public list."""

import re

import pytest
from django.core import mail
from django.test import Client

from portal.accounts.states import Role
from portal.notices.models import Notice
from portal.notices.services import deliver
from sentiment.mailbox import services
from sentiment.mailbox.models import Message
from sentiment.mailbox.moves import MAILBOX_WORKFLOW
from sentiment.mailbox.services import CITIZEN
from sentiment.mailbox.wording import SENTENCES, UNSAID
from tests.sentiment.mailbox.post import LETTER, MORNING, PUBLIC, moment

pytestmark = pytest.mark.django_db

FORM = LETTER | {"organ": "zjj", "consents": "yes", "website": ""}


@pytest.fixture
def visitor():
    return Client()


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def send(visitor, **values):
    token = re.search(r'name="token" value="([^"]+)"', visitor.get("/mailbox/write/").content.decode())[1]
    return visitor.post("/mailbox/write/", FORM | {"token": token} | values, follow=True)


def receipt_of(response):
    page = response.content.decode()
    number = re.search(r"<dt>留言编号</dt><dd><strong>([^<]+)<", page)
    code = re.search(r'<strong id="code">([^<]+)<', page)
    return number[1] if number else None, code[1] if code else None


def opened(visitor):
    number, code = receipt_of(send(visitor))
    visitor.post("/mailbox/track/", {"number": number, "code": code})
    return Message.objects.get(number=number)


# --- writing ------------------------------------------------------------------------------------------


@pytest.mark.duty("S0-7.1")
def test_a_citizen_writes_and_gets_number_and_code_once(post, at, visitor) -> None:
    receipt = send(visitor)
    number, code = receipt_of(receipt)
    assert (number, len(code)) == ("信2026-000001", 24)
    assert "最晚3月9日答复您" in words(receipt)
    visitor.post("/mailbox/write/kept/")
    assert receipt_of(visitor.get("/mailbox/write/done/")) == (None, None)


def test_every_fault_is_said_and_nothing_typed_is_lost(post, at, visitor) -> None:
    page = visitor.post("/mailbox/write/", FORM | {"kind": "", "title": "", "consents": "", "text": "路灯不亮"})
    assert page.status_code == 200
    for each in ("请选择类别", "请填写标题", "请选择是否同意公开", "路灯不亮", "张小满"):
        assert each in page.content.decode(), each
    assert not Message.objects.exists()


def test_nothing_is_agreed_to_beforehand(post, at, visitor) -> None:
    page = visitor.get("/mailbox/write/").content.decode()
    assert " checked" not in page


def test_a_message_of_the_service_stands_at_its_field(post, at, visitor) -> None:
    page = visitor.post("/mailbox/write/", FORM | {"phone": "", "email": ""})
    assert "电话和邮箱至少留一个" in words(page)
    assert not Message.objects.exists()


def test_a_machine_in_the_trap_is_thanked_and_forgotten(post, at, visitor) -> None:
    assert send(visitor, website="http://spam").status_code == 200
    assert not Message.objects.exists()


def test_one_address_writes_twenty_letters_an_hour(post, at, visitor) -> None:
    for _ in range(21):
        last = send(visitor)
    assert Message.objects.count() == 20
    assert "提交得太多了" in words(last)


def test_pressing_twice_is_one_letter(post, at, visitor) -> None:
    token = re.search(r'name="token" value="([^"]+)"', visitor.get("/mailbox/write/").content.decode())[1]
    first = visitor.post("/mailbox/write/", FORM | {"token": token}, follow=True)
    second = visitor.post("/mailbox/write/", FORM | {"token": token}, follow=True)
    assert receipt_of(first) == receipt_of(second)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("field", ["title", "text", "name", "phone", "email", "organ", "kind", "token"])
def test_nothing_somebody_sends_breaks_the_page(post, at, visitor, field) -> None:
    for value in ("\0", "\u202e", "<script>alert(1)</script>", "x" * 30_000):
        page = visitor.post("/mailbox/write/", FORM | {field: value}, follow=True)
        assert page.status_code in {200, 409}
        assert "<script>alert(1)" not in page.content.decode()


# --- following ----------------------------------------------------------------------------------------


def test_number_and_code_open_the_letter_as_people_type_them(post, at, visitor) -> None:
    number, code = receipt_of(send(visitor))
    other = Client()
    typed = code.lower().replace("-", " ")
    assert other.post("/mailbox/track/", {"number": f" {number} ", "code": typed}).status_code == 302
    assert "3月9日（星期一）前答复您" in words(other.get("/mailbox/track/"))


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(post, at, visitor) -> None:
    number, code = receipt_of(send(visitor))
    wrong_code = Client().post("/mailbox/track/", {"number": number, "code": "AAAA-BBBB-CCCC-DDDD-EEEE"})
    wrong_number = Client().post("/mailbox/track/", {"number": "信2026-999999", "code": code})

    def without(response, typed):
        return re.sub(r'value="[^"]*"', "", response.content.decode()).replace(typed, "")

    assert without(wrong_code, number) == without(wrong_number, "信2026-999999")
    assert "编号和查询码对不上" in words(wrong_code)


def test_guessing_is_stopped_by_address_and_locks_nobody_out(post, at, visitor) -> None:
    number, code = receipt_of(send(visitor))
    guess = {"number": number, "code": "AAAA-BBBB-CCCC-DDDD-EEEE"}
    statuses = [visitor.post("/mailbox/track/", guess).status_code for _ in range(25)]
    assert (statuses.count(200), statuses.count(429)) == (20, 5)
    for place in range(70):
        Client(REMOTE_ADDR=f"10.0.0.{place}").post("/mailbox/track/", guess)
    owner = Client(REMOTE_ADDR="10.0.1.1")
    assert owner.post("/mailbox/track/", {"number": number, "code": code}).status_code == 302


def test_the_page_closes_on_leaving(post, at, visitor) -> None:
    message = opened(visitor)
    assert message.number in words(visitor.get("/mailbox/track/"))
    visitor.post("/mailbox/track/leave/")
    assert message.number not in words(visitor.get("/mailbox/track/"))


def test_the_writer_follows_reads_and_rates(post, at, visitor) -> None:
    message = opened(visitor)
    services.accept(message, **post.as_(Role.INFO_CLERK))
    services.submit_answer(message, answer="三分之二以上。", **post.as_(Role.HANDLER))
    page = words(visitor.get("/mailbox/track/"))
    assert "三分之二以上。" not in page
    services.approve(message, **post.as_(Role.SIGNER))
    page = words(visitor.get("/mailbox/track/"))
    for each in ("3月2日已经答复您", "三分之二以上。", "机关已经受理", "机关答复了您"):
        assert each in page, each
    rated = visitor.post("/mailbox/track/rate/", {"score": "4", "words": "清楚"})
    assert (rated.status_code, post.fresh(message).score) == (302, 4)


def test_a_late_answer_is_called_late(post, at, visitor) -> None:
    opened(visitor)
    at(moment(3, 10))
    assert "已经超过答复期限" in words(visitor.get("/mailbox/track/"))


def test_the_writer_withdraws_on_the_page(post, at, visitor) -> None:
    message = opened(visitor)
    assert "撤回信2026-000001吗" in words(visitor.get("/mailbox/track/withdraw/"))
    visitor.post("/mailbox/track/withdraw/")
    assert post.fresh(message).state == "withdrawn"


def test_the_writer_is_told_by_mail_and_the_mail_says_nothing_of_the_matter(post) -> None:
    message = post.answered()
    assert deliver(at=moment(3, 2, 11)) >= 1
    [_, letter] = [each for each in mail.outbox if each.to == ["zhang@example.com"]]
    assert "信2026-000001" in letter.subject
    assert "/mailbox/track/" in letter.body
    assert "电梯" not in letter.body
    stored = Notice.objects.get(kind="mailbox_response", about_id=message.pk)
    assert stored.body == ""


def test_every_act_is_told_or_kept_inside_on_purpose() -> None:
    of_staff = {"register", "reclassify", "urge", "convert", "offer", "prepare", "deadline_extended"}
    of_writer = {"rate", "decline_offer", "add_files", "prove_email", "reissue_code", "check_name"}
    others = of_staff | of_writer
    assert set(SENTENCES) | UNSAID == {row.act for row in MAILBOX_WORKFLOW.rows} | others
    assert not set(SENTENCES) & UNSAID


# --- for everybody ------------------------------------------------------------------------------------


@pytest.mark.duty("S0-7.2")
def test_the_public_list_names_dates_organ_answer_and_figures(post, at, client) -> None:
    message = post.published()
    post.accepted(kind="complaint")
    page = words(client.get("/mailbox/"))
    for each in ("受理日期", "2026-03-02", "答复日期", "答复部门", "市住房和城乡建设局", "加装电梯要多少户同意"):
        assert each in page, each
    assert "收到 2件 答复 1件，100%按时 正在办理 1件" in page
    page = words(client.get(f"/mailbox/{message.pk}/"))
    for each in ("受理日期 2026年3月2日", "答复日期 2026年3月2日", "临江市住房和城乡建设局", PUBLIC["public_answer"]):
        assert each in page, each


@pytest.mark.duty("S0-7.2")
def test_the_figures_of_a_year_are_counted_organ_by_organ(post, police, at, client) -> None:
    rated = post.answered()
    services.rate(rated, score="4", words="", actor=CITIZEN, at=MORNING)
    post.answered(on=moment(3, 10))
    police.accepted()
    services.set_aside(police.received(), fault="advert", reason="广告", **police.as_(Role.DISCLOSURE_HEAD))
    at(moment(3, 10))
    rows = {re.sub("<[^>]+>", " ", row) for row in client.get("/mailbox/statistics/").content.decode().split("<tr>")}
    table = {" ".join(row.split()) for row in rows}
    assert "临江市住房和城乡建设局 2 2 50% 0 0 4.0（1人）" in table
    assert "临江市公安局 1 0 — 1 1 —" in table
    assert any(row.startswith("全市 3 2 50% 1 1 4.0（1人）") for row in table)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=consultation", True),
        ("kind=help", False),
        ("kind=no-such", False),
        ("organ=zjj", True),
        ("organ=gaj", False),
        ("year=2026", True),
        ("year=2025", False),
        ("year=abc", True),
        ("q=电梯", True),
        ("q=翠湖里", False),
    ],
)
def test_the_list_is_narrowed(post, at, client, query, shown) -> None:
    post.published()
    assert ("加装电梯要多少户同意" in words(client.get(f"/mailbox/?{query}"))) is shown


def test_lists_cost_the_same_for_one_and_for_many(post, at, client, django_assert_num_queries) -> None:
    post.published()
    client.get("/mailbox/?page=1")
    with django_assert_num_queries(4):
        client.get("/mailbox/?page=1")
    for _ in range(4):
        post.published()
    with django_assert_num_queries(4):
        client.get("/mailbox/?page=1")


def test_the_feed_and_the_sitemap_hold_what_is_public(post, at, client) -> None:
    message, hidden = post.published(), post.answered()
    for address in ("/feeds/mailbox/", "/feeds/mailbox.json", "/sitemap-mailbox.xml"):
        page = client.get(address).content.decode()
        assert f"/mailbox/{message.pk}/" in page, address
        assert f"/mailbox/{hidden.pk}/" not in page, address
        assert "翠湖里" not in page, address
