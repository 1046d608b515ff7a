"""Rows of the desk of requests, and one request with everything behind its addresses."""

from datetime import date

from django.core.files.base import ContentFile

from portal.accounts.models import Organ
from portal.accounts.states import Role
from requests_app.answering import services as answering
from requests_app.answering.models import RemedyBody
from requests_app.asking import services as asking
from requests_app.cases import services as cases
from requests_app.cases.models import StandIn
from requests_app.charging import services as charging
from requests_app.extending import services as extending
from requests_app.remedies import services as remedies
from tests.disclosure.office import MORNING, Office
from tests.surfaces.answers import (
    CASE,
    CASE_LIST,
    HISTORY,
    KEPT,
    NOBODY,
    Answers,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import (
    ADMIN,
    APPROVER,
    CITY_WIDE,
    OTHER,
    OVERSIGHT,
    OWN,
    PUBLIC,
    STAFF,
    SUPERVISOR,
    holding,
)

APP = "requests_app"
FOI = f"{APP}/disclosurerequest"
CHANGE, ONE = f"admin/{FOI}/<path:object_id>/change", f"/admin/{FOI}/{{foi}}/change"
TAKERS = holding("info_clerk", "handler", "disclosure_head")
DRAFTING = done_by(holding("handler", "disclosure_head"))
STANDING_IN: Answers = {
    302: PUBLIC,
    200: OWN | APPROVER,
    404: (OTHER | CITY_WIDE) - APPROVER,
    403: SUPERVISOR | ADMIN,
}
NO_ACTS = to(set(), others=404)
HEADS = holding("head")

REQUESTS = [
    *admin(FOI, "foi", rows=CASE_LIST, row=CASE, add=to(TAKERS), history=HISTORY),
    act(FOI, "foi", "attach", DRAFTING),
    act(FOI, "foi", "check_identity", done_by(TAKERS)),
    act(FOI, "foi", "restrict", done_by(holding("disclosure_head"))),
    start(FOI, "register", to(TAKERS)),
    Surface(f"admin/{FOI}/ledger.xlsx", f"/admin/{FOI}/ledger.xlsx", CASE_LIST),
    Surface(f"{CHANGE}/decide/<int:position>/", f"{ONE}/decide/1/", DRAFTING),
    Surface(f"{CHANGE}/pages/<int:position>/", f"{ONE}/pages/1/", DRAFTING),
    Surface(f"{CHANGE}/wording/<str:letter>/", f"{ONE}/wording/R-1a/", DRAFTING),
    Surface(f"{CHANGE}/draft/<str:letter>.<slug:ending>", f"{ONE}/draft/R-1a.docx", KEPT),
    Surface(f"{CHANGE}/letter/<int:pk>.<slug:ending>", f"{ONE}/letter/{{foi_letter}}.docx", KEPT),
    Surface(f"{CHANGE}/letter/<int:pk>.<slug:ending>", f"{ONE}/letter/999999.docx", NO_ACTS),
    Surface(f"{CHANGE}/slip/<int:pk>.<slug:ending>", f"{ONE}/slip/{{foi_service}}.docx", KEPT),
    Surface(f"{CHANGE}/sheet/<slug:which>.<slug:ending>", f"{ONE}/sheet/form.docx", KEPT),
    Surface(f"{CHANGE}/file/<int:pk>/", f"{ONE}/file/{{foi_file}}/", KEPT),
    Surface(
        f"{CHANGE}/reveal/<slug:field>/",
        f"{ONE}/reveal/name/",
        done_by(holding("info_clerk", "handler", "disclosure_head", "dept_reviewer", "signer", "head")),
    ),
    Surface(f"{CHANGE}/dossier.zip", f"{ONE}/dossier.zip", done_by(TAKERS)),
    *admin(f"{APP}/extension", "foi_extension", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(f"{APP}/extension", "foi_extension", "approve", done_by(holding("disclosure_head"))),
    start(f"{APP}/extension", "no-such", NOBODY),
    *admin(f"{APP}/demand", "foi_demand", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(f"{APP}/demand", "foi_demand", "accept", DRAFTING),
    start(f"{APP}/demand", "no-such", NOBODY),
    *admin(f"{APP}/remedy", "foi_remedy", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(f"{APP}/remedy", "foi_remedy", "answer", done_by(holding("disclosure_head", "dept_reviewer", "signer"))),
    act(f"{APP}/remedy", "foi_remedy", "refer", done_by(holding("disclosure_head", "dept_reviewer", "signer"))),
    start(f"{APP}/remedy", "no-such", NOBODY),
    *admin(
        f"{APP}/standin",
        "stand_in",
        rows=CASE_LIST,
        row=STANDING_IN,
        add=to(holding("handler", "disclosure_head")),
        history={302: PUBLIC | OWN | APPROVER, 404: STAFF - OWN - APPROVER},
    ),
    act(f"{APP}/standin", "stand_in", "no-such", NO_ACTS),
    start(f"{APP}/standin", "set_stand_in", to(holding("handler", "disclosure_head"))),
    *admin(f"{APP}/feepolicy", "fee_policy", rows=CASE_LIST, row=CASE, add=to(HEADS), history=HISTORY),
    act(f"{APP}/feepolicy", "fee_policy", "give_up", done_by(HEADS)),
    start(f"{APP}/feepolicy", "take_up", to(HEADS)),
    *admin(f"{APP}/remedybody", "remedy_body", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    act(f"{APP}/remedybody", "remedy_body", "no-such", NO_ACTS),
    start(f"{APP}/remedybody", "set_remedy_body", to(OVERSIGHT)),
]

PERSON = {
    "applicant_kind": "natural",
    "name": "张三",
    "identity_kind": "resident_id",
    "identity_number": "329999199003070018",
    "phone": "13800000001",
    "form": "electronic",
    "delivery": "tracking",
}
PUBLIC_ALREADY = {"access": "临江市政府网站", "skipped": "情形明确"}


def request_on_stage(office: Office) -> dict[str, int]:
    """A request of the office with a decision, a receipt that was sent, a file, an extension, a demand and a remedy."""
    Organ.objects.filter(pk=office.organ.pk).update(phone="0000-8612400", address="临江市望江街道1号")
    day = MORNING.date()
    filed = {"organ": office.organ, "channel": "in_person", "arrived_on": day, "values": PERSON}
    case = cases.register(**filed, items=[{"text": "招生计划"}], **office.as_(Role.INFO_CLERK)).request
    handler = office.as_(Role.HANDLER)
    answering.issue_receipt(case, **handler)
    decided = {"outcome": "3.1", "way": "a", "steps": {}, "values": PUBLIC_ALREADY}
    answering.decide(case, item=case.items.get(), **decided, **handler)
    file = answering.attach(case, upload=ContentFile(b"2026", name="x.txt"), name="计划.txt", **handler)
    extension = extending.propose(case, days=5, reason="要核对", **handler)
    asked_for = {"facts": "三个月内126件", "answer_by": date(2026, 12, 31), "means": "post"}
    demand = asking.demand_reasons(case, **asked_for, **handler)
    review = {"kind": "review", "authority": "临江市人民政府"} | dict.fromkeys(
        ("accepted_on", "served_on"), MORNING.date()
    )
    remedy = remedies.register(case, **review, **office.as_(Role.DISCLOSURE_HEAD))
    people = {"absent": office.people[Role.HANDLER], "deputy": office.people[Role.DISCLOSURE_HEAD]}
    service = case.services.get(purpose="receipt")
    return {
        "foi": case.pk,
        "foi_letter": service.letter_id,
        "letter": service.letter_id,
        "foi_service": service.pk,
        "foi_file": file.pk,
        "foi_extension": extension.pk,
        "foi_demand": demand.pk,
        "foi_remedy": remedy.pk,
        "remedy_body": RemedyBody.objects.create(
            organ=office.organ, court="临江市人民法院", basis="管辖通知", starts_on=day
        ).pk,
        "stand_in": StandIn.objects.create(**people, starts_on=day, ends_on=day).pk,
        "fee_policy": charging.take_up(
            organ=office.organ,
            method="page",
            basis="临教发〔2026〕3号",
            payment="缴款书",
            starts_on=day,
            **office.as_(Role.HEAD),
        ).pk,
    }
