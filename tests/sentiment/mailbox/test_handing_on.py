"""A letter goes on: as a request its writer agreed to, or to the hotline platform. Nothing is lost, nothing doubled."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.errors import NotAllowed, StaleState
from portal.files.models import StoredFile
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.receivers import Taken
from portal.subjects import ref
from requests_app.cases.models import DisclosureRequest
from sentiment.mailbox import services
from sentiment.mailbox.models import HotlineOrder, Message
from sentiment.mailbox.services import CITIZEN
from tests.files import samples
from tests.sentiment.mailbox.post import ANSWER, LETTER, MORNING, moment, token
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {"code": "request", "reason": "您要的是2025年加装电梯的补贴名单，请依申请公开提出。"}
ADDED = {
    "text": "2025年加装电梯补贴名单",
    "name": "张小满",
    "identity_kind": "resident_id",
    "identity_number": "110101199003072818",
    "form": "electronic",
    "delivery": "tracking",
    "address": "",
}


def photo(name="现场.jpg"):
    return SimpleUploadedFile(name, samples.jpeg(size=(80, 60)), content_type="image/jpeg")


@pytest.fixture
def sent(post, settings):
    """A letter with a photo, written on the site; its writer has the code."""
    given = {"values": LETTER, "token": token(), "actor": CITIZEN, "at": MORNING}
    return services.submit(organ=post.organ, files=[photo()], **given)


@pytest.fixture
def offered(post, sent):
    return services.convert(sent.message, **ASKED, **post.as_(Role.HANDLER))


@pytest.fixture
def visitor(at, sent):
    client = Client()
    client.post("/mailbox/track/", {"number": sent.message.number, "code": sent.code})
    return client


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# --- into a request -----------------------------------------------------------------------------------


@pytest.mark.duty("law.E6")
def test_a_letter_becomes_a_request_when_its_writer_adds_what_lacks_and_agrees(post, offered, visitor) -> None:
    assert "要您决定：转为依申请公开吗" in words(visitor.get("/mailbox/track/"))
    form = visitor.get("/mailbox/track/offer/")
    assert ("2025年加装电梯的补贴名单" in words(form), 'value="张小满"' in form.content.decode()) == (True, True)
    page = visitor.post("/mailbox/track/offer/", ADDED, follow=True)
    request = DisclosureRequest.objects.get()
    code = re.search(r'id="code">([^<]+)<', page.content.decode())[1]
    assert Client().post("/requests/track/", {"number": request.number, "code": code}).status_code == 302
    item, applicant = request.items.get(), request.applicant
    assert (request.organ, request.state, item.text) == (post.organ, "submitted", "2025年加装电梯补贴名单")
    contact = [plain_text(applicant, name) for name in ("name", "phone", "email", "identity_number")]
    assert contact == ["张小满", "13812345678", "zhang@example.com", "110101199003072818"]
    [file] = request.files.select_related("file")
    assert (file.file.name, file.purpose) == ("现场.jpg", "application")
    message = post.fresh(offered)
    assert (message.state, message.converted_to) == ("redirected", f"依申请公开 {request.number}")
    assert not Deadline.objects.of(ref(message)).running().exists()
    assert request.number in words(visitor.get("/mailbox/track/"))


def test_it_becomes_one_request_however_often_it_is_sent(offered, visitor) -> None:
    visitor.post("/mailbox/track/offer/", ADDED)
    assert visitor.post("/mailbox/track/offer/", ADDED).status_code == 302
    assert (DisclosureRequest.objects.count(), StoredFile.objects.count()) == (1, 2)
    with pytest.raises(StaleState):
        services.accept_offer(Message.objects.get(), added=ADDED, actor=CITIZEN, at=MORNING)
    with pytest.raises(StaleState):
        services.accept_offer(offered, added=ADDED, actor=CITIZEN, at=MORNING)
    assert DisclosureRequest.objects.count() == 1


def test_what_a_request_needs_is_said_at_its_field_and_nothing_is_filed(post, offered, visitor) -> None:
    page = visitor.post("/mailbox/track/offer/", ADDED | {"identity_number": "110101199003072810"})
    assert "身份证号码不对" in words(page)
    page = visitor.post("/mailbox/track/offer/", ADDED | {"delivery": "post"})
    assert "请填写邮寄地址" in words(page)
    page = visitor.post("/mailbox/track/offer/", ADDED | {"text": "字" * 2001})
    assert ('id="id_text_error"' in page.content.decode(), DisclosureRequest.objects.count()) == (True, 0)
    assert post.fresh(offered).state == "submitted"


def test_who_says_no_is_answered_as_before(post, offered, visitor) -> None:
    assert visitor.post("/mailbox/track/offer/decline/").status_code == 302
    message = post.fresh(offered)
    assert (message.offered, message.state, DisclosureRequest.objects.count()) == ("", "submitted", 0)
    assert Deadline.objects.of(ref(message)).running().count() == 2
    assert visitor.get("/mailbox/track/offer/").status_code == 302
    assert visitor.post("/mailbox/track/offer/decline/").status_code == 409


def test_an_answer_ends_the_offer(post, offered, visitor) -> None:
    services.accept(offered, **post.as_(Role.INFO_CLERK))
    services.submit_answer(offered, answer=ANSWER, **post.as_(Role.HANDLER))
    services.approve(offered, **post.as_(Role.DEPT_REVIEWER))
    with pytest.raises(StaleState):
        services.accept_offer(post.fresh(offered), added=ADDED, actor=CITIZEN, at=moment(3, 3))
    assert "要您决定" not in words(visitor.get("/mailbox/track/"))


def test_nobody_asks_whose_writer_cannot_be_asked(post, police) -> None:
    values = LETTER | {"kind": "help"}
    by_phone = services.register(organ=post.organ, source="phone", values=values, **post.as_(Role.HANDLER)).message
    with pytest.raises(NotAllowed, match="不是在网上写的"):
        services.convert(by_phone, **ASKED, **post.as_(Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.convert(post.received(), **ASKED, **police.as_(Role.HANDLER))


# --- to the hotline -----------------------------------------------------------------------------------

HOTLINE = {"code": "hotline", "reason": "要市政抢修，不归我们管"}
URL = "https://hotline.example.com/orders"


@pytest.mark.duty("S1-4.3")
def test_the_hotline_gets_one_numbered_order_without_the_writer(post, settings) -> None:
    settings.HOTLINE_URL = URL
    message = post.accepted(kind="help", title="路灯不亮", text="张小满：翠湖路的路灯不亮，电话13812345678。")
    services.convert(message, **HOTLINE, **post.as_(Role.HANDLER))
    order, notice = HotlineOrder.objects.get(), Notice.objects.get(kind="hotline_order")
    assert (order.number, message.converted_to) == ("热2026-000001", "热线工单 热2026-000001")
    assert (notice.channel, plain_text(notice, "address"), order.delivery) == ("webhook", URL, "待发送")
    assert ("翠湖路的路灯不亮" in notice.body, "市政抢修" in notice.body) == (True, True)
    assert ("张小满" in notice.body, "13812345678" in notice.body) == (False, False)
    assert message.state == "handling"
    with pytest.raises(StaleState):
        services.convert(message, **HOTLINE, **post.as_(Role.HANDLER))
    assert Notice.objects.filter(kind="hotline_order").count() == 1


def test_without_an_address_there_is_no_hotline(post) -> None:
    with pytest.raises(NotAllowed, match="HOTLINE_URL"):
        services.convert(post.accepted(), **HOTLINE, **post.as_(Role.HANDLER))


# --- side by side -------------------------------------------------------------------------------------


def test_two_clicks_at_once_file_one_request_and_lose_nothing(post, offered) -> None:
    def agree(_place):
        return services.accept_offer(post.fresh(offered), added=ADDED, actor=CITIZEN, at=MORNING)

    results = at_once(agree, range(4))
    assert [type(each) for each in results].count(Taken) == 1
    request, message = DisclosureRequest.objects.get(), post.fresh(offered)
    assert (message.state, message.converted_to) == ("redirected", f"依申请公开 {request.number}")
    assert request.files.count() == 1
