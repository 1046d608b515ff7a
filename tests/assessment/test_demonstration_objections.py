"""An objection while a name is shown: filed on the site without an account, dealt with before anybody is named."""

from datetime import date, datetime

import pytest

from assessment.demonstration import services
from assessment.demonstration.models import Candidacy, Dissent
from portal import clock
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.notices.composing import letter_of
from portal.notices.models import Notice
from portal.receipts import codes
from tests.assessment.city import FOUNDED, NOON
from tests.assessment.demonstrating import accepted, shown

LAST_DAY = datetime(2026, 5, 28, 23, 59, tzinfo=SHANGHAI)
OVER = datetime(2026, 5, 29, 9, tzinfo=SHANGHAI)


def objected(
    row: Candidacy, at: datetime = NOON, *, text: str = "公开栏一直是空的。", token: str = ""
) -> services.Sent:
    return services.object_to(row, text=text, token=token or codes.new_token(), actor=services.CITIZEN, at=at)


@pytest.fixture
def now(monkeypatch):
    """Sets the time of the server; it is noon of 21 May 2026."""

    def turn(at):
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    turn(NOON)
    return turn


@pytest.mark.duty("S1-7.3b")
def test_an_objection_on_the_site_has_number_and_code_and_stops_the_naming(city) -> None:
    row = shown(city, "jiaoyu", NOON)
    sent = objected(row)
    assert sent.row.number == "临政异2026-0001"
    assert codes.fits(sent.row.code_hash, sent.row.number, sent.code)
    assert Notice.objects.filter(subject_line__startswith="收到公示异议").count() == 1
    with pytest.raises(Blocked, match="还有1件异议没有处理"):
        services.name(row, **city.leader(OVER))
    values = {"upheld": False, "found": "当天正在换新。"}
    services.settle(row, dissent=sent.row, values=values, **city.office())
    assert services.name(row, **city.leader(OVER)).state == "named"


@pytest.mark.duty("S1-7.3b")
def test_it_is_taken_to_the_end_of_the_last_day_by_the_time_of_the_server(city) -> None:
    row = shown(city, "jiaoyu", NOON)
    with pytest.raises(services.Closed):
        objected(row, OVER)
    objected(row, LAST_DAY)
    with pytest.raises(services.Closed):
        objected(accepted(city, "zhujian", NOON))
    assert Dissent.objects.count() == 1


def test_the_same_form_sent_twice_is_one_objection(city) -> None:
    row, token = shown(city, "jiaoyu", NOON), codes.new_token()
    first, second = objected(row, token=token), objected(row, token=token)
    assert (first.row.pk, first.code) == (second.row.pk, second.code)
    with pytest.raises(services.AlreadyFiled):
        objected(row, token=token, text="别的话。")


def test_personal_data_in_it_is_masked_and_nothing_empty_is_kept(city) -> None:
    row = shown(city, "jiaoyu", NOON)
    assert "13812345678" not in objected(row, text="请打13812345678问我。").row.text
    with pytest.raises(InvalidInput):
        objected(row, text=" ")
    assert Dissent.objects.count() == 1


@pytest.mark.duty("S1-7.3b")
def test_anybody_objects_without_an_account_and_reads_the_answer(city, client, now) -> None:
    row = shown(city, "jiaoyu", NOON)
    address = f"/demonstrations/{row.pk}/objection/"
    assert address in client.get("/demonstrations/").content.decode()
    assert "公示到2026年5月28日24时" in client.get(address).content.decode()
    typed = {"text": "公开栏一直是空的。", "token": codes.new_token()}
    assert client.post(address, typed).url == "/demonstrations/objections/done/"
    receipt = client.get("/demonstrations/objections/done/").context["receipt"]
    door = "/demonstrations/objections/track/"
    assert "对不上" in client.post(door, {"number": receipt.number, "code": "AAAA"}).content.decode()
    assert client.post(door, {"number": receipt.number, "code": receipt.code}).url == door
    assert "正在核实" in client.get(door).content.decode()
    values = {"upheld": True, "found": "现场查看，公开栏是空的。"}
    services.settle(row, dissent=Dissent.objects.get(), values=values, **city.office())
    page = client.get(door).content.decode()
    assert [words for words in ("异议成立，不命名", "现场查看，公开栏是空的。") if words not in page] == []
    client.post(f"{door}leave/")
    assert "现场查看" not in client.get(door).content.decode()


