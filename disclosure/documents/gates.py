"""What must be true before a document moves on. Each gate answers in the words a clerk reads; empty means open.

Gates ask the document's own rows and import no model, so that the table of moves can stand below the models.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from disclosure.coordination import gates as coordination
from disclosure.documents import parts
from disclosure.documents.codes import (
    Attribute,
    DocumentKind,
    Origin,
    PublicClause,
    SecrecyConclusion,
    SourceKind,
    permits,
)
from disclosure.documents.states import STAGE_ROLES, CorrectionState
from portal import clock
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY, Kind
from portal.screening.selectors import read_files, separation_faults, undecided
from portal.workflow import Condition, Gate

RECALL_WINDOW = timedelta(hours=36)
"""A house limit: later than this the public has relied on the text, and only a reasoned withdrawal is honest."""

_OF_OTHERS = frozenset({SourceKind.SUPERIOR, SourceKind.REPOST})

THREE_LEVELS = (1, 2, 3)
OFFICE_LEVEL = 4


# --- which rows concern a document ------------------------------------------------------------------


def is_active(document: Any) -> bool:
    return bool(document.attribute == Attribute.ACTIVE)


def is_not_active(document: Any) -> bool:
    return not is_active(document)


def is_sensitive(document: Any) -> bool:
    return bool(document.is_sensitive)


def is_ordinary(document: Any) -> bool:
    return not document.is_sensitive


def is_entrusted(document: Any) -> bool:
    """Drafted by one organ for another (代拟)."""
    return document.drafting_organ_id is not None and document.drafting_organ_id != document.organ_id


def is_credit_result(document: Any) -> bool:
    """A licence or penalty published under 双公示."""
    return document.kind in {DocumentKind.LICENCE_RESULT, DocumentKind.PENALTY_RESULT}


def is_scheduled(document: Any) -> bool:
    return document.publish_after is not None


def is_still_withheld(document: Any) -> bool:
    """Filed, and no assessment has opened it since."""
    return bool(document.withheld_records.filter(released_at=None).exists())


def no_correction_open(document: Any) -> bool:
    return not document.correction_state


def correction_open(document: Any) -> bool:
    return bool(document.correction_state)


def correction_in(state: CorrectionState, *, sensitive: bool | None = None) -> Condition:
    """The open correction has come just this far; ``sensitive`` narrows to documents that are, or are not."""

    def condition(document: Any) -> bool:
        return bool(document.correction_state == state and sensitive in {None, document.is_sensitive})

    return condition


# --- elements of a draft ----------------------------------------------------------------------------


def text_is_there(document: Any, _at: datetime) -> Sequence[str]:
    labels = {"title": "标题", "body": "正文", "kind": "公文种类", "issuer": "发文机关"}
    return [f"还没有填写{label}" for name, label in labels.items() if not str(getattr(document, name)).strip()]


def secret_matter_is_stated(document: Any, _at: datetime) -> Sequence[str]:
    """S2-6.9a: stated when the document is made."""
    if document.is_secret_matter is None:
        return ["还没有标明是不是保密事项"]
    if document.is_secret_matter and is_active(document):
        return ["标明是保密事项的，不能定为主动公开"]
    return []


def attribute_is_there(document: Any, _at: datetime) -> Sequence[str]:
    """S0-5.7: what carries no attribute goes back."""
    return [] if document.attribute else ["没有标明公开属性，要退回拟稿人"]


def withholding_is_reasoned(document: Any, _at: datetime) -> Sequence[str]:
    """S0-5.6.1b: reason and article for everything that is not published on the organ's own motion."""
    if is_active(document) or not document.attribute:
        return []
    missing = []
    if not document.attribute_reason.strip():
        missing.append("不主动公开的，要说明理由")
    if not document.withholding_basis:
        missing.append("不主动公开的，要选定依据的条款")
    return missing


