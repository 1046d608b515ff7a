"""舆情, letters and consultations on the page of who leads: counted by hand, each number with its list."""

from datetime import date

import pytest

from assessment.dashboard.panels.catalogue import BY_CODE
from assessment.measures.scope import last_months
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from tests.assessment.panels import holds, words
from tests.disclosure.consultations import hearing
from tests.disclosure.office import open_office
from tests.sentiment.mailbox.post import FOUNDED, moment, open_post
from tests.sentiment.town import build_town, night

pytestmark = pytest.mark.django_db


def listed(panel: str, scope, key: str) -> str:
    """Everything the list behind a number shows."""
    listing = BY_CODE[panel].behind(scope, key)
    return "\n".join(" ".join((entry.title, *entry.cells)) for entry in listing.show(list(listing.rows)))


def test_concerns_are_shown_by_level_with_the_hours_that_were_not_kept() -> None:
    town = build_town()
    town.explosion()
    first = town.registered(title="翠湖小学食堂")
    town.registered(title="公交改线")
    scope = last_months(night(12, day=28))  # sixty hours later
    #                                  known, open, 5 hours, 24 hours, 48 hours: due and not kept
    assert words("tickets", scope) == {
        "重大": ["1", "1", "1", "1", "1", "1", "0", "0"],
        "一般": ["2", "2", "0", "0", "0", "0", "2", "2"],
    }
    assert holds("tickets", scope) == 16
    assert first.number in listed("tickets", scope, "late.ordinary.OPINION_REPLY")
    assert "收集" in listed("tickets", scope, "open.major")
    assert words("tickets", last_months(night(12, day=28), organ_ids=frozenset({town.organs["city"].pk}))) == {}


def test_letters_are_counted_as_the_mailbox_counts_and_nobody_is_named() -> None:
    Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=FOUNDED
    )
    post = open_post()
    post.sent(at=moment(3, 2))
    post.sent(at=moment(3, 3))
    scope = last_months(moment(3, 10))
    shown = words("letters", scope)
    assert shown["收到的有效留言"] == ["2"]
    assert shown["还在办理"] == ["2"]
    assert shown["其中已经超期"] == ["1"]  # five working days after 2 March are over
    assert shown["答复按时率"] == ["—"]
    assert holds("letters", scope) == 6
    assert "张小满" not in listed("letters", scope, "received")
    assert "加装电梯" not in listed("letters", scope, "received")
    assert words("letters", scope.month(date(2026, 2, 1))) == {}


def test_opinions_are_counted_with_what_became_of_them_and_their_words_stay_at_the_desk() -> None:
    office = open_office()
    office.at = hearing.MORNING
    row = hearing.opened(office)
    hearing.said(row)
    hearing.said(row, text="线路要经过翠湖路。")
    scope = last_months(hearing.MORNING)
    shown = words("consultations", scope)
    assert (shown["正在征求意见"], shown["时段里收到的有效意见"], shown["其中已经答复"]) == (["1"], ["2"], ["0"])
    hearing.finished(office, row)
    after = last_months(hearing.AFTER)
    shown = words("consultations", after)
    assert (shown["正在征求意见"], shown["时段里公布了结果"]) == (["0"], ["1"])
    assert (shown["其中采纳、部分采纳"], shown["采纳率，占已经答复的（%）"]) == (["2"], ["100.0"])
    assert holds("consultations", after) == 8
    assert "线路" not in listed("consultations", after, "opinions")
    assert "校车" in listed("consultations", after, "adopted")
