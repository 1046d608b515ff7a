"""The desk: what waits, the acts, many opinions at once, the table that says nobody's name."""

import re
from datetime import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from disclosure.consultations import services
from disclosure.consultations.models import Consultation, Opinion
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from tests.disclosure.consultations.hearing import (
    MORNING,
    answered,
    closed,
    drafted,
    fresh,
    opened,
    said,
    token,
)

ROOT = "/admin/disclosure/consultation/"


@pytest.fixture
def desk(office, client, settings, stand):
    """Takes a role and returns a browser signed in as who holds it."""
    settings.STAFF_OTP_REQUIRED = False

    def sit_down(role):
        person = office.people[role]
        person.is_staff, person.password_changed_at = True, MORNING
        person.save(update_fields=["is_staff", "password_changed_at"])
        client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
        return client

    return sit_down


def press(client, address, **values):
    """Open the page of an act and send its form."""
    page = client.get(address)
    assert page.status_code == 200, address
    hidden = {name: page.context[name] for name in ("seen",)} | {"version": page.context["revision"]}
    return client.post(address, hidden | values)


def test_a_consultation_goes_its_way_on_the_desk(office, desk) -> None:
    row = drafted(office, short_reason="")
    act = f"{ROOT}{row.pk}/change/act/"
    press(
        desk(Role.HANDLER), f"{act}set_questions/", questions="单选：坐校车吗\n坐\n不坐\n\n填写：还有什么（可以不答）"
    )
    assert [(each.kind, each.is_required) for each in row.questions.all()] == [("single", True), ("text", False)]
    press(desk(Role.HANDLER), f"{act}submit/")
    press(desk(Role.SECRECY_REVIEWER), f"{act}review_secrecy/", opinion="不涉及七种情形。")
    press(desk(Role.SIGNER), f"{act}approve/")
    press(desk(Role.INFO_CLERK), f"{act}publish/")
    assert fresh(row).state == "open"
    page = desk(Role.HANDLER).get(f"{ROOT}{row.pk}/change/").content.decode()
    assert "归纳意见（没有归的0条）" in page


@pytest.mark.duty("S0-4.8a")
def test_a_tick_of_the_reviewer_sends_it_back(office, desk) -> None:
    row = services.submit(drafted(office), **office.as_(Role.HANDLER))
    act = f"{ROOT}{row.pk}/change/act/review_secrecy/"
    press(desk(Role.SECRECY_REVIEWER), act, found=["stability"], opinion="会引起误解。")
    assert (fresh(row).state, fresh(row).secrecy_kinds) == ("draft", "stability")


@pytest.mark.duty("S0-6.6")
def test_the_queue_and_the_list_chase_the_result_until_it_is_out(office, desk, stand) -> None:
    row = closed(office, opened(office))
    late = datetime(2026, 11, 17, 9, 0, tzinfo=SHANGHAI)
    stand(late)
    client = desk(Role.HANDLER)
    assert "归纳、答复意见，送审结果" in client.get("/admin/").content.decode()
    listed = client.get(ROOT).content.decode()
    assert "超期，应当2026-11-16公布" in listed
    assert row.title in client.get(f"{ROOT}?due=overdue").content.decode()
    office.at = late
    services.submit_result(answered(office, row), **office.as_(Role.HANDLER))
    services.publish_result(row, **office.as_(Role.DISCLOSURE_HEAD))
    assert row.title not in client.get(f"{ROOT}?due=overdue").content.decode()
    assert row.title in client.get(f"{ROOT}?due=late").content.decode()


def test_ticked_opinions_and_everything_a_filter_finds_are_grouped_at_once(office, desk) -> None:
    row = opened(office)
    first, *_ = [said(row, text=f"太贵{place}") for place in range(3)]
    said(row, text="线路太少")
    client, address = desk(Role.HANDLER), f"{ROOT}{row.pk}/change/grouping/"
    client.post(address, {"opinion": [first.pk], "new_theme": "价格", "which": "ticked"})
    theme = row.themes.get()
    assert [each.pk for each in theme.opinions.all()] == [first.pk]
    client.post(f"{address}?theme=none&words=太贵", {"theme": theme.pk, "which": "everything"})
    assert theme.opinions.count() == 3
    page = client.get(address).content.decode()
    assert "线路太少" in page
    assert "太贵0" not in page
    client.post(f"{address}?theme={theme.pk}", {"opinion": [first.pk], "theme": "none", "which": "ticked"})
    assert theme.opinions.count() == 2
    assert client.post(address, {"opinion": ["x"], "theme": "", "which": "ticked"}).status_code == 302
    assert desk(Role.SIGNER).post(address, {"opinion": [first.pk], "theme": theme.pk}).status_code == 403


