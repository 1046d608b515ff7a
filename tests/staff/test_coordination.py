"""The way of a question through the staff site: named, asked, answered, settled."""

import re

import pytest

from disclosure.coordination import services
from disclosure.coordination.models import Coordination, Inquiry
from portal.accounts.states import Role
from tests.disclosure.office import open_office


@pytest.fixture
def finance(db):
    return open_office(code="czj", name="临江市财政局", number_code="临财发", uscc=None)


def press(client, row, act, **given):
    """Open the page of an act as a person does, fill in the form, press the button."""
    address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/act/{act}/"
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(version|seen)" value="(\d+)"', page))
    return client.post(address, {**hidden, **given})


def lines(client):
    return [(line.headline, line.next_step) for line in client.get("/admin/").context["lines"]]


@pytest.mark.duty("S0-1.6a", "S0-1.7a", "S0-1.7b")
def test_a_question_goes_out_and_its_answer_comes_back(office, finance, sign_in) -> None:
    document = office.reviewed(title="关于校车补助的通知")
    desk = sign_in(Role.HANDLER)
    assert press(desk, document, "name_organ", organ=finance.organ.pk, part="concerned").status_code == 302
    page = desk.get(f"/admin/disclosure/document/{document.pk}/change/").content.decode()
    assert "临江市财政局，内容涉及该机关" in page
    assert press(desk, document, "ask", letter="补助标准准确吗？").status_code == 302
    inquiry = Inquiry.objects.get()
    other = sign_in(finance.people[Role.SIGNER])
    assert lines(other) == [("关于校车补助的通知", "书面答复")]
    page = other.get(f"/admin/disclosure/inquiry/{inquiry.pk}/change/").content.decode()
    assert "补助标准准确吗？" in page
    assert "报名从2026年6月10日开始" in page
    assert press(other, inquiry, "agree", reply="准确，同意。").status_code == 302
    assert Coordination.objects.get().state == "cleared"
    assert lines(sign_in(Role.SIGNER)) == [("关于校车补助的通知", "签发")]


def test_the_asked_organ_sees_the_question_and_nothing_of_the_inner_record(office, finance, sign_in) -> None:
    document = office.reviewed()
    services.name_organ(document, organ=finance.organ, **office.as_(Role.HANDLER))
    round_ = services.ask(document, letter="请确认。", **office.as_(Role.HANDLER))
    other = sign_in(finance.people[Role.INFO_CLERK])
    inquiry = round_.inquiries.get()
    assert other.get(f"/admin/disclosure/document/{document.pk}/change/").status_code == 404
    assert other.get(f"/admin/disclosure/coordination/{round_.pk}/change/").status_code == 404
    page = other.get(f"/admin/disclosure/inquiry/{inquiry.pk}/change/").content.decode()
    assert "保密审查" not in page
    assert "涉及公众切身利益" not in page


@pytest.mark.duty("S0-1.6b", "S2-7.10")
def test_a_quarrel_reaches_the_desk_of_those_who_decide(office, finance, sign_in) -> None:
    document = office.reviewed(title="有争议的通知")
    services.name_organ(document, organ=finance.organ, **office.as_(Role.HANDLER))
    round_ = services.ask(document, letter="请确认。", **office.as_(Role.HANDLER))
    services.answer(round_.inquiries.get(), answer="disagree", reply="还没有定。", **finance.as_(Role.HEAD))
    desk = sign_in(Role.HANDLER)
    assert ("有争议的通知", "意见不一致：修改稿子，或者报请协调") in lines(desk)
    assert press(desk, round_, "escalate", position="已经定了。").status_code == 302
    judge = sign_in(office.appoint(Role.OVERSIGHT, name="政务公开办甲"))
    assert ("有争议的通知", "裁决") in lines(judge)
    page = judge.get(f"/admin/disclosure/coordination/{round_.pk}/change/").content.decode()
    assert "还没有定。" in page
    assert "已经定了。" in page
    assert press(judge, round_, "rule_release", ruling_text="可以公开。").status_code == 302
    assert Coordination.objects.get().ruling == "rule_release"


def test_a_reply_without_words_keeps_the_page_and_says_so(office, finance, sign_in) -> None:
    document = office.draft()
    services.name_organ(document, organ=finance.organ, **office.as_(Role.HANDLER))
    inquiry = services.ask(document, letter="请确认。", **office.as_(Role.HANDLER)).inquiries.get()
    response = press(sign_in(finance.people[Role.HEAD]), inquiry, "disagree", reply=" ", reply_number="临财函7号")
    page = response.content.decode()
    assert "请填写书面答复" in page
    assert 'value="临财函7号"' in page


def test_organs_in_the_text_are_pointed_out(office, finance, sign_in) -> None:
    document = office.draft(body="本通知由临江市教育局会同临江市财政局组织实施。")
    page = sign_in(Role.HANDLER).get(f"/admin/disclosure/document/{document.pk}/change/").content.decode()
    assert "正文里提到临江市财政局。" in page


def test_the_case_page_costs_the_same_for_one_organ_and_for_three(
    office, finance, sign_in, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    others = [
        open_office(code=f"o{number}", name=f"临江市第{number}局", number_code=f"临局{number}", uscc=None)
        for number in range(2)
    ]
    documents = [office.draft(), office.draft()]
    for document, organs in zip(documents, ([finance], [finance, *others]), strict=True):
        for other in organs:
            services.name_organ(document, organ=other.organ, **office.as_(Role.HANDLER))
        services.ask(document, letter="请确认。", **office.as_(Role.HANDLER))
    desk = sign_in(Role.HANDLER)
    addresses = [f"/admin/disclosure/document/{document.pk}/change/" for document in documents]
    desk.get(addresses[0])
    with django_assert_max_num_queries(80) as one:
        desk.get(addresses[0])
    with django_assert_num_queries(len(one)):
        desk.get(addresses[1])
