"""What may be written about an issue and its pieces."""

from collections.abc import Mapping
from typing import Any

from disclosure.documents.fields import BODY_LENGTH
from disclosure.gazette.codes import Section
from disclosure.gazette.models import TITLE_LENGTH
from portal import doc_numbers
from portal.errors import InvalidInput
from portal.field_table import Field, Refused, choice, day, flag, line, paragraphs

YEARS = (1912, 2200)
NUMBER_AT_MOST = 99_999
PAGE_AT_MOST = 9_999


def _whole(first: int, last: int, *, required: bool = False) -> Any:
    def read(label: str, value: Any) -> int | None:
        if value is None and not required:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not first <= value <= last:
            raise Refused(f"{label}请填{first}到{last}之间的整数")
        return value

    return read


def _doc_number(label: str, value: Any) -> str:
    return doc_numbers.normalise(line(80)(label, value))


ISSUE: dict[str, Field] = {
    "year": Field("年份", _whole(*YEARS, required=True)),
    "number": Field("期号", _whole(1, NUMBER_AT_MOST, required=True)),
    "total_number": Field("总期号", _whole(1, NUMBER_AT_MOST)),
    "dated": Field("出版日期", day),
}
PAGES: dict[str, Field] = {
    "page_from": Field("起始页", _whole(1, PAGE_AT_MOST)),
    "page_to": Field("结束页", _whole(1, PAGE_AT_MOST)),
}
ENTRY: dict[str, Field] = PAGES | {
    "section": Field("栏目", choice(Section.values, required=True)),
    "title": Field("标题", line(TITLE_LENGTH, required=True)),
    "doc_number": Field("发文字号", _doc_number),
    "text": Field("正文", paragraphs(BODY_LENGTH)),
    "is_standard": Field("标准文本", flag),
}
DELIVERY: dict[str, Field] = {
    "contact": Field("专人和电话", line(100, required=True)),
    "note": Field("送交说明", line(300)),
}


def require_order(values: Mapping[str, Any]) -> None:
    first, last = values.get("page_from"), values.get("page_to")
    if first is not None and last is not None and last < first:
        raise InvalidInput({"page_to": "结束页不能在起始页前面"})
