"""我的待办: whose turn it is, what falls due first, at a cost that does not grow."""

from collections import Counter
from datetime import datetime

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.services import open_deadline
from portal.staff import queue, survey
from portal.subjects import ref

SENSITIVE = {"is_sensitive": True}


def lines(client, tab="all"):
    response = client.get(f"/admin/?tab={tab}")
    return [(line.headline, line.next_step, line.handler, line.tag) for line in response.context["lines"]]


def tabs(client):
    return {tab.name: count for tab, count, _ in client.get("/admin/").context["tabs"]}


def test_each_stage_is_the_turn_of_the_one_who_decides(office, sign_in) -> None:
    office.cleared(title="等初审的件")
    assert lines(sign_in(Role.INFO_CLERK)) == [("等初审的件", "初审", "我", "待办")]
    assert lines(sign_in(Role.HANDLER)) == [("等初审的件", "初审", "信息员", "等初审")]


def test_who_reviewed_one_level_does_not_get_the_next(office, sign_in) -> None:
    document = office.cleared(title="各级不同人")
    office.approve(document, Role.INFO_CLERK)
    Appointment.objects.create(
        user=office.people[Role.INFO_CLERK], organ=office.organ, role=Role.DEPT_REVIEWER, starts_on="2026-01-01"
    )
    assert lines(sign_in(Role.INFO_CLERK))[0][2] == "部门审核人"
    assert lines(sign_in(Role.DEPT_REVIEWER))[0][2] == "我"


def test_the_overdue_one_comes_first_then_the_one_due_soon(office, sign_in, time_machine) -> None:
    time_machine.move_to(datetime(2026, 4, 1, 9, 0, tzinfo=SHANGHAI))
    office.at = datetime(2026, 4, 1, 9, 0, tzinfo=SHANGHAI)
    office.signed(title="早签发的")
    office.at = datetime(2026, 4, 27, 9, 0, tzinfo=SHANGHAI)
    office.signed(title="晚签发的")
    office.draft(title="没有期限的")
    time_machine.move_to(datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI))
    client = sign_in(Role.INFO_CLERK)
    found = lines(client)
    # By a printed calendar (清明 4–6 April, 劳动节 1–5 May, 9 May worked): 1 April + 20 working days is 30 April,
    # which is 13 working days ago; 27 April + 20 is 27 May.
    assert [(title[-5:], tag) for title, _, _, tag in found] == [
        (" 早签发的", "超期13个工作日"),
        (" 晚签发的", "剩4个工作日"),
        ("没有期限的", "待办"),
    ]
    assert tabs(client) == {"all": 3, "overdue": 1, "soon": 1, "others": 0, "rest": 1}


def test_every_row_is_in_all_and_in_one_other_tab(office, sign_in) -> None:
    office.draft()
    office.submitted()
    office.signed()
    office.reviewed()
    counts = tabs(sign_in(Role.SIGNER))
    assert counts.pop("all") == sum(counts.values()) == 4


def test_published_and_cancelled_documents_wait_for_nobody(office, sign_in) -> None:
    office.published()
    services.cancel(office.draft(), reason="不发了", **office.as_(Role.HANDLER))
    assert lines(sign_in(Role.HANDLER)) == []


def test_another_organs_cases_are_not_listed_or_counted(office, sign_in, stranger) -> None:
    office.draft(title="别的机关看不到")
    client = sign_in(stranger)
    assert tabs(client)["all"] == 0
    assert "别的机关看不到" not in client.get("/admin/").content.decode()


def test_a_draft_for_another_organ_waits_with_its_drafting_organ(office, sign_in, stranger) -> None:
    other = Appointment.objects.get(user=stranger).organ
    services.create_draft(
        organ=other,
        drafting_organ=office.organ,
        values={"kind": "通知", "title": "代拟的件", "body": "正文", "attribute": "active"},
        **office.as_(Role.HANDLER),
    )
    assert lines(sign_in(Role.HANDLER))[0][2] == "我"
    assert [handler for _, _, handler, _ in lines(sign_in(stranger))] == ["经办人"]


