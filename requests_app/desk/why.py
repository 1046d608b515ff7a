"""Why an act that is no move of the request is not open to this person now, in Chinese; empty when it is."""

from collections.abc import Callable, Iterable
from typing import Any

from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.screening.selectors import open_findings
from portal.staff.acts import WhyNot
from requests_app.answering.selectors import separated
from requests_app.asking.states import DemandState
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import (
    CLOSED,
    DRAFTERS,
    IN_APPROVAL,
    RECEIVERS,
    SECRECY_REVIEWERS,
    UNSERVED,
    FilePurpose,
    State,
)
from requests_app.consulting.states import AGAINST, ConsultationState, PartyKind
from requests_app.extending.states import ExtensionState
from requests_app.remedies.moves import REGISTRARS
from requests_app.remedies.states import REFERABLE, RemedyState
from requests_app.serving.selectors import answers_to_send, answers_under_way, was_answered

Fact = Callable[[DisclosureRequest], bool]

_NOT_NOW = "现在的状态不能办这一项。"
_HANDLING = frozenset({State.HANDLING})


def _of(roles: Iterable[str], states: Iterable[str], *facts: Fact) -> WhyNot:
    """Open to holders of ``roles`` while the request is in ``states`` and every fact holds."""
    wanted, known = tuple(roles), frozenset(states)

    def why_not(request: Any, actor: Actor) -> str:
        if request.state not in known:
            return _NOT_NOW
        if not rules.holds(actor, wanted, request.acting_organ_id):
            return f"要由{'、'.join(Role(role).label for role in wanted)}办理。"
        return "" if all(fact(request) for fact in facts) else "现在没有这样的事项。"

    return why_not


def _has_demand(*states: str) -> Fact:
    return lambda request: request.demands.filter(state__in=states, delayed_to=None).exists()


def _has_consultation(*states: str, **more: object) -> Fact:
    return lambda request: request.consultations.filter(state__in=states, **more).exists()


def _nobody(request: DisclosureRequest) -> bool:
    return request.handler_id is None


def _not_asked_for_reasons(request: DisclosureRequest) -> bool:
    return not request.demands.exists()


def _no_extension(request: DisclosureRequest) -> bool:
    standing = (ExtensionState.PROPOSED, ExtensionState.APPROVED, ExtensionState.SERVED)
    return not request.extensions.filter(round=request.round, state__in=standing).exists()


def _has_file(request: DisclosureRequest) -> bool:
    return request.files.filter(purpose=FilePurpose.ANSWER).exists()


def _has_copy_to_confirm(request: DisclosureRequest) -> bool:
    waiting = {"file__copies__isnull": False, "file__copies__confirmed_at": None}
    return request.files.filter(purpose=FilePurpose.ANSWER, **waiting).exists()


def _has_several_items(request: DisclosureRequest) -> bool:
    return request.items.count() > 1


def _has_letter_to_send(request: DisclosureRequest) -> bool:
    return answers_to_send(request).exists()


def _has_letter_under_way(request: DisclosureRequest) -> bool:
    return answers_under_way(request).exists()


def _has_other_letter_under_way(request: DisclosureRequest) -> bool:
    sent = request.services.filter(served_on=None, is_void=False).exclude(sent_on=None)
    return sent.exclude(pk__in=answers_under_way(request).values("pk")).exists()


def _has_open_remedy(request: DisclosureRequest) -> bool:
    return request.remedies.filter(state=RemedyState.OPEN).exists()


def _has_remedy_to_refer(request: DisclosureRequest) -> bool:
    return request.remedies.filter(state=RemedyState.OPEN, kind__in=REFERABLE).exists()


def _has_open_referral(request: DisclosureRequest) -> bool:
    return request.remedies.filter(referrals__isnull=False, referrals__answered_on=None).exists()


def _has_open_finding(request: DisclosureRequest) -> bool:
    return open_findings(request).exists()


def _is_separated(request: DisclosureRequest) -> bool:
    return bool(separated(request))


