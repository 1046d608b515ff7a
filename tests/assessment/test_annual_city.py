"""The city's own report is the sum of its organs', and the counted tables are those of the cases."""

from datetime import date, datetime

import pytest

from assessment.annual_reports import services
from assessment.annual_reports.checks import difference
from assessment.annual_reports.selectors import counted
from disclosure.credit.models import CreditRecord
from disclosure.documents.models import Document
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.errors import Blocked
from tests.assessment.reports import JANUARY, OTHER_TEXTS, PAPER, TEXTS, opened, published

CITY_TEXTS = {
    "disclosure": "市政府门户全年更新稿件近万条，规章规范性文件和重点领域信息集中展示。",
    "requests": "全市合并统计，逐件核对。",
    "management": "建成统一的文件库。",
    "platform": "市县镇三级同一个平台。",
    "supervision": "按月通报，年底考评。",
    "problems": "各单位不平衡，来年分片指导。",
    "others": "无其他事项。",
}


def city_draft(city):
    """Two organs published; the street not yet. The city counts and writes."""
    reports = opened(city)
    published(city, reports["jiaoyu"])
    published(city, reports["zhujian"], **OTHER_TEXTS)
    clerk = city.as_("city", Role.HANDLER, JANUARY)
    report = services.count(reports["city"], **clerk)
    return reports, services.write(report, values=CITY_TEXTS, **clerk)


@pytest.mark.duty("S2-9.3b")
def test_the_city_is_the_sum_of_its_organs_cell_by_cell(city) -> None:
    _, report = city_draft(city)
    third = report.values["3"]
    assert (third["1"]["natural"], third["1"]["total"], third["3.7"]["total"]) == (20, 24, 26)
    assert (third["2"]["total"], third["4"]["total"]) == (4, 2)
    assert report.values["4"]["review"] == {"upheld": 2, "corrected": 0, "other": 0, "open": 2, "total": 4}
    assert report.faults() == []


@pytest.mark.duty("S2-9.3b", "S1-5.6c")
def test_a_cell_of_the_city_that_is_not_the_sum_is_named(city) -> None:
    _, report = city_draft(city)
    clerk = city.as_("city", Role.HANDLER)
    services.type_cell(report, cell="2/licences/decisions", value="7", note=PAPER, **clerk)
    words = "表二“行政许可”行“本年处理决定数量”列：各机关合计0，汇总是7"
    assert [finding.text for finding in difference(report.values, report.sum(), year=2025)] == [words]
    with pytest.raises(Blocked, match=words):
        services.sign(report, **city.as_("city", Role.HEAD))


@pytest.mark.duty("S2-9.3b", "S2-9.3c")
def test_whoever_has_not_reported_is_named_before_the_city_signs(city, client) -> None:
    reports, report = city_draft(city)
    words = "翠湖街道的报告还没有通过，没有汇总进来"
    with pytest.raises(Blocked, match=words):
        services.sign(report, **city.as_("city", Role.HEAD))
    services.confirm(report, warning=words, reason="已发督查单，限期补报。", **city.as_("city", Role.HANDLER))
    services.sign(report, **city.as_("city", Role.HEAD))
    services.submit(report, **city.as_("city", Role.HANDLER))
    services.clear(report, **city.leader())
    services.publish(report, **city.as_("city", Role.HANDLER))
    page = client.get("/annual-reports/city/2025/").content.decode()
    assert "临江市人民政府2025年政府信息公开工作年度报告" in page
    assert reports["cuihu"].state == "draft"


def test_an_organ_sent_back_afterwards_stops_the_city(city) -> None:
    reports = opened(city)
    cleared = published(city, reports["jiaoyu"])
    clerk = city.as_("city", Role.HANDLER, JANUARY)
    report = services.count(reports["city"], **clerk)
    type(cleared).objects.filter(pk=cleared.pk).update(state="draft", published_at=None)
    assert {finding.rule for finding in report.faults()} == {7}


MARCH = datetime(2025, 3, 1, 9, 0, tzinfo=SHANGHAI)


def document(city, number: int, **fields) -> None:
    Document.objects.create(
        organ=city.organs["jiaoyu"],
        issuer="临江市教育局",
        title=f"通知之{number}",
        body="正文。",
        body_html="<p>正文。</p>",
        state="published",
        attribute="active",
        index_number=f"jyj-{number}",
        **{"kind": "通知", "is_normative": True, "published_at": MARCH} | fields,
    )


