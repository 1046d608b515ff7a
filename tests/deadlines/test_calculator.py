"""期限计算器 as a visitor and as a program use it."""

import re
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.django_db

PAGE = "/calculator/"
FILE = "/calculator/deadline.ics"
API = "/api/v1/deadlines/calculate/"


def text_of(response) -> str:
    """The page as read aloud: tags dropped, blanks collapsed."""
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", body).split())


def cell(response, day) -> str:
    """The class and the text of one day's cell."""
    found = re.search(
        rf'<td class="([^"]*)"><time datetime="{day}">.*?</time>(.*?)</td>', response.content.decode(), re.DOTALL
    )
    return f"{found[1]}|{re.sub(r'<[^>]+>', '', found[2])}"


# --- page ---------------------------------------------------------------------------------------------


@pytest.mark.duty("S2-2.6c")
def test_the_page_shows_the_end_and_every_day(client) -> None:
    response = client.get(PAGE, {"rule": "FOI_REPLY", "from": "2026-09-18"})
    page = text_of(response)
    assert "最晚答复日2026年10月22日（星期四）" in page
    assert "9月18日收到，第二天（9月19日，周六）起算。中秋、国庆假期和周末不算。9月20日和10月10日调休上班，算。" in page
    assert "2026年9月14日至10月25日。收到的当天不算，从第二天数起。" in page
    assert cell(response, "2026-09-18") == "r|收到"
    assert cell(response, "2026-09-20") == "c|班第1天"
    assert cell(response, "2026-09-25") == "s|中秋节"
    assert cell(response, "2026-09-26") == "s|"
    assert cell(response, "2026-10-22") == "c end|截止"
    assert cell(response, "2026-10-23") == "out|"


def test_the_first_visit_answers_for_today(client) -> None:
    response = client.get(PAGE)
    assert response.status_code == 200
    assert "最晚答复日" in text_of(response)


def test_stops_are_shown_hatched_and_may_be_sent_as_pairs_or_joined(client) -> None:
    pairs = {"rule": "FOI_REPLY", "from": "2026-03-02", "pause_from": "2026-03-06", "pause_to": "2026-03-25"}
    joined = {"rule": "FOI_REPLY", "from": "2026-03-02", "pause": "2026-03-06:2026-03-25"}
    for query in (pairs, joined):
        response = client.get(PAGE, query)
        assert cell(response, "2026-03-09") == "p|暂停"
        assert cell(response, "2026-04-17") == "c end|截止"
        assert "中间暂停13个工作日，不算。" in text_of(response)


def test_a_date_in_a_year_without_notice_says_it_is_provisional(client) -> None:
    response = client.get(PAGE, {"rule": "FOI_REPLY", "from": "2026-12-15"})
    assert "最晚答复日（暂定）2027年1月13日（星期三）" in text_of(response)
    assert "日期暂定，以国务院办公厅通知为准。" in text_of(response)
    assert cell(response, "2027-01-13") == "c end tentative|暂定"


def test_hours_show_the_minute(client) -> None:
    response = client.get(PAGE, {"rule": "OPINION_STATEMENT", "from": "2026-09-30T21:30"})
    assert "最晚发布时刻2026年10月1日（星期四） 02:30" in text_of(response)
    assert 'type="datetime-local"' in response.content.decode()


def test_hours_without_a_time_ask_for_it_at_the_field(client) -> None:
    response = client.get(PAGE, {"rule": "OPINION_STATEMENT", "from": "2026-09-30"})
    assert response.context["question"].errors == {
        "from": "“重大突发舆情发布权威信息”按小时计算，日期和时刻都要写，例如2026-09-18 14:30。"
    }
    assert 'value="2026-09-30"' in response.content.decode()