def _is_restricted(request: DisclosureRequest) -> bool:
    return request.is_restricted


def _is_open_to_all(request: DisclosureRequest) -> bool:
    return not request.is_restricted


def not_for_handover(request: Any, actor: Actor) -> str:
    """By whoever has the case, or by the head of the disclosure office."""
    if request.state in CLOSED:
        return _NOT_NOW
    held = actor.id == request.handler_id or rules.holds(actor, (Role.DISCLOSURE_HEAD,), request.acting_organ_id)
    return "" if held else "移交要由经办人本人或者公开工作机构负责人办理。"


_HEAD = (Role.DISCLOSURE_HEAD,)
_ANYWHERE = frozenset(State)

not_to_claim = _of(DRAFTERS, frozenset(State) - CLOSED, _nobody)
not_to_decide = _of(DRAFTERS, _HANDLING)
not_to_copy = _of(DRAFTERS, _HANDLING, _has_file)
not_to_confirm_copy = _of(DRAFTERS, _HANDLING, _has_copy_to_confirm)
not_to_split = _of(DRAFTERS, _HANDLING, _has_several_items)
not_to_consult = _of(DRAFTERS, _HANDLING)
not_to_hear = _of(RECEIVERS, UNSERVED, _has_consultation(ConsultationState.ASKED, ConsultationState.SILENT))
not_to_cancel = _of(RECEIVERS, UNSERVED, _has_consultation(ConsultationState.ASKED))
not_to_overrule = _of(DRAFTERS, _HANDLING, _has_consultation(*AGAINST, kind=PartyKind.THIRD_PARTY, is_overruled=False))
not_to_tell = _of(DRAFTERS, UNSERVED, _has_consultation(*AGAINST, is_overruled=True, told_letter=None))
not_to_demand = _of(DRAFTERS, _HANDLING, _not_asked_for_reasons)
not_to_judge_reasons = _of(DRAFTERS, UNSERVED, _has_demand(DemandState.ASKED, DemandState.EXPLAINED))
not_to_note_silence = _of(DRAFTERS, UNSERVED, _has_demand(DemandState.ASKED))
not_to_delay = _of(DRAFTERS, UNSERVED, _has_demand(DemandState.REASONABLE))
not_to_extend = _of(DRAFTERS, UNSERVED, _no_extension)
not_to_send = _of(RECEIVERS, {State.SIGNED}, _has_letter_to_send)
not_to_serve = _of(RECEIVERS, {State.SIGNED}, _has_letter_under_way)
not_to_note_arrival = _of(RECEIVERS, _ANYWHERE, _has_other_letter_under_way)
not_to_settle = _of((Role.SECRECY_REVIEWER, Role.DEPT_REVIEWER, *DRAFTERS), UNSERVED, _has_open_finding)
not_to_confirm_separation = _of(SECRECY_REVIEWERS, IN_APPROVAL, _is_separated)
not_to_register_remedy = _of(REGISTRARS, _ANYWHERE - {State.SUBMITTED, State.UNREACHABLE, State.MERGED})
not_to_answer_remedy = _of(REGISTRARS, _ANYWHERE, _has_open_remedy)
not_to_refer = _of(REGISTRARS, _ANYWHERE, _has_remedy_to_refer)
not_to_answer_referral = _of(REGISTRARS, _ANYWHERE, _has_open_referral)
not_to_admit = _of((Role.DISCLOSURE_HEAD, Role.HEAD), {State.ANSWERED, State.ARCHIVED}, was_answered)
not_to_check_identity = _of(RECEIVERS, UNSERVED)
not_to_restrict = _of(_HEAD, _ANYWHERE, _is_open_to_all)
not_to_unrestrict = _of(_HEAD, _ANYWHERE, _is_restricted)


def not_to_enter_for_applicant(request: Any, actor: Actor) -> str:
    """What applicants may ask for at any time, entered by a clerk for them."""
    return _of(RECEIVERS, frozenset(State) - {State.SUBMITTED, State.UNREACHABLE, State.MERGED})(request, actor)
