"""A citizen asks for data without an account; the organ answers in time; everybody reads it by consent."""

import re
from dataclasses import replace

import pytest

from disclosure.data_requests import services, views
from disclosure.data_requests.models import DataRequest
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.notices.composing import letter_of
from portal.notices.models import Notice
from portal.receipts import codes
from portal.receipts.filing import AlreadyFiled
from portal.site.throttling import SlowDown
from tests.disclosure.data_requests.asked import REFUSAL, answered, ask, drafted
from tests.disclosure.datasets.sets import fresh, listed, published
from tests.staff.test_coordination import lines, press

TYPED = {
    "title": "学区划分",
    "organ": "jyj",
    "wanted": "每所小学的招生范围，电话13812345678。",
    "purpose": "",
    "email": "",
    "consents": "yes",
    "website": "",
}


@pytest.fixture
def desk_of(client, office, settings):
    settings.STAFF_OTP_REQUIRED = False

    def enter(role):
        user = office.people[role]
        user.is_staff, user.password_changed_at = True, office.at
        user.save(update_fields=["is_staff", "password_changed_at"])
        client.force_login(user, backend="portal.accounts.backends.AppointmentBackend")
        return client

    return enter


@pytest.mark.duty("S3-5.3c")
def test_a_request_has_a_number_a_code_and_a_day(office) -> None:
    sent = ask(office)
    assert sent.row.number == "临教数2026-0001"
    assert codes.fits(sent.row.code_hash, sent.row.number, sent.code)
    clock = Deadline.objects.get(subject_label="disclosure.datarequest")
    assert (clock.rule, str(clock.due_on)) == ("LETTER_REPLY", "2026-06-11")
    assert "reader@example.com" not in str(DataRequest.objects.values())


def test_sent_twice_is_filed_once(office) -> None:
    token = codes.new_token()
    first, again = ask(office, token=token), ask(office, token=token)
    assert (again.row.pk, again.code, DataRequest.objects.count()) == (first.row.pk, first.code, 1)
    with pytest.raises(AlreadyFiled):
        ask(office, token=token, title="别的")


