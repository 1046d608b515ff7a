"""Whether a copy is clean: read again, everything hidden is gone and everything shown is still there. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

from portal.files.extraction.findings import Extraction, Part

_HIDDEN = re.compile(
    "批注|修订|隐藏的|文档属性|自定义|文档变量|备注|没有列出的|作者|以前保存过的版本|缓存|引用别的文件|数据连接"
    "|不显示|定义的名称|标记|自动图文集|拍摄|图片里的说明|嵌在里面的文件名|筛选器"
)
_SHOWN = re.compile(r"正文|页眉|页脚|脚注|尾注|工作表“.*”|第\d+页|第\d+张幻灯片|图形里的文字")


def is_hidden(where: str) -> bool:
    """Whether a part stands where a reader of the screen does not look."""
    return any(_HIDDEN.search(place) and not _SHOWN.fullmatch(place) for place in where.split("："))


def is_cleanable(found: Extraction) -> bool:
    """Whether there is anything to take out."""
    return any(is_hidden(part.where) for part in found.parts)


def fault(before: Extraction, after: Extraction) -> str:
    """Why the copy is no clean copy of what was read before, in Chinese; empty when it is one."""
    if after.refusals or set(after.faults) - set(before.faults):
        return "副本读不全"
    if left := [part.where for part in after.parts if is_hidden(part.where)]:
        return f"{left[0]}还在"
    if _shown(before.parts) != _shown(after.parts):
        return "看得见的内容有变化"
    if _lines(after.parts) - _lines(before.parts):
        return "多出了原来没有的内容"
    return ""


def _last(where: str) -> str:
    """The place inside the innermost file."""
    return where.rpartition("：")[2]


def _shown(parts: Iterable[Part]) -> Counter[str]:
    return Counter(part.text for part in parts if _SHOWN.fullmatch(_last(part.where)))


def _lines(parts: Iterable[Part]) -> set[str]:
    return {line for part in parts for line in part.text.splitlines()}
