"""Text as people type or paste it."""

import pytest

from portal import typed_text


def test_line_breaks_of_every_system_are_one() -> None:
    assert typed_text.paragraphs("\ufeff甲\r\n乙\r丙\u2028丁\n") == "甲\n乙\n丙\n丁"


def test_a_line_has_single_blanks() -> None:
    assert typed_text.line("  关于\u3000印发\n办法\t的通知 ") == "关于 印发 办法 的通知"


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_what_nobody_can_see_is_named_or_dropped(character) -> None:
    assert typed_text.unseen(f"甲{character}乙") == f"U+{ord(character):04X}"
    assert typed_text.without_unseen(f"甲{character}乙") == "甲乙"


@pytest.mark.parametrize("text", ["甲\t乙\n丙", "🚸𠮷é", "<script>", "¥50　元"])
def test_ordinary_text_is_left_alone(text) -> None:
    assert typed_text.unseen(text) == ""
    assert typed_text.without_unseen(text) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "请填写标题"),
        ("\u3000", "请填写标题"),
        ("超过五个字", ""),
        ("超过了五个字", "标题最多5个字，现在是6个字，请缩短"),
    ],
)
def test_faults_are_said_in_plain_words(text, fault) -> None:
    assert typed_text.fault(text, label="标题", at_most=5, required=True) == fault
