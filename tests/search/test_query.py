"""Parameters of an address become a query, and back."""

from datetime import date

import pytest

from portal.errors import InvalidInput
from portal.search.query import MappedParams, Query, parse


def read(**params):
    return parse(MappedParams({name.rstrip("_"): value for name, value in params.items()}))


def test_nothing_asked_is_everything() -> None:
    assert read() == Query()
    assert read().is_blank
    assert not read().is_advanced


def test_blanks_around_are_dropped_and_the_last_of_two_texts_counts() -> None:
    assert read(q=["甲", "  乙 \u3000丙 "]) == Query(q="乙 丙")


def test_every_parameter_goes_there_and_back() -> None:
    query = Query(
        q="电梯 补助",
        title="办法",
        body="申报",
        doc_number="国发〔2018〕44号",
        within="验收",
        kind=("通知", "公告"),
        column=("rules",),
        organ=("housing",),
        topic=("10",),
        validity=("有效",),
        year=(2025, 2026),
        date_from=date(2025, 1, 1),
        date_to=date(2026, 5, 21),
        sort="newest",
        page=3,
    )
    params: dict[str, list[str]] = {}
    for name, value in query.pairs():
        params.setdefault(name, []).append(value)
    assert parse(MappedParams(params)) == query
    assert query.is_advanced


def test_defaults_leave_no_trace_in_the_address() -> None:
    assert Query(q="电梯").encoded() == "q=%E7%94%B5%E6%A2%AF"


def test_a_year_may_be_said_with_its_word() -> None:
    assert read(year="2025年").year == (2025,)


@pytest.mark.parametrize("value", ["20", "二〇二五", "2025.5", "-2025", "２０２５x", "2" * 300])
def test_what_is_no_year_is_refused(value) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read(year=value)
    assert list(refusal.value.messages) == ["year"]


def test_all_wrong_fields_are_named_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        read(year="x", page="0", sort="y", from_="z", q="字" * 201)
    assert set(refusal.value.messages) == {"year", "page", "sort", "from", "q"}


def test_one_day_is_a_range() -> None:
    query = read(from_="2026-05-21", to="2026-05-21")
    assert (query.date_from, query.date_to) == (date(2026, 5, 21), date(2026, 5, 21))
