"""Who hears of a clarification, by day and by night."""

from datetime import datetime

from portal.accounts.models import Organ
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from sentiment.clarification.models import Clarification, Consent


def tell_people(row: Clarification | Consent, organ: Organ | None, words: str, *roles: str, at: datetime) -> None:
    """One message to each holder of the roles in ``organ``; in any organ without one."""
    tell(
        recipients_of(organ.heir() if organ else None, *roles, at=at),
        subject_line=f"{words}：{row}",
        body=f"请在工作台办理：/admin/sentiment/{row._meta.model_name}/{row.pk}/change/",
        kind="clarification",
        dedupe_key=f"{row._meta.model_name}|{row.pk}|{row.version}|{words}",
        at=at,
        about=ref(row),
    )
