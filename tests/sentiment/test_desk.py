"""The staff pages: register, case, acts, ledger, the duty screen."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from portal.accounts.states import Role
from sentiment.responses.models import Response
from sentiment.tickets.models import Ticket
from tests.disclosure.office import open_office
from tests.sentiment.town import ANSWER, FRIDAY_NIGHT, OPINION, fresh, night

LIST = "/admin/sentiment/ticket/"
ONE_OCLOCK = night(1)


@pytest.fixture
def desk(town, client, settings, time_machine):
    """Sign in as somebody at a moment."""
    settings.STAFF_OTP_REQUIRED = False

    def sign_in(code, role, at=ONE_OCLOCK):
        client.logout()
        time_machine.move_to(at, tick=False)
        client.force_login(town.people[code, role])
        return client

    return sign_in


def _typed(**changed):
    moments = {"known_at": "2026-09-25T23:40", "happened_at": ""}
    return OPINION | moments | {"organ": "", "concerned": []} | changed


def _act(client, ticket, act, **values):
    address = f"/admin/sentiment/{ticket._meta.model_name}/{ticket.pk}/change/act/{act}/"
    version = str(type(ticket).objects.get(pk=ticket.pk).version)
    return client.post(address, {"version": version, **values})


@pytest.mark.duty("S1-5.5a", "S0-3.9a")
def test_the_office_registers_a_ticket_and_sees_who_answers(town, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    answer = client.post(f"{LIST}start/register/", _typed(organ=town.organs["city"].pk))
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{ticket.pk}/change/")
    assert ticket.known_at == FRIDAY_NIGHT
    page = client.get(answer["Location"]).content.decode()
    for words in ("属于“教育”领域", "市教育局主要负责人", "其他舆情回应", "剩46小时"):
        assert words in page, words


def test_a_wrong_moment_comes_back_at_its_field(town, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    answer = client.post(f"{LIST}start/register/", _typed(organ=town.organs["city"].pk, known_at="2026-09-26T01:01"))
    assert "知悉时间不能晚于现在" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_the_whole_way_by_forms(town, desk) -> None:
    ticket = town.registered()
    client = desk("jiaoyu", Role.HANDLER)
    assert _act(client, ticket, "monitor").status_code == 302
    client = desk("jiaoyu", Role.DEPT_REVIEWER)
    judged = {
        "level": "large",
        "content_degree": "medium",
        "public_degree": "high",
        "media_degree": "low",
        "will_respond": "yes",
        "respond_reason": "关注度高",
        "disposition": "solve",
    }
    assert _act(client, ticket, "judge", **judged).status_code == 302
    client = desk("jiaoyu", Role.HANDLER)
    assert _act(client, ticket, "respond").status_code == 302
    assert _act(client, ticket, "draft", **ANSWER).status_code == 302
    response = Response.objects.get()
    assert _act(client, response, "submit").status_code == 302
    assert _act(desk("jiaoyu", Role.SECRECY_REVIEWER), response, "clear").status_code == 302
    assert _act(desk("jiaoyu", Role.SIGNER, night(2)), response, "publish").status_code == 302
    assert fresh(ticket).responded_at == night(2)
    page = client.get(f"{LIST}{ticket.pk}/change/").content.decode()
    assert ANSWER["title"] in page
    assert "已办结" in page


def test_what_is_missing_leads_to_the_act_that_mends_it(town, desk) -> None:
    ticket = town.responding(town.registered(), night(1))
    page = desk("jiaoyu", Role.HANDLER, night(2)).get(f"{LIST}{ticket.pk}/change/").content.decode()
    assert '还没有发布回应　<a href="act/draft/">现在补</a>' in page


def test_likely_duplicates_are_pointed_out(town, desk) -> None:
    first, second = town.registered(), town.registered(title="完全不同的说法")
    other = town.registered(links="https://example.com/other", title="别的事情")
    page = desk("jiaoyu", Role.HANDLER).get(f"{LIST}{second.pk}/change/").content.decode()
    assert f'<a href="{LIST}{first.pk}/change/">' in page
    assert f'<a href="{LIST}{other.pk}/change/">' not in page


def test_an_organ_sees_its_own_and_what_concerns_it(town, desk) -> None:
    own = town.registered()
    concerned = town.registered(domain="", concerned=["jiaoyu", "yingji"], lead="yingji")
    elsewhere = town.registered(domain="05")
    client = desk("jiaoyu", Role.HANDLER)
    found = {ticket.pk: client.get(f"{LIST}{ticket.pk}/change/").status_code for ticket in (own, concerned, elsewhere)}
    assert found == {own.pk: 200, concerned.pk: 200, elsewhere.pk: 404}


@pytest.mark.duty("S1-5.5a")
def test_the_ledger_goes_out_as_a_workbook_with_what_one_may_see(town, desk) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(2))
    town.registered(domain="05", title="=HYPERLINK(1)")
    book = load_workbook(BytesIO(desk("jiaoyu", Role.HANDLER, night(3)).get(f"{LIST}ledger.xlsx").content))
    rows = list(book.active.values)
    assert [row[0] for row in rows] == ["编号", ticket.number]
    assert rows[1][6:9] == ("2026-09-25 23:40", "市教育局", "市教育局主要负责人")
    assert rows[1][13:16] == ("2026-09-26 02:00", None, "其他舆情回应 2026-09-27 23:40前，按时")
    everything = load_workbook(BytesIO(desk("city", Role.OVERSIGHT, night(3)).get(f"{LIST}ledger.xlsx").content))
    assert [row[1] for row in everything.active.values][1] == "=HYPERLINK(1)"
    assert everything.active.cell(row=2, column=2).data_type == "s"


def test_what_a_monitoring_system_found_is_imported_once(town, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    rows = "标题,基本情况,知悉时间,领域,级别,涉事单位\n" + (
        "食堂异味,有照片,2026-09-26 00:30,教育,较大,\n"
        "路灯不亮,多人反映,2026-09-26 00:10,,,市应急管理局\n"
        "没有单位,说不清,2026-09-26 00:10,,,\n"
        "以后的事,说不清,2026-09-27 00:10,教育,,\n"
    )
    for _ in range(2):
        file = SimpleUploadedFile("found.csv", rows.encode("utf-8-sig"))
        answer = client.post(f"{LIST}start/import_file/", {"organ": town.organs["city"].pk, "file": file})
        assert answer.status_code == 302
    found = Ticket.objects.order_by("pk").values_list("title", "organ__code", "level", "source", "known_at")
    assert list(found) == [
        ("食堂异味", "jiaoyu", "large", "monitor", night(0, 30)),
        ("路灯不亮", "yingji", "ordinary", "monitor", night(0, 10)),
    ]


def test_a_table_without_its_columns_is_refused(town, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    file = SimpleUploadedFile("found.csv", "标题\n甲\n".encode())
    answer = client.post(f"{LIST}start/import_file/", {"organ": town.organs["city"].pk, "file": file})
    assert "表里没有这些列：基本情况、知悉时间" in answer.content.decode()


@pytest.mark.duty("S3-4.5")
def test_the_duty_screen_has_the_colour_of_the_moment(town, desk) -> None:
    """The worker does nothing in between: the colours come from the clocks alone."""
    town.explosion()
    lines = f"{LIST}duty/lines/"
    seen = []
    for at in (night(0, 10), night(2), night(4, 41)):
        page = desk("city", Role.OVERSIGHT, at).get(lines).content.decode()
        seen.append([tone for tone in ("ok", "warn", "bad") if f"duty-line duty-{tone}" in page])
    assert seen == [["ok"], ["ok", "warn"], ["ok", "bad"]]


def test_the_duty_screen_is_whole_without_javascript(town, desk) -> None:
    ticket = town.explosion()
    page = desk("city", Role.OVERSIGHT).get(f"{LIST}duty/").content.decode()
    assert str(ticket) in page
    assert "提醒程序没有在运行" in page


def test_the_duty_screen_asks_as_much_for_many_tickets_as_for_one(town, desk) -> None:
    counted = []
    for amount in (1, 4):
        for place in range(amount):
            town.registered(title=f"第{amount}-{place}件")
        client = desk("city", Role.OVERSIGHT)
        client.get(f"{LIST}duty/lines/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{LIST}duty/lines/")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_the_queue_tells_the_approver_what_waits(town, desk) -> None:
    ticket = town.judged(town.explosion(), night(1))
    page = desk("yingji", Role.SIGNER, night(2)).get("/admin/").content.decode()
    assert ticket.title in page
    assert "批准处置意见" in page


def test_a_screenshot_stays_with_its_ticket_and_goes_to_nobody_else(town, desk) -> None:
    ticket = town.registered()
    client = desk("jiaoyu", Role.HANDLER)
    upload = SimpleUploadedFile("网页存档.txt", "帖子的文字".encode())
    assert _act(client, ticket, "add_files", uploads=upload).status_code == 302
    address = f"{LIST}{ticket.pk}/change/file/{ticket.files.get().pk}/"
    assert b"".join(client.get(address)) == "帖子的文字".encode()
    assert desk("yingji", Role.HANDLER).get(address).status_code == 404


def test_a_file_with_secrecy_marks_is_refused_at_its_field(town, desk) -> None:
    ticket = town.registered()
    upload = SimpleUploadedFile("网页存档.txt", "机密★1年".encode())
    answer = _act(desk("jiaoyu", Role.HANDLER), ticket, "add_files", uploads=upload)
    assert "密级标志" in answer.content.decode()
    assert not ticket.files.exists()


@pytest.mark.duty("S0-3.7")
@pytest.mark.parametrize("written", ["page", "number"])
def test_a_policy_is_named_by_its_address_or_its_number(town, desk, written) -> None:
    policy = open_office().published()
    typed = {"page": f"https://example.com{policy.get_absolute_url()}", "number": policy.doc_number}[written]
    client = desk("city", Role.OVERSIGHT)
    client.post(f"{LIST}start/register/", _typed(organ=town.organs["city"].pk, policy=typed))
    assert (Ticket.objects.get().rule, Ticket.objects.get().policy) == ("R3", policy)


def test_a_policy_nobody_finds_comes_back_at_its_field(town, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    answer = client.post(f"{LIST}start/register/", _typed(organ=town.organs["city"].pk, policy="临政发〔2099〕1号"))
    assert "没有找到这份已经公开的文件" in answer.content.decode()


def test_a_duplicate_is_merged_by_its_number(town, desk) -> None:
    first, second = town.registered(), town.registered()
    client = desk("jiaoyu", Role.HANDLER)
    assert f'value="{first.number}"' in client.get(f"{LIST}{second.pk}/change/act/merge/").content.decode()
    elsewhere = town.registered(domain="05")
    assert "没有找到这个编号" in _act(client, second, "merge", into=elsewhere.number).content.decode()
    assert _act(client, second, "merge", into=first.number).status_code == 302
    assert fresh(second).merged_into == first
