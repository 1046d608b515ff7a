"""签发 and 发布: the last steps to the page."""

from datetime import date, datetime

import pytest

from disclosure.documents import services
from disclosure.documents.models import AnnotationWording, Document, NumberSeries
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.search.models import IndexTask
from tests.disclosure.office import MORNING, open_office


@pytest.mark.duty("S2-1.3")
def test_a_document_passes_every_hand_and_is_public(office) -> None:
    document = office.fresh(office.published())
    assert document.state == "published"
    assert document.doc_number == "临教发〔2026〕1号"
    assert document.index_number == "11370000004503125F/2026-00001"
    assert document.formed_on == date(2026, 5, 21)
    assert document.summary == "现就做好招生工作通知如下。"
    assert list(Document.objects.public()) == [document]


@pytest.mark.duty("S0-5.8")
def test_the_note_below_the_date_names_the_attribute(office) -> None:
    assert office.signed().annotation == "（此件主动公开）"


@pytest.mark.duty("S0-5.8")
def test_an_organ_may_word_the_note_otherwise(office) -> None:
    AnnotationWording.objects.create(organ=office.organ, attribute="active", text="此件公开发布")
    assert office.signed().annotation == "（此件公开发布）"


@pytest.mark.duty("S0-1.11a", "S2-1.10", "S0-5.9", "S1-3.3a")
def test_signing_starts_twenty_working_days_and_publication_stops_them(office) -> None:
    document = office.signed()
    clock = Deadline.objects.get()
    # 2026-06-19 is the Dragon Boat Festival, a Friday; the twentieth working day is the Thursday before.
    assert (clock.rule, clock.opened_on, clock.due_on) == ("PUBLISH", date(2026, 5, 21), date(2026, 6, 18))
    services.publish(document, **office.as_(Role.INFO_CLERK))
    clock.refresh_from_db()
    assert (clock.closed_on, clock.outcome) == (date(2026, 5, 21), "done")


@pytest.mark.duty("S3-2.5b", "S0-1.11b")
def test_a_penalty_has_seven_working_days(office) -> None:
    office.at = datetime(2026, 4, 29, 9, 0, tzinfo=SHANGHAI)
    office.signed(kind="处罚结果")
    clock = Deadline.objects.get()
    assert (clock.rule, clock.due_on) == ("PENALTY_PUBLISH", date(2026, 5, 12))


@pytest.mark.duty("S0-1.11b")
def test_a_budget_has_twenty_natural_days(office) -> None:
    office.signed(kind="预算决算")
    clock = Deadline.objects.get()
    assert (clock.rule, clock.due_on) == ("BUDGET_PUBLISH", date(2026, 6, 10))


@pytest.mark.duty("S0-1.11b")
def test_the_drafter_may_name_another_limit(office) -> None:
    office.signed(publish_rule="CONTRACT_PUBLISH")
    assert Deadline.objects.get().due_on == date(2026, 5, 25)


def test_a_text_older_than_the_limit_has_no_clock(office) -> None:
    office.signed(signing={"formed_on": date(1998, 3, 1), "numbered": False})
    assert not Deadline.objects.exists()


