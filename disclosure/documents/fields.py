"""What a drafter may write, field by field: the table behind forms, services and the importer.

Everything else on a document (state, numbers, times of signing and publication) is written by the system.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from disclosure.catalogue.audiences import several
from disclosure.catalogue.models import Column
from disclosure.documents.codes import (
    KIND_ALIASES,
    Attribute,
    DocumentKind,
    Origin,
    PublicClause,
    PublishRule,
    ReleaseReason,
    SourceKind,
    WithholdingBasis,
)
from disclosure.documents.topics import SUBTOPIC_CHOICES, TOPIC_CHOICES
from portal import doc_numbers, field_table
from portal.errors import InvalidInput
from portal.field_table import Field, Refused, as_text, choice, day, flag, line, optional_flag, paragraphs, web_address

TITLE_LENGTH = 300
BODY_LENGTH = 2_000_000


def _kind(label: str, value: Any) -> str:
    text = as_text(value).strip()
    return choice(DocumentKind.values, required=True)(label, KIND_ALIASES.get(text, text) if text else "")


def _column(label: str, value: Any) -> Column | None:
    if value is None or isinstance(value, Column):
        return value
    raise Refused(f"请从列表里选{label}")


def _doc_number(label: str, value: Any) -> str:
    return doc_numbers.normalise(line(80)(label, value))


FIELDS: dict[str, Field] = {
    "issuer": Field("发文机关", line(200, required=True)),
    "kind": Field("公文种类", _kind),
    "title": Field("标题", line(TITLE_LENGTH, required=True)),
    "body": Field("正文", paragraphs(BODY_LENGTH, required=True)),
    "summary": Field("内容概述", paragraphs(500)),
    "keywords": Field("关键词", line(200)),
    "topic": Field("主题分类", choice(code for code, _ in TOPIC_CHOICES)),
    "subtopic": Field("二级主题", choice(code for code, _ in SUBTOPIC_CHOICES)),
    "column": Field("栏目", _column),
    "audiences": Field("适用对象", several),
    "contact": Field("解释单位和电话", line(200)),
    "doc_number": Field("发文字号", _doc_number),
    "printed_on": Field("印发日期", day),
    "effective_on": Field("施行日期", day),
    "expires_on": Field("有效期至", day),
    "attribute": Field("公开属性", choice(Attribute.values)),
    "attribute_reason": Field("属性说明", paragraphs(1000)),
    "release_reason": Field("公开理由", choice(ReleaseReason.values)),
    "withholding_basis": Field("不公开依据", choice(WithholdingBasis.values)),
    "is_secret_matter": Field("是否保密事项", optional_flag),
    "is_normative": Field("行政规范性文件", flag),
    "public_clause": Field("公开条款", choice(PublicClause.values)),
    "is_sensitive": Field("敏感或者重要内容", flag),
    "origin": Field("信息来源", choice(Origin.values, required=True)),
    "source_kind": Field("内容类别", choice(SourceKind.values, required=True)),
    "source_name": Field("转载来源", line(100)),
    "source_url": Field("原文链接", web_address),
    "publish_rule": Field("公开时限", choice(PublishRule.values, required=True)),
}

CORRECTABLE = (
    "title",
    "body",
    "summary",
    "keywords",
    "contact",
    "printed_on",
    "effective_on",
    "expires_on",
    "source_name",
    "source_url",
)
"""What a correction of a published document may touch."""


def checked(values: Mapping[str, Any], *, allowed: Iterable[str] | None = None) -> dict[str, Any]:
    """The values as they are stored; ``allowed`` narrows the table. Raises ``InvalidInput`` by field."""
    table = FIELDS if allowed is None else {name: FIELDS[name] for name in allowed}
    clean = field_table.checked(table, values)
    if "topic" in clean and clean.get("subtopic") and clean["subtopic"][:2] != clean["topic"]:
        raise InvalidInput({"subtopic": "二级主题不属于所选的主题分类"})
    return clean