REPLY, PUBLISH = "rule=FOI_REPLY&from=2026-09-18", "rule=PUBLISH&from=2026-09-18"
WRONG = [
    ("rule=FOI_REPLY", "from", "请写起算的日子。"),
    ("rule=FOI_REPLY&from=明天", "from", "日期请写成2026-09-18的样子。"),
    ("rule=FOI_REPLY&from=2026-02-30", "from", "日历上没有这一天，请核对。"),
    ("rule=FOI_REPLY&from=9999-12-31", "from", "请写1949年到2199年之间的日子。"),
    (f"rule=FOI_REPLY&from={'2' * 40000}", "from", "日期请写成2026-09-18的样子。"),
    ("rule=NO_SUCH&from=2026-09-18", "rule", "没有代码为“NO_SUCH”的期限，请从期限列表里选。"),
    (f"rule={'x' * 40000}&from=2026-09-18", "rule", "没有这个期限。"),
    ("from=2026-09-18", "rule", "请选择要算的期限。"),
    (
        "rule=FOI_CORRECTION_NOTICE&from=2019-05-14",
        "from",
        "“补正通知”的期限从2019年5月15日起施行，不能用来算更早的日子。",
    ),
    (f"{REPLY}&extend=21", "extend", "延长合计不能超过20个工作日，现在最多还能延长20个工作日。"),
    (f"{REPLY}&extend=-1", "extend", "延期请写大于0的天数。"),
    (f"{REPLY}&extend=很多", "extend", "延期请写天数，例如10。"),
    (f"{PUBLISH}&extend=5", "extend", "“文件公开”的期限不能延长。"),
    (f"{PUBLISH}&pause=2026-09-19:2026-09-21", "pause", "“文件公开”的期限不能暂停。"),
    (f"{REPLY}&pause=2026-09-21:2026-09-20", "pause", "暂停结束的日子不能早于开始的日子。"),
    (f"{REPLY}&pause=2026-09-21", "pause", "暂停要写两个日子：从哪天，到哪天。"),
    (f"{REPLY}&pause=2026-09-01:2026-09-21", "pause", "这一天不能早于2026年9月18日。"),
    (f"{PUBLISH}&restart=2026-09-21", "restart", "“文件公开”的期限不会重新计算。"),
    (f"{REPLY}&restart=2026-09-17", "restart", "这一天不能早于2026年9月18日。"),
]


