"""Who hears of what happens to a decision: those it waits for."""

from datetime import datetime

from disclosure.decisions.models import Decision
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref


def tell_organ(decision: Decision, words: str, *roles: str, at: datetime) -> None:
    """One message to each holder of the roles."""
    tell(
        recipients_of(decision.organ.heir(), *roles, at=at),
        subject_line=f"{words}：{decision.title}",
        body=f"请在工作台办理：/admin/disclosure/decision/{decision.pk}/change/",
        kind="decision",
        dedupe_key=f"decision|{decision.pk}|{decision.version}|{words}",
        at=at,
        about=ref(decision),
    )