def proposal_is_reasoned(document: Any, _at: datetime) -> Sequence[str]:
    """S3-3.1c: the drafting organ proposes an attribute and says why, whatever the attribute."""
    missing = [] if document.attribute else ["代拟稿要提出公开属性的建议"]
    return missing if document.attribute_reason.strip() else [*missing, "代拟稿要说明公开属性的理由"]


def is_endorsed(document: Any, _at: datetime) -> Sequence[str]:
    """S0-5.6.1d: the head of the drafting organ signs before the draft goes up."""
    if is_entrusted(document) and document.endorsed_at is None:
        return ["代拟稿还没有经代拟单位主要负责人签批"]
    return []


def attribute_follows_original(document: Any, _at: datetime) -> Sequence[str]:
    """S0-5.5.2: a forwarding document carries the attribute of what it forwards."""
    original = document.forwarded()
    if original is None or not original.attribute or not document.attribute:
        return []
    if original.attribute == document.attribute:
        return []
    return [f"转发的原文是“{original.get_attribute_display()}”，转发件的公开属性要和原文一致"]


def attachments_are_alike(document: Any, _at: datetime) -> Sequence[str]:
    """S0-5.5.3: nothing that is not for the public travels inside a public document."""
    if not is_active(document):
        return []
    mixed = [str(row) for row in parts.attached(document) if row.attribute != Attribute.ACTIVE]
    return [f"附件“{name}”不是主动公开的，不能夹带发布：请删去，或者换成可以公开的版本" for name in mixed]


def stands_in_column(document: Any, _at: datetime) -> Sequence[str]:
    """S0-1.12a: filed by kind, in a column that is in use."""
    if is_active(document) and (document.column is None or not document.column.is_active):
        return ["还没有选定在用的栏目"]
    return []


def source_is_named(document: Any, _at: datetime) -> Sequence[str]:
    """S2-10.6: a repost names where it comes from, with the address of the original."""
    if document.source_kind != SourceKind.REPOST:
        return []
    missing = [] if document.source_name.strip() else ["转载的要写明来源"]
    if not document.source_url.strip():
        return [*missing, "转载的要附原文链接，来源不明的不发布"]
    if not document.comes_from_listed_source():
        missing.append(
            "原文链接的网站不在转载来源名单里，来源不明的不发布：请政务公开办登记来源，或者换成官方网站的链接"
        )
    return missing


def made_by_its_organ(document: Any, _at: datetime) -> Sequence[str]:
    """Regulations art. 10: whoever made it, or first obtained it, publishes it."""
    if document.origin == Origin.FROM_ORGAN and document.source_kind not in _OF_OTHERS:
        return ["从其他机关获取的信息由制作机关公开：请按“上级法规政策”或者“转载”登记来源"]
    return []


def public_clause_is_stated(document: Any, _at: datetime) -> Sequence[str]:
    """S4-1.1c: a policy that touches the public says what of it will be public; its drafter has thought of it."""
    if not (is_active(document) and document.is_normative and document.source_kind not in _OF_OTHERS):
        return []
    if not document.public_clause:
        return ["还没有选公开条款：执行这份文件产生的信息，哪些要公开，正文里有没有写明"]
    if document.public_clause == PublicClause.WRITTEN and not parts.speaks_of_openness(document.body):
        return ["公开条款选了“已经写明”，正文里却没有一处说到公开、公布、公示或者公告：请补上，或者改选"]
    return []


def dates_in_order(document: Any, at: datetime) -> Sequence[str]:
    """成文 ≤ 印发 ≤ 发布, none of them in the future (law.md F)."""
    today = clock.local(at).date()
    formed, printed = document.formed_on, document.printed_on
    wrong = []
    if formed and formed > today:
        wrong.append("成文日期不能晚于今天")
    if printed and printed > today:
        wrong.append("印发日期不能晚于发布的日子")
    if formed and printed and printed < formed:
        wrong.append("印发日期不能早于成文日期")
    return wrong


# --- other organs -----------------------------------------------------------------------------------