def test_what_is_missing_is_said_a_machine_leaves_nothing_and_late_is_late(city, client, now) -> None:
    row = shown(city, "jiaoyu", NOON)
    address = f"/demonstrations/{row.pk}/objection/"
    assert "请写明异议" in client.post(address, {}).content.decode()
    assert client.post(address, {"text": "空的", "website": "x"}).status_code == 302
    now(OVER)
    assert "现在不收异议" in client.get(address).content.decode()
    refused = client.post(address, {"text": "晚了", "token": codes.new_token()})
    assert refused.status_code == 409
    assert "公示已经结束" in refused.content.decode()
    assert address not in client.get("/demonstrations/").content.decode()
    assert not Dissent.objects.exists()


def test_an_application_that_is_not_shown_takes_none(city, client, now) -> None:
    row = accepted(city, "jiaoyu", NOON)
    assert client.get(f"/demonstrations/{row.pk}/objection/").status_code == 404


def test_the_organ_reads_what_is_objected_and_no_digest(city, client, now) -> None:
    row = shown(city, "jiaoyu", NOON)
    made = objected(row).row
    client.force_login(city.people["jiaoyu", Role.HEAD])
    page = client.get(f"/admin/assessment/candidacy/{row.pk}/change/").content.decode()
    assert "公开栏一直是空的。" in page
    assert [secret for secret in (made.code_hash, made.token_digest, made.content_digest) if secret in page] == []


@pytest.mark.duty("S1-7.3b")
def test_an_objection_has_a_clock_and_who_left_an_address_is_told_of_the_answer(city) -> None:
    row = shown(city, "jiaoyu", NOON)
    given = {"text": "公开栏一直是空的。", "token": codes.new_token(), "email": "li@example.com"}
    made = services.object_to(row, **given, actor=services.CITIZEN, at=NOON).row
    heard = services.hear(row, source="电话", text="没有人接。", **city.office())
    clocks = Deadline.objects.running().filter(subject_label="assessment.candidacy", subject_id=row.pk)
    assert {clock.due_on for clock in clocks} == {date(2026, 6, 11)}  # fifteen working days after 21 May
    assert clocks.count() == 2
    with pytest.raises(Blocked, match="还有2件异议没有处理"):
        services.refuse(row, reason="查实", **city.leader())
    services.settle(row, dissent=made, values={"upheld": False, "found": "当天正在换新。"}, **city.office())
    [mail] = Notice.objects.filter(kind="dissent_answered")
    letter = letter_of(mail, at=NOON)
    assert letter.to == "li@example.com"
    assert "临政异2026-0001" in letter.body
    assert "换新" not in letter.body
    assert "li@example.com" not in f"{mail.address}{mail.body}{mail.subject_line}"
    services.settle(row, dissent=heard, values={"upheld": False, "found": "三次都有人接。"}, **city.office())
    assert Notice.objects.filter(kind="dissent_answered").count() == 1
    assert not clocks.all().exists()


def test_an_address_that_is_none_is_refused(city, client, now) -> None:
    row = shown(city, "jiaoyu", NOON)
    typed = {"text": "空的", "email": "不是地址", "token": codes.new_token()}
    page = client.post(f"/demonstrations/{row.pk}/objection/", typed).content.decode()
    assert "电子邮箱请填完整的邮箱" in page
    assert not Dissent.objects.exists()


def test_nobody_answers_an_objection_against_the_unit_that_employs_him(city) -> None:
    row = shown(city, "jiaoyu", NOON)
    made = objected(row).row
    both = city.people["city", Role.OVERSIGHT]
    Appointment.objects.create(user=both, organ=city.organs["jiaoyu"], role=Role.HANDLER, starts_on=FOUNDED)
    with pytest.raises(NotAllowed, match="应当回避"):
        services.settle(row, dissent=made, values={"upheld": False, "found": "没有。"}, **city.office())
