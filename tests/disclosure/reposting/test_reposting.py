"""Reposting: from known sources only, within the limit, counted."""

from datetime import datetime

import pytest

from disclosure.documents import services as documents
from disclosure.reposting import services
from disclosure.reposting.models import RepostSource, RepostTask
from disclosure.reposting.rules import source_of
from disclosure.reposting.selectors import cells, total
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed

LINK = "https://www.gov.cn/zhengce/1.htm"
REPOST = {"source_kind": "repost", "source_name": "中国政府网", "source_url": LINK}
ISSUED = datetime(2026, 5, 20, 16, 0, tzinfo=SHANGHAI)


@pytest.fixture
def judge(office):
    user = office.appoint(Role.OVERSIGHT, name="政务公开办甲")
    return {"actor": actor_of(user, at=office.at), "at": office.at}


def give(office, judge, **changed):
    given = {"organs": [office.organ], "title": "关于优化服务的意见", "link": LINK, "issued_at": ISSUED} | changed
    return services.give_task(**given, **judge)


@pytest.mark.duty("S2-10.6b")
@pytest.mark.parametrize(
    ("link", "name"),
    [
        (LINK, "中国政府网"),
        ("https://WWW.GOV.CN/a", "中国政府网"),
        ("https://www.jiangsu.gov.cn/a", "各级政府和部门网站"),
        ("https://gov.cn.example.com/a", None),
        ("https://fakegov.cn/a", None),
        ("https://www.gov.cn@evil.example/a", None),
        ("https://blog.example/a", None),
    ],
)
def test_an_address_belongs_to_a_listed_source_or_to_none(db, link, name) -> None:
    found = source_of(link)
    assert (found.name if found else None) == name


@pytest.mark.duty("S2-10.6a", "S2-10.6b")
def test_a_text_of_unknown_origin_does_not_leave_the_drafter(office) -> None:
    with pytest.raises(Blocked, match="不在转载来源名单里"):
        office.submitted(**REPOST | {"source_url": "https://blog.example/1"})
    assert office.submitted(**REPOST).state == "checking"


@pytest.mark.duty("S2-10.6b")
def test_a_source_taken_out_of_use_is_unknown_again(office, judge) -> None:
    for source in RepostSource.objects.all():
        values = {"name": source.name, "host": source.host, "level": source.level, "is_active": False}
        services.edit_source(source, values=values, **judge)
    with pytest.raises(Blocked):
        office.submitted(**REPOST)


def test_only_the_office_of_the_city_keeps_the_list(office, judge) -> None:
    values = {"name": "省报", "host": "paper.example.cn", "level": "media", "is_active": True}
    with pytest.raises(NotAllowed):
        services.set_source(values=values, **office.as_(Role.HEAD))
    services.set_source(values=values, **judge)
    for wrong in ({}, {"name": "别的"}, {"host": "http://x.cn/"}, {"host": "x"}, {"level": "none"}):
        with pytest.raises(InvalidInput):
            services.set_source(values=values | wrong, **judge)
    assert source_of("https://a.paper.example.cn/1").name == "省报"


@pytest.mark.duty("S3-5.1e")
def test_a_task_runs_twenty_four_hours_from_the_publication_above(office, judge) -> None:
    [task] = give(office, judge)
    clock = Deadline.objects.get(rule="REPOST")
    assert (clock.organ, clock.due_at) == (office.organ, datetime(2026, 5, 21, 16, 0, tzinfo=SHANGHAI))
    document = office.published(**REPOST)
    services.complete(task, document=document, **office.as_(Role.HANDLER))
    assert (task.state, task.is_late, task.done_at) == ("done", False, document.published_at)
    clock.refresh_from_db()
    assert (clock.outcome, clock.was_late) == ("done", False)


@pytest.mark.duty("S3-5.1e", "S3-5.1f")
def test_a_late_repost_is_counted_as_late(office, judge) -> None:
    [late] = give(office, judge, issued_at=datetime(2026, 5, 19, 9, 0, tzinfo=SHANGHAI))
    give(office, judge, link="https://www.gov.cn/zhengce/2.htm")
    [waived] = give(office, judge, link="https://www.gov.cn/zhengce/3.htm")
    services.complete(late, document=office.published(**REPOST), **office.as_(Role.HANDLER))
    services.waive(waived, reason="不涉及本单位。", **judge)
    found = total(cells(RepostTask.objects.all(), at=office.at))
    # The second task runs until 16:00 of this day: nobody is behind with it yet.
    assert (found.in_time, found.late, found.missing, found.waiting) == (0, 1, 0, 1)
    assert (found.rate, found.in_time_rate) == ("100.0%", "0.0%")


def test_a_task_is_done_by_the_text_it_asked_for(office, judge) -> None:
    [task] = give(office, judge)
    other = office.published(**REPOST | {"source_url": "https://www.gov.cn/zhengce/9.htm"})
    for document in (other, office.draft(**REPOST), None):
        with pytest.raises(InvalidInput):
            services.complete(task, document=document, **office.as_(Role.HANDLER))
    documents.withdraw(other, reason="不再适用", **office.as_(Role.SIGNER))
    assert RepostTask.objects.get().state == "open"


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("link", {"link": "https://blog.example/1"}),
        ("link", {"link": "gov.cn"}),
        ("title", {"title": " "}),
        ("issued_at", {"issued_at": datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI)}),
        ("organs", {"organs": []}),
    ],
)
def test_each_wrong_field_of_a_task_says_so(office, judge, field, changed) -> None:
    with pytest.raises(InvalidInput) as refused:
        give(office, judge, **changed)
    assert list(refused.value.messages) == [field]


def test_a_task_is_given_once_and_only_by_the_office_of_the_city(office, judge) -> None:
    give(office, judge)
    with pytest.raises(InvalidInput):
        give(office, judge)
    with pytest.raises(NotAllowed):
        give(office, office.as_(Role.HEAD))
