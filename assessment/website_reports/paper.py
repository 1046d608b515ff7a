"""The report as a file to take away."""

from assessment.annual_reports.paper import Paper
from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.sheet import parts


def paper_of(report: WebsiteReport) -> Paper:
    return Paper(report.title, report.organ.name, report.published_at, parts(report))
