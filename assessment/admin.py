"""Index page: Django looks here for what the rooms show in the staff site."""

from assessment.accountability import admin as accountability
from assessment.annual_reports import admin as annual_reports
from assessment.appraisal import admin as appraisal
from assessment.complaints import admin as complaints
from assessment.demonstration import admin as demonstration
from assessment.inspection import admin as inspection
from assessment.problems import admin as problems
from assessment.rectification import admin as rectification
from assessment.scoring import admin as scoring
from assessment.standards import admin as standards
from assessment.supervision import admin as supervision
from assessment.unit_assessments import admin as unit_assessments
from assessment.website_reports import admin as website_reports
from assessment.workpoints import admin as workpoints

__all__ = [
    "accountability",
    "annual_reports",
    "appraisal",
    "complaints",
    "demonstration",
    "inspection",
    "problems",
    "rectification",
    "scoring",
    "standards",
    "supervision",
    "unit_assessments",
    "website_reports",
    "workpoints",
]
