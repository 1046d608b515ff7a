"""Questions about corrections of records."""

from django.db.models import QuerySet

from requests_app.cases.models import DisclosureRequest
from requests_app.rectifying.models import RecordCorrection


def asked_by(request: DisclosureRequest) -> "QuerySet[RecordCorrection]":
    """What the applicant of this request asked to have mended, for the tracking page."""
    return request.record_corrections.order_by("pk")
