"""An answer released to everybody: rewritten, screened, approved by somebody else, taken down with a reason."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from portal.accounts.models import Appointment
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from portal.files import services as files
from portal.screening.selectors import open_findings
from portal.search import indexing
from portal.search.registry import public_ids
from requests_app.proposing import selectors, services
from requests_app.proposing.models import PublishedAnswer
from tests.requests_app.agency import FOUNDED, Role, moment
from tests.requests_app.proposing.asked import ANOTHER, answered

pytestmark = pytest.mark.django_db

DAY = moment(date(2026, 3, 10))
WORDS = {
    "title": "翠湖里小区加装电梯工程的施工合同",
    "question": "翠湖里小区2025年加装电梯工程的施工合同和竣工验收报告。",
    "answer": "工程于2025年6月开工，9月竣工验收合格。",
}


def drafted(agency, *, request=None, role=Role.HANDLER, **words):
    return services.draft(organ=agency.organ, request=request, values=WORDS | words, **agency.as_(role, DAY))


def published(agency, **words):
    answer = drafted(agency, **words)
    services.submit(answer, **agency.as_(Role.HANDLER, DAY))
    return services.publish(answer, **agency.as_(Role.DISCLOSURE_HEAD, DAY))


@pytest.mark.duty("S4-1.5c")
def test_what_another_person_approved_is_read_by_everybody(agency, client) -> None:
    answer = published(agency)
    assert (answer.state, answer.authored_by, answer.approved_by) == ("published", "经办人", "公开工作机构负责人")
    page = client.get(f"/requests/answers/{answer.pk}/").content.decode()
    assert "9月竣工验收合格" in page
    assert WORDS["title"] in client.get("/requests/answers/").content.decode()
    assert WORDS["title"] in client.get("/feeds/answers/").content.decode()
    assert f"/requests/answers/{answer.pk}/" in client.get("/sitemap-answers.xml").content.decode()
    indexing.rebuild(at=DAY)
    assert f"/requests/answers/{answer.pk}/" in client.get("/search/?q=翠湖里小区加装电梯").content.decode()


@pytest.mark.parametrize("state", ["draft", "approval", "dropped"])
def test_nobody_outside_reads_what_is_not_released(agency, client, state) -> None:
    answer = drafted(agency)
    if state == "approval":
        services.submit(answer, **agency.as_(Role.HANDLER, DAY))
    if state == "dropped":
        services.drop(answer, reason="已经有公开的文件", **agency.as_(Role.HANDLER, DAY))
    assert answer.state == state
    assert client.get(f"/requests/answers/{answer.pk}/").status_code == 404
    for address in ("/requests/answers/", "/feeds/answers/", "/feeds/answers.json", "/sitemap-answers.xml"):
        page = client.get(address).content.decode()
        assert (WORDS["title"] in page, f"/requests/answers/{answer.pk}/" in page) == (False, False)
    assert public_ids("requests_app.publishedanswer", [answer.pk]) == set()


def test_whoever_wrote_a_word_of_it_does_not_release_it(agency) -> None:
    head = agency.people[Role.DISCLOSURE_HEAD]
    answer = drafted(agency)
    services.edit_answer(answer, values=WORDS | {"title": "电梯合同"}, **agency.as_(Role.DISCLOSURE_HEAD, DAY))
    services.edit_answer(answer, values=WORDS | {"title": "施工合同"}, **agency.as_(Role.HANDLER, DAY))
    services.submit(answer, **agency.as_(Role.HANDLER, DAY))
    with pytest.raises(NotAllowed, match="自己写过的"):
        services.publish(answer, **agency.as_(Role.DISCLOSURE_HEAD, DAY))
    Appointment.objects.create(user=head, organ=agency.organ, role=Role.SIGNER, starts_on=FOUNDED)
    with pytest.raises(NotAllowed, match="自己写过的"):
        services.publish(answer, **agency.as_(Role.DISCLOSURE_HEAD, DAY))
    assert services.publish(answer, **agency.as_(Role.HEAD, DAY)).state == "published"


@pytest.mark.duty("S2-2.4a")
def test_the_applicant_stands_nowhere_in_it(agency) -> None:
    request = answered(agency)
    answer = drafted(agency, request=request, answer="张三申请的合同，施工单位已经盖章。")
    with pytest.raises(Blocked, match="答复里写着申请人的姓名"):
        services.submit(answer, **agency.as_(Role.HANDLER, DAY))


@pytest.mark.duty("S2-2.4a")
def test_personal_data_is_found_and_decided_about_before_anybody_reads_it(agency) -> None:
    answer = drafted(agency, answer="联系业主委员会，手机13912345678。")
    with pytest.raises(Blocked, match="还没有处理"):
        services.submit(answer, **agency.as_(Role.HANDLER, DAY))
    findings = list(open_findings(answer))
    who = agency.as_(Role.HANDLER, DAY)
    with pytest.raises(InvalidInput, match="请改写"):
        services.settle_findings(answer, findings=findings, decision="masked", reason="", **who)
    services.settle_findings(answer, findings=findings, decision="kept", reason="业委会公布的办公电话", **who)
    assert services.submit(answer, **who).state == "approval"


def test_a_secret_mark_is_refused_and_not_kept(agency) -> None:
    with pytest.raises(InvalidInput, match="密级标志"):
        drafted(agency, answer="机密★5年 施工图")
    assert not PublishedAnswer.objects.exists()


# --- files --------------------------------------------------------------------------------------------


@pytest.mark.duty("S2-7.11a")
def test_only_a_file_that_was_handed_out_can_be_released(agency, client) -> None:
    request, other = answered(agency), answered(agency, **ANOTHER)
    answer = drafted(agency, request=request)
    who = agency.as_(Role.HANDLER, DAY)
    with pytest.raises(InvalidInput, match="只能公开这件申请已经提供"):
        services.add_file(answer, file=other.files.get(purpose="answer"), **who)
    row = services.add_file(answer, file=request.files.get(purpose="answer"), **who)
    address = f"/requests/answers/{answer.pk}/files/{row.pk}/"
    assert client.get(address).status_code == 404
    services.submit(answer, **who)
    services.publish(answer, **agency.as_(Role.SIGNER, DAY))
    response = client.get(address)
    assert "翠湖里小区加装电梯工程施工合同" in b"".join(response.streaming_content).decode()
    assert response["Content-Disposition"].startswith("attachment")
    services.withdraw(answer, reason="合同有补充协议", **agency.as_(Role.INFO_CLERK, DAY))
    assert client.get(address).status_code == 404


def test_a_file_that_got_a_masked_copy_since_is_not_given_out(agency, client) -> None:
    request = answered(agency)
    answer = drafted(agency, request=request)
    who = agency.as_(Role.HANDLER, DAY)
    row = services.add_file(answer, file=request.files.get(purpose="answer"), **who)
    services.submit(answer, **who)
    files.store_copy(row.stored, ContentFile(b"masked"), name="a.txt", kind="redacted", **who)
    with pytest.raises(Blocked, match="遮盖的副本"):
        services.publish(answer, **agency.as_(Role.SIGNER, DAY))
    PublishedAnswer.objects.filter(pk=answer.pk).update(state="published", published_at=DAY, approved_by="签发人")
    assert selectors.public_file(answer.pk, row.pk) is None


def test_an_answer_is_made_of_a_request_that_disclosed_something(agency) -> None:
    with pytest.raises(InvalidInput, match="已经答复、公开了信息"):
        drafted(agency, request=agency.received())


# --- taken down ---------------------------------------------------------------------------------------


def test_taken_down_it_says_why_and_nothing_else(agency, client) -> None:
    answer = published(agency)
    with pytest.raises(DomainError, match="理由"):
        services.withdraw(answer, reason="", **agency.as_(Role.SIGNER, DAY))
    services.withdraw(answer, reason="工程信息有变化", **agency.as_(Role.SIGNER, DAY))
    response = client.get(f"/requests/answers/{answer.pk}/")
    page = response.content.decode()
    assert (response.status_code, "工程信息有变化" in page, "竣工验收合格" in page) == (410, True, False)
    assert WORDS["title"] not in client.get("/requests/answers/").content.decode() + page


# --- the list -----------------------------------------------------------------------------------------


def test_the_list_is_narrowed_by_organ_year_and_words(agency, client) -> None:
    published(agency)
    published(agency, title="公共租赁住房配租名单")

    def shown(query):
        page = client.get(f"/requests/answers/?{query}").content.decode()
        return [title for title in (WORDS["title"], "公共租赁住房配租名单") if title in page]

    assert shown("q=租赁 名单") == ["公共租赁住房配租名单"]
    assert shown("organ=zjj&year=2026") == [WORDS["title"], "公共租赁住房配租名单"]
    assert (shown("organ=jyj"), shown("year=2025"), shown("q=%00&year=x")) == (
        [],
        [],
        [WORDS["title"], "公共租赁住房配租名单"],
    )


def test_pages_take_the_same_queries_for_any_number_of_answers(agency, client, django_assert_num_queries) -> None:
    published(agency)
    with django_assert_num_queries(3):
        client.get("/requests/answers/?page=1")
    for number in range(4):
        published(agency, title=f"第{number}件")
    with django_assert_num_queries(3):
        client.get("/requests/answers/?page=1")


def test_an_empty_list_says_what_to_do(db, client) -> None:
    assert "还没有公开的答复" in client.get("/requests/answers/").content.decode()
