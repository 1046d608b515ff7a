"""Who hears of what happens to a consultation: those it waits for."""

from datetime import datetime

from disclosure.consultations.models import Consultation
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref


def tell_organ(consultation: Consultation, words: str, *roles: str, at: datetime) -> None:
    """One message to each holder of the roles."""
    tell(
        recipients_of(consultation.organ.heir(), *roles, at=at),
        subject_line=f"{words}：{consultation.title}",
        body=f"请在工作台办理：/admin/disclosure/consultation/{consultation.pk}/change/",
        kind="consultation",
        dedupe_key=f"consultation|{consultation.pk}|{consultation.version}|{words}",
        at=at,
        about=ref(consultation),
    )
