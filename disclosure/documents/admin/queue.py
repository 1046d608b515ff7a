"""What is due for a document, stage by stage, as 我的待办 lists it."""

from datetime import datetime

from django.db.models import Case, F, Q, When

from disclosure.documents.codes import Attribute
from disclosure.documents.models import Correction, Document, ErrorReport, Review
from disclosure.documents.services import clocks
from disclosure.documents.states import EDITABLE_STATES, CorrectionState, ReportState, State
from portal.actors import Actor
from portal.deadlines.models import Deadline, DeadlineQuerySet
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register

_DRAFTING = Q(state__in=sorted(EDITABLE_STATES))
_ENTRUSTED = Q(drafting_organ__isnull=False)
_PROPOSED = ~Q(attribute="") & ~Q(attribute_reason="")
_SENSITIVE = Q(is_sensitive=True)


def _drafted(actor: Actor, _at: datetime) -> Q:
    return Q(drafter=actor.id)


def _reviewed(actor: Actor, _at: datetime) -> Q:
    """Each level of a round is somebody else's."""
    mine = Review.objects.filter(person=actor.id, approved=True, round=F("document__round"))
    return Q(pk__in=mine.values("document"))


def _drafted_or_reviewed(actor: Actor, at: datetime) -> Q:
    return _drafted(actor, at) | _reviewed(actor, at)


def _proposed_correction(actor: Actor, _at: datetime) -> Q:
    mine = Correction.objects.filter(outcome="", proposer=actor.id)
    return Q(pk__in=mine.values("document"))


def _others_correction(actor: Actor, at: datetime) -> Q:
    return _proposed_correction(actor, at) | _reviewed(actor, at)


def _with_clock(rule: str) -> DeadlineQuerySet:
    return Deadline.objects.running().filter(subject_label=Document._meta.label_lower, rule=rule)


def _assessment_due(at: datetime) -> Q:
    """A filed document is nobody's task until its assessment comes near."""
    return Q(pk__in=_with_clock(clocks.WITHHELD_REVIEW).filter(warn_at__lte=at).values("subject_id"))


def _overturned(_at: datetime) -> Q:
    """Named one by one: there are few, and a subquery would have the database look at everything ever published."""
    return Q(pk__in=list(_with_clock(clocks.PENALTY_WITHDRAW).values_list("subject_id", flat=True)))


STEPS = (
    Step(
        "endorse",
        EDITABLE_STATES,
        "签批代拟稿",
        "等签批",
        when=_ENTRUSTED & _PROPOSED & Q(endorsed_at=None),
    ),
    Step("submit", EDITABLE_STATES, "改好后送核对", "等拟稿"),
    Step("check", {State.CHECKING}, "核对", "等核对", not_for=_drafted),
    Step("secrecy_review", {State.SECRECY}, "写保密审查结论", "等保密审查", not_for=_drafted),
    Step("determine", {State.REFERRED}, "填写确定意见", "等有权机关"),
    Step("review_first", {State.FIRST_REVIEW}, "初审", "等初审", not_for=_reviewed),
    Step("review_second", {State.SECOND_REVIEW}, "复审", "等复审", not_for=_drafted_or_reviewed),
    Step("review_final", {State.FINAL_REVIEW}, "终审", "等终审", when=~_SENSITIVE, not_for=_drafted_or_reviewed),
    Step(
        "review_final_sensitive",
        {State.FINAL_REVIEW},
        "终审",
        "等终审",
        when=_SENSITIVE,
        not_for=_drafted_or_reviewed,
    ),
    Step("review_office", {State.OFFICE_REVIEW}, "市政府办审批", "等市政府办", not_for=_drafted_or_reviewed),
    Step("sign", {State.SIGNING}, "签发", "等签发", not_for=_drafted),
    Step("publish", {State.SIGNED}, "发布", "等发布", when=Q(publish_after=None, attribute=Attribute.ACTIVE)),
    Step("reassess", {State.FILED}, "评估能不能公开", "等评估", when=_assessment_due),
    Step("rework", {State.RECALLED}, "重新拟稿，或者撤回", "等修改"),
    Step("withdraw", {State.PUBLISHED}, "撤回并说明理由", "等撤回", when=_overturned),
    Step(
        "clear_correction",
        {State.PUBLISHED},
        "更正内容的保密审查",
        "等保密审查",
        when=Q(correction_state=CorrectionState.PROPOSED),
        not_for=_proposed_correction,
    ),
    Step(
        "check_correction",
        {State.PUBLISHED},
        "复核更正",
        "等复核",
        when=Q(correction_state=CorrectionState.CLEARED),
        not_for=_others_correction,
    ),
    Step(
        "correct",
        {State.PUBLISHED},
        "批准更正",
        "等批准",
        when=Q(correction_state=CorrectionState.CHECKED) & ~_SENSITIVE,
        not_for=_others_correction,
    ),
    Step(
        "approve_correction",
        {State.PUBLISHED},
        "同意更正，报市政府办",
        "等批准",
        when=Q(correction_state=CorrectionState.CHECKED) & _SENSITIVE,
        not_for=_others_correction,
    ),
    Step(
        "correct_sensitive",
        {State.PUBLISHED},
        "批准更正",
        "等市政府办",
        when=Q(correction_state=CorrectionState.APPROVED),
        not_for=_others_correction,
    ),
)


def headline(document: Document) -> str:
    """Number and title, as they stand on paper."""
    return f"{document.doc_number} {document.title}".strip()


def situation(document: Document) -> str:
    """Where the document is, for a line of the queue."""
    if document.correction_state:
        return f"更正{document.get_correction_state_display()}。"
    sensitive = "，敏感或者重要内容" if document.is_sensitive else ""
    return f"{document.organ.short_name}，{document.get_state_display()}{sensitive}。"


register(
    QueueSource(
        model=Document,
        name="公文",
        visible=Document.objects.visible_to,
        steps=STEPS,
        headline=headline,
        situation=situation,
        acting=Case(When(_DRAFTING & _ENTRUSTED, then=F("drafting_organ")), default=F("organ")),
    )
)
register(
    QueueSource(
        model=ErrorReport,
        name="网站找错",
        visible=lambda actor: of_own_organs(ErrorReport.objects.all(), actor),
        steps=(Step("resolve", {ReportState.OPEN}, "改正并回复", "等处理"),),
        headline=lambda report: report.text[:60],
        situation=lambda report: f"页面：{report.page[:80]}。",
    )
)
