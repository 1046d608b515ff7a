"""公文: from the draft to the public page and, if it must be, off it again."""

from disclosure.documents.models.amendments import Correction, DocumentRelation, ErrorReport
from disclosure.documents.models.attachments import Attachment
from disclosure.documents.models.channels import ChannelRelease
from disclosure.documents.models.document import Document, DocumentQuerySet
from disclosure.documents.models.numbering import AnnotationWording, NumberSeries, RunningNumber
from disclosure.documents.models.reviews import Return, Review, SecrecyReview
from disclosure.documents.models.withheld import WithheldAssessment, WithheldRecord

__all__ = [
    "AnnotationWording",
    "Attachment",
    "ChannelRelease",
    "Correction",
    "Document",
    "DocumentQuerySet",
    "DocumentRelation",
    "ErrorReport",
    "NumberSeries",
    "Return",
    "Review",
    "RunningNumber",
    "SecrecyReview",
    "WithheldAssessment",
    "WithheldRecord",
]