def organs_have_agreed(document: Any, at: datetime) -> Sequence[str]:
    """S0-1.6a, S2-7.8: what concerns other organs is agreed with them first, or settled by a ruling."""
    return coordination.organs_have_agreed(document, at) if is_active(document) else []


def approvals_are_given(document: Any, at: datetime) -> Sequence[str]:
    """S2-1.14b, S2-7.6: what needs an approval is not released without it."""
    return coordination.approvals_are_given(document, at) if is_active(document) else []


# --- screening --------------------------------------------------------------------------------------


def _undecided(document: Any) -> list[Any]:
    attachments = parts.attached(document)
    codes = [parts.file_code(row.file.current()) for row in attachments]
    return undecided(document, parts.texts(document, attachments=attachments), codes)


def _listed(found: Sequence[Any]) -> str:
    """“手机号2处、身份证号1处”."""
    counted = Counter(Kind(each.kind).label for each in found)
    return "、".join(f"{label}{count}处" for label, count in counted.items())


def personal_data_is_settled(document: Any, _at: datetime) -> Sequence[str]:
    """S1-3.5b, S2-6.5.5: every personal datum is masked or stays for a lawful reason, in the text and in the files."""
    if not is_active(document):
        return []
    found = [each for each in _undecided(document) if each.kind in PERSONAL]
    return [f"筛查发现没有处理：{_listed(found)}"] if found else []


def secrecy_words_are_settled(document: Any, _at: datetime) -> Sequence[str]:
    """S2-6.5.1, S2-6.5.2: a word that speaks of secrecy needs the written conclusion of the 保密审查员."""
    if not is_active(document):
        return []
    words = [each for each in _undecided(document) if each.kind in SECRECY]
    return [f"等保密审查员逐处写结论：{_listed(words)}"] if words else []


def files_are_read(document: Any, _at: datetime) -> Sequence[str]:
    """S2-1.13a: nothing leaves that has not been looked at as it is now."""
    if not is_active(document):
        return []
    current = [row.file.current() for row in parts.attached(document)]
    known = read_files(document) if current else {}
    unread = [file.name for file in current if known.get(parts.file_code(file)) != file.sha256]
    return [f"附件“{name}”的内容还没有筛查：请办“重新筛查”" for name in unread]


def unread_is_confirmed(document: Any, _at: datetime) -> Sequence[str]:
    """S2-1.13a: what no program can read is read by the 保密审查员, who answers for it in writing."""
    if not is_active(document):
        return []
    codes = [parts.file_code(row.file.current()) for row in parts.attached(document)]
    waiting = undecided(document, (), codes) if codes else []
    count = sum(each.kind == Kind.UNREADABLE for each in waiting)
    return [f"附件里有{count}处系统读不出来，等保密审查员看过原件、书面确认"] if count else []


def copies_are_confirmed(document: Any, _at: datetime) -> Sequence[str]:
    """S2-1.13b: a copy stands for its original once a second person has compared them."""
    if not is_active(document):
        return []
    waiting = [row for row in parts.attached(document) if row.file.for_public() is None]
    return [f"附件“{row}”的副本还没有由另一个人确认" for row in waiting]


def separation_is_confirmed(document: Any, _at: datetime) -> Sequence[str]:
    """S2-6.10b: what was cut out was no state secret, or the 保密部门 agreed to releasing the rest as it is now."""
    if not is_active(document) or not parts.is_separated(document):
        return []
    return separation_faults(document, covers=coordination.essence_of(document))


def correction_is_settled(document: Any, _at: datetime) -> Sequence[str]:
    """What a correction brings to the page is screened like the first text."""
    found = undecided(document, parts.proposed(document))
    return [f"更正的内容里筛查发现没有处理：{_listed(found)}"] if found else []


# --- reviews ----------------------------------------------------------------------------------------