def record(city, number: int, kind: str, decided_on: date) -> None:
    CreditRecord.objects.create(
        organ=city.organs["jiaoyu"],
        kind=kind,
        number=f"临教许〔2025〕{number}号",
        party_name="临江市实验培训学校",
        party_type="organisation",
        decided_on=decided_on,
        state="published",
        published_at=datetime(2025, 6, 1, 9, 0, tzinfo=SHANGHAI),
    )


@pytest.mark.duty("S2-9.4.3.2", "S2-9.4.3.3")
def test_table_2_is_counted_from_documents_and_decisions(city) -> None:
    """Made in 2025: two; repealed in 2025: one; in force at its end: the two and one of 2023."""
    document(city, 1, formed_on=date(2025, 2, 1))
    document(city, 2, formed_on=date(2025, 12, 31))
    document(city, 3, formed_on=date(2023, 5, 1))
    document(city, 4, formed_on=date(2020, 5, 1), repealed_on=date(2025, 7, 1))
    document(city, 5, formed_on=date(2021, 5, 1), expires_on=date(2024, 12, 31))
    document(city, 6, formed_on=date(2026, 1, 1))
    document(city, 7, formed_on=date(2025, 4, 1), is_normative=False)
    record(city, 1, "licence", date(2025, 1, 1))
    record(city, 2, "licence", date(2025, 12, 31))
    record(city, 3, "licence", date(2024, 12, 31))
    record(city, 4, "penalty", date(2025, 8, 1))
    assert counted(city.organs["jiaoyu"], 2025)["2"] == {
        "rules": {"made": 0, "repealed": 0, "in_force": 0},
        "normative": {"made": 2, "repealed": 1, "in_force": 3},
        "licences": {"decisions": 2},
        "penalties": {"decisions": 1},
        "coercion": {"decisions": 0},
        "charges": {"fees": "0.00"},
    }


def test_each_number_of_table_2_leads_to_what_it_counts(city, client) -> None:
    document(city, 1, formed_on=date(2025, 2, 1))
    record(city, 1, "licence", date(2025, 1, 1))
    report = opened(city)["jiaoyu"]
    client.force_login(city.people["jiaoyu", Role.HEAD])
    address = f"/admin/assessment/annualreport/{report.pk}/change/"
    page = client.get(address).content.decode()
    assert [code for code in ("normative/made", "normative/in_force", "licences/decisions") if code not in page] == []
    assert "cell/?code=2/coercion/decisions" not in page  # nothing is kept that it could count
    made = client.get(f"{address}cell/", {"code": "2/normative/made"})
    assert [row.title for row, _ in made.context["entries"]] == [str(Document.objects.get())]
    licences = client.get(f"{address}cell/", {"code": "2/licences/decisions"})
    assert [row.title for row, _ in licences.context["entries"]] == [
        "行政许可：临江市实验培训学校（临教许〔2025〕1号）"
    ]
    assert client.get(f"{address}cell/", {"code": "2/coercion/decisions"}).status_code == 404


@pytest.mark.duty("S1-5.6a", "S2-9.4.3.1", "S2-9.4.3.4", "S2-9.4.3.5", "S2-9.4.3.6", "law.C13")
def test_up_to_2020_the_old_form_and_from_2021_the_new_one(city) -> None:
    old, new = opened(city, 2020)["jiaoyu"], opened(city, 2021)["jiaoyu"]
    assert (old.form, new.form) == ("国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号")
    assert list(old.values["2"]["rules"]) == ["new", "opened", "open"]
    assert old.values["2"]["services"] == {"before": 0, "change": 0, "decisions": 0}
    assert old.values["2"]["procurement"] == {"projects": 0, "spent": "0"}
    assert list(new.values["2"]["rules"]) == ["made", "repealed", "in_force"]
    assert not {"services", "procurement"} & set(new.values["2"])


@pytest.mark.duty("S2-9.4.1")
def test_the_title_makes_itself(city) -> None:
    assert opened(city)["cuihu"].title == "临江市翠湖街道办事处2025年政府信息公开工作年度报告"


@pytest.mark.duty("S2-9.4.7")
def test_the_note_on_fees_writes_itself(city) -> None:
    report = opened(city)["jiaoyu"]
    assert report.fee_note == "2025年没有收取信息处理费。"
    report.fees_yuan = 320
    assert report.fee_note == "2025年收取信息处理费320元。"
    assert TEXTS["others"] not in report.fee_note
