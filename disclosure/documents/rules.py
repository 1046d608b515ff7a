"""Judgements about a document that need no database: which attribute fits, what contradicts what, what is printed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from disclosure.documents.codes import (
    DEPARTMENT_CHANNELS,
    Attribute,
    Channel,
    DocumentKind,
    ReleaseReason,
    SecrecyConclusion,
    WithholdingBasis,
)
from disclosure.documents.models import Document
from portal import clock
from portal.accounts.states import OrganKind

# --- 公开属性 -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An attribute with its reason in Chinese; an empty ``attribute`` means a person must determine it."""

    attribute: str
    why: str
    basis: str = ""
    release_reason: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: str
    title: str
    body: str

    def titled(self, pattern: str) -> bool:
        return re.search(pattern, self.title) is not None


@dataclass(frozen=True, slots=True)
class _Row:
    fits: Callable[[_Draft], bool]
    suggestion: Suggestion


_SECRECY_MARK = re.compile(r"(?:绝密|机密|秘密)\s*★")
_PUBLIC_REPORT = r"政府工作报告|年度报告|年度工作报告|预算|决算|执行情况"

# First match decides; 公开为常态: what fits no exception is published.
_SUGGESTIONS: tuple[_Row, ...] = (
    _Row(
        lambda draft: bool(_SECRECY_MARK.search(draft.title + draft.body)) or draft.titled("国家秘密|工作秘密"),
        Suggestion(
            Attribute.WITHHELD,
            "标有密级或者涉及国家秘密、工作秘密，不予公开。标密文件不得存入本系统",
            WithholdingBasis.STATE_SECRET,
            duty="S0-5.5.1c",
        ),
    ),
    _Row(
        lambda draft: draft.kind == DocumentKind.REQUEST,
        Suggestion(Attribute.WITHHELD, "请示属于过程性信息，一般不予公开", WithholdingBasis.PROCESS, duty="S0-5.5.1c"),
    ),
    _Row(
        lambda draft: draft.kind == DocumentKind.REPORT and not draft.titled(_PUBLIC_REPORT),
        Suggestion(
            Attribute.WITHHELD, "向上级的报告属于过程性信息，一般不予公开", WithholdingBasis.PROCESS, duty="S0-5.5.1c"
        ),
    ),
    _Row(
        lambda draft: draft.kind == DocumentKind.LETTER and draft.titled("征求|意见|复函|答复"),
        Suggestion(
            Attribute.WITHHELD,
            "机关之间征求意见及其答复属于过程性信息，一般不予公开",
            WithholdingBasis.PROCESS,
            duty="S0-5.5.1c",
        ),
    ),
    # The city's rules say 依申请公开; Regulations art. 15 forbids disclosure and prevails (law.md C19).
    _Row(
        lambda draft: draft.titled("商业秘密|个人隐私"),
        Suggestion(
            Attribute.WITHHELD,
            "涉及商业秘密或者个人隐私，公开会损害第三方权益的不得公开",
            WithholdingBasis.THIRD_PARTY,
            duty="S0-5.5.1b",
        ),
    ),
    _Row(
        lambda draft: draft.titled("内部|值班|考勤|后勤|公务用车|办公用房|机关作风|人事任免|干部|工作纪律"),
        Suggestion(
            Attribute.ON_REQUEST,
            "机关内部管理事务，一般依申请公开，有人申请时再审查",
            WithholdingBasis.INTERNAL,
            duty="S0-5.5.1b",
        ),
    ),
    _Row(
        lambda draft: (
            draft.kind == DocumentKind.ORGANISATION or draft.titled("机构设置|主要职责|职能|办事指南|办事程序")
        ),
        Suggestion(
            Attribute.ACTIVE,
            "反映机构设置、职能、办事程序，应当主动公开",
            release_reason=ReleaseReason.ORGANISATION,
            duty="S0-5.5.1a",
        ),
    ),
    _Row(
        lambda draft: draft.titled("征求意见|公示|公告|通告|预警|应急|招考|招聘|听证"),
        Suggestion(
            Attribute.ACTIVE,
            "需要公众广泛知晓或者参与，应当主动公开",
            release_reason=ReleaseReason.AWARENESS,
            duty="S0-5.5.1a",
        ),
    ),
    _Row(
        lambda draft: draft.titled("补助|补贴|救助|社会保|医疗|教育|就业|住房|征收|拆迁|收费|价格|环境|安全|养老|交通"),
        Suggestion(
            Attribute.ACTIVE,
            "涉及公众切身利益，应当主动公开",
            release_reason=ReleaseReason.INTERESTS,
            duty="S0-5.5.1a",
        ),
    ),
)
_BY_DEFAULT = Suggestion(
    Attribute.ACTIVE, "公开为常态、不公开为例外", release_reason=ReleaseReason.OTHER_LAW, duty="S2-1.7.1-4"
)