@pytest.mark.duty("law.K")
def test_personal_data_somebody_typed_is_masked_before_it_is_stored(office) -> None:
    row = ask(office, wanted="联系我13812345678").row
    assert row.wanted == "联系我138****5678"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"wanted": " "}, "wanted"),
        ({"email": "no"}, "email"),
        ({"wanted": "机密★"}, "wanted"),
    ],
)
def test_what_cannot_be_filed_is_told_at_its_field(office, values, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(office, **values)
    assert list(refused.value.messages) == [field]


@pytest.mark.duty("S3-5.3c")
def test_one_person_writes_the_answer_and_another_lets_it_out(office) -> None:
    row = drafted(office)
    with pytest.raises(NotAllowed):
        services.approve(row, **office.as_(Role.HANDLER))
    services.approve(row, **office.as_(Role.DISCLOSURE_HEAD))
    assert not Deadline.objects.running().filter(subject_label="disclosure.datarequest").exists()
    letter = letter_of(Notice.objects.get(kind="data_request_answered"), at=office.at)
    assert (letter.to, "学区" in letter.body, "临教数2026-0001" in letter.body) == ("reader@example.com", False, True)


def test_opened_means_that_the_data_are_there(office) -> None:
    row = ask(office).row
    with pytest.raises(InvalidInput) as refused:
        services.draft_answer(row, values=REFUSAL | {"outcome": "opened"}, **office.as_(Role.HANDLER))
    assert refused.value.messages == {"dataset": "请选择开放的数据集"}
    hidden = drafted(office, row, outcome="opened", dataset=listed(office))
    with pytest.raises(Blocked):
        services.approve(hidden, **office.as_(Role.DISCLOSURE_HEAD))
    services.send_back(hidden, reason="数据还没有发布", **office.as_(Role.DISCLOSURE_HEAD))
    dataset = fresh(published(office, listed(office, title="学区")).dataset)
    assert answered(office, hidden, outcome="opened", dataset=dataset).state == "answered"


@pytest.mark.duty("law.K")
def test_an_answer_with_a_private_number_does_not_get_out(office) -> None:
    row = drafted(office, answer="请找王某某，手机13812345678。")
    with pytest.raises(Blocked) as refused:
        services.approve(row, **office.as_(Role.DISCLOSURE_HEAD))
    assert refused.value.reasons == ("答复里有手机号，请改写",)


def test_everybody_reads_what_the_asker_agreed_to_and_nothing_else(client, office) -> None:
    shown = answered(office, ask(office, title="学区地图").row)
    answered(office, ask(office, title="私下的需求", consents=False).row)
    ask(office, title="没有答复的需求")
    page = client.get("/data/requests/").content.decode()
    assert [title for title in ("学区地图", "私下的需求", "没有答复的需求") if title in page] == ["学区地图"]
    services.take_down(shown, reason="情况变了", **office.as_(Role.SIGNER))
    assert "学区地图" not in client.get("/data/requests/?page=1").content.decode()


def test_the_way_of_a_citizen_through_the_pages(client, office, time_machine) -> None:
    time_machine.move_to(office.at, tick=False)
    form = client.get("/data/requests/new/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', form)[1]
    sent = client.post("/data/requests/new/", TYPED | {"token": token})
    assert (sent.status_code, sent["Location"]) == (302, "/data/requests/new/done/")
    receipt = client.get("/data/requests/new/done/").content.decode()
    number, code = "临教数2026-0001", re.search(r'id="code">([^<]+)<', receipt)[1]
    assert (number in receipt, "6月11日" in receipt) == (True, True)
    wrong = client.post("/data/requests/track/", {"number": number, "code": "AAAA"}).content.decode()
    assert "编号和查询码对不上" in wrong
    assert client.post("/data/requests/track/", {"number": number, "code": code}).status_code == 302
    assert "机关正在办理" in client.get("/data/requests/track/").content.decode()
    answered(office, DataRequest.objects.get())
    page = client.get("/data/requests/track/")
    assert ("还没有定稿" in page.content.decode(), page["Cache-Control"]) == (True, "no-store, private")
    assert client.post("/data/requests/track/leave/").status_code == 302
    assert "还没有定稿" not in client.get("/data/requests/track/").content.decode()


def test_a_machine_is_thanked_and_forgotten(client, office) -> None:
    assert client.post("/data/requests/new/", TYPED | {"website": "x"}).status_code == 302
    assert not DataRequest.objects.exists()


def test_nothing_typed_is_lost_and_one_address_files_only_so_many(client, office, monkeypatch) -> None:
    monkeypatch.setattr(views, "_box", replace(views._box, limit=SlowDown("data-request", limit=1, seconds=3600)))
    lacking = client.post("/data/requests/new/", TYPED | {"title": ""}).content.decode()
    assert ("请填写想要的数据" in lacking, "每所小学的招生范围" in lacking) == (True, True)
    first, second = (client.post("/data/requests/new/", TYPED) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 200)
    assert "提交得太多了" in second.content.decode()


def test_the_desk_answers_and_another_desk_lets_it_out(office, desk_of, time_machine) -> None:
    time_machine.move_to(office.at, tick=False)
    row = ask(office).row
    desk = desk_of(Role.HANDLER)
    assert lines(desk) == [("数据需求：学区划分", "起草答复")]
    given = {"outcome": "planned", "answer": "下半年整理以后开放。", "dataset": ""}
    assert press(desk, row, "draft_answer", **given).status_code == 302
    head = desk_of(Role.DISCLOSURE_HEAD)
    assert press(head, row, "approve").status_code == 302
    assert "同意开放，正在整理" in head.get("/data/requests/").content.decode()
