"""What the applicant reads about each act: one row per act, in words of every day. Pure.

Acts inside the organ have no sentence; nobody's name, no third party and no internal word stands in one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.deadlines.course import EventKind
from portal.deadlines.wording import full_date, month_day
from requests_app.cases.states import Channel

Facts = Mapping[str, Any]
"""What the trail keeps of an act (``Event.after``), and ``by_system`` and ``by_applicant``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the history."""

    title: str
    text: str = ""


Sentence = Callable[[Facts], Line]


def _registered(facts: Facts) -> Line:
    channel = facts.get("channel", "")
    if channel == Channel.ONLINE:
        return Line("您提交了申请", "机关会确认收到；收到日的第二天起计算答复期限。")
    if channel == Channel.TRANSFER:
        return Line("申请由另一个机关转来", f"原来的编号是{facts.get('from', '')}。")
    return Line("机关登记了您的申请", f"渠道：{Channel(channel).label}。" if channel in Channel.values else "")


def _confirmed(facts: Facts) -> Line:
    day = _day(facts, "received_on")
    words = f"收到日是{day}，从第二天起计算期限。" if day else "从第二天起计算期限。"
    if facts.get("by_system"):
        return Line("逾期没有人确认，系统自动确认收到", words)
    return Line("机关确认收到您的申请", words)


def _withdrawn(facts: Facts) -> Line:
    return Line("您撤回了申请" if facts.get("by_applicant") else "机关登记了您的撤回", "这件申请不再办理。")


def _corrected(facts: Facts) -> Line:
    day = _day(facts, "restarted_on")
    return Line("收到您的补正", f"答复期限从{day}的第二天起重新计算。" if day else "答复期限重新计算。")


def _split(facts: Facts) -> Line:
    return Line("部分内容另立一件办理", f"新的编号是{facts.get('to', '')}，收到日不变，机关会告诉您它的查询码。")


def _delayed(facts: Facts) -> Line:
    day = _day(facts, "delayed_to")
    return Line("机关确定了延迟答复的日期", f"最晚{day}答复您，理由见延迟答复告知书。" if day else "")


def _fixed(title: str, text: str = "") -> Sentence:
    line = Line(title, text)
    return lambda _facts: line


SENTENCES: dict[str, Sentence] = {
    "register": _registered,
    "confirm": _confirmed,
    "mark_unreachable": _fixed("机关联系不上您", "申请先登记留存一年。恢复联系的那一天算收到日。"),
    "reach": _confirmed,
    "notify_correction": _fixed("机关请您补正", "内容不清楚或者材料不齐，补上以后期限重新计算。"),
    "receive_correction": _corrected,
    "take_as_abandoned": _fixed("补正期限已满，没有收到补正"),
    "notify_fee": _fixed(
        "机关发出收费通知", "申请的数量、频次明显超过合理范围时才收信息处理费。缴费以后期限重新计算。"
    ),
    "record_payment": _fixed("收到您缴的费用", "答复期限从缴清的第二天起重新计算。"),
    "waive_fee": _fixed("费用免收"),
    "take_as_unpaid": _fixed("缴费期限已满，没有收到费用"),
    "serve": _fixed("机关答复了您", "答复书和提供的信息在这一页下载。"),
    "withdraw": _withdrawn,
    "merge": _fixed("并入另一件申请一起办理"),
    "take_in": _fixed("您的另一件申请并入这一件一起办理"),
    "split_off": _split,
    "transfer": _fixed("按您的同意，部分内容转给负责的机关", "那个机关另外编号，收到以后另外计算期限。"),
    "reopen": _fixed("机关重新处理这件申请", "会另外作出答复，期限重新开始。"),
    "change_contact": _fixed("您修改了联系方式"),
    "prove_email": _fixed("您核实了邮箱", "查询码丢了，可以凭这个邮箱补发。"),
    "reissue_code": _fixed("补发了查询码", "以前的查询码不能再用。"),
    "attach_files": _fixed("您附上了材料"),
}
"""Keyed by act of a request."""

OF_DEMANDS: dict[str, Sentence] = {
    "demand_reasons": _fixed("机关请您说明理由", "申请的数量、频次明显超过合理范围。答复期限照常计算。"),
    "explain": _fixed("收到您说明的理由", "机关看了以后认定是否合理。"),
    "note_silence": _fixed("说明理由的期限已满，没有收到您的说明"),
    "delay_answer": _delayed,
}
"""Keyed by act of a demand for reasons. What the organ finds is told with the answer, not before."""

UNSAID = frozenset(
    {
        "submit",
        "answer_on_the_spot",
        "pass_review",
        "return_review",
        "pass_secrecy",
        "return_secrecy",
        "sign",
        "return_signing",
        "unsign",
        "archive",
        "claim",
        "assign",
        "open_case",
        "check_identity",
        "restrict",
        "unrestrict",
        "reveal",
        "rate",
    }
)
"""Acts inside the organ, or of no interest: they leave no line."""


def line_of(act: str, facts: Facts, table: Mapping[str, Sentence] = SENTENCES) -> Line | None:
    sentence = table.get(act)
    return sentence(facts) if sentence else None


def clock_line(kind: str, stop: str, *, amount: int, due: date, provisional: bool) -> Line | None:
    """What a stop, an extension or a new arrangement of holidays did to the end of the period.

    Corrections and fees are told by the acts themselves.
    """
    end = f"最晚答复日改为{full_date(due)}{'（暂定）' if provisional else ''}。"
    match kind, stop:
        case EventKind.PAUSED, "THIRD_PARTY":
            return Line(
                "征求第三方意见，期限暂停", "您要的信息涉及别人的权益，机关依法书面问了意见。这段时间不算在期限里。"
            )
        case EventKind.RESUMED, "THIRD_PARTY":
            return Line("征求意见结束，继续计算", f"{end}是否公开由机关决定，不由第三方决定。")
        case EventKind.PAUSED, "OTHER_ORGAN":
            return Line(
                "征求其他机关意见，期限暂停", "您要的信息有别的机关参与制作或者要由它核实。这段时间不算在期限里。"
            )
        case EventKind.RESUMED, "OTHER_ORGAN":
            return Line("其他机关的意见已有结果，继续计算", end)
        case EventKind.EXTENDED, _:
            return Line("延期答复", f"经公开工作机构负责人同意，延长{amount}个工作日。{end}")
        case EventKind.REDATED, _:
            return Line("放假安排有变，日期跟着更新", end)
    return None


WAITING = {
    "THIRD_PARTY": "正在征求第三方意见，期限暂停",
    "OTHER_ORGAN": "正在征求其他机关意见，期限暂停",
    "CORRECTION": "等您补正，期限暂停",
    "FEE": "等您缴费，期限暂停",
}
"""The large line while a stop is open, by stop."""


def _day(facts: Facts, name: str) -> str:
    written = str(facts.get(name) or "")
    try:
        return month_day(date.fromisoformat(written))
    except ValueError:
        return ""
