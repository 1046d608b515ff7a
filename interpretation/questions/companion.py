"""Questions stand beside their document and hold up nothing. Told to disclosure at start."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.documents.companions import Companion, Panel, register
from interpretation.questions.models import Question
from interpretation.questions.selectors import public_panels
from interpretation.questions.states import QuestionState
from portal.actors import Actor
from portal.search.services import queue


def _nothing(_document: Any, _act: str, _at: datetime) -> Sequence[str]:
    return []


def _no_panels(_document: Any, _at: datetime) -> Sequence[Panel]:
    return []


def _follow(document: Any, act: str, *, actor: Actor, at: datetime) -> None:
    """The document went up or down: search looks at its questions anew."""
    if act not in {"sign", "rewrite"}:
        for row in Question.objects.filter(document=document, state=QuestionState.PUBLISHED):
            queue(row)


def register_companion() -> None:
    register("questions", Companion(_nothing, _follow, public_panels, _no_panels))
