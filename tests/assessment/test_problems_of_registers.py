"""Items C2, C3 and D5 of the standard are found from the registers and the gazette, by nobody's hand."""

from datetime import date, datetime

import pytest

from assessment.problems import services
from assessment.problems.models import Problem
from disclosure.registers import services as registers
from disclosure.registers.models import RegisterEntry
from portal.clock import SHANGHAI
from tests.assessment.city import NOON

JULY = datetime(2026, 7, 20, 9, 0, tzinfo=SHANGHAI)
SHOWN = {"layout": True, "duties_shown": True, "flow_chart": True}


def entry(city, kind: str, title: str, **values) -> RegisterEntry:
    return RegisterEntry.objects.create(
        organ=city.organs["jiaoyu"],
        kind=kind,
        title=title,
        happened_on=date(2026, 1, 8),
        values=values,
        filer_name="经办人",
        filed_at=NOON,
    )


def found(source: str, code: str = "jiaoyu") -> list[str]:
    return list(Problem.objects.filter(source=source, organ__code=code).order_by("pk").values_list("title", flat=True))


@pytest.mark.duty("S2-11.C2")
def test_each_thing_a_window_does_not_show_is_found_once(city) -> None:
    entry(city, "window_display", "一楼大厅", **SHOWN | {"flow_chart": False, "layout": False})
    entry(city, "window_display", "二楼窗口", **SHOWN)
    services.collect(at=NOON)
    assert found("window") == ["“一楼大厅”没有公开机构分布", "“一楼大厅”没有公开办事流程图"]
    assert services.collect(at=JULY) == []


def test_a_window_that_was_closed_is_no_fault(city) -> None:
    gone = entry(city, "window_display", "旧大厅", **SHOWN | {"layout": False})
    RegisterEntry.objects.filter(pk=gone.pk).update(ended_on=date(2026, 3, 1))
    assert services.collect(at=NOON) == []


@pytest.mark.duty("S2-11.C3")
def test_who_registers_no_channel_in_time_has_none_and_one_is_enough(city) -> None:
    registers.remind(at=NOON)
    assert services.collect(at=NOON) == []
    entry(city, "media_column", "教育周刊")
    services.collect(at=JULY)
    assert found("no_channel", "zhujian") == ["网站以外一种公开方式都没有"]
    assert found("no_channel") == []
    assert found("window") == ["办公场所、窗口公开了什么没有登记"]


@pytest.mark.duty("S2-11.D5")
def test_a_document_that_did_not_reach_the_gazette_in_time_is_found(city) -> None:
    # Five working days from 6 May 2026 (9 May is worked) end before 21 May.
    city.late("jiaoyu", "GAZETTE_DELIVERY", date(2026, 5, 6))
    services.collect(at=NOON)
    assert found("late_delivery") == ["关于做好学生资助工作的通知：规章和规范性文件送交公报室超期"]


@pytest.mark.duty("S2-11.D5")
def test_a_quarter_without_any_delivery_is_found(city) -> None:
    """The third quarter ends on 30 September; what lacks then may be registered for a while."""
    registers.remind(at=datetime(2026, 9, 28, 9, 0, tzinfo=SHANGHAI))
    registers.remind(at=datetime(2026, 10, 9, 9, 0, tzinfo=SHANGHAI))
    late = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
    services.collect(at=late)
    assert found("late_delivery") == ["市教育局2026年第三季度台账：没有登记向网站、公报、查阅场所送交信息"]
    assert services.collect(at=late) == []
