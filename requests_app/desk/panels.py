"""What the tabs of a case page show. Each function answers with the context of one tab in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from portal.accounts import rules
from portal.actors import Actor
from portal.clock import local
from portal.privacy.fields import personal_fields
from portal.privacy.services import why_not
from portal.screening.selectors import findings_to_show
from portal.staff.separation import lines_of as separations
from requests_app.answering.models import Decision
from requests_app.answering.selectors import drafts_of, essence_of
from requests_app.answering.wording import answers_of
from requests_app.cases.likeness import ALIKE, likeness, pairs
from requests_app.cases.models import Applicant, DisclosureRequest, RequestItem
from requests_app.cases.states import CLOSED, DRAFTERS, State

SHOWS_ANSWER = frozenset(
    {
        "submit",
        "pass_review",
        "return_review",
        "pass_secrecy",
        "return_secrecy",
        "sign",
        "return_signing",
        "settle",
        "confirm_separation",
    }
)
FINDINGS_SHOWN = 100
_DUPLICATES_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with what is decided about it; ``earlier`` are decisions of former rounds."""

    item: RequestItem
    decision: Decision | None
    earlier: Sequence[Decision]


def work(request: DisclosureRequest, actor: Actor, *, at: datetime) -> dict[str, Any]:
    may_draft = rules.holds(actor, DRAFTERS, request.acting_organ_id) and request.state == State.HANDLING
    return {
        "items": _items(request),
        "may_decide": may_draft,
        "drafts": _drafts(request, local(at).date()) if request.state not in CLOSED else [],
        "personal_facts": _personal(request.applicant, actor),
        "corrections": request.corrections.select_related("letter"),
        "demands": request.demands.all(),
        "consultations": request.consultations.select_related("organ", "letter", "told_letter").order_by("pk"),
        "extensions": request.extensions.select_related("letter").order_by("pk"),
        "fees": request.fees.select_related("letter"),
        "remedies": request.remedies.order_by("pk").prefetch_related("referrals__text", "referrals__answer_file"),
        "related": _related(request, actor),
        "alike": alike(request, actor) if request.state in (State.SUBMITTED, State.HANDLING) else [],
        "separations": separations(request, covers=essence_of),
        "findings": findings_to_show(request, at_most=FINDINGS_SHOWN),
    }


def decided(request: DisclosureRequest) -> dict[str, Any]:
    """The answer as it stands, for those who review and sign it."""
    answers = answers_of(request.current_decisions())
    return {"items": _items(request), "letters": [answer.code for answer in answers], "shows_answer": True}


def _items(request: DisclosureRequest) -> list[ItemLine]:
    decisions = list(request.decisions.order_by("round").prefetch_related("pages__file"))
    lines = []
    for item in request.items.all():
        own = [row for row in decisions if row.item_id == item.pk]
        now = next((row for row in own if row.round == request.round), None)
        lines.append(ItemLine(item, now, [row for row in own if row.round < request.round]))
    return lines


def _drafts(request: DisclosureRequest, on: date) -> list[Any]:
    """The letters of the answer as they would be issued; none before every item is decided."""
    rows = request.current_decisions()
    if request.state == State.SIGNED or not rows or not answers_of(rows):
        return []
    return drafts_of(request, on=on)


def _personal(applicant: Applicant, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "label": field.verbose_name,
            "mask": str(getattr(applicant, field.attname) or ""),
            "url": f"reveal/{field.name}/" if not why_not(applicant, field.name, actor) else "",
        }
        for field in personal_fields(Applicant)
        if getattr(applicant, field.attname)
    ]


def _related(request: DisclosureRequest, actor: Actor) -> list[tuple[str, DisclosureRequest]]:
    """Cases this one came from or went to, but for restricted ones the actor may not know of."""
    links = (
        ("归并到", request.merged_into),
        ("拆分自", request.split_from),
        ("转自", request.transferred_from),
    )
    found = [(label, row) for label, row in links if row is not None]
    found += [("归并了", row) for row in request.merged.all()]
    found += [("分出", row) for row in request.split_off.all()]
    found += [("转给", row) for row in request.transferred_to.select_related("organ")]
    hidden = set(DisclosureRequest.objects.filter(pk__in=[row.pk for _, row in found], is_restricted=True))
    hidden -= set(DisclosureRequest.objects.visible_to(actor).filter(pk__in=[row.pk for row in hidden]))
    return [(label, row) for label, row in found if row not in hidden]


def alike(request: DisclosureRequest, actor: Actor) -> list[DisclosureRequest]:
    """The applicant's other requests to this organ that ask for nearly the same: 重复申请, or split too finely."""
    index = request.applicant.identity_index
    if not index:
        return []
    others = (
        DisclosureRequest.objects.visible_to(actor)
        .filter(organ=request.organ_id, applicant__identity_index=index)
        .exclude(Q(pk=request.pk) | Q(merged_into__isnull=False))
        .prefetch_related("items")
        .order_by("-pk")[:_DUPLICATES_LOOKED_AT]
    )
    mine = _pairs(request)
    return [row for row in others if likeness(mine, _pairs(row)) >= ALIKE]


def _pairs(request: DisclosureRequest) -> frozenset[str]:
    return pairs("".join(item.text for item in request.items.all()))


def form(request: DisclosureRequest, actor: Actor) -> dict[str, Any]:
    """The application as it was made."""
    facts = [
        ("申请编号", request.number),
        ("机关", request.organ.name),
        ("申请渠道", request.get_channel_display()),
        ("提交时间", request.submitted_at),
        ("到达日", request.arrived_on),
        ("收到日", request.received_on or "还没有确认"),
        ("收到的凭据", request.receipt_note),
        ("代填人", request.typed_by),
        ("申请人类别", request.get_applicant_kind_display()),
        ("提供形式", request.get_form_display()),
        ("获取途径", request.get_delivery_display()),
        ("用途（选填）", request.purpose),
        ("需要的帮助", request.needs_help),
    ]
    return {
        "form_facts": [(label, value) for label, value in facts if value],
        "asked": request.items.all(),
        "personal_facts": _personal(request.applicant, actor),
    }


def letters(request: DisclosureRequest) -> dict[str, Any]:
    return {"services": request.services.select_related("letter").order_by("pk")}


def files(request: DisclosureRequest) -> dict[str, Any]:
    return {"request_files": request.files.select_related("file").prefetch_related("file__copies")}