@pytest.mark.parametrize(("query", "field", "message"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_answer_is_named_at_its_field_on_the_page_and_in_the_interface(client, query, field, message) -> None:
    page = client.get(f"{PAGE}?{query}")
    assert (page.status_code, page.context["question"].errors) == (200, {field: message})
    assert "<title>错误：期限计算器" in page.content.decode()
    api = client.get(f"{API}?{query}")
    assert (api.status_code, api.json()["code"], api.json()["fields"]) == (400, "invalid", {field: [message]})
    assert client.get(f"{FILE}?{query}")["Content-Type"].startswith("text/html")


def test_nothing_typed_is_lost(client) -> None:
    query = {
        "rule": "THIRD_PARTY_REPLY",
        "from": "<b>昨天</b>",
        "pause_from": "九月",
        "pause_to": "十月",
        "restart": "2026-09-21",
        "extend": "七",
    }
    body = client.get(PAGE, query).content.decode()
    for typed in ("&lt;b&gt;昨天&lt;/b&gt;", "九月", "十月", "2026-09-21", "七"):
        assert f'value="{typed}"' in body
    assert re.search(r'<option value="THIRD_PARTY_REPLY"[^>]* selected>', body) is not None
    assert "<b>昨天" not in body


@pytest.mark.parametrize("value", ["\x00", "😀", "<script>alert(1)</script>", "' OR 1=1 --", "2026-09-18\r\nX: y"])
@pytest.mark.parametrize("field", ["rule", "from", "pause", "restart", "extend"])
def test_strange_input_is_answered_with_a_clear_message(client, field, value) -> None:
    query = {"rule": "FOI_REPLY", "from": "2026-09-18"} | {field: value}
    response = client.get(PAGE, query)
    assert response.status_code == 200
    assert list(response.context["question"].errors) == [field]
    assert client.get(API, query).status_code == 400


def test_days_may_be_written_the_chinese_way(client) -> None:
    for written in ("2026年9月18日", "2026/9/18", "2026.9.18", " 2026-09-18 "):
        assert client.get(API, {"rule": "FOI_REPLY", "from": written}).json()["due"] == "2026-10-22"


def test_every_limit_can_be_chosen_and_answers(client) -> None:
    rules = client.get("/api/v1/deadlines/rules/").json()
    assert len(rules) == 89
    for row in rules:
        start = "2026-09-18T10:00" if "小时" in row["length"] else "2026-09-18"
        response = client.get(PAGE, {"rule": row["code"], "from": start})
        assert response.context["question"].errors == {}
        assert response.context["answer"].verb in text_of(response)


def test_a_long_period_folds_its_middle(client) -> None:
    page = text_of(client.get(PAGE, {"rule": "LAWSUIT_DIRECT", "from": "2026-03-18"}))
    assert "中间21周照样逐日计算，这里不列" in page


def test_the_page_can_only_be_read(client) -> None:
    assert client.post(PAGE, {"rule": "FOI_REPLY"}).status_code == 405


def test_a_stop_that_changes_nothing_says_so(client) -> None:
    query = {"rule": "FOI_REPLY", "from": "2026-03-02", "pause": "2026-03-31:2026-04-30"}
    assert "2026年3月31日开始的暂停在期限届满以后，不影响截止日。" in text_of(client.get(PAGE, query))


@pytest.mark.parametrize(("code", "queries"), [("FOI_REPLY", 2), ("INTERPRET", 3)])
def test_a_page_costs_a_handful_of_queries(client, django_assert_num_queries, code, queries) -> None:
    client.get(PAGE, {"rule": code, "from": "2026-09-18"})
    with django_assert_num_queries(queries):
        client.get(PAGE, {"rule": code, "from": "2026-09-18"})


# --- calendar entry -----------------------------------------------------------------------------------


def test_the_end_can_be_put_into_a_calendar(client) -> None:
    response = client.get(FILE, {"rule": "FOI_REPLY", "from": "2026-09-18"})
    lines = response.content.decode().split("\r\n")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="foi_reply-2026-10-22.ics"'
    assert {"DTSTART;VALUE=DATE:20261022", "DTEND;VALUE=DATE:20261023", "TRIGGER:-P1D"} <= set(lines)
    assert "SUMMARY:最晚答复日：申请公开的答复" in lines
    assert max(len(line.encode()) for line in lines) == 75
    assert response.content.endswith(b"END:VCALENDAR\r\n")


def test_an_hour_becomes_a_moment_in_the_calendar(client) -> None:
    body = client.get(FILE, {"rule": "OPINION_STATEMENT", "from": "2026-09-30 21:30"}).content.decode()
    assert "DTSTART:20260930T183000Z\r\n" in body


# --- interface ----------------------------------------------------------------------------------------


@pytest.mark.duty("law.A5.6")
def test_the_interface_gives_every_day(client) -> None:
    query = urlencode([("rule", "FOI_REPLY"), ("from", "2026-03-02"), ("pause", "2026-03-06:2026-03-25")])
    body = client.get(f"{API}?{query}").json()
    assert (body["rule"], body["from"], body["due"], body["provisional"]) == (
        "FOI_REPLY",
        "2026-03-02",
        "2026-04-17",
        False,
    )
    assert len(body["days"]) == 47
    assert sum(day["counted"] for day in body["days"]) == 20
    assert body["days"][0] == {"date": "2026-03-02", "label": "收到当日，不计", "counted": False, "number": None}
    assert body["days"][7] == {"date": "2026-03-09", "label": "暂停，不计", "counted": False, "number": None}
    assert body["days"][-1] == {"date": "2026-04-17", "label": "第20个工作日", "counted": True, "number": 20}


def test_the_interface_takes_restart_and_extension(client) -> None:
    query = {"rule": "FOI_REPLY", "from": "2026-01-04", "restart": "2026-01-30", "extend": "20"}
    assert client.get(API, query).json()["due"] == "2026-04-02"


def test_a_stop_before_the_restart_is_forgotten_and_one_after_it_counts(client) -> None:
    query = [("rule", "FOI_REPLY"), ("from", "2026-02-02"), ("restart", "2026-03-02")]
    stops = [("pause", "2026-02-03:2026-03-05"), ("pause", "2026-03-06:2026-03-25")]
    assert client.get(f"{API}?{urlencode(query + stops)}").json()["due"] == "2026-04-17"


def test_too_many_stops_are_refused(client) -> None:
    query = [("rule", "FOI_REPLY"), ("from", "2026-03-02")] + [("pause", "2026-03-06:2026-03-07")] * 11
    assert client.get(f"{API}?{urlencode(query)}").json()["fields"] == {"pause": ["暂停最多写10次。"]}


def test_the_interface_is_throttled(client, monkeypatch) -> None:
    monkeypatch.setattr("portal.deadlines.api.CalculatorThrottle.rate", "2/min")
    query = {"rule": "FOI_REPLY", "from": "2026-09-18"}
    assert [client.get(API, query).status_code for _ in range(3)] == [200, 200, 429]


def test_the_link_of_a_result_leads_to_the_same_result(client) -> None:
    query = {
        "rule": "FOI_REPLY",
        "from": "2026年3月2日",
        "pause_from": "2026-3-6",
        "pause_to": "2026-3-25",
        "extend": "2",
    }
    response = client.get(PAGE, query)
    again = client.get(response.context["self_url"])
    assert response.context["self_url"] == (
        "/calculator/?rule=FOI_REPLY&from=2026-03-02&pause=2026-03-06%3A2026-03-25&extend=2"
    )
    assert again.context["answer"] == response.context["answer"]
