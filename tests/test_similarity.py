"""How much of an explanation is copied from its document."""

import pytest

from portal.similarity import compare

DOCUMENT = "第一条 报名从六月十日开始，由家长在网上提交材料。第二条 学校不得收取任何报名费用，不得组织考试。"


@pytest.mark.duty("S0-2.5.0")
def test_a_text_in_own_words_has_copied_nothing() -> None:
    found = compare("今年起，六月就能在家里给孩子报上名，不花一分钱。", DOCUMENT)
    assert (found.percent, found.passages) == (0, ())


@pytest.mark.duty("S0-2.5.0")
def test_an_extract_is_found_whatever_its_marks_and_blanks() -> None:
    found = compare("报名从六月十日开始 由家长在网上，提交材料！", DOCUMENT)
    assert found.percent == 100
    (passage,) = found.passages
    assert passage.text == "报名从六月十日开始 由家长在网上，提交材料"
    assert (passage.before, passage.after) == ("第一条 ", "。第二条 学校不得收取任")


def test_half_copied_is_half() -> None:
    """Eighteen characters of the document, twenty-one of one's own."""
    found = compare("学校不得收取任何报名费用，不得组织考试。家里没有电脑的，带着户口本去校门口窗口办就行", DOCUMENT)
    assert found.percent == 46


def test_passages_are_told_longest_first_and_short_ones_left_out() -> None:
    text = "不得组织考试甲乙丙丁。报名从六月十日开始，由家长在网上提交材料。子丑学校不得收取任何报名费用，不得组织考"
    found = compare(text, DOCUMENT)
    assert [passage.text for passage in found.passages] == [
        "报名从六月十日开始，由家长在网上提交材料",
        "学校不得收取任何报名费用，不得组织考",
    ]


@pytest.mark.parametrize("text", ["", "短", "，。！"])
def test_hardly_any_text_is_no_copy(text) -> None:
    assert compare(text, DOCUMENT).percent == 0
    assert compare("今年起六月就能报名", text).percent == 0
