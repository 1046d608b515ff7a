"""Index page: one look tells which tables the app has."""

from requests_app.answering.models import Decision, PageRange, RemedyBody, Wording
from requests_app.asking.models import Correction, Demand
from requests_app.cases.models import Applicant, DisclosureRequest, RequestFile, RequestItem, StandIn
from requests_app.charging.models import Fee, FeePolicy
from requests_app.citizens.models import MailLink, Rating, Solved, Submission
from requests_app.consulting.models import Consultation
from requests_app.extending.models import Extension
from requests_app.proposing.models import AnswerFile, PublicationProposal, PublishedAnswer
from requests_app.rectifying.models import RecordCorrection
from requests_app.remedies.models import Referral, Remedy
from requests_app.serving.models import Service

__all__ = [
    "AnswerFile",
    "Applicant",
    "Consultation",
    "Correction",
    "Decision",
    "Demand",
    "DisclosureRequest",
    "Extension",
    "Fee",
    "FeePolicy",
    "MailLink",
    "PageRange",
    "PublicationProposal",
    "PublishedAnswer",
    "Rating",
    "RecordCorrection",
    "Referral",
    "Remedy",
    "RemedyBody",
    "RequestFile",
    "RequestItem",
    "Service",
    "Solved",
    "StandIn",
    "Submission",
    "Wording",
]
