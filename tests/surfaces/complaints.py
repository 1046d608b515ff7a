"""Rows of complaints to the office in charge."""

from assessment.complaints import services
from portal.receipts import codes
from tests.surfaces.answers import ALL, CASE_LIST, NOBODY, WRITES_ONLY, Surface, act, admin, start
from tests.surfaces.supervision import DONE, HISTORY, ROW

COMPLAINT = "assessment/complaint"

COMPLAINTS = [
    Surface("complaints/new/", "/complaints/new/", ALL),
    Surface("complaints/new/done/", "/complaints/new/done/", ALL),
    Surface("complaints/track/", "/complaints/track/", ALL),
    Surface("complaints/track/leave/", "/complaints/track/leave/", WRITES_ONLY),
    *admin(COMPLAINT, "complaint", rows=CASE_LIST, row=ROW, history=HISTORY),
    act(COMPLAINT, "complaint", "uphold", DONE),
    start(COMPLAINT, "no-such", NOBODY),
    Surface(
        f"admin/{COMPLAINT}/<path:object_id>/change/reveal/<slug:field>/",
        f"/admin/{COMPLAINT}/{{complaint}}/change/reveal/email/",
        DONE,
    ),
]


def complaints_on_stage(office, *, words: str = "") -> dict[str, int]:
    """One about the organ, waiting to be verified; ``words`` are added to what is written."""
    values = {"grievance": "not_published", "text": f"没有预算{words}", "email": "reader@example.com"}
    given = {"values": values, "token": codes.new_token(), "actor": services.CITIZEN, "at": office.at}
    return {"complaint": services.complain(organ=office.organ, **given).row.pk}
