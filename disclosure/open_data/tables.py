"""What the dump says: one table per data set, one row of it per field. Public metadata only, no text and no person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.documents import selectors
from disclosure.documents.codes import Validity
from disclosure.documents.models import Document, DocumentQuerySet
from disclosure.documents.topics import TOPIC_NAMES
from portal import clock

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` heads the value in JSON, ``title`` in CSV. ``read`` takes the document and the address of the site."""

    name: str
    title: str
    read: Callable[[Document, str], Value]


@dataclass(frozen=True, slots=True)
class DataSet:
    """``rows`` are asked anew for every dump; nothing is shown that they do not give."""

    code: str
    title: str
    description: str
    rows: Callable[[], DocumentQuerySet]
    fields: tuple[Field, ...]

    def record(self, document: Document, root: str) -> Mapping[str, Value]:
        return {field.name: field.read(document, root) for field in self.fields}


def _day(name: str) -> Callable[[Document, str], Value]:
    def read(document: Document, _root: str) -> Value:
        day = getattr(document, name)
        return day.isoformat() if day else None

    return read


def _moment(name: str) -> Callable[[Document, str], Value]:
    def read(document: Document, _root: str) -> Value:
        moment = getattr(document, name)
        return clock.local(moment).isoformat(timespec="seconds") if moment else None

    return read


def _text(name: str) -> Callable[[Document, str], Value]:
    def read(document: Document, _root: str) -> Value:
        found: Any = getattr(document, name)
        return found or None

    return read


def _column(name: str) -> Callable[[Document, str], Value]:
    def read(document: Document, _root: str) -> Value:
        return str(getattr(document.column, name)) if document.column else None

    return read


def _organ(name: str) -> Callable[[Document, str], Value]:
    return lambda document, _root: getattr(document.organ, name) or None


def _topic(document: Document, _root: str) -> Value:
    return TOPIC_NAMES.get(document.topic)


def _subtopic(document: Document, _root: str) -> Value:
    return TOPIC_NAMES.get(document.subtopic)


def _page(document: Document, root: str) -> Value:
    return root + document.get_absolute_url()


def _successor(document: Document, _root: str) -> Value:
    return document.successor_id if document.successor and document.successor.is_public else None


_ID = Field("id", "编号", lambda document, _root: document.pk)
_PAGE = Field("url", "网址", _page)
_CHANGED = Field("changed_at", "更新时间", _moment("updated_at"))


def _public() -> DocumentQuerySet:
    rows = selectors.summaries(Document.objects.public())
    return rows.only(*selectors.SUMMARY_FIELDS, "organ__uscc").order_by("pk")


def _withdrawn() -> DocumentQuerySet:
    public = Document.objects.public().order_by().values("pk")
    return selectors.faces(Document.objects.with_page().exclude(pk__in=public)).order_by("pk")


DOCUMENTS = DataSet(
    code="documents",
    title="公开的文件",
    description="全部公开文件的目录信息，一行一件。正文请到网址里看，或者用开放接口取。",
    rows=_public,
    fields=(
        _ID,
        Field("index_number", "索引号", _text("index_number")),
        Field("title", "名称", _text("title")),
        Field("doc_number", "发文字号", _text("doc_number")),
        Field("kind", "公文种类", _text("kind")),
        Field("organ", "公开责任单位", _organ("name")),
        Field("organ_code", "责任单位代码", _organ("code")),
        Field("organ_uscc", "责任单位统一社会信用代码", _organ("uscc")),
        Field("issuer", "发文机关", _text("issuer")),
        Field("column", "栏目", _column("name")),
        Field("column_code", "栏目代码", _column("code")),
        Field("topic", "主题", _topic),
        Field("subtopic", "二级主题", _subtopic),
        Field("formed_on", "成文日期", _day("formed_on")),
        Field("published_at", "发布时间", _moment("published_at")),
        Field("effective_on", "施行日期", _day("effective_on")),
        Field("expires_on", "有效期至", _day("expires_on")),
        Field("validity", "有效性", lambda document, _root: Validity(document.validity).label),
        Field("is_normative", "行政规范性文件", lambda document, _root: document.is_normative),
        _CHANGED,
        _PAGE,
    ),
)

WITHDRAWN = DataSet(
    code="withdrawn",
    title="撤下的文件",
    description="曾经公开、后来撤下的文件，一行一件。请从您的副本里删除。要隐去标题的，标题是空的。",
    rows=_withdrawn,
    fields=(
        _ID,
        Field("title", "名称", lambda document, _root: document.public_title or None),
        Field("withdrawn_at", "撤下时间", _moment("taken_down_at")),
        Field("reason", "撤下原因", _text("taken_down_reason")),
        Field("successor", "替代文件编号", _successor),
        _CHANGED,
        _PAGE,
    ),
)

DATA_SETS = (DOCUMENTS, WITHDRAWN)
