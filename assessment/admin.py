"""Index page: Django looks here for what the rooms show in the staff site."""

from assessment.annual_reports import admin as annual_reports
from assessment.problems import admin as problems
from assessment.scoring import admin as scoring
from assessment.standards import admin as standards

__all__ = ["annual_reports", "problems", "scoring", "standards"]
