"""What anybody reads of lists: index, one list, one row, downloads, feed, search and interface."""

import csv
import io

import pytest

from disclosure.listings import services
from disclosure.listings.elements import TEMPLATES, Element, Group, ListTemplate, Type
from disclosure.listings.models import ListRow
from disclosure.listings.states import RowState
from portal.accounts.states import Role
from portal.search import indexing
from portal.workflow import blockers
from tests.disclosure.listings.rows import cleared, published, register, submitted

HIDDEN = {
    RowState.DRAFT: "丁香",
    RowState.CHECKING: "山茶",
    RowState.CLEARED: "木槿",
    RowState.REPLACED: "牡丹",
    RowState.WITHDRAWN: "玫瑰",
    RowState.CANCELLED: "芍药",
}
SHOWN = "桂花"
MAKE = {"draft": register, "checking": submitted, "cleared": cleared, "cancelled": register}


def text_of(client, address: str) -> str:
    return b"".join(client.get(address)).decode()


def one_in_every_state(office):
    """State → row, each with a word of its own in its texts."""
    built = {}
    for number, (state, word) in enumerate({**HIDDEN, RowState.PUBLISHED: SHOWN}.items()):
        make = MAKE.get(state, published)
        texts = {"title": f"{word}提案", "summary": f"{word}的答复", "with_whom": word}
        built[state] = make(office, "proposals", number=str(number), **texts)
    published(office, "proposals", number="3", title="新的提案")
    services.withdraw(built["withdrawn"], reason="有误。", **office.as_(Role.SIGNER))
    services.cancel(built["cancelled"], reason="错了", **office.as_(Role.HANDLER))
    return {state: ListRow.objects.get(pk=row.pk) for state, row in built.items()}


@pytest.mark.duty("S3-2.6f", "S2-1.13b")
def test_no_page_feed_download_search_or_interface_shows_what_is_not_public(client, office) -> None:
    rows = one_in_every_state(office)
    assert {state: row.state for state, row in rows.items()} == {state: state for state in RowState}
    indexing.rebuild(at=office.at)
    lists = ["/lists/", "/sitemap-lists.xml", "/api/v1/lists/", "/lists/proposals/", "/feeds/lists/",
             "/feeds/lists.json", "/api/v1/lists/proposals/", "/lists/proposals/rows.csv", "/lists/proposals/rows.json",
             "/lists/proposals/?words=%E7%9A%84"]  # fmt: skip
    own = [row.get_absolute_url() for row in rows.values()]
    shown = {address: text_of(client, address) for address in [*lists, *own]}
    assert [(address, word) for address, text in shown.items() for word in HIDDEN.values() if word in text] == []
    seen = [address for address, text in shown.items() if SHOWN in text]
    assert seen == [*lists[3:], rows["published"].get_absolute_url()]
    for state, word in {**HIDDEN, RowState.PUBLISHED: SHOWN}.items():
        found = rows[state].get_absolute_url() in text_of(client, f"/search/?q={word}")
        assert found is (state == RowState.PUBLISHED), state


@pytest.mark.duty("S4-1.8a", "S0-11.3", "S1-3.2b", "S4-1.7c")
def test_the_index_names_every_list_with_something_in_it_or_not(client, office) -> None:
    published(office)
    standing = {each.template.code: each.rows for _, rows in client.get("/lists/").context["groups"] for each in rows}
    assert set(standing) == set(TEMPLATES)
    assert {code for code, rows in standing.items() if rows} == {"budget"}
    page = text_of(client, "/lists/debt/")
    assert "这张清单还没有内容" in page


@pytest.mark.duty("S4-1.8a")
def test_a_list_is_found_checked_and_used_again(client, office) -> None:
    row = published(office)
    assert "128,400.5万元" in text_of(client, row.get_absolute_url())
    lines = list(csv.reader(io.StringIO(text_of(client, "/lists/budget/rows.csv").lstrip("\ufeff"))))
    assert dict(zip(*lines, strict=True))["收入总计（万元）"] == "128400.5"
    given = client.get("/lists/budget/rows.json").json()["rows"]
    assert [line["名称"] for line in given] == ["临江市教育局2026年部门预算"]
    (one,) = client.get("/api/v1/lists/budget/?year=2026&organ=jyj").json()["results"]
    assert (one["values"]["income"], one["organ"]["code"]) == ("128400.5", "jyj")
    fields = {row["code"]: row for row in client.get("/api/v1/lists/").json()}
    assert [each["name"] for each in fields["debt"]["elements"]][3:] == [
        "limit", "balance", "structure", "used_for", "repaid",
    ]  # fmt: skip


def test_a_list_is_narrowed_by_organ_year_and_words(client, office) -> None:
    published(office)
    published(office, title="临江市教育局2025年部门决算", kind="部门决算")

    def names(query: str) -> list[str]:
        return [row.title for row in client.get(f"/lists/budget/{query}").context["listing"].rows]

    assert names("") == ["临江市教育局2025年部门决算", "临江市教育局2026年部门预算"]
    assert names("?words=决算 新建&organ=jyj&year=2026") == ["临江市教育局2025年部门决算"]
    for nothing in ("?words=没有的", "?organ=x", "?year=2025", "?year=二〇二六", "?words=%00没有"):
        assert names(nothing) == []
    assert client.get("/lists/no-such/").status_code == 404
    assert client.get("/api/v1/lists/no-such/").status_code == 404
    assert client.get(f"/lists/debt/{ListRow.objects.first().pk}/").status_code == 404


