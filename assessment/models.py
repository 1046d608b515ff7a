"""Index page: one look tells which tables the app has."""

from assessment.accountability.models import Accountability, Evidence, Objection, Respondent
from assessment.annual_reports.models import AnnualReport
from assessment.appraisal.models import (
    Appraisal,
    Ballot,
    BallotMark,
    Invitation,
    Judged,
    Outcome,
    OutsideMark,
    SheetItem,
)
from assessment.complaints.models import Complaint
from assessment.demonstration.models import Candidacy, CandidacyNote, Dissent, PartFile, Programme, StandardPart
from assessment.inspection.models import CheckLine, Inspection, LineFile, Target
from assessment.problems.models import Problem, ProblemFile
from assessment.rectification.models import Criticism, Feedback, FeedbackFile, Rectification, RectificationItem
from assessment.scoring.models import Assessment, Erratum
from assessment.standards.models import Criterion, DeductionRule, Standard
from assessment.supervision.models import PatrolNote, PatrolPhoto, Supervisor, SupervisorTraining
from assessment.unit_assessments.models import UnitAssessment
from assessment.website_reports.models import WebsiteReport
from assessment.workpoints.models import TaskFile, TaskNote, TaskShare, WorkPlan, WorkTask

__all__ = [
    "Accountability",
    "AnnualReport",
    "Appraisal",
    "Assessment",
    "Ballot",
    "BallotMark",
    "Candidacy",
    "CandidacyNote",
    "CheckLine",
    "Complaint",
    "Criterion",
    "Criticism",
    "DeductionRule",
    "Dissent",
    "Erratum",
    "Evidence",
    "Feedback",
    "FeedbackFile",
    "Inspection",
    "Invitation",
    "Judged",
    "LineFile",
    "Objection",
    "Outcome",
    "OutsideMark",
    "PartFile",
    "PatrolNote",
    "PatrolPhoto",
    "Problem",
    "ProblemFile",
    "Programme",
    "Rectification",
    "RectificationItem",
    "Respondent",
    "SheetItem",
    "Standard",
    "StandardPart",
    "Supervisor",
    "SupervisorTraining",
    "Target",
    "TaskFile",
    "TaskNote",
    "TaskShare",
    "UnitAssessment",
    "WebsiteReport",
    "WorkPlan",
    "WorkTask",
]
