"""Index page of the room's tables."""

from disclosure.consultations.models.consultation import (
    NAME_LENGTH,
    SHORTEST,
    TITLE_LENGTH,
    Consultation,
    ConsultationQuerySet,
    Passage,
    Theme,
)
from disclosure.consultations.models.opinion import NUMBER_LENGTH, Opinion, OpinionFile, OpinionQuerySet
from disclosure.consultations.models.questionnaire import Answer, Question, Reply

__all__ = [
    "NAME_LENGTH",
    "NUMBER_LENGTH",
    "SHORTEST",
    "TITLE_LENGTH",
    "Answer",
    "Consultation",
    "ConsultationQuerySet",
    "Opinion",
    "OpinionFile",
    "OpinionQuerySet",
    "Passage",
    "Question",
    "Reply",
    "Theme",
]