def secrecy_is_settled(document: Any, _at: datetime) -> Sequence[str]:
    """S2-1.12, S3-3.1e: first review, then publish; an open referral blocks."""
    review = document.secrecy_conclusion()
    if review is None:
        return ["还没有保密审查结论"]
    if review.conclusion == SecrecyConclusion.REFER:
        return ["保密审查结论是“需报审”，要等有权机关确定"]
    if document.attribute and not permits(review.conclusion, document.attribute):
        return [f"保密审查结论是“{review.get_conclusion_display()}”，不能定为“{document.get_attribute_display()}”"]
    return []


def three_have_reviewed(document: Any, _at: datetime) -> Sequence[str]:
    """S2-10.5b–d: three levels, three people; for sensitive matters a fourth."""
    approvals = {review.level: review.person_id for review in document.approvals()}
    levels = (*THREE_LEVELS, OFFICE_LEVEL) if document.is_sensitive else THREE_LEVELS
    missing = [level for level in levels if level not in approvals]
    if missing:
        return ["审核还没有完成：缺第" + "、".join(str(level) for level in missing) + "级"]
    if len({approvals[level] for level in levels}) < len(levels):
        return ["各级审核要由不同的人完成"]
    return []


def is_signed(document: Any, _at: datetime) -> Sequence[str]:
    return [] if document.signed_at and document.formed_on else ["还没有签发"]


def organ_has_code(document: Any, _at: datetime) -> Sequence[str]:
    """The index number begins with the organ's 统一社会信用代码."""
    return [] if document.organ.uscc else [f"{document.organ}没有登记统一社会信用代码，编不出索引号"]


def within_recall_window(document: Any, at: datetime) -> Sequence[str]:
    if document.published_at is not None and at - document.published_at <= RECALL_WINDOW:
        return []
    hours = RECALL_WINDOW // timedelta(hours=1)
    return [f"发布已经超过{hours}小时，不能召回，请用“撤回”并说明理由"]


DRAFT_GATES: tuple[Gate, ...] = (
    text_is_there,
    secret_matter_is_stated,
    withholding_is_reasoned,
    attribute_follows_original,
    attachments_are_alike,
    stands_in_column,
    source_is_named,
    made_by_its_organ,
    personal_data_is_settled,
)
FILE_GATES: tuple[Gate, ...] = (files_are_read, unread_is_confirmed, copies_are_confirmed)
OTHERS_GATES: tuple[Gate, ...] = (organs_have_agreed, approvals_are_given)
RELEASE_GATES: tuple[Gate, ...] = (
    *DRAFT_GATES,
    *OTHERS_GATES,
    *FILE_GATES,
    secrecy_words_are_settled,
    separation_is_confirmed,
    attribute_is_there,
    secrecy_is_settled,
    three_have_reviewed,
    is_signed,
    dates_in_order,
    organ_has_code,
)


# --- persons ----------------------------------------------------------------------------------------


def not_the_drafter(document: Any, actor: Actor) -> str:
    return "自己拟的稿不能由自己把关。" if actor.id == document.drafter_id else ""


def new_pair_of_eyes(document: Any, actor: Actor) -> str:
    """S2-10.5b: one person reviews one level of a round, no more."""
    if any(review.person_id == actor.id for review in document.approvals()):
        return "您已经审过本轮的一级，各级审核要由不同的人完成。"
    return ""


def decides_in_this_stage(document: Any, actor: Actor) -> str:
    if rules.holds(actor, STAGE_ROLES.get(document.state, ()), document.acting_organ_id):
        return ""
    return "这一环节不由您办理，不能退文。"


def disclosure_head_examines_withholding(document: Any, actor: Actor) -> str:
    """S3-3.1b: what is not to be published is examined by the organ's disclosure office."""
    if is_active(document) or rules.holds(actor, (Role.DISCLOSURE_HEAD,), document.acting_organ_id):
        return ""
    return "拟不主动公开的公文，要由公开工作机构负责人审查。"


def not_the_proposer(document: Any, actor: Actor) -> str:
    correction = document.open_correction()
    return "更正由自己提出的，要由别人把关。" if correction and correction.proposer_id == actor.id else ""
