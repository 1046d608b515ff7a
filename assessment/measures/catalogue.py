"""Every number that is shown: its name, how it is counted, by which article, and the rows behind it.

Dashboard, public page, CSV and JSON read this table; the page of methods is made from it. Whoever changes how a number
is counted raises ``version``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assessment.measures import ledger
from assessment.measures.scope import Scope
from portal.deadlines.models import DeadlineQuerySet


@dataclass(frozen=True, slots=True)
class Measure:
    """``rows`` is what is counted and what the list behind the number shows. ``public``: shown to everybody."""

    code: str
    version: int
    name: str
    unit: str
    definition: str
    article: str
    rows: Callable[[Scope], DeadlineQuerySet]
    public: bool = False


MEASURES = (
    Measure(
        "overdue",
        1,
        "已超期",
        "件",
        "现在还没有办结、截止时刻已过、没有依法暂停计时的期限。",
        "《政府信息公开条例》第四十六条",
        ledger.overdue,
    ),
    Measure(
        "ending_soon",
        1,
        "5个工作日内到期",
        "件",
        "现在还没有办结、没有超期、截止日在今后5个工作日以内的期限。",
        "《政府信息公开条例》第四十六条",
        ledger.ending_soon,
    ),
    Measure(
        "running",
        1,
        "在办",
        "件",
        "现在还没有办结的期限，包括暂停计时的。",
        "《政府信息公开条例》第四十六条",
        ledger.running,
    ),
    Measure(
        "waiting",
        1,
        "暂停计时",
        "件",
        "依法暂停计时的期限，例如等申请人补正、征求第三方意见。",
        "《政府信息公开条例》第三十三条",
        ledger.waiting,
    ),
    Measure(
        "due",
        1,
        "到期",
        "件",
        "截止日在统计时段里、已经办结或者已经到期的期限。由别的期限代替、不再适用、申请人撤回、视为放弃的不计。",
        "《政府信息公开条例》第三十三条",
        ledger.due,
        public=True,
    ),
    Measure(
        "late",
        1,
        "没有按时办结",
        "件",
        "“到期”里在截止日以后才办结，或者到现在还没有办结的。按小时计算的期限比到分钟。",
        "《政府信息公开条例》第五十三条",
        ledger.late,
        public=True,
    ),
)
BY_CODE = {measure.code: measure for measure in MEASURES}

RATE_NAME = "按时率"
RATE_DEFINITION = (
    "“到期”减去“没有按时办结”，除以“到期”，保留一位小数；有一件没有按时办结的，不写成100。没有到期的，不计算。"
)
