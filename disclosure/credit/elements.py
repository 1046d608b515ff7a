"""What a record of each kind says: one row per field, under the heading of the official tables.

``required`` must be there before the record goes to review; ``public`` stands on the page. Both hold for forms, gates,
import, export, pages and the interface alike. Headings follow the data standard of 双公示; what that standard asks of
identity documents is not held here (law.md K).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.credit import codes
from disclosure.credit.codes import Kind


@dataclass(frozen=True, slots=True)
class Element:
    """``also`` are other headings the same column has in exports of departments; ``word`` stands on pages and forms
    where the official heading is none for readers."""

    field: str
    heading: str
    required: bool = False
    public: bool = True
    also: tuple[str, ...] = ()
    word: str = ""

    @property
    def label(self) -> str:
        return self.word or self.heading


@dataclass(frozen=True, slots=True)
class KindRow:
    """``publish_rule`` is the limit of publication, ``show_rule`` how long it is shown after the decision (empty: until
    ``ends_on`` or an act), ``repair_rule`` how long at least. ``repairable``: the show may end early for a reason of
    the law (信用修复, 移出)."""

    kind: Kind
    publish_rule: str
    elements: tuple[Element, ...]
    categories: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    decisions: tuple[codes.Decision, ...] = ()
    show_rule: str = ""
    repair_rule: str = ""
    repairable: bool = False

    def element(self, field: str) -> Element | None:
        return next((row for row in self.elements if row.field == field), None)


E = Element

_PARTY = (
    E("party_name", "行政相对人名称", required=True, also=("相对人名称", "企业名称", "名称", "当事人")),
    E("party_type", "行政相对人类别", required=True, also=("相对人类别",)),
    E(
        "party_code",
        "行政相对人代码_1（统一社会信用代码）",
        also=("统一社会信用代码", "行政相对人代码_1", "行政相对人代码"),
        word="统一社会信用代码",
    ),
    E("representative", "法定代表人", public=False, also=("法定代表人（负责人）", "负责人")),
)
_SOURCE = (
    E("ends_on", "公示截止期", also=("公示截止日期",)),
    E("authority", "决定机关", required=True, also=("作出决定机关", "列入机关", "检查机关")),
    E("authority_code", "决定机关统一社会信用代码", required=True, also=("列入机关统一社会信用代码",)),
    E("remark", "备注", public=False),
)

LICENCE = KindRow(
    Kind.LICENCE,
    publish_rule="PENALTY_PUBLISH",
    categories=codes.LICENCE_CATEGORIES,
    decisions=codes.LICENCE_DECISIONS,
    elements=(
        *_PARTY,
        E("document_name", "行政许可决定文书名称", required=True),
        E("number", "行政许可决定文书号", required=True, also=("决定文书号", "许可文书号", "文号")),
        E("decision", "许可决定种类", required=True, also=("决定种类",)),
        E("category", "许可类别", required=True),
        E("licence_name", "许可证书名称"),
        E("licence_number", "许可编号"),
        E("content", "许可内容", required=True),
        E("basis", "许可依据", also=("依据",)),
        E("decided_on", "许可决定日期", required=True, also=("决定日期",)),
        E("valid_from", "有效期自"),
        E("valid_to", "有效期至"),
        E("ends_on", "公示截止期", also=("公示截止日期",)),
        E("authority", "许可机关", required=True, also=("决定机关",)),
        E("authority_code", "许可机关统一社会信用代码", required=True, also=("决定机关统一社会信用代码",)),
        E("remark", "备注", public=False),
    ),
)
PENALTY = KindRow(
    Kind.PENALTY,
    publish_rule="PENALTY_PUBLISH",
    show_rule="CREDIT_SHOW_PENALTY",
    repair_rule="CREDIT_REPAIR",
    repairable=True,
    categories=codes.PENALTY_CATEGORIES,
    elements=(
        *_PARTY,
        E("number", "行政处罚决定文书号", required=True, also=("行政处罚决定书文号", "决定文书号", "文号")),
        E("cause", "违法行为类型", required=True, also=("案由", "处罚事由")),
        E("facts", "违法事实", required=True),
        E("basis", "处罚依据", required=True, also=("依据",)),
        E("category", "处罚类别", required=True),
        E("content", "处罚内容", required=True, also=("处罚结果",)),
        E("fine", "罚款金额（万元）"),
        E("confiscated", "没收违法所得、没收非法财物的金额（万元）"),
        E("suspended", "暂扣或吊销证照名称及编号"),
        E("decided_on", "处罚决定日期", required=True, also=("决定日期",)),
        E("valid_to", "处罚有效期"),
        E("ends_on", "公示截止期", also=("公示截止日期",)),
        E("authority", "处罚机关", required=True, also=("决定机关",)),
        E("authority_code", "处罚机关统一社会信用代码", required=True, also=("决定机关统一社会信用代码",)),
        E("remark", "备注", public=False),
    ),
)
INSPECTION = KindRow(
    Kind.INSPECTION,
    publish_rule="ENTERPRISE_PUBLISH",
    show_rule="CREDIT_SHOW_INSPECTION",
    categories=codes.INSPECTION_CATEGORIES,
    results=codes.INSPECTION_RESULTS,
    elements=(
        *_PARTY,
        E("number", "抽查检查编号", required=True, also=("检查文书号", "文号")),
        E("category", "检查类型", required=True),
        E("cause", "抽查检查事项", required=True),
        E("content", "抽查检查结果", required=True, also=("检查结果",)),
        E("decided_on", "检查结论日期", required=True, also=("检查日期", "决定日期")),
        *_SOURCE,
    ),
)
ABNORMAL = KindRow(
    Kind.ABNORMAL,
    publish_rule="ENTERPRISE_PUBLISH",
    repairable=True,
    decisions=codes.LIST_DECISIONS,
    elements=(
        *_PARTY,
        E("number", "决定文书号", required=True, also=("文号",)),
        E("decision", "决定种类", required=True),
        E("cause", "列入（移出）原因", required=True, also=("列入原因", "列入经营异常名录原因")),
        E("basis", "依据"),
        E("decided_on", "决定日期", required=True, also=("列入日期",)),
        *_SOURCE,
    ),
)
SERIOUS = KindRow(
    Kind.SERIOUS,
    publish_rule="ENTERPRISE_PUBLISH",
    show_rule="CREDIT_SHOW_SERIOUS",
    repairable=True,
    decisions=codes.LIST_DECISIONS,
    elements=(
        *_PARTY,
        E("number", "决定文书号", required=True, also=("文号",)),
        E("decision", "决定种类", required=True),
        E("cause", "列入（移出）事由", required=True, also=("列入事由", "列入原因")),
        E("facts", "失信事实", required=True),
        E("basis", "依据", required=True),
        E("decided_on", "决定日期", required=True, also=("列入日期",)),
        *_SOURCE,
    ),
)

KINDS: Mapping[str, KindRow] = {row.kind.value: row for row in (LICENCE, PENALTY, INSPECTION, ABNORMAL, SERIOUS)}