@pytest.mark.duty("S2-10.5d", "law.E6")
def test_the_time_of_publication_is_the_servers(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.draft(published_at=datetime(2026, 1, 1, tzinfo=SHANGHAI))
    assert refused.value.messages == {"published_at": "这一项由系统填写，不能自己填"}
    assert office.published().published_at == MORNING


def test_the_date_of_the_text_cannot_be_in_the_future(office) -> None:
    document = office.reviewed()
    with pytest.raises(InvalidInput) as refused:
        office.sign(document, formed_on=date(2026, 5, 22))
    assert refused.value.messages == {"formed_on": "成文日期不能晚于今天"}


def test_printing_cannot_come_before_the_text(office) -> None:
    document = office.reviewed()
    with pytest.raises(InvalidInput) as refused:
        office.sign(document, formed_on=date(2026, 5, 20), printed_on=date(2026, 5, 19))
    assert refused.value.messages == {"printed_on": "印发日期不能早于成文日期"}


def test_publication_waits_for_the_day_of_printing(office) -> None:
    document = office.signed(signing={"printed_on": date(2026, 5, 22)})
    with pytest.raises(Blocked) as blocked:
        services.publish(document, **office.as_(Role.INFO_CLERK))
    assert blocked.value.reasons == ("印发日期不能晚于发布的日子",)


def test_numbers_of_one_series_have_no_gap_and_no_double(office) -> None:
    first = office.signed()
    with pytest.raises(InvalidInput):
        office.sign(office.reviewed(), expires_on=date(2026, 1, 1), effective_on=date(2026, 6, 1))
    second = office.signed()
    assert (first.doc_number, second.doc_number) == ("临教发〔2026〕1号", "临教发〔2026〕2号")
    assert NumberSeries.objects.get().last == 2


def test_an_unnumbered_document_takes_no_number(office) -> None:
    assert office.signed(signing={"numbered": False}).doc_number == ""
    assert office.signed().doc_number == "临教发〔2026〕1号"


def test_an_organ_without_a_number_code_says_so(db) -> None:
    office = open_office(number_code="")
    with pytest.raises(InvalidInput) as refused:
        office.signed()
    assert refused.value.messages == {"numbered": "临江市教育局没有登记机关代字，不能编发文字号"}


def test_an_organ_without_a_credit_code_cannot_publish(db) -> None:
    office = open_office(uscc=None)
    with pytest.raises(Blocked) as blocked:
        office.published()
    assert blocked.value.reasons == ("临江市教育局没有登记统一社会信用代码，编不出索引号",)


@pytest.mark.duty("S0-1.12a")
def test_publication_needs_a_column_in_use(office) -> None:
    document = office.signed()
    office.column.is_active = False
    office.column.save(update_fields=["is_active"])
    with pytest.raises(Blocked) as blocked:
        services.publish(office.fresh(document), **office.as_(Role.INFO_CLERK))
    assert blocked.value.reasons == ("还没有选定在用的栏目",)


@pytest.mark.duty("S2-10.6a", "S2-10.6b")
def test_a_repost_names_its_source_with_an_address(office) -> None:
    with pytest.raises(Blocked) as blocked:
        office.submitted(source_kind="repost")
    assert blocked.value.reasons == ("转载的要写明来源", "转载的要附原文链接，来源不明的不发布")
    document = office.submitted(source_kind="repost", source_name="某省教育厅", source_url="https://www.gov.cn/1.htm")
    assert document.state == "checking"


@pytest.mark.duty("S0-5.6.1c")
def test_the_signer_has_the_last_word_on_the_attribute(office) -> None:
    document = office.reviewed()
    office.sign(document, attribute="on_request", attribute_reason="内部管理", withholding_basis="X16a")
    assert (document.state, document.attribute) == ("filed", "on_request")


@pytest.mark.duty("S0-5.6.1b")
def test_the_signer_must_give_reason_and_article_for_withholding(office) -> None:
    document = office.reviewed(attribute_reason="")
    with pytest.raises(InvalidInput) as refused:
        office.sign(document, attribute="withheld")
    assert refused.value.messages == {
        "attribute_reason": "不主动公开的，要说明理由",
        "withholding_basis": "不主动公开的，要选定依据的条款",
    }


@pytest.mark.duty("S3-3.1e", "S2-1.12")
def test_the_signer_cannot_open_what_the_secrecy_review_closed(office) -> None:
    document = office.reviewed(
        attribute="on_request",
        attribute_reason="内部管理",
        withholding_basis="X16a",
        conclusion="on_request",
    )
    with pytest.raises(Blocked) as blocked:
        office.sign(document, attribute="active")
    assert blocked.value.reasons == ("保密审查结论是“依申请公开”，不能定为“主动公开”",)


def test_only_the_organs_own_clerks_publish(office) -> None:
    document = office.signed()
    other = open_office("czj", "临江市财政局", "临财发", "113700000045031415")
    with pytest.raises(NotAllowed):
        services.publish(document, **other.as_(Role.INFO_CLERK))


def test_publication_asks_search_in_the_same_transaction(office) -> None:
    document = office.published()
    assert list(IndexTask.objects.values_list("label", "object_id")) == [("disclosure.document", document.pk)]
