"""The month in sentences: the context of the sheet, and where each part is looked up."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from assessment.dashboard.brief.month import LISTED, Listed, Month, change
from assessment.measures.duties import DUTIES
from assessment.measures.figures import Kept
from portal import clock

_ORGANS_SAID = 10


def context(month: Month) -> dict[str, Any]:
    """The values of the template, by its keys."""
    return {
        "month": f"{month.first:%Y年%-m月}",
        "at": clock.local(month.scope.at),
        "kept": _kept(month),
        "duties": _duties(month),
        "overdue": _overdue(month),
        "late": _late(month),
        "rooms": _rooms(month),
        "score": _score(month),
        "next": _next(month),
        "overdue_list": _listed(month.overdue),
        "next_list": _listed(month.next),
        "organ_list": _organs(month),
    }


def _said(kept: Kept) -> str:
    return f"到期{kept.due}件，没有按时办结{kept.late}件，按时率{kept.words}%"


def _kept(month: Month) -> str:
    now, before = month.now.total, month.before.total
    if not now.due:
        return "本月没有到期的事项。"
    past = f"上月到期{before.due}件，没有按时办结{before.late}件。" if before.due else "上月没有到期的事项。"
    return f"全部任务{_said(now)}{change(now, before)}。{past}"


def _duties(month: Month) -> list[str]:
    kept = [(duty, month.now.duty(duty.code), month.before.duty(duty.code)) for duty in DUTIES]
    return [f"{duty.label}：{_said(now)}{change(now, before)}。" for duty, now, before in kept if now.due]


def _overdue(month: Month) -> str:
    if not month.overdue.count:
        return "到现在没有超期未办的事项。"
    return f"到现在超期未办{month.overdue.count}件，涉及{month.organs_overdue}个机关，具体见附表一。"


def _late(month: Month) -> str:
    if not month.late:
        return "本月到期的都按时办结了。"
    named = [f"{row.organ.short_name}（{row.kept.late}件，按时率{row.kept.words}%）" for row in month.late]
    more = f"等{len(named)}个机关" if len(named) > _ORGANS_SAID else ""
    return f"本月没有按时的是：{'、'.join(named[:_ORGANS_SAID])}{more}。各机关见附表二。"


def _rooms(month: Month) -> list[str]:
    tickets, consulted, letters, solved = month.tickets, month.consultations, month.letters, month.solved
    lines = [
        f"舆情：本月知悉{tickets['known']}件，现在在办{tickets['open']}件，没有按时回应{tickets['late']}件。",
        f"征求意见：正在征求{consulted['open']}件，结果超期{consulted['overdue']}件，本月公布结果{consulted['results']}件；"
        f"收到意见{consulted['opinions']}条，已答复{consulted['answered']}条，采纳{consulted['adopted']}条。",
        f"群众留言：本月收到{letters.received}件，已答复{letters.answered}件，其中超期{letters.late}件，现在超期{letters.overdue}件。",
    ]
    if solved.percent is None:
        return lines
    found = f"申请前已解决{solved.solved}件，仍在网上提交申请{solved.filed}件，已解决占{solved.percent}%"
    return [*lines, f"依申请公开：{found}。"]


def _score(month: Month) -> str:
    if month.score is None:
        return "今年的考评标准还没有施行。"
    now, projected = month.score
    return f"考评现在平均{now}分；按近12个月的比例，年底前到期的再扣分以后，预计{projected}分。"


def _next(month: Month) -> str:
    if not month.next.count:
        return "下月没有到期的事项。"
    by_duty = "，".join(f"{duty.label}{count}件" for duty, count in month.next_duties)
    return f"下月到期{month.next.count}件，其中{by_duty}，具体见附表三。"


def _listed(listed: Listed) -> list[tuple[str, ...]]:
    """A table with its headings; empty without a case."""
    if not listed.count:
        return []
    rows = [
        (row.organ.short_name, f"{row.title}：{row.subject_title}", f"{row.due_on:%Y-%m-%d}") for row in listed.rows
    ]
    more = [("", f"还有{listed.count - LISTED}件，见看板", "")] if listed.count > LISTED else []
    return [("机关", "事项", "截止日"), *rows, *more]


def _organs(month: Month) -> list[tuple[str, ...]]:
    rows = [(row.organ.short_name, str(row.kept.due), str(row.kept.late), row.kept.words) for row in month.late]
    return [("机关", "到期", "没有按时", "按时率（%）"), *rows] if rows else []


def links(month: Month) -> dict[str, Sequence[tuple[str, str]]]:
    """Block of the sheet → name and address of what it counted."""
    cases, asked = reverse("dashboard:cases"), {"month": f"{month.first:%Y-%m}"}
    return {
        "kept": [
            (name, f"{cases}?{urlencode({'measure': code} | asked)}")
            for code, name in (("due", "到期的件"), ("late", "没有按时的件"))
        ],
        "overdue": [("全部超期的件", f"{cases}?measure=overdue")],
        "rooms": [
            (name, f"{reverse('dashboard:panel', args=[code])}?{urlencode(asked)}")
            for code, name in (("tickets", "舆情"), ("consultations", "征求意见"), ("letters", "群众留言"))
        ],
        "score": [("怎样估的", reverse("dashboard:panel", args=["forecast"]))],
    }
