"""The sheet 本月情况: a form without a number, its words those of the page."""

from datetime import date
from typing import Any

from portal.letters.templates import Block, BlockKind, LetterTemplate, register

CODE = "Z-4"


def _has(key: str) -> Any:
    return lambda context: bool(context[key])


BRIEF = LetterTemplate(
    code=CODE,
    version=1,
    title="政务公开履职情况",
    in_force_from=date(2020, 1, 1),
    names={
        "month": "月份",
        "at": "统计时刻",
        "kept": "总的情况",
        "duties": "各项任务",
        "overdue": "超期未办",
        "late": "没有按时的机关",
        "rooms": "互动和申请",
        "score": "考评",
        "next": "下月到期",
        "overdue_list": "附表一",
        "next_list": "附表三",
        "organ_list": "附表二",
    },
    blocks=(
        Block("intro", "{month}情况如下，数字截至{at}，全部由业务系统的办理记录算出。"),
        Block("h1", "一、按时办结", kind=BlockKind.HEADING),
        Block("kept", "{kept}"),
        Block("duties", "{duties}", kind=BlockKind.ITEMS, when=_has("duties")),
        Block("h2", "二、超期和没有按时的", kind=BlockKind.HEADING),
        Block("overdue", "{overdue}"),
        Block("late", "{late}"),
        Block("h3", "三、回应和互动", kind=BlockKind.HEADING),
        Block("rooms", "{rooms}", kind=BlockKind.ITEMS),
        Block("h4", "四、考评", kind=BlockKind.HEADING),
        Block("score", "{score}"),
        Block("h5", "五、下月到期", kind=BlockKind.HEADING),
        Block("next", "{next}"),
        Block("a1", "附表一　超期未办的事项", kind=BlockKind.HEADING, when=_has("overdue_list")),
        Block("overdue_list", "{overdue_list}", kind=BlockKind.TABLE, when=_has("overdue_list")),
        Block("a2", "附表二　本月没有按时的机关", kind=BlockKind.HEADING, when=_has("organ_list")),
        Block("organ_list", "{organ_list}", kind=BlockKind.TABLE, when=_has("organ_list")),
        Block("a3", "附表三　下月到期的事项", kind=BlockKind.HEADING, when=_has("next_list")),
        Block("next_list", "{next_list}", kind=BlockKind.TABLE, when=_has("next_list")),
    ),
    seal=False,
)


def register_letters() -> None:
    register(BRIEF)
