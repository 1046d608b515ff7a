"""Who hears of what happens to a meeting: those it waits for, and those who registered."""

from datetime import datetime

from disclosure.sessions.codes import Source
from disclosure.sessions.models import Observer, Session
from disclosure.sessions.states import ObserverState
from portal.notices.selectors import recipients_of
from portal.notices.services import queue, tell, way_to
from portal.privacy.services import plain_text
from portal.subjects import ref

MAIL = "session_observer"


def tell_organ(session: Session, words: str, *roles: str, at: datetime) -> None:
    """One message to each holder of the roles."""
    tell(
        recipients_of(session.organ.heir(), *roles, at=at),
        subject_line=f"{words}：{session.title}",
        body=f"请在工作台办理：/admin/disclosure/session/{session.pk}/change/",
        kind="session",
        dedupe_key=f"session|{session.pk}|{session.version}|{words}",
        at=at,
        about=ref(session),
    )


def tell_observer(observer: Observer, *, at: datetime) -> None:
    """Where something can be sent: that there is news. The outbox keeps neither address nor words
    (mails.py writes them when the message leaves)."""
    channel = way_to(plain_text(observer, "contact"))
    if observer.source == Source.INVITED or channel is None:
        return
    queue(
        channel=channel,
        to="",
        subject_line=f"您的列席报名{observer.number}有了答复",
        body="",
        kind=MAIL,
        dedupe_key=f"{MAIL}|{observer.pk}|{observer.version}|{observer.session.state}",
        at=at,
        about=ref(observer),
    )


def tell_seated(session: Session, *, at: datetime) -> None:
    """The meeting does not take place: whoever waits or was to come hears of it."""
    waiting = (ObserverState.REGISTERED, ObserverState.CHOSEN)
    for observer in session.observers.filter(state__in=waiting).select_related("session"):
        tell_observer(observer, at=at)
