"""哪个环节最费时间: working days by stage, with the cases that stood there longest."""

from collections.abc import Mapping, Sequence
from statistics import median

from assessment.dashboard.panels.shapes import Cell, Entry, Line, Listing, Panel, entries, number, said, share
from assessment.dashboard.panels.stays import COURSES, STOPS, Course, stays, stops
from assessment.measures.scope import Scope

_STANDS = "停止计时"
_COURSES = {course.code: course for course in COURSES}


def _lines(scope: Scope) -> list[Line]:
    """By kind of case, the stage that took most days first. Three queries a kind at most, and the calendar's."""
    return [line for course in COURSES for line in _of(course, scope)]


def _of(course: Course, scope: Scope) -> list[Line]:
    found = stays(course, scope)
    total = sum(sum(cases.values()) for cases in found.values())
    ordered = sorted(found, key=lambda stage: (-sum(found[stage].values()), stage))
    lines = [
        Line(
            f"{course.label}：{course.stages[stage]}",
            (*_cells(course, stage, found[stage]), said(share(sum(found[stage].values()), total))),
            _STANDS if stage in course.waits else "",
        )
        for stage in ordered
    ]
    stood = stops(course, scope) if course.code == "requests" else {}
    return lines + [
        Line(f"{course.label}：办理中{STOPS[stop]}", (*_cells(course, stop, cases), said("已含在上面")), _STANDS)
        for stop, cases in sorted(stood.items())
    ]


def _cells(course: Course, stage: str, cases: Mapping[int, int]) -> tuple[Cell, ...]:
    key = f"{course.code}.{stage}"
    return number(len(cases), key), said(f"{median(cases.values()):g}", key), said(sum(cases.values()), key)


def _behind(scope: Scope, key: str) -> Listing | None:
    """The cases that passed the stage, the longest first."""
    code, _, stage = key.partition(".")
    course = _COURSES.get(code)
    if course is None or stage not in course.stages.keys() | STOPS.keys():
        return None
    found = (stops if stage in STOPS else stays)(course, scope).get(stage, {})
    rows = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    title = f"{course.label}，{STOPS.get(stage) or course.stages[stage]}"
    return Listing(title, ("件", "机关", "停了几个工作日"), rows, lambda page: _shown(course, page))


def _shown(course: Course, page: Sequence[tuple[int, int]]) -> list[Entry]:
    """One query."""
    cases = course.model._default_manager.select_related("organ").in_bulk([pk for pk, _ in page])
    shown = entries([cases[pk] for pk, _ in page], lambda row: row.organ.short_name)
    return [
        Entry(entry.title, entry.href, (*entry.cells, str(days))) for entry, (_, days) in zip(shown, page, strict=True)
    ]


BOTTLENECKS = Panel(
    code="bottlenecks",
    version=1,
    title="哪个环节最费时间",
    definition="统计时段里办结的和现在还没有办结的件，从办理记录算每个环节停留的工作日：进入的当天不算，离开的当天算；"
    "同一件几次进入同一环节的相加，还停在那里的算到今天；每小时读一次。等申请人补正和缴费、报请确定时依法停止计时，标出来，不是机关耽误的。",
    article="《政府信息公开条例》第三十三条",
    headings=("环节", "件", "中位数（工作日）", "合计（工作日）", "占这类合计（%）"),
    lines=_lines,
    behind=_behind,
    drawn=1,
    is_dear=True,
)
