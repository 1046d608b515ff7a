"""征求意见: what runs now, whose result is late, and what became of the opinions received in the period."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from assessment.dashboard.panels.shapes import (
    Entry,
    Line,
    Listing,
    Panel,
    entries,
    moments,
    number,
    said,
    share,
    within,
)
from assessment.measures.scope import Scope
from disclosure.consultations.codes import Verdict
from disclosure.consultations.models import Consultation, Opinion
from disclosure.consultations.selectors import overdue, with_verdict

_ADOPTED = (Verdict.ADOPTED, Verdict.PARTLY)


def _all(scope: Scope) -> "QuerySet[Any]":
    return within(Consultation.objects.all(), scope)


def _opinions(scope: Scope) -> "QuerySet[Any]":
    rows = Opinion.objects.counted().filter(**moments(scope, "received_at"))
    return with_verdict(within(rows, scope, "consultation__organ"))


def _results(scope: Scope) -> "QuerySet[Any]":
    return _all(scope).filter(result_at__isnull=False, **moments(scope, "result_at"))


_Rows = Callable[[Scope], "QuerySet[Any]"]
_CONSULTATIONS: dict[str, tuple[str, _Rows]] = {
    "open": ("正在征求意见", lambda scope: _all(scope).filter(pk__in=Consultation.objects.taking(scope.at))),
    "waiting": (
        "已截止，结果还没有公布",
        lambda scope: _all(scope).filter(pk__in=Consultation.objects.waiting(scope.at)),
    ),
    "overdue": ("其中结果已经超期", lambda scope: _all(scope).filter(overdue(scope.at))),
    "results": ("时段里公布了结果", _results),
    "late": ("其中超期公布", lambda scope: _results(scope).filter(is_late=True)),
}
_OPINIONS: dict[str, tuple[str, _Rows]] = {
    "opinions": ("时段里收到的有效意见", _opinions),
    "answered": ("其中已经答复", lambda scope: _opinions(scope).exclude(effective="")),
    "adopted": ("其中采纳、部分采纳", lambda scope: _opinions(scope).filter(effective__in=_ADOPTED)),
}


def counts(scope: Scope) -> dict[str, int]:
    """Eight queries."""
    return {key: rows(scope).count() for key, (_, rows) in (_CONSULTATIONS | _OPINIONS).items()}


def _lines(scope: Scope) -> list[Line]:
    found = counts(scope)
    if not any(found.values()):
        return []
    lines = [Line(name, (number(found[key], key),)) for key, (name, _) in (_CONSULTATIONS | _OPINIONS).items()]
    return [*lines, Line("采纳率，占已经答复的（%）", (said(share(found["adopted"], found["answered"])),))]


def _behind(scope: Scope, key: str) -> Listing | None:
    if key in _CONSULTATIONS:
        name, rows = _CONSULTATIONS[key]
        found = rows(scope).select_related("organ").order_by("-pk")
        return Listing(name, ("征求意见", "机关", "截止", "公布结果"), found, _consultations)
    if key in _OPINIONS:
        name, rows = _OPINIONS[key]
        found = rows(scope).select_related("consultation__organ", "theme").order_by("-pk")
        return Listing(
            name, ("意见编号", "征求意见", "机关", "采纳情况"), found.defer("text", "name", "contact"), _said
        )
    return None


def _consultations(page: Sequence[Any]) -> list[Entry]:
    return entries(
        page,
        lambda row: row.organ.short_name,
        lambda row: row.ends_on,
        lambda row: "已公布" if row.result_at else "还没有",
    )


def _said(page: Sequence[Any]) -> list[Entry]:
    """By number: who wrote it and what stands in it are read at the desk."""
    return entries(
        page,
        lambda row: row.consultation.title,
        lambda row: row.consultation.organ.short_name,
        lambda row: Verdict(row.effective).label if row.effective else "还没有答复",
    )


CONSULTATIONS = Panel(
    code="consultations",
    version=1,
    title="征求意见",
    definition="现在进行的和结果超期的，不论时段；公布的结果、收到的意见按统计时段。采纳率是采纳和部分采纳的，占已经答复的意见。",
    article="《重大行政决策程序暂行条例》第十四条、第十八条",
    headings=("", "件"),
    lines=_lines,
    behind=_behind,
)
