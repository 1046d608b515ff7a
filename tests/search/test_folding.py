"""One spelling for comparing."""

from hypothesis import given
from hypothesis import strategies as st

from portal.search.analyzer import han_pairs, index_terms, query_words
from portal.search.folding import fold, runs, squeeze


def test_width_case_and_script_are_folded() -> None:
    assert fold("專項資金ＡＢＣ１２３　Ｘ") == "专项资金abc123 x"


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text(), st.text())
def test_a_part_folds_like_the_same_part_of_the_whole(before, part, after) -> None:
    whole = fold(before + part + after)
    assert whole[len(before) : len(before) + len(part)] == fold(part)


def test_runs_are_what_stands_between_blanks_and_points() -> None:
    assert runs("第1条 甲、乙（gb18667）") == ["第1条", "甲", "乙", "gb18667"]
    assert squeeze("甲、乙 丙") == "甲乙丙"


def test_every_han_character_and_pair_of_a_text_is_a_term() -> None:
    words, grams = index_terms("预归类的商品")
    known = words.keys() | grams
    assert {"预", "归", "类", "的", "商", "品", "预归", "归类", "类的", "的商", "商品"} <= known


def test_pairs_that_are_words_are_not_kept_twice() -> None:
    words, grams = index_terms("养老服务")
    assert not grams & words.keys()


def test_a_name_broken_by_a_line_end_is_still_one_name() -> None:
    assert "加装" in index_terms("既有住宅加\n装电梯").grams


@given(st.text(alphabet="中华人民共和国务院令号一二三ab12、 \n", max_size=60))
def test_the_pairs_of_a_stretch_are_terms_of_its_text(text) -> None:
    words, grams = index_terms(text)
    for run in runs(fold(text)):
        assert han_pairs(run) <= words.keys() | grams


def test_a_query_is_cut_into_words_without_points() -> None:
    assert query_words("2026年养老服务") == ["2026", "年", "养老", "服务"]