def test_a_longer_list_costs_no_more_queries(client, office, django_assert_num_queries) -> None:
    published(office)
    client.get("/lists/budget/?year=2026")
    with django_assert_num_queries(3):
        client.get("/lists/budget/?year=2026")
    for number in range(3):
        published(office, title=f"{number}号预算")
    with django_assert_num_queries(3):
        assert len(client.get("/lists/budget/?year=2026").context["listing"].rows) == 4


@pytest.fixture
def bus_stops(monkeypatch):
    """A list nobody has thought of, as one row."""
    row = ListTemplate(
        code="bus-stops",
        title="公交站点",
        group=Group.PLANS,
        intro="站点和线路。",
        basis="测试",
        day="启用日期",
        key=("name",),
        elements=(Element("name", "站名", required=True), Element("seats", "座位", Type.NUMBER, unit="个")),
    )
    monkeypatch.setitem(TEMPLATES, row.code, row)
    return row


@pytest.mark.duty("S3-1.2", "S4-1.8a")
def test_a_new_list_is_one_row(client, office, bus_stops) -> None:
    given = {"template": "bus-stops", "formed_on": "2026-05-20", "values": {"name": "市政府站", "seats": "12"}}
    row = services.register(organ=office.organ, **given, **office.as_(Role.HANDLER))
    services.submit(row, **office.as_(Role.HANDLER))
    services.clear(row, **office.as_(Role.SECRECY_REVIEWER))
    services.publish(row, **office.as_(Role.DISCLOSURE_HEAD))
    assert "公交站点" in text_of(client, "/lists/")
    assert "12个" in text_of(client, "/lists/bus-stops/")
    assert "市政府站" in text_of(client, "/lists/bus-stops/rows.csv")
    assert client.get("/api/v1/lists/bus-stops/").json()["results"][0]["values"] == {"name": "市政府站", "seats": "12"}


WANTED = {
    "S3-2.2a": ("execution", {"measures", "steps", "duty", "supervision"}),
    "S3-2.4h": ("ppp", {"participation", "contract", "progress"}),
    "S3-2.2b": ("rectification", {"problem", "measures", "unit"}),
    "S3-2.2c": ("accountability", {"kind", "measure", "mended"}),
    "S1-5.2a": ("powers", {"basis", "duty", "accountability"}),
    "S4-1.3a": ("negative", {"kind", "measure", "basis"}),
    "S4-1.3b": ("random-plan", {"objects", "share", "when"}),
    "S3-2.5a": ("results", {"kind", "standing", "result"}),
    "S1-5.1a": ("plans", {"kind", "period", "goals"}),
}


@pytest.mark.duty(*WANTED)
@pytest.mark.parametrize(("code", "names"), WANTED.values(), ids=WANTED)
def test_a_row_without_what_the_rules_ask_is_not_handed_in(office, code, names) -> None:
    template = TEMPLATES[code]
    values = {each.name: each.options[0] if each.options else "1" for each in template.elements if not each.when}
    values |= {each.name: "" for each in template.elements if each.type is Type.LINK}
    kept = {template.elements[0].name, *template.key}
    given = {"organ": office.organ, "template": code, "formed_on": "2026-05-20"}
    row = services.register(values=values | dict.fromkeys(names - kept, ""), **given, **office.as_(Role.HANDLER))
    missing = {template.element(name).label for name in names - kept}
    assert {reason.removeprefix("还没有填写") for reason in _reasons(row, office)} >= missing
    assert missing


def _reasons(row, office) -> list[str]:
    return blockers(row, "submit", at=office.at)


@pytest.mark.duty("S4-1.6a", "S4-1.6b")
def test_the_six_steps_of_a_trade_are_rows_of_one_number(client, office) -> None:
    steps = TEMPLATES["trades"].element("step").options
    assert steps == ("交易公告", "资格审查结果", "交易过程信息", "成交信息", "履约信息", "变更信息")
    for step in steps:
        values = {
            "project": "城东地块出让",
            "number": "LJ-7",
            "kind": "其他",
            "step": step,
            "owner": "临江市自然资源局",
        }
        more = {"content": "见公告。", "winner": "某公司", "amount": "100"}
        given = {"template": "trades", "formed_on": "2026-05-20", "values": values | more}
        row = services.register(organ=office.organ, **given, **office.as_(Role.HANDLER))
        services.submit(row, **office.as_(Role.HANDLER))
        services.clear(row, **office.as_(Role.SECRECY_REVIEWER))
        services.publish(row, **office.as_(Role.DISCLOSURE_HEAD))
    found = client.get("/lists/trades/?words=LJ-7").context["listing"].rows
    assert sorted(row.values["step"] for row in found) == sorted(steps)
