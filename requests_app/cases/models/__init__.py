"""The request, who made it, what is asked, the files, and who stands in for whom."""

from requests_app.cases.models.applicant import Applicant
from requests_app.cases.models.files import RequestFile
from requests_app.cases.models.request import DisclosureRequest, RequestItem
from requests_app.cases.models.staffing import StandIn

__all__ = ["Applicant", "DisclosureRequest", "RequestFile", "RequestItem", "StandIn"]
