"""Organs, columns, code lists, working days; errors in one shape; the page that explains it all."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_an_organ_tells_where_it_is(client, office) -> None:
    (row,) = client.get("/api/v1/organs/").json()["results"]
    assert row | {"active_from": ""} == {
        "code": "jyj",
        "name": "临江市教育局",
        "short_name": "教育局",
        "kind": "工作部门",
        "parent": None,
        "uscc": "11370000004503125F",
        "number_code": "临教发",
        "address": "",
        "postcode": "",
        "phone": "",
        "hours": "",
        "duties": "",
        "active_from": "",
        "active_to": None,
        "successor": None,
        "url": "http://testserver/organs/jyj/",
    }
    assert client.get("/api/v1/organs/jyj/").json() == row


def test_columns_are_found_by_organ(client, office) -> None:
    (row,) = client.get("/api/v1/columns/", {"organ": "jyj"}).json()["results"]
    assert (row["code"], row["name"], row["organ"]) == ("jyj-policy", "政策文件", "jyj")
    assert client.get("/api/v1/columns/", {"organ": "gaj"}).json()["results"] == []
    office.column.is_active = False
    office.column.save(update_fields=["is_active"])
    assert client.get("/api/v1/columns/jyj-policy/").status_code == 404


def test_code_lists_say_what_filters_take(client) -> None:
    lists = client.get("/api/v1/codes/").json()
    assert lists["validity"][0] == {"code": "有效", "name": "有效"}
    assert len(lists["kinds"]) == 42
    topic = client.get("/api/v1/topics/").json()[10]
    assert (topic["code"], topic["name"], topic["count"]) == ("11", "科技、教育", 0)
    assert topic["parts"][1] == {"code": "1102", "name": "教育"}


def test_the_calendar_knows_worked_weekends_and_holidays(client) -> None:
    days = client.get("/api/v1/calendar/", {"from": "2026-09-19", "to": "2026-09-26"}).json()
    assert [(day["date"][-2:], day["is_workday"], day["name"]) for day in days] == [
        ("19", False, "周六"),
        ("20", True, "调休上班"),
        ("21", True, "工作日"),
        ("22", True, "工作日"),
        ("23", True, "工作日"),
        ("24", True, "工作日"),
        ("25", False, "中秋节"),
        ("26", False, "周六"),
    ]
    assert client.get("/api/v1/calendar/", {"from": "2031-10-01", "to": "2031-10-01"}).json() == [
        {"date": "2031-10-01", "is_workday": False, "name": "国庆节（暂定）", "provisional": True}
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "x"}, "from"),
        ({"from": "2026-05-01", "to": "2026-04-01"}, "to"),
        ({"from": "2020-01-01", "to": "2026-01-01"}, "to"),
    ],
)
def test_a_wrong_stretch_of_the_calendar_is_refused(client, query, field) -> None:
    response = client.get("/api/v1/calendar/", query)
    assert (response.status_code, list(response.json()["fields"])) == (400, [field])


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "/api/v1/nothing/", 404, "not_found"),
        ("post", "/api/nothing", 404, "not_found"),
        ("get", "/api/v1/documents/999/", 404, "not_found"),
        ("get", "/api/v1/organs/nobody/", 404, "not_found"),
        ("post", "/api/v1/documents/", 405, "method_not_allowed"),
        ("get", "/api/v1/documents/?year=x", 400, "invalid"),
        ("get", "/api/v1/search/?year=x", 400, "invalid"),
        ("get", "/api/v1/deadlines/calculate/", 400, "invalid"),
    ],
)
def test_every_error_has_the_same_shape(client, method, address, status, code) -> None:
    response = getattr(client, method)(address)
    answer = response.json()
    assert (response.status_code, answer["code"], sorted(answer)) == (status, code, ["code", "fields", "message"])
    assert re.search("[\u4e00-\u9fff]", answer["message"])


def test_too_many_requests_are_told_when_to_come_back(client, monkeypatch) -> None:
    monkeypatch.setattr("rest_framework.throttling.AnonRateThrottle.THROTTLE_RATES", {"anon": "1/min"})
    codes = [client.get("/api/v1/codes/", REMOTE_ADDR="203.0.113.77") for _ in range(2)]
    assert [one.status_code for one in codes] == [200, 429]
    assert codes[1].json()["code"] == "too_many"
    assert 0 < int(codes[1]["Retry-After"]) <= 60


def test_json_is_answered_whatever_is_asked_for(client) -> None:
    response = client.get("/api/v1/codes/?format=xml", headers={"Accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_the_page_explains_every_operation(client) -> None:
    page = client.get("/api/docs/").content.decode()
    schema = client.get("/api/schema/?format=json").json()
    operations = [one["operationId"] for methods in schema["paths"].values() for one in methods.values()]
    assert [name for name in operations if f'id="op-{name}"' not in page] == []
    for words in ("公开的文件", "可能从来没有公开过", "翻页", "until", "关于做好2026年义务教育阶段招生工作的通知"):
        assert words in page
    assert "://" not in re.sub(r'"https?://(testserver|www\.linjiang\.example|beian)[^"]*"', "", page).replace(
        "&quot;https://www.linjiang.example", ""
    ).replace("curl &quot;http", "")


def test_the_schema_names_every_error(client) -> None:
    schema = client.get("/api/schema/?format=json").json()
    lists = schema["paths"]["/api/v1/documents/"]["get"]["responses"]
    assert sorted(lists) == ["200", "400", "429"]
    assert sorted(schema["paths"]["/api/v1/documents/{id}/"]["get"]["responses"]) == ["200", "400", "404", "410", "429"]
    assert sorted(schema["paths"]["/api/v1/search/"]["get"]["responses"]) == ["200", "400", "429", "503"]
