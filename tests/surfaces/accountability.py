"""Rows of cases of accountability: the organ on the stage decides about a unit below it."""

from django.core.files.base import ContentFile

from assessment.accountability import services
from assessment.accountability.models import Accountability
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from tests.disclosure.office import FOUNDED
from tests.surfaces.answers import Surface, act, admin, start, to
from tests.surfaces.viewers import PUBLIC, STAFF, holding

CASE = "assessment/accountability"
LISTERS = holding("discipline", "head")
READERS = {"own discipline", "own head"}
SEEN = {302: PUBLIC, 200: READERS, 404: LISTERS - READERS, 403: STAFF - LISTERS}
KEPT = {302: PUBLIC, 200: READERS, 404: STAFF - READERS}
DONE = {302: PUBLIC, 200: {"own discipline"}, 403: {"own head"}, 404: STAFF - READERS}

ACCOUNTABILITY = [
    *admin(
        CASE,
        "accountability",
        rows=to(LISTERS),
        row=SEEN,
        add=to(holding("discipline")),
        history={302: PUBLIC | READERS, 404: STAFF - READERS},
    ),
    act(CASE, "accountability", "serve", DONE),
    start(CASE, "lead", to(holding("discipline"))),
    Surface(
        f"admin/{CASE}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{CASE}/{{accountability}}/change/file/{{accountability_file}}/",
        KEPT,
    ),
    Surface(
        f"admin/{CASE}/<path:object_id>/change/letter/<int:respondent_id>/<slug:ending>/",
        f"/admin/{CASE}/{{accountability}}/change/letter/{{respondent}}/docx/",
        KEPT,
    ),
]


def accountability_on_stage(office, *, words: str = "") -> dict[str, int]:
    """A decision that waits to be served; ``words`` are added to everything that is written."""
    unit = Organ.objects.create(
        code="gxxx",
        name="临江市工读学校",
        short_name="工读学校",
        kind=OrganKind.PUBLIC_ENTERPRISE,
        parent=office.organ,
        active_from=FOUNDED,
    )
    investigator = office.as_(Role.DISCIPLINE)
    case = services.lead(organ=unit, grounds=f"没有公开收费{words}", **investigator)
    services.investigate(case, **investigator)
    found = {"situation": "fees", "course": "unapproved", "facts": f"收了三次{words}"}
    services.establish(case, values=found, **investigator)
    uploads = [(f"票据{words}.txt", ContentFile(f"票据{words}".encode()))]
    services.add_evidence(case, shows=f"收费{words}", uploads=uploads, **investigator)
    row = services.name_respondent(
        case, values={"part": "handler", "name": f"郑{words}", "post": "会计"}, **investigator
    )
    services.open_hearing(case, **investigator)
    heard = {"heard_on": office.at.date(), "statement": f"不知道{words}", "taken_up": f"不采纳{words}"}
    services.hear(case, respondent=row, values=heard, **investigator)
    decision = {"gravity": "minor", "decision": f"退还{words}"}
    services.decide(case, values=decision, measures={}, **office.as_(Role.HEAD))
    evidence = Accountability.objects.get(pk=case.pk).evidence.get()
    return {"accountability": case.pk, "accountability_file": evidence.pk, "respondent": row.pk}