def test_a_step_nobody_is_appointed_for_is_said(office, sign_in) -> None:
    office.checked()
    Appointment.objects.filter(role=Role.SECRECY_REVIEWER).update(ends_on="2026-05-20")
    page = sign_in(Role.HANDLER).get("/admin/")
    ((gap, url),) = page.context["gaps"]
    assert (gap.count, gap.step.act, gap.roles) == (1, "secrecy_review", "保密审查员")
    assert "没有任命保密审查员" in page.content.decode()
    assert url == f"/admin/disclosure/document/?organ__id__exact={office.organ.pk}"


def test_a_sensitive_document_goes_to_the_government_office(office, sign_in) -> None:
    document = office.cleared(title="敏感件", **SENSITIVE)
    for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
        office.approve(document, role)
    assert lines(sign_in(Role.OFFICE_APPROVER))[0][1:3] == ("市政府办审批", "我")


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_costs_the_same_for_one_case_and_for_six(office, sign_in, count, django_assert_num_queries) -> None:
    for number in range(count):
        office.signed(title=f"第{number}件")
    client = sign_in(Role.INFO_CLERK)
    client.get("/admin/")
    with django_assert_num_queries(17):
        response = client.get("/admin/")
    assert len(response.context["lines"]) == count


def test_every_step_names_an_act_of_its_procedure() -> None:
    for source in queue.sources():
        assert {step.act for step in source.steps} <= source.model.workflow.by_act.keys()


def opened_and_signed(office, days):
    """Signed on one of the ``days`` of April 2026, in the order given; one more that no clock runs for."""
    for day in days:
        office.at = datetime(2026, 4, day, 9, 0, tzinfo=SHANGHAI)
        office.signed(title=f"四月{day}日签发")
    office.at = datetime(2026, 4, 28, 9, 0, tzinfo=SHANGHAI)
    office.draft(title="没有期限的")


def test_a_page_in_the_middle_begins_where_the_one_before_ended(office, time_machine) -> None:
    days = [27, 1, 22, 2, 23, 14, 24, 15, 28, 16]
    opened_and_signed(office, days)
    at = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)
    time_machine.move_to(at)
    actor, moment = office.actor(Role.INFO_CLERK), queue.Moment(at, datetime(2026, 5, 26, 0, 0, tzinfo=SHANGHAI))
    everything, *_ = survey.tabs(3)
    groups = survey.survey(actor, moment)
    found = [
        Document.objects.get(pk=place.pk).title
        for start in range(0, 12, 2)
        for place in survey.places(actor, everything, groups, start=start, stop=start + 2, moment=moment)
    ]
    assert found == [f"四月{day}日签发" for day in (1, 2, 14, 15, 16, 22, 23, 24, 27, 28)] + ["没有期限的"]


@pytest.mark.parametrize("role", [Role.HANDLER, Role.INFO_CLERK, Role.SIGNER, Role.OFFICE_APPROVER])
def test_the_tabs_count_what_their_pages_list(office, role) -> None:
    opened_and_signed(office, [1, 24])
    office.submitted()
    office.cleared(**SENSITIVE)
    reviewed = office.cleared(**SENSITIVE)
    for reviewer in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
        office.approve(reviewed, reviewer)
    at = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)
    actor, moment = office.actor(role), queue.Moment(at, datetime(2026, 5, 26, 0, 0, tzinfo=SHANGHAI))
    groups = survey.survey(actor, moment)
    assert sum(group.count for group in groups) == 6
    for tab in survey.tabs(3):
        listed = survey.places(actor, tab, groups, start=0, stop=20, moment=moment)
        counted = Counter()
        for group in filter(tab.keeps, groups):
            counted[group.act, group.mine] += group.count
        assert Counter((place.step, place.mine) for place in listed) == counted


def test_a_limit_in_hours_says_its_hour(office, sign_in) -> None:
    document = office.draft(title="按小时计时的")
    known = datetime(2026, 5, 21, 8, 40, tzinfo=SHANGHAI)
    open_deadline(rule="OPINION_REPLY", subject=ref(document), organ=office.organ, start=known, actor=SYSTEM, at=known)
    (line,) = sign_in(Role.HANDLER).get("/admin/").context["lines"]
    assert line.due == "5月23日 08:40到期"