def suggest_attribute(*, kind: str, title: str, body: str, forwards: Document | None = None) -> Suggestion:
    """The attribute to propose, with the reason (S0-5.5.1, S0-5.5.2). The drafter proposes, the signer decides."""
    if forwards is not None:
        return _inherited(forwards)
    draft = _Draft(kind, title, body)
    return next((row.suggestion for row in _SUGGESTIONS if row.fits(draft)), _BY_DEFAULT)


def _inherited(original: Document) -> Suggestion:
    if not original.attribute:
        return Suggestion("", "转发的原文没有公开属性，要重新确定", duty="S0-5.5.2b")
    return Suggestion(
        original.attribute,
        f"转发类公文按原文的属性确定：原文是“{Attribute(original.attribute).label}”",
        original.withholding_basis,
        original.release_reason,
        duty="S0-5.5.2a",
    )


# --- 保密审查 -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SecrecyAnswers:
    """The four questions of S2-6.2, answered one by one."""

    state_secret: bool
    trade_secret: bool
    privacy: bool
    security: bool

    def any(self) -> bool:
        return self.state_secret or self.trade_secret or self.privacy or self.security


NOTHING_FOUND = SecrecyAnswers(state_secret=False, trade_secret=False, privacy=False, security=False)


def contradiction(answers: SecrecyAnswers, conclusion: str) -> str:
    """Why the conclusion cannot follow from the answers, in Chinese; empty when it can.

    Art. 14 withholds secrets and dangers outright; art. 15 leaves room for a decision on request.
    """
    if conclusion == SecrecyConclusion.ACTIVE and answers.any():
        return "四项里有“涉及”的，结论不能是“主动公开”"
    if conclusion == SecrecyConclusion.ON_REQUEST and (answers.state_secret or answers.security):
        return "涉及国家秘密或者危及安全稳定的，结论只能是“免予公开”或者“需报审”"
    return ""


# --- other channels ---------------------------------------------------------------------------------

_CITY_DEPARTMENTS = frozenset({OrganKind.DEPARTMENT, OrganKind.AFFILIATED})


def missing_channels(*, is_important: bool, organ_kind: str, used: frozenset[str]) -> list[str]:
    """Which channels besides the website are still wanted, in Chinese (S2-1.15b–c)."""
    wanted = []
    if is_important and Channel.PRESS_CONFERENCE not in used:
        wanted.append("重大信息还要以新闻发布会的形式公开")
    if organ_kind in _CITY_DEPARTMENTS and not DEPARTMENT_CHANNELS & used:
        wanted.append("市直部门还要在公开栏、公报、报刊、广播、电视或者其他新闻媒体中至少一种上公开")
    return wanted


# --- what is printed --------------------------------------------------------------------------------

ANNOTATIONS = {
    Attribute.ACTIVE: "此件主动公开",
    Attribute.ON_REQUEST: "此件依申请公开",
    Attribute.WITHHELD: "此件不予公开",
}
"""附注 of S0-5.8, printed in brackets below the date; an organ may word it otherwise (C25)."""


def index_number(uscc: str, year: int, sequence: int) -> str:
    """索引号: code of the organ, year, running number of five digits (law.md F)."""
    return f"{uscc}/{year}-{sequence:05d}"


def filing_number(organ_code: str, year: int, sequence: int) -> str:
    """备案号 of what is not published on the organ's own motion."""
    return f"{organ_code}/BA{year}-{sequence:05d}"


def date_faults(values: Mapping[str, Any], today: date) -> dict[str, str]:
    """成文 ≤ 印发, 施行 ≤ 失效, no 成文日期 in the future (law.md F)."""
    formed, printed = values["formed_on"], values["printed_on"]
    effective, expires = values["effective_on"], values["expires_on"]
    faults = {}
    if formed and formed > today:
        faults["formed_on"] = "成文日期不能晚于今天"
    if formed and printed and printed < formed:
        faults["printed_on"] = "印发日期不能早于成文日期"
    if effective and expires and expires < effective:
        faults["expires_on"] = "有效期至不能早于施行日期"
    return faults


def day_of(at: datetime) -> date:
    return clock.local(at).date()
