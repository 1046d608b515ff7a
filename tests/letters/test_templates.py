"""The catalogue refuses rows that cannot work, and finds the version of a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register, template_for
from portal.letters.wording import fill, is_citation, official_date, say
from tests.letters.samples import ANSWER, NOTICE, RECEIPT


def row(**values) -> LetterTemplate:
    return LetterTemplate(
        **{
            "code": "S-row",
            "version": 1,
            "title": "告知书",
            "in_force_from": date(2020, 1, 1),
            "names": {"a": "甲"},
            "blocks": (Block("one", "{a}"),),
        }
        | values
    )


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"names": {}}, "a has no Chinese name"),
        ({"blocks": (Block("one", "{a}"), Block("one", "乙"))}, "a block stands twice"),
        ({"elements": (Element("e", "缺"),)}, "element e looks at nothing"),
        ({"elements": (Element("e", "缺", block="two"),)}, "element e looks at no block"),
        ({"elements": (Element("e", "缺", key="b"),)}, "b has no Chinese name"),
        ({"blocks": (Block("one", "清单{a}", kind=BlockKind.ITEMS),)}, "block one must be one key"),
        ({"blocks": (Block("one", "{a}", editable=True),)}, "editable block one has no name"),
        (
            {"blocks": (Block("one", "{a}", kind=BlockKind.TABLE, label="表", editable=True),)},
            "table one cannot be reworded",
        ),
        ({"blocks": (Block("one", "甲", kind=BlockKind.HEADING, continues=True),)}, "only a paragraph continues: one"),
    ],
)
def test_a_row_that_cannot_work_is_refused_when_it_is_written(values, fault) -> None:
    with pytest.raises(ValueError, match=fault):
        row(**values)


def test_versions_follow_one_another_and_each_day_has_its_own() -> None:
    first = row(code="S-versions", in_force_to=date(2023, 12, 31))
    second = replace(first, version=2, in_force_from=date(2024, 1, 1), in_force_to=None)
    register(first, second)
    assert template_for("S-versions", on=date(2023, 12, 31)).version == 1
    assert template_for("S-versions", on=date(2024, 1, 1)).version == 2
    with pytest.raises(LookupError):
        template_for("S-versions", on=date(2019, 12, 31))
    with pytest.raises(ValueError, match="collides"):
        register(replace(second, version=3, in_force_from=date(2025, 1, 1)))
    with pytest.raises(ValueError, match="collides"):
        register(replace(second, in_force_from=date(2018, 1, 1), in_force_to=date(2018, 12, 31)))


@pytest.mark.duty("law.B2")
def test_a_number_is_written_as_the_standard_writes_it() -> None:
    assert ANSWER.number("临教发", 2026, 12) == "临教公开〔2026〕12号"
    assert RECEIPT.number("临教发", 2026, 7) == "临教公开〔2026〕回执第7号"
    assert Series(code="x", field="").number("临", 2026, 1) == "临〔2026〕1号"
    assert NOTICE.series is RECEIPT


def test_values_are_said_in_the_official_way(at) -> None:
    assert official_date(date(2026, 5, 6)) == "2026年5月6日"
    assert say(at) == "2026年5月21日9时30分"
    assert say(at.replace(hour=10, minute=0)) == "2026年5月21日10时"
    assert say(Decimal("12.50")) == "12.50"
    assert say([date(2026, 1, 2), "甲", None, 3]) == "2026年1月2日、甲、3"
    assert (say(None), say(True), say(False)) == ("", "是", "否")
    with pytest.raises(TypeError):
        say(1.5)
    with pytest.raises(TypeError):
        say({"a": 1})


def test_what_a_value_says_is_not_filled_again() -> None:
    assert fill("{a}和{b}", {"a": "{b}", "b": "乙{a}"}) == ("{b}和乙{a}", ())
    assert fill("{a}和{c}", {"a": " ", "b": "乙"}) == (" 和", ("a", "c"))


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("《中华人民共和国政府信息公开条例》第十五条", True),
        ("《中华人民共和国政府信息公开条例》第三十六条第三项", True),
        ("《中华人民共和国政府信息公开条例》第三十六条第（三）项", True),
        ("《中华人民共和国行政复议法》第二十三条第一款第四项", True),
        ("《中华人民共和国刑法》第一百二十条之一第一款", True),
        ("《中华人民共和国政府信息公开条例》", False),
        ("第十五条", False),
        ("有关规定", False),
        ("《中华人民共和国政府信息公开条例》第15条", False),
    ],
)
def test_a_citation_names_the_law_and_the_article(text, full) -> None:
    assert is_citation(text) is full
