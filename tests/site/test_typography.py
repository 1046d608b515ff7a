"""How titles break and moments are told."""

from datetime import date, datetime

import pytest

from portal.clock import SHANGHAI
from portal.templatetags.typography import breakable, file_size, long_day, when

TODAY = date(2026, 5, 21)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (
            "临江市人民政府办公室关于印发《临江市既有住宅加装电梯实施办法》的通知",
            "临江市人民政府办公室<wbr>关于印发<wbr>《临江市既有住宅加装电梯实施办法》<wbr>的通知",
        ),
        ("关于调整城区公交8路部分站点的通告", "关于调整城区公交8路部分站点<wbr>的通告"),
        ("<b>关于", "&lt;b&gt;<wbr>关于"),
    ],
)
def test_a_title_breaks_between_its_parts_only(title, shown) -> None:
    assert breakable(title) == shown


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 5, 21, 9, 5, tzinfo=SHANGHAI), "今天 09:05"),
        (datetime(2026, 5, 20, 16, 40, tzinfo=SHANGHAI), "昨天 16:40"),
        (datetime(2026, 5, 19, 8, 0, tzinfo=SHANGHAI), "5月19日"),
        (date(2025, 11, 14), "2025年11月14日"),
        (None, ""),
    ],
)
def test_a_moment_is_told_as_near_as_needed(moment, told) -> None:
    assert when(moment, TODAY) == told


def test_the_day_names_its_weekday() -> None:
    assert long_day(TODAY) == "2026年5月21日 星期四"


def test_a_size_reads_well() -> None:
    assert [file_size(size) for size in (10, 188_416, 1_400_000)] == ["1 KB", "184 KB", "1.3 MB"]
