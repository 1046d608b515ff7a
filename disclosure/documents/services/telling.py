"""Who must know that it is their turn. Titles stay out of messages: they may be of documents not for the public."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from disclosure.documents.models import Document, ErrorReport
from disclosure.documents.rules import day_of
from disclosure.documents.states import CHECKERS, EDITABLE_STATES, SIGNERS, STAGE_ROLES, CorrectionState, State
from portal import clock
from portal.accounts.models import Appointment, User
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.notices.services import queue, tell
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.subjects import ref


def holders(organ_id: int | None, roles: Iterable[Role], *, at: datetime) -> list[User]:
    """People appointed to one of the roles on that day; city-wide roles count wherever they are held."""
    wanted = frozenset(roles)
    held = Appointment.objects.in_force(day_of(at)).filter(
        Q(organ_id=organ_id, role__in=wanted - CITY_WIDE_ROLES) | Q(role__in=wanted & CITY_WIDE_ROLES)
    )
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


def tell_next(document: Document, *, at: datetime) -> None:
    """Tell those who can take the next step that a document waits for them."""
    tell(
        _next_people(document, at),
        subject_line=f"有一份公文待办：{document.get_state_display()}",
        body=f"请在工作台办理：/admin/disclosure/document/{document.pk}/change/",
        kind="document_turn",
        dedupe_key=f"document|{document.pk}|{document.version}",
        at=at,
        about=ref(document),
    )


def _next_people(document: Document, at: datetime) -> list[User]:
    if document.state in EDITABLE_STATES or document.state == State.PUBLISHED:
        return list(User.objects.filter(is_active=True, drafted_documents=document))
    roles = CHECKERS if document.state == State.SIGNED else STAGE_ROLES.get(document.state, ())
    return holders(document.acting_organ_id, roles, at=at)


CORRECTION_ROLES: dict[str, tuple[Role, ...]] = {
    CorrectionState.PROPOSED: (Role.SECRECY_REVIEWER,),
    CorrectionState.CLEARED: (Role.DEPT_REVIEWER,),
    CorrectionState.CHECKED: SIGNERS,
    CorrectionState.APPROVED: (Role.OFFICE_APPROVER,),
}


def tell_correction(document: Document, *, at: datetime) -> None:
    """Tell those who decide next about the open correction."""
    tell(
        holders(document.responsible_organ.pk, CORRECTION_ROLES[document.correction_state], at=at),
        subject_line=f"有一份更正待办：{document.get_correction_state_display()}",
        body=f"请在工作台办理：/admin/disclosure/document/{document.pk}/change/",
        kind="document_turn",
        dedupe_key=f"document|{document.pk}|{document.version}",
        at=at,
        about=ref(document),
    )


def tell_about_report(report: ErrorReport, *, at: datetime) -> None:
    """Tell the clerks of the organ that a reader found an error."""
    tell(
        holders(report.organ.heir().pk, CHECKERS, at=at),
        subject_line="网站找错：有一条待处理",
        body=f"请在工作台处理：/admin/disclosure/errorreport/{report.pk}/change/",
        kind="error_report",
        dedupe_key=f"error-report|{report.pk}",
        at=at,
        about=ref(report),
    )


def tell_reader(report: ErrorReport, *, at: datetime) -> None:
    """Tell the reader what came of the report, where an address was left for that."""
    contact = plain_text(report, "contact")
    if not contact:
        return
    day = clock.local(report.at)
    queue(
        channel=ChannelName.EMAIL if "@" in contact else ChannelName.SMS,
        to=contact,
        subject_line="您的网站找错已处理",
        body=f"您{day.month}月{day.day}日反映的网站问题{report.get_state_display()}。"
        f"{report.organ.short_name}答复：{report.answer}",
        kind="error_report_answer",
        dedupe_key=f"error-report-answer|{report.pk}",
        at=at,
        about=ref(report),
    )
