"""From the columns of any table to the fields of a document."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from disclosure.documents.codes import Attribute, DocumentKind
from disclosure.documents.fields import FIELDS, checked
from disclosure.documents.topics import TOPIC_CHOICES
from portal import typed_text
from portal.errors import DomainError, InvalidInput

ID_LENGTH = 100
COLUMN_LENGTH = 60
UNKNOWN_ISSUER = "未注明机关"


class RowFault(DomainError):
    """The row cannot become a document; the message says why."""


# Field → names it has in other people's tables, tried in order. ``--map`` goes before them.
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "编号", "序号", "信息编号", "文件编号"),
    "title": ("title", "标题", "文件名称", "名称"),
    "body": ("body", "content", "正文", "内容", "全文"),
    "issuer": ("issuer", "organ", "发文机关", "发布机构", "制发机关", "来源"),
    "doc_number": ("doc_number", "发文字号", "文号", "发文号"),
    "formed_on": ("formed_on", "date", "成文日期", "发文日期", "生成日期", "日期"),
    "kind": ("kind", "公文种类", "文种", "体裁"),
    "column": ("column", "栏目", "栏目名称", "分类"),
    "topic": ("topic", "主题分类", "主题"),
    "keywords": ("keywords", "关键词"),
    "summary": ("summary", "内容概述", "摘要"),
    "source_url": ("source_url", "url", "原文链接", "链接", "网址"),
    "printed_on": ("printed_on", "印发日期"),
    "effective_on": ("effective_on", "施行日期", "实施日期"),
    "expires_on": ("expires_on", "有效期至", "失效日期"),
    "repealed_on": ("repealed_on", "废止日期"),
    "attribute": ("attribute", "公开属性"),
}
TARGETS = tuple(_NAMES)
_DATES = {
    "formed_on": "成文日期",
    "printed_on": "印发日期",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
    "repealed_on": "废止日期",
}
_CHECKED = tuple(name for name in _NAMES if name in FIELDS and name not in {"column", "attribute"})
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?|(\d{4})(\d{2})(\d{2})")
_TOPIC_CODES = {name: code for code, name in TOPIC_CHOICES}
_SAY_ACTIVE = {"", Attribute.ACTIVE.value, Attribute.ACTIVE.label, "公开"}


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row, checked. ``digest`` is the version of its content; ``column`` the name it has in the source."""

    line: int
    source_id: str
    column: str
    values: dict[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class FieldMap:
    """``given`` maps fields to columns of the source; ``kinds`` names of the source to official kinds."""

    given: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, pairs: Iterable[str], kinds: Iterable[str] = ()) -> "FieldMap":
        """From ``field=column`` and ``source kind=official kind``. Raises ``DomainError``."""
        given = dict(_pair(pair) for pair in pairs)
        unknown = [name for name in given if name not in _NAMES]
        if unknown:
            raise DomainError(f"没有“{unknown[0]}”这个字段，可以写：{'、'.join(TARGETS)}")
        return cls(given, dict(_pair(pair) for pair in kinds))

    def pick(self, row: Mapping[str, Any], name: str) -> Any:
        if name in self.given:
            return row.get(self.given[name])
        return next((row[known] for known in _NAMES[name] if row.get(known) not in (None, "")), None)


def _pair(text: str) -> tuple[str, str]:
    left, sign, right = text.partition("=")
    if not sign or not left.strip() or not right.strip():
        raise DomainError(f"“{text}”要写成 字段=来源列名")
    return left.strip(), right.strip()


def incoming(row: Mapping[str, Any], line: int, fields: FieldMap, *, today: date) -> Incoming:
    """Check and normalise one row. Raises ``RowFault``."""
    picked = {name: fields.pick(row, name) for name in _NAMES}
    if cell_text(picked["attribute"]) not in _SAY_ACTIVE:
        raise RowFault("不是主动公开的，不能作为已公开的历史文件导入")
    clean = _values(picked, fields)
    _require_past(clean, today)
    column = typed_text.line(_clean(cell_text(picked["column"])))
    if len(column) > COLUMN_LENGTH:
        raise RowFault(f"栏目名最多{COLUMN_LENGTH}个字")
    source_id = _source_id(cell_text(picked["id"]), clean)
    return Incoming(line, source_id, column, clean, _digest({"column": column, **clean}))


def _values(picked: Mapping[str, Any], fields: FieldMap) -> dict[str, Any]:
    kind = cell_text(picked["kind"])
    dates = {name: cell_day(picked[name], label) for name, label in _DATES.items()}
    values: dict[str, Any] = {name: _clean(cell_text(picked[name])) for name in _CHECKED if name not in _DATES}
    values["issuer"] = values["issuer"] or UNKNOWN_ISSUER
    values["kind"] = fields.kinds.get(kind, kind) or DocumentKind.OTHER.value
    values["topic"] = _topic(values["topic"])
    try:
        clean = checked(values | {name: day for name, day in dates.items() if name in FIELDS})
    except InvalidInput as invalid:
        raise RowFault(invalid.message) from None
    return clean | dates


def _require_past(values: dict[str, Any], today: date) -> None:
    formed, printed = values["formed_on"], values["printed_on"]
    if formed and formed > today:
        raise RowFault(f"成文日期{formed}在今天之后")
    if formed and printed and printed < formed:
        raise RowFault("印发日期早于成文日期")


def cell_text(value: Any) -> str:
    """Any cell as text: a spreadsheet's 12.0 is 12."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _clean(text: str) -> str:
    return typed_text.without_unseen(text)


def cell_day(value: Any, label: str) -> date | None:
    """The day a cell holds, in any of the usual spellings. Raises ``RowFault``."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = cell_text(value)
    if not text:
        return None
    match = _DATE.fullmatch(text)
    parts = [int(part) for part in match.groups() if part is not None] if match else []
    try:
        return date(*parts)
    except (TypeError, ValueError):
        raise RowFault(f"{label}“{text[:20]}”不是日期，请写成2026-03-05") from None


def _topic(name: str) -> str:
    if not name or name in _TOPIC_CODES.values():
        return name
    code = _TOPIC_CODES.get(name)
    if code is None:
        raise RowFault(f"主题分类里没有“{name[:20]}”")
    return code


def _source_id(given: str, values: dict[str, Any]) -> str:
    """The source's own id; without one, what a document is known by."""
    if len(given) > ID_LENGTH:
        raise RowFault(f"来源编号最多{ID_LENGTH}个字")
    return given or _digest({name: values[name] for name in ("issuer", "title", "doc_number", "formed_on")})[:32]


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
