"""Who may write in a document."""

from disclosure.documents.models import Document
from disclosure.documents.states import DRAFTERS, EDITABLE_STATES
from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import StaleState


def require_pen(document: Document, actor: Actor) -> None:
    """The drafter's roles, while the document is with its drafter. Raises ``NotAllowed`` or ``StaleState``."""
    if document.state not in EDITABLE_STATES:
        raise StaleState
    require(actor, DRAFTERS, document.drafting_organ or document.organ, doing="修改")
