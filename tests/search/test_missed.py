"""What people look for and do not find, kept without a trace of the person."""

from datetime import date

import pytest

from portal.search import indexing, missed, tasks
from portal.search.models import MissedTerm

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)


@pytest.fixture
def search(client, published, at, time_machine):
    published(1, "临江市停车管理办法", body="停车泊位按年审核。")
    indexing.rebuild(at=at)

    def on(day: date, **query: str) -> int:
        time_machine.move_to(f"{day}T10:00:00+08:00", tick=False)
        return client.get("/search/", query).status_code

    return on


def shown(first: date = JUNE, last: date = date(2026, 7, 31)) -> list[tuple[str, int, date]]:
    return [(row.text, row.times, row.last_on) for row in missed.shown(first, last, at_most=10)]


def test_a_term_is_listed_when_it_was_looked_for_on_three_days(search) -> None:
    for day in (1, 1, 2):
        assert search(date(2026, 6, day), q="学区划分") == 200
    assert shown() == []
    search(date(2026, 7, 3), q=" 学区划分 ")
    assert shown() == [("学区划分", 4, date(2026, 7, 3))]
    assert shown(last=date(2026, 6, 30)) == []
    assert {field.name for field in MissedTerm._meta.get_fields()} == {
        "id",
        "text",
        "month",
        "times",
        "days",
        "last_on",
    }


@pytest.mark.parametrize(
    "query",
    [
        {"q": "停车"},  # is found
        {"q": "13800000001"},
        {"q": "王某某 329999199003070018"},
        {"q": "someone@example.com"},
        {"q": "学"},
        {"q": "我想知道翠湖里小区二零二五年加装电梯工程的全部施工合同和竣工验收报告"},
        {"q": "学区划分", "year": "2026"},
        {"q": ""},
    ],
)
def test_what_is_found_narrow_long_or_like_a_number_of_somebody_is_not_kept(search, query) -> None:
    search(JUNE, **query)
    assert not MissedTerm.objects.exists()


def test_old_terms_and_those_of_one_day_are_removed(time_machine) -> None:
    for text, month, days in (
        ("旧词", date(2025, 3, 1), 9),
        ("一次", date(2026, 3, 1), 1),
        ("常搜", date(2026, 3, 1), 3),
    ):
        MissedTerm.objects.create(text=text, month=month, days=days, last_on=month)
    MissedTerm.objects.create(text="新词", month=JUNE, last_on=JUNE)
    time_machine.move_to("2026-06-20T02:20:00+08:00", tick=False)
    assert tasks.forget_missed() == 2
    assert set(MissedTerm.objects.values_list("text", flat=True)) == {"常搜", "新词"}


def test_a_robot_that_makes_up_words_fills_no_table(search, monkeypatch) -> None:
    monkeypatch.setattr(missed, "_MOST", 2)
    for text in ("没有甲", "没有乙", "没有丙"):
        search(JUNE, q=text)
    assert MissedTerm.objects.count() == 2
