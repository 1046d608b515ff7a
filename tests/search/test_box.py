"""What one types into the one box, taken apart."""

import pytest

from portal.doc_numbers import NumberQuery
from portal.search.box import read


@pytest.mark.parametrize(
    ("typed", "runs", "phrases", "excluded"),
    [
        ("加装电梯 补助", ("加装电梯", "补助"), (), ()),
        ("“加装电梯”补助", ("补助",), (("加装电梯",),), ()),
        ('"加装电梯" 补助', ("补助",), (("加装电梯",),), ()),
        ("「加装電梯」", (), (("加装电梯",),), ()),
        ("“甲、乙”", (), (("甲", "乙"),), ()),
        ("电梯 -申报", ("电梯",), (), (("申报",),)),
        ("电梯 NOT 申报", ("电梯",), (), (("申报",),)),
        ("电梯 not “申报 时间”", ("电梯",), (), (("申报", "时间"),)),
        ("2025-2026年", ("2025", "2026年"), (), ()),
        ("ＧＢ１８６６７", ("gb18667",), (), ()),
        ("电梯 AND 补助", ("电梯", "补助"), (), ()),
        ("《物业管理条例》", ("物业管理条例",), (), ()),
        ("“没有收尾的引号", ("没有收尾的引号",), (), ()),
        ("  ", (), (), ()),
    ],
)
def test_words_phrases_and_exclusions(typed, runs, phrases, excluded) -> None:
    text = read(typed)
    assert (text.runs, text.phrases, text.excluded) == (runs, phrases, excluded)


def test_a_number_is_taken_out_of_the_words() -> None:
    text = read("养老 國發〔2018〕44號")
    assert text.number == NumberQuery("国发", 2018, 44)
    assert text.runs == ("养老",)
    assert text.whole == ("养老", "国发", "2018", "44号")


def test_only_words_may_be_answered_in_part() -> None:
    assert read("养老 服务").is_plain
    assert not read("“养老”").is_plain
    assert not read("养老 -服务").is_plain
    assert not read("国发〔2018〕44号").is_plain