def test_a_page_of_grouping_costs_the_same_whatever_is_on_it(office, desk) -> None:
    row = opened(office)
    client, address = desk(Role.HANDLER), f"{ROOT}{row.pk}/change/grouping/?theme="
    said(row)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(60):
        said(row)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(one)


@pytest.mark.duty("law.K")
def test_the_table_has_every_opinion_and_nobody(office, desk) -> None:
    row = opened(office)
    said(row, text="打我电话13812345678。", anchor="p-3")
    services.answer_opinion(Opinion.objects.get(), verdict="partly", reason="降到0.4元。", **office.as_(Role.HANDLER))
    client = desk(Role.HANDLER)
    answer = client.get(f"{ROOT}{row.pk}/change/opinions.csv")
    text = b"".join(answer.streaming_content).decode()
    assert text.splitlines()[1].split(",")[2:] == [
        '"第3段"',
        '"建议修改"',
        '"居民"',
        '""',
        '"打我电话138****5678。"',
        '""',
        '"部分采纳"',
        '"降到0.4元。"',
    ]
    assert "周晓燕" not in text
    book = load_workbook(BytesIO(client.get(f"{ROOT}{row.pk}/change/opinions.xlsx").content))
    assert book.active["G2"].value == "打我电话138****5678。"
    assert Event.objects.filter(act="export_opinions").count() == 2
    assert client.get(f"{ROOT}{row.pk}/change/opinions.doc").status_code == 404


def test_opinions_are_released_many_at_once_and_those_that_cannot_be_stay(office, desk) -> None:
    row = opened(office)
    good, private = said(row, name=""), said(row, consents=False)
    form = {"action": "show", "_selected_action": [good.pk, private.pk]}
    desk(Role.HANDLER).post("/admin/disclosure/opinion/", form)
    assert (fresh(good).state, fresh(private).state) == ("shown", "valid")


def test_figures_by_kind_of_person_district_stance_and_adoption(office, desk) -> None:
    row = opened(office)
    said(row, district="翠湖街道", person_kind="expert")
    said(row, stance="support")
    page = desk(Role.HANDLER).get(f"{ROOT}{row.pk}/change/?tab=figures").content.decode()
    for words in ("意见2条", "专家学者", "翠湖街道", "没有填写", "1（50%）"):
        assert words in page, words
    assert Consultation.objects.get().state == "open"


def asked_in_writing(office):
    """A consultation whose questionnaire has one question to write under."""
    row = drafted(office)
    questions = [
        {"kind": "single", "text": "孩子坐校车吗", "options": ["坐", "不坐"]},
        {"kind": "text", "text": "还想说什么"},
    ]
    services.set_questions(row, questions=questions, **office.as_(Role.HANDLER))
    services.submit(row, **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[], opinion="不涉及。", **office.as_(Role.SECRECY_REVIEWER))
    services.approve(row, **office.as_(Role.SIGNER))
    return services.publish(row, **office.as_(Role.INFO_CLERK))


def replied(row, text):
    given = {"answers": {1: ["0"], 2: [text]}, "who": {"person_kind": "citizen"}, "token": token()}
    return services.fill_in(row, **given, actor=services.CITIZEN, moment=lambda: MORNING)


@pytest.mark.duty("S0-6.1", "law.K")
def test_what_was_written_into_a_questionnaire_is_read_at_the_desk_page_by_page(office, desk) -> None:
    row = asked_in_writing(office)
    for place in range(100):
        replied(row, f"早上{place}路没有座位")
    replied(row, "请打13812345678。")
    client, address = desk(Role.HANDLER), f"{ROOT}{row.pk}/change/?tab=texts"
    page = client.get(address).content.decode()
    assert page.count("路没有座位") == 100
    assert "2. 还想说什么" in page
    following = re.search(r'href="(\?tab=texts&amp;after=[0-9]+)"', page)[1].replace("&amp;", "&")
    rest = client.get(f"{ROOT}{row.pk}/change/{following}").content.decode()
    assert "路没有座位" not in rest
    assert "请打" in rest
    assert "13812345678" not in rest
    assert 'rel="next"' not in rest
    assert client.get(f"{address}&after=x").content.decode().count("路没有座位") == 100


def test_without_a_question_to_write_under_there_is_no_such_page(office, desk) -> None:
    row = opened(office)
    assert "tab=texts" not in desk(Role.HANDLER).get(f"{ROOT}{row.pk}/change/").content.decode()
