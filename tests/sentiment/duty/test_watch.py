"""监测日志: what was watched from when to when, and where the watch was broken."""

from datetime import timedelta

import pytest

from portal.accounts.states import Role
from portal.errors import InvalidInput, NotAllowed
from sentiment.duty.models import Watch
from sentiment.duty.periods import Span, uncovered
from sentiment.duty.selectors import gaps
from sentiment.duty.services import record_watch
from tests.sentiment.town import night

FOUR = ["site", "wechat", "weibo", "hotline"]
WEEK = timedelta(days=7)


def _watched(town, start, end, *, at, **values):
    given = {"sources": FOUR, "starts_at": start, "ends_at": end} | values
    return record_watch(organ=town.organs["jiaoyu"], **given, **town.as_("jiaoyu", Role.INFO_CLERK, at))


@pytest.mark.duty("S0-3.8a")
def test_a_stretch_of_duty_says_who_watched_which_sources(town) -> None:
    _watched(town, night(0), night(8), at=night(8), note="没有发现苗头。")
    watch = Watch.objects.get()
    assert (watch.person_name, watch.source_words) == ("市教育局信息员", "门户网站、政务微信、政务微博、热线电话")


@pytest.mark.duty("S0-3.8a")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"sources": []}, "sources"),
        ({"sources": ["no-such"]}, "sources"),
        ({"ends_at": night(8, 1)}, "ends_at"),
        ({"ends_at": night(0)}, "ends_at"),
        ({"starts_at": night(7, day=25)}, "ends_at"),
    ],
)
def test_a_stretch_without_sources_or_with_impossible_hours_is_refused(town, values, field) -> None:
    given = {"start": night(0), "end": night(8)}
    given |= {"start": values.pop("starts_at")} if "starts_at" in values else {}
    given |= {"end": values.pop("ends_at")} if "ends_at" in values else {}
    with pytest.raises(InvalidInput) as refused:
        _watched(town, given["start"], given["end"], at=night(8), **values)
    assert list(refused.value.messages) == [field]


def test_nobody_keeps_the_log_of_another_organ(town) -> None:
    hours = {"starts_at": night(0), "ends_at": night(8), "sources": FOUR}
    with pytest.raises(NotAllowed):
        record_watch(organ=town.organs["yingji"], **hours, **town.as_("jiaoyu", Role.INFO_CLERK, night(8)))


@pytest.mark.duty("S0-3.8b")
def test_a_broken_watch_is_found_by_night_and_at_weekends(town) -> None:
    """From Saturday 00:00 to Sunday 12:00 but for four hours of the night; a hand-over of ten minutes is no gap."""
    at = night(12, day=27)
    _watched(town, night(0), night(20), at=at)
    _watched(town, night(20, 10), night(22), at=at)
    _watched(town, night(2, day=27), night(12, day=27), at=at)
    found = [(gap.organ.code, gap.span.start, gap.span.end) for gap in gaps([town.organs["jiaoyu"]], at=at)]
    assert found == [
        ("jiaoyu", at - WEEK, night(0)),
        ("jiaoyu", night(22), night(2, day=27)),
    ]


@pytest.mark.duty("S0-3.8b")
def test_the_list_shows_the_gaps(town, client, settings, time_machine) -> None:
    settings.STAFF_OTP_REQUIRED = False
    _watched(town, night(0), night(8), at=night(8))
    time_machine.move_to(night(9), tick=False)
    client.force_login(town.people["jiaoyu", Role.INFO_CLERK])
    page = client.get("/admin/sentiment/watch/").content.decode()
    assert "近7天没有监测的时段（2段）" in page
    assert "9月26日 08:00至9月26日 09:00" in page


def test_stretches_that_overlap_count_once() -> None:
    watched = [Span(night(0), night(9)), Span(night(1), night(2)), Span(night(8), night(10))]
    assert uncovered(watched, night(0), night(12)) == [Span(night(10), night(12))]
    assert uncovered([], night(0), night(1)) == [Span(night(0), night(1))]
    assert uncovered([Span(night(5), night(9))], night(0), night(4)) == [Span(night(0), night(4))]
