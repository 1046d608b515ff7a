"""Which page stands for which act: form, service, and what the person should know before pressing the button."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from disclosure.coordination import forms as coordination_forms
from disclosure.coordination import services as coordination
from disclosure.coordination.states import ASKERS
from disclosure.documents import gates, parts, services
from disclosure.documents.forms import amending, attaching, deciding, drafting, screening
from disclosure.documents.models import Document
from disclosure.documents.states import (
    CHECKERS,
    COPY_CONFIRMERS,
    DRAFTERS,
    EDITABLE_STATES,
    SEPARATION_STATES,
    SIGNERS,
    State,
)
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY, Kind
from portal.screening.selectors import open_findings
from portal.screening.states import DECIDERS, SEPARATION_REVIEWERS, Decision
from portal.staff.acts import ActPage, WhyNot
from portal.staff.separation import SEPARATION_NOTE, ConfirmSeparation
from portal.staff.settling import SettleUnread

ENDED = frozenset({State.WITHDRAWN, State.CANCELLED})


def no_pen(document: Document, actor: Actor) -> str:
    """The draft is written by its drafters, while it is with them."""
    if document.state not in EDITABLE_STATES:
        return "只有拟稿和退文的时候才能修改。"
    return "" if rules.holds(actor, DRAFTERS, document.acting_organ_id) else "修改稿子要由拟稿单位经办人办理。"


def no_pen_or_files(document: Document, actor: Actor) -> str:
    return no_pen(document, actor) or ("" if document.attachments.exists() else "还没有附件。")


def no_copy_to_drop(document: Document, actor: Actor) -> str:
    if why := no_pen_or_files(document, actor):
        return why
    return "" if any(row.file.copies.all() for row in document.attachments.with_files()) else "附件还没有副本。"


def nothing_to_clean(document: Document, actor: Actor) -> str:
    if why := no_pen_or_files(document, actor):
        return why
    rows = document.attachments.with_files()
    return "" if any(row.file.current().can_be_cleaned for row in rows) else "这几种附件不能由系统清理。"


def no_copy_to_confirm(document: Document, actor: Actor) -> str:
    """Whoever made the copy is told so by the service: one may have made one and not the other."""
    if not rules.holds(actor, COPY_CONFIRMERS, services.deciding_organ(document).pk):
        return "副本要由本单位的人确认。"
    waiting = any(row.file.for_public() is None for row in document.attachments.with_files())
    return "" if waiting else "没有等确认的副本。"


def _in_organ(roles: tuple[str, ...], states: frozenset[str], why: str) -> WhyNot:
    def why_not(document: Document, actor: Actor) -> str:
        if document.state not in states:
            return "现在的状态不能办这一项。"
        organs = {document.organ_id, document.drafting_organ_id or document.organ_id}
        return "" if any(rules.holds(actor, roles, organ) for organ in organs) else why

    return why_not


_LIVING = frozenset(State) - ENDED
may_not_relate = _in_organ((*DRAFTERS, *CHECKERS, *SIGNERS), _LIVING, "登记文件关系要由本机关的人办理。")
may_not_declare = _in_organ((*SIGNERS, Role.OVERSIGHT), frozenset({State.PUBLISHED}), "宣布废止、失效要由签发人办理。")


def may_not_reclassify(document: Document, actor: Actor) -> str:
    if document.state in ENDED | EDITABLE_STATES:
        return "现在的状态不能办这一项。"
    return "" if rules.holds(actor, CHECKERS, document.organ_id) else "调整栏目要由信息员办理。"


def not_asking(document: Document, actor: Actor) -> str:
    """Other organs are named and asked before the release."""
    if document.is_public or document.state in ENDED:
        return "发布以前才征求其他机关的意见。"
    if rules.holds(actor, ASKERS, document.organ_id):
        return ""
    return "征求其他机关的意见，要由公开责任单位的经办人、信息员或者公开工作机构负责人办理。"


def nobody_named(document: Document, actor: Actor) -> str:
    return not_asking(document, actor) or ("" if document.concerns.exists() else "还没有登记涉及的机关。")


def no_relations(document: Document, actor: Actor) -> str:
    return may_not_relate(document, actor) or ("" if document.relations_out.exists() else "还没有登记关系。")


def relate(document: Document, **values: Any) -> object:
    return services.relate(source=document, **values)


def unrelate(document: Document, *, relation: Any, **who: Any) -> object:
    return services.unrelate(relation, **who)


def remove_attachment(document: Document, *, attachment: Any, **who: Any) -> object:
    return services.remove_attachment(attachment, **who)


UNREAD = frozenset({Kind.UNREADABLE})


def _nothing_to_settle(kinds: frozenset[Kind], decision: Decision, nothing: str) -> WhyNot:
    def why_not(document: Document, actor: Actor) -> str:
        if not rules.holds(actor, DECIDERS[decision], services.deciding_organ(document).pk):
            return "筛查结果要由本单位经办人、信息员或者保密审查员处理。"
        return "" if open_findings(document, kinds).exists() else nothing

    return why_not


def may_not_confirm_separation(document: Document, actor: Actor) -> str:
    if document.state not in SEPARATION_STATES or not parts.is_separated(document):
        return "没有要审核的区分处理。"
    may = rules.holds(actor, SEPARATION_REVIEWERS, document.responsible_organ.pk)
    return "" if may else "区分处理由保密审查员审核。"


def may_not_screen(document: Document, actor: Actor) -> str:
    if document.state in ENDED | EDITABLE_STATES:
        return "草稿每次保存都会筛查，不用另外办。" if document.state in EDITABLE_STATES else "现在的状态不能办这一项。"
    may = rules.holds(actor, DECIDERS[Decision.KEPT], services.deciding_organ(document).pk)
    return "" if may else "重新筛查要由本单位经办人、信息员或者保密审查员办理。"


_DRAFT_GATES = (
    gates.text_is_there,
    gates.secret_matter_is_stated,
    gates.attribute_is_there,
    gates.withholding_is_reasoned,
    gates.proposal_is_reasoned,
    gates.attribute_follows_original,
    gates.stands_in_column,
    gates.source_is_named,
    gates.made_by_its_organ,
    gates.public_clause_is_stated,
)
_REVIEW = ActPage(
    services.review,
    deciding.Review,
    button="签署审核意见",
    note="三级审核由三个不同的人完成。不同意的，写明意见，公文退回拟稿人。",
)
_APPROVE_CORRECTION = ActPage(services.correct, deciding.Reading)

ACTS: dict[str, ActPage] = {
    # drafting
    "endorse": ActPage(services.endorse, note="签批以后，稿子送公开责任单位核对。"),
    "submit": ActPage(services.submit, note="送出以后由信息员核对，退文之前不能再改。", in_bulk=True),
    "cancel": ActPage(services.cancel, deciding.Reason, warning="作废以后不能恢复。已经编的文号不再使用。"),
    "edit": ActPage(
        services.edit_draft,
        drafting.EditDraft,
        label="修改稿子",
        button="保存",
        why_not=no_pen,
        mends=_DRAFT_GATES,
    ),
    # files
    "add_attachment": ActPage(
        services.add_attachment,
        attaching.AddAttachment,
        label="加附件",
        note="系统按内容认格式、查毒，把里面的文字、批注、修订、隐藏的行列和属性都查一遍，查到的列在“筛查”里。",
        why_not=no_pen,
    ),
    "remove_attachment": ActPage(
        remove_attachment,
        attaching.ChooseAttachment,
        label="删附件",
        why_not=no_pen_or_files,
        mends=(gates.attachments_are_alike,),
    ),
    "clean_copy": ActPage(
        services.clean_copy,
        attaching.CleanCopy,
        label="生成清理副本",
        note="系统去掉批注、修订、隐藏的内容、文档属性、照片的拍摄信息，再重新检查一遍；查到还有的，不生成副本。"
        "看得见的内容不变，表格里的公式变成数值。",
        why_not=nothing_to_clean,
    ),
    "add_copy": ActPage(
        services.add_copy,
        attaching.AddCopy,
        label="上传副本",
        note="副本也要筛查，由另一个人确认以后代替原件公开。有了副本，原件不再提供给任何人。",
        why_not=no_pen_or_files,
    ),
    "confirm_copy": ActPage(
        services.confirm_copy,
        attaching.ConfirmCopy,
        label="确认副本",
        button="已经看过，确认",
        note="打开副本看一遍：该遮的都遮了，遮盖的内容复制不出来，其他内容完整。",
        mends=(gates.copies_are_confirmed,),
        why_not=no_copy_to_confirm,
    ),
    "drop_copy": ActPage(
        services.drop_copy,
        attaching.DropCopy,
        label="删副本",
        warning="删掉最新的副本以后，上一个副本或者原件重新作为附件，要重新处理里面查到的内容。",
        why_not=no_copy_to_drop,
    ),
    # screening
    "settle_personal": ActPage(
        services.settle_findings,
        screening.SettlePersonal,
        label="处理个人信息",
        button="按勾选的办",
        note="逐处看一遍。遮盖的马上写进正文；不遮盖的写明理由，发布以前保密审查员还会看到。",
        why_not=_nothing_to_settle(PERSONAL, Decision.MASKED, "没有要处理的个人信息。"),
        mends=(gates.personal_data_is_settled, gates.correction_is_settled),
    ),
    "settle_secrecy": ActPage(
        services.settle_findings,
        screening.SettleSecrecy,
        label="对涉密字样写结论",
        button="写下结论",
        note="由保密审查员逐处看过原件再写。不能公开的不要写结论，退文或者报请确定。",
        why_not=_nothing_to_settle(SECRECY, Decision.CLEARED, "没有要写结论的涉密字样。"),
        mends=(gates.secrecy_words_are_settled, gates.correction_is_settled),
    ),
    "settle_unread": ActPage(
        services.settle_findings,
        SettleUnread,
        label="确认没有读出来的内容",
        button="书面确认",
        note="由保密审查员打开原件，逐页看过再写。确认的人和写的话都留在记录里。",
        why_not=_nothing_to_settle(UNREAD, Decision.CONFIRMED, "没有要确认的内容。"),
        mends=(gates.unread_is_confirmed,),
    ),
    "confirm_separation": ActPage(
        services.confirm_separation,
        ConfirmSeparation,
        label="审核区分处理",
        button="写下结论",
        note=SEPARATION_NOTE,
        mends=(gates.separation_is_confirmed,),
        why_not=may_not_confirm_separation,
    ),
    "screen_again": ActPage(
        services.screen_again,
        label="重新筛查",
        note="把文字再查一遍，没有查过的附件也查。已经处理过、内容没有变的，不用再处理。",
        mends=(gates.files_are_read,),
        why_not=may_not_screen,
    ),
    # deciding
    "check": ActPage(
        services.pass_check,
        deciding.Check,
        note="核对公开属性、理由、栏目和附件。通过以后送保密审查；有问题的用“退文”。",
        in_bulk=True,
    ),
    "send_back": ActPage(services.send_back, deciding.SendBack, note="退文会计入退文统计，拟稿人会收到通知。"),
    "secrecy_review": ActPage(
        services.record_secrecy_review,
        deciding.SecrecyReview,
        note="先审查、后公开。四项逐项回答，再下结论。结论比拟定的公开属性窄的，公文自动退回。",
    ),
    "determine": ActPage(services.determine_referred, deciding.Determination),
    "review_first": _REVIEW,
    "review_second": _REVIEW,
    "review_final": _REVIEW,
    "review_final_sensitive": _REVIEW,
    "review_office": _REVIEW,
    "sign": ActPage(
        services.sign,
        deciding.Sign,
        note="签发时确定公开属性，系统编文号、印附注。主动公开的从成文日期起计算公开期限；其他的直接备案登记。",
    ),
    # releasing
    "publish": ActPage(
        services.publish,
        note="按下以后公众马上能看到。发布时间由系统写入，不能自己填。",
        in_bulk=True,
    ),
    "schedule": ActPage(services.schedule, deciding.Schedule),
    "unschedule": ActPage(services.unschedule),
    "reassess": ActPage(
        services.reassess, deciding.Assessment, note="写明为什么还不能公开。下一次评估从今天起重新计时。"
    ),
    "release": ActPage(
        services.release,
        deciding.Assessment,
        note="照原件另起一份公开稿，重新走一遍审核，20个工作日内发布。原件不动，遮盖、删减都在公开稿上做。",
    ),
    # after publication
    "propose_correction": ActPage(
        services.propose_correction,
        amending.ProposeCorrection,
        note="更正也要保密审查、复核、批准，由不同的人办。批准以前，公开页面不变。",
    ),
    "clear_correction": ActPage(services.clear_correction, amending.ClearCorrection),
    "check_correction": ActPage(services.check_correction, deciding.Reading),
    "correct": _APPROVE_CORRECTION,
    "approve_correction": _APPROVE_CORRECTION,
    "correct_sensitive": _APPROVE_CORRECTION,
    "drop_correction": ActPage(services.drop_correction, deciding.Reason),
    "report_overturned": ActPage(
        services.report_overturned,
        amending.ReportOverturned,
        note="登记以后开始计时，3个工作日内要撤回并公开说明理由。",
    ),
    "register_channel": ActPage(
        services.register_channel,
        amending.RegisterChannel,
        button="登记",
        note="网站发布以后，在其他渠道发布的，一次登记一条。登记以后不能修改，公开页面上能看到。",
    ),
    "recall": ActPage(
        services.recall, amending.Recall, warning="正文马上从网站撤下，页面只留“已召回”和理由。发布后36小时内才能召回。"
    ),
    "rework": ActPage(services.rework, note="退回拟稿，改好以后重新走一遍审核。"),
    "withdraw": ActPage(
        services.withdraw,
        amending.Withdraw,
        warning="正文马上从网站、检索和订阅里撤下，不能恢复。页面留下撤回的理由和替代文件。",
    ),
    # before the release
    "name_organ": ActPage(
        coordination.name_organ,
        coordination_forms.NameOrgan,
        label="登记涉及的机关",
        note="内容涉及其他机关职责的，或者联合发文的，逐个登记。登记以后要书面征求意见，全部同意才能签发、发布。",
        why_not=not_asking,
    ),
    "ask": ActPage(
        coordination.ask,
        coordination_forms.Ask,
        label="书面征求意见",
        button="发出征求意见函",
        note="发给登记过、还没有征求过的全部机关，5个工作日内书面答复。不答复不等于同意。",
        mends=(gates.organs_have_agreed,),
        why_not=nobody_named,
    ),
    "unname_organ": ActPage(
        coordination.unname_organ, coordination_forms.UnnameOrgan, label="删涉及的机关", why_not=nobody_named
    ),
    "require_approval": ActPage(
        coordination.require_approval, coordination_forms.RequireApproval, label="登记需要批准", why_not=not_asking
    ),
    # at any time
    "relate": ActPage(relate, amending.Relate, label="登记文件关系", why_not=may_not_relate),
    "unrelate": ActPage(unrelate, amending.Unrelate, label="删文件关系", why_not=no_relations),
    "reclassify": ActPage(
        services.reclassify, amending.Reclassify, label="调整栏目和主题", button="保存", why_not=may_not_reclassify
    ),
    "declare_repealed": ActPage(services.declare_repealed, amending.Repeal, label="宣布废止", why_not=may_not_declare),
    "declare_expiry": ActPage(services.declare_expiry, amending.Expire, label="宣布失效", why_not=may_not_declare),
}


def offer(pages: Mapping[str, ActPage]) -> None:
    """Acts on a document that belong to a room above this app; called by its admin."""
    ACTS.update(pages)


CREATE = ActPage(
    services.create_draft,
    drafting.CreateDraft,
    label="拟稿",
    button="保存草稿",
    note="带“可以不填”的以后再补也行；送核对之前，系统会列出还差什么。",
)

ANSWERS: Mapping[str, ActPage] = {
    "resolve": ActPage(partial(services.answer_error, fixed=True), amending.Answer, note="处理情况会告诉公众。"),
    "reject": ActPage(partial(services.answer_error, fixed=False), amending.Answer, note="处理情况会告诉公众。"),
}
