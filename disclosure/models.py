"""Index page: one look tells which tables the app has."""

from disclosure.catalogue.models import Column, Guide, Regulation
from disclosure.consultations.models import Answer, Consultation, Opinion, OpinionFile, Passage, Question, Reply, Theme
from disclosure.coordination.models import Approval, ApprovalRule, Concern, Coordination, Enclosure, Inquiry
from disclosure.credit.models import CreditRecord, HandOver, HandOverLine
from disclosure.data_requests.models import DataRequest
from disclosure.datasets.models import Dataset, DatasetRow, DatasetVersion
from disclosure.decisions.models import (
    CatalogueItem,
    CatalogueVersion,
    Decision,
    DecisionCatalogue,
    Hearing,
    StepRecord,
    Waiver,
)
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
    WithheldAssessment,
    WithheldRecord,
)
from disclosure.facilities.models import Facility
from disclosure.gazette.models import GazetteCorrection, GazetteDelivery, GazetteEntry, GazetteIssue
from disclosure.institutions.models import Appeal, UnitItem
from disclosure.intake.models import Intake
from disclosure.listings.models import ListRow
from disclosure.matters.models import Matter, MatterBasis, MatterLink, MatterProposal, MatterVersion
from disclosure.monitoring.models import CheckResult, Finding, SiteCheck
from disclosure.objections.models import Objection
from disclosure.registers.models import RegisterEntry, RegisterFile, RegisterReminder
from disclosure.repost_checks.models import RepostCheck, RepostCheckLine
from disclosure.reposting.models import RepostSource, RepostTask
from disclosure.secrecy.models import SecrecyTerm
from disclosure.services_guide.models import (
    BundleStep,
    GuideBasis,
    GuideMaterial,
    MaterialFile,
    ServiceBundle,
    ServiceGuide,
)
from disclosure.sessions.models import AgendaItem, Observer, Session, SessionFile
from disclosure.specials.models import Special, SpecialItem

__all__ = [
    "AgendaItem",
    "AnnotationWording",
    "Answer",
    "Appeal",
    "Approval",
    "ApprovalRule",
    "Attachment",
    "BundleStep",
    "CatalogueItem",
    "CatalogueVersion",
    "ChannelRelease",
    "CheckResult",
    "Column",
    "Concern",
    "Consultation",
    "Coordination",
    "Correction",
    "CreditRecord",
    "DataRequest",
    "Dataset",
    "DatasetRow",
    "DatasetVersion",
    "Decision",
    "DecisionCatalogue",
    "Document",
    "DocumentRelation",
    "Enclosure",
    "ErrorReport",
    "Facility",
    "Finding",
    "GazetteCorrection",
    "GazetteDelivery",
    "GazetteEntry",
    "GazetteIssue",
    "Guide",
    "GuideBasis",
    "GuideMaterial",
    "HandOver",
    "HandOverLine",
    "Hearing",
    "Inquiry",
    "Intake",
    "ListRow",
    "MaterialFile",
    "Matter",
    "MatterBasis",
    "MatterLink",
    "MatterProposal",
    "MatterVersion",
    "NumberSeries",
    "Objection",
    "Observer",
    "Opinion",
    "OpinionFile",
    "Passage",
    "Question",
    "RegisterEntry",
    "RegisterFile",
    "RegisterReminder",
    "Regulation",
    "Reply",
    "RepostCheck",
    "RepostCheckLine",
    "RepostSource",
    "RepostTask",
    "Return",
    "Review",
    "RunningNumber",
    "SecrecyReview",
    "SecrecyTerm",
    "ServiceBundle",
    "ServiceGuide",
    "Session",
    "SessionFile",
    "SiteCheck",
    "Special",
    "SpecialItem",
    "StepRecord",
    "Theme",
    "UnitItem",
    "Waiver",
    "WithheldAssessment",
    "WithheldRecord",
]
