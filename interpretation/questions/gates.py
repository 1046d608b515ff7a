"""What must be true before an answer is public. Imports no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from interpretation.questions import parts
from portal.actors import Actor
from portal.screening.selectors import undecided


def document_is_public(question: Any, _at: datetime) -> Sequence[str]:
    return [] if question.document.is_public else ["文件已经不公开了，答复不能公开"]


def nothing_is_found(question: Any, _at: datetime) -> Sequence[str]:
    """Personal data and words of secrecy in question and answer are rewritten or settled (S2-6.5.5)."""
    found = undecided(question, parts.texts(question))
    return [f"筛查发现{len(found)}处没有处理，请改写问题和答复"] if found else []


def not_the_answerer(question: Any, actor: Actor) -> str:
    return "自己写的答复不能由自己审核。" if actor.id == question.answerer_id else ""
