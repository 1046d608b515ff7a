"""Excerpts: safe, short, and where it matters."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from portal.search.folding import fold
from portal.search.snippets import excerpt, mark, worth_marking


def cut(text, *stretches):
    return excerpt(text, fold(text), worth_marking(stretches))


def test_the_place_where_most_words_stand_together_is_shown() -> None:
    text = "电梯。" + "前" * 300 + "每部电梯给予补助。" + "后" * 300
    shown = cut(text, "电梯", "补助")
    assert "每部<mark>电梯</mark>给予<mark>补助</mark>。" in shown
    assert shown.startswith("……")
    assert shown.endswith("……")


def test_a_sentence_begins_the_excerpt_when_it_begins_nearby() -> None:
    text = "无关的话" * 30 + "。每部电梯给予补助。"
    assert cut(text, "补助").startswith("……每部电梯给予<mark>补助</mark>")


def test_without_a_match_the_beginning_is_shown() -> None:
    assert cut("甲" * 200, "乙") == "甲" * 120 + "……"


def test_single_characters_are_marked_only_when_nothing_longer_was_asked() -> None:
    assert cut("养犬的人", "养犬", "人") == "<mark>养犬</mark>的人"
    assert cut("养犬的人", "人") == "养犬的<mark>人</mark>"


def test_a_traditional_text_is_marked_where_its_simplified_form_matches() -> None:
    assert mark("專項資金", fold("專項資金"), worth_marking(["资金"])) == "專項<mark>資金</mark>"


def test_an_empty_question_marks_nothing() -> None:
    assert worth_marking(["", ""]) == ()
    assert mark("甲<b>", "甲<b>", ()) == "甲&lt;b&gt;"


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=4), max_size=4))
def test_the_only_tags_are_marks_and_the_text_is_unchanged(text, stretches) -> None:
    marked = mark(text, fold(text), worth_marking([fold(stretch) for stretch in stretches]))
    assert html.unescape(re.sub("</?mark>", "", marked)) == html.unescape(html.escape(text))
    assert "<" not in re.sub("</?mark>", "", marked)
    shown = cut(text, *stretches)
    assert "<" not in re.sub("</?mark>", "", shown)
