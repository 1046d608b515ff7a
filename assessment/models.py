"""Index page: one look tells which tables the app has."""

from assessment.annual_reports.models import AnnualReport
from assessment.problems.models import Problem
from assessment.scoring.models import Assessment, Erratum
from assessment.standards.models import Criterion, DeductionRule, Standard

__all__ = ["AnnualReport", "Assessment", "Criterion", "DeductionRule", "Erratum", "Problem", "Standard"]
