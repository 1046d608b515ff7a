"""Who hears of what happens to a consultation: those it waits for, and in the end those who said something."""

from collections.abc import Iterator
from datetime import datetime

from disclosure.consultations.models import Consultation
from disclosure.consultations.states import COUNTED
from portal.notices.selectors import recipients_of
from portal.notices.services import queue_composed, tell, way_to
from portal.privacy.services import plain_text
from portal.subjects import SubjectRef, ref

MAIL = "opinion_answered"
"""Written by ``mails`` when it leaves."""
_CHUNK = 1_000


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


def tell_writers(consultation: Consultation, *, at: datetime) -> None:
    """Everybody whose opinion counts and who left an address or a mobile number. The outbox keeps neither."""
    queue_composed(
        _reachable(consultation),
        subject_line="您提意见的征求意见公布了结果",
        kind=MAIL,
        dedupe_prefix=MAIL,
        at=at,
    )


def _reachable(consultation: Consultation) -> Iterator[tuple[str, str, SubjectRef]]:
    rows = consultation.opinions.filter(state__in=COUNTED).exclude(contact="")
    for opinion in rows.defer("text", "shown_text", "name").order_by("pk").iterator(chunk_size=_CHUNK):
        if channel := way_to(plain_text(opinion, "contact")):
            yield channel, str(opinion.pk), ref(opinion)
