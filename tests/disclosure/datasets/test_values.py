"""Cells: what is read as what, and keys that sort as the values do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.datasets.values import NotOfType, key, read, shown


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "1,234", 1234),
        ("integer", "-7", -7),
        ("integer", "１２", 12),
        ("integer", "  ", None),
        ("decimal", "3.50", "3.50"),
        ("decimal", "1,000.5", "1000.5"),
        ("date", "2026年3月5日", "2026-03-05"),
        ("date", "2026/3/5", "2026-03-05"),
        ("date", "20260305", "2026-03-05"),
        ("date", "2026-03-05 00:00:00", "2026-03-05"),
        ("yes_no", "是", True),
        ("yes_no", "FALSE", False),
        ("text", " 甲\r\n乙 ", "甲\n乙"),
        ("code", "甲  乙", "甲 乙"),
    ],
)
def test_a_cell_is_read_as_its_column_says(kind, text, value) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("integer", "12.5", "不是整数"),
        ("integer", "1234567890123456", "不是整数"),
        ("integer", "1,23", "不是整数"),
        ("decimal", "约3", "不是数字（小数点后最多8位）"),
        ("date", "2026-02-30", "没有这一天"),
        ("date", "0026-02-03", "年份不对"),
        ("date", "去年", "不是日期，请写成2026-03-05"),
        ("yes_no", "1", "只能填是或者否"),
        ("text", "字" * 2001, "这一格最多2000个字，现在是2001个字，请缩短"),
    ],
)
def test_what_does_not_fit_is_said_without_the_value(kind, text, why) -> None:
    with pytest.raises(NotOfType) as refused:
        read(kind, text)
    assert str(refused.value) == why


numbers = st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1)


@given(numbers, numbers)
def test_keys_of_numbers_sort_as_the_numbers(one, other) -> None:
    assert (key("integer", one) < key("integer", other)) == (one < other)


decimals = st.decimals(min_value="-999999999", max_value="999999999", places=8).map(lambda value: f"{value:f}")


@given(decimals, decimals)
def test_keys_of_decimals_sort_as_the_decimals(one, other) -> None:
    first, second = read("decimal", one), read("decimal", other)
    assert (key("decimal", first) < key("decimal", second)) == (float(one) < float(other)) or float(one) == float(other)


def test_keys_are_digits_or_folded_words() -> None:
    assert key("date", "2026-03-05") == "20260305"
    assert key("yes_no", True) == "1"
    assert key("code", "ＡＢ街道") == "ab街道"
    assert key("text", None) is None
    assert shown(False) == "否"
