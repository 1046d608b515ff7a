"""What anybody reads: the list, one decision, what is left of it afterwards, and the same as data."""

from datetime import timedelta

import pytest

from disclosure.credit import services
from disclosure.credit.models import CreditRecord
from disclosure.credit.states import RecordState
from portal.accounts.states import Role
from portal.search import indexing
from tests.disclosure.credit.records import COMPANY, PERSON, cleared, published, register, submitted

HIDDEN_WORDS = {
    RecordState.DRAFT: "丁香",
    RecordState.CHECKING: "山茶",
    RecordState.CLEARED: "木槿",
    RecordState.WITHDRAWN: "牡丹",
    RecordState.REPAIRED: "玫瑰",
    RecordState.ENDED: "茉莉",
    RecordState.CANCELLED: "芍药",
}
SHOWN_WORD = "桂花"


def text_of(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode()


def names(client, query: str = "") -> list[str]:
    return [row.party_name for row in client.get(f"/credit/{query}").context["listing"].rows]


def one_in_every_state(office):
    """State → record, each with a word of its own in every text."""
    office.at -= timedelta(days=120)
    built = {}
    for state, word in {**HIDDEN_WORDS, RecordState.PUBLISHED: SHOWN_WORD}.items():
        make = {"draft": register, "checking": submitted, "cleared": cleared, "cancelled": register}.get(
            state, published
        )
        texts = {"facts": f"{word}的事实", "content": f"{word}的内容", "cause": word, "remark": word}
        day = {"decided_on": office.at.date() - timedelta(days=1)}
        more = {"ends_on": office.at.date()} if state == RecordState.ENDED else {}
        built[state] = make(office, party_name=f"{word}有限公司", number=f"{state}号", **texts, **day, **more)
    office.at += timedelta(days=119)
    services.withdraw(built["withdrawn"], reason="已被撤销。", **office.as_(Role.SIGNER))
    repair = {"repair_number": "修1号", "reason": "已经纠正。"}
    services.repair(built["repaired"], **repair, **office.as_(Role.DISCLOSURE_HEAD))
    services.end_what_is_over(at=office.at)
    services.cancel(built["cancelled"], reason="错了", **office.as_(Role.HANDLER))
    return {state: CreditRecord.objects.get(pk=record.pk) for state, record in built.items()}


@pytest.mark.duty("S3-2.5b", "S3-2.6f", "S2-1.13b")
def test_no_page_feed_search_or_interface_shows_what_is_not_public(client, office) -> None:
    records = one_in_every_state(office)
    assert {state: record.state for state, record in records.items()} == {state: state for state in RecordState}
    indexing.rebuild(at=office.at)
    lists = ["/credit/", "/feeds/credit/", "/feeds/credit.json", "/api/v1/credit/", "/sitemap-credit.xml"]
    own = [f"{root}{record.pk}/" for record in records.values() for root in ("/credit/", "/api/v1/credit/")]
    shown = {address: text_of(client, address) for address in [*lists, *own]}
    leaks = [(address, word) for address, text in shown.items() for word in HIDDEN_WORDS.values() if word in text]
    assert leaks == []
    assert SHOWN_WORD in shown["/credit/"]
    assert SHOWN_WORD in shown["/api/v1/credit/"]
    for state, word in {**HIDDEN_WORDS, RecordState.PUBLISHED: SHOWN_WORD}.items():
        found = f"/credit/{records[state].pk}/" in text_of(client, f"/search/?q={word}")
        assert found is (state == RecordState.PUBLISHED), state


@pytest.mark.duty("S3-2.5b")
def test_what_was_taken_down_keeps_a_page_that_says_why(client, office) -> None:
    records = one_in_every_state(office)
    expected = {
        "draft": 404, "checking": 404, "cleared": 404, "cancelled": 404,
        "published": 200, "withdrawn": 410, "repaired": 410, "ended": 410,
    }  # fmt: skip
    for root in ("/credit/", "/api/v1/credit/"):
        assert {state: client.get(f"{root}{row.pk}/").status_code for state, row in records.items()} == expected
    page = text_of(client, f"/credit/{records['withdrawn'].pk}/")
    assert "已被撤销。" in page
    assert "withdrawn号" in page
    gone = client.get(f"/api/v1/credit/{records['repaired'].pk}/").json()["withdrawn"]
    assert (gone["reason"], gone["standing"]) == ("已经纠正。", "已信用修复")


def test_the_page_shows_the_public_fields_and_no_others(client, office) -> None:
    record = published(office, representative="法人甲", remark="内部备注")
    page = text_of(client, record.get_absolute_url())
    assert all(words in page for words in ("临江测试商贸有限公司", "91370100000000001W", "罚款1万元", "2029-05-18"))
    assert "法人甲" not in page
    assert "内部备注" not in page
    answer = client.get(f"/api/v1/credit/{record.pk}/").json()
    assert {"heading": "处罚类别", "value": "警告、罚款"} in answer["facts"]
    assert "法人甲" not in str(answer)


@pytest.mark.duty("law.K")
def test_a_natural_person_is_nowhere_named(client, office) -> None:
    record = published(office, **PERSON, facts="赵某某举办培训班。")
    indexing.rebuild(at=office.at)
    addresses = (
        "/credit/",
        record.get_absolute_url(),
        "/feeds/credit/",
        "/api/v1/credit/",
        f"/api/v1/credit/{record.pk}/",
    )
    assert [address for address in addresses if "赵某某" in text_of(client, address)] == []
    page = text_of(client, record.get_absolute_url())
    assert "赵**" in page
    assert '<meta name="robots" content="noindex">' in page
    assert record.get_absolute_url() not in text_of(client, "/search/?q=赵某某")
    assert record.get_absolute_url() not in text_of(client, "/sitemap-credit.xml")


def test_an_overturned_decision_says_so_until_it_is_withdrawn(client, office) -> None:
    record = published(office)
    given = {"overturned_on": office.at.date(), "reason": "撤销。"}
    services.report_overturned(record, **given, **office.as_(Role.HANDLER))
    assert "这项决定已经变更或者撤销" in text_of(client, record.get_absolute_url())


def test_the_list_is_narrowed_by_kind_organ_party_and_year(client, office) -> None:
    published(office)
    published(office, kind="licence", **COMPANY | {"party_name": "临江另一公司", "party_code": "913701000000000020"})
    assert names(client) == ["临江另一公司", "临江测试商贸有限公司"]
    assert names(client, "?kind=licence") == ["临江另一公司"]
    assert names(client, "?organ=jyj&year=2026&name=测试") == ["临江测试商贸有限公司"]
    assert names(client, "?name=913701000000000020") == ["临江另一公司"]
    for nothing in ("?kind=x", "?organ=x", "?year=2025", "?year=0000", "?year=二〇二六", "?name=%00没有"):
        assert names(client, nothing) == []
    assert [row["kind"] for row in client.get("/api/v1/credit/?kind=penalty").json()["results"]] == ["penalty"]


def test_a_longer_list_costs_no_more_queries(client, office, django_assert_num_queries) -> None:
    published(office)
    address = "/credit/?kind=penalty"
    client.get(address)
    with django_assert_num_queries(4):
        client.get(address)
    for number in range(3):
        published(office, number=f"{number}号")
    with django_assert_num_queries(4):
        assert len(names(client, "?kind=penalty")) == 4
