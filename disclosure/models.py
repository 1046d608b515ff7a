"""Index page: one look tells which tables the app has."""

from disclosure.catalogue.models import Column, Guide, Regulation
from disclosure.documents.models import (
    AnnotationWording,
    Attachment,
    ChannelRelease,
    Correction,
    Document,
    DocumentRelation,
    ErrorReport,
    NumberSeries,
    Return,
    Review,
    RunningNumber,
    SecrecyReview,
    WithheldRecord,
)
from disclosure.specials.models import Special, SpecialItem

__all__ = [
    "AnnotationWording",
    "Attachment",
    "ChannelRelease",
    "Column",
    "Correction",
    "Document",
    "DocumentRelation",
    "ErrorReport",
    "Guide",
    "NumberSeries",
    "Regulation",
    "Return",
    "Review",
    "RunningNumber",
    "SecrecyReview",
    "Special",
    "SpecialItem",
    "WithheldRecord",
]
