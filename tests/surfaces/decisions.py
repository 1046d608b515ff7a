"""Rows of decisions, catalogues, hearings and waivers, and one in each place with something behind each address."""

from datetime import datetime

from disclosure.decisions import services
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.disclosure.decisions.deciding import announced, planned, proposed, started
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    HISTORY,
    UNSEEN,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import PUBLIC, STAFF, holding

CATALOGUE, DECISION = "disclosure/decisioncatalogue", "disclosure/decision"
HEARING, WAIVER = "disclosure/hearing", "disclosure/waiver"
DRAFTERS, APPROVERS = holding("handler", "info_clerk"), holding("signer", "head")
JUNE = datetime(2026, 6, 10, 9, 0, tzinfo=SHANGHAI)

DECISION_PAGES = [
    Surface("decisions/", "/decisions/", ALL),
    Surface("decisions/", "/decisions/?part=exempt", ALL),
    Surface("decisions/catalogue/<int:year>/", "/decisions/catalogue/2026/", ALL),
    Surface("decisions/catalogue/<int:year>/", "/decisions/catalogue/2020/", UNSEEN),
    Surface("decisions/<int:pk>/", "/decisions/{decision}/", ALL),
    Surface("decisions/<int:pk>/", "/decisions/{decision_exempt}/", ALL),
    Surface("decisions/<int:pk>/", "/decisions/{decision_draft}/", UNSEEN),
    Surface("decisions/hearings/<int:pk>/", "/decisions/hearings/{hearing}/", ALL),
    Surface("decisions/hearings/<int:pk>/", "/decisions/hearings/{hearing_draft}/", UNSEEN),
    Surface("feeds/decisions/", "/feeds/decisions/", ALL),
    Surface("feeds/decisions.json", "/feeds/decisions.json", ALL),
    Surface("api/v1/decisions/", "/api/v1/decisions/", ALL),
    Surface("api/v1/decisions/<int:pk>/", "/api/v1/decisions/{decision}/", ALL),
    Surface("api/v1/decisions/<int:pk>/", "/api/v1/decisions/{decision_draft}/", UNSEEN),
]

DECISION_DESK = [
    *admin(DECISION, "decision", rows=CASE_LIST, row=CASE, add=to(DRAFTERS), history=HISTORY),
    Surface(f"admin/{DECISION}/<path:object_id>/change/", f"/admin/{DECISION}/{{decision}}/change/?tab=package", CASE),
    act(DECISION, "decision", "record_experts", done_by(DRAFTERS)),
    act(DECISION, "decision", "leave_out", done_by(DRAFTERS)),
    act(DECISION, "decision", "plan_hearing", done_by(DRAFTERS)),
    act(DECISION, "decision", "link_consultation", done_by(DRAFTERS)),
    act(DECISION, "decision_draft", "change", done_by(DRAFTERS)),
    act(DECISION, "decision_draft", "exempt", done_by(APPROVERS)),
    start(DECISION, "create", to(DRAFTERS)),
    *admin(CATALOGUE, "catalogue", rows=CASE_LIST, row=CASE, add=to(DRAFTERS), history=HISTORY),
    act(CATALOGUE, "catalogue", "revise", done_by(DRAFTERS)),
    start(CATALOGUE, "open_catalogue", to(DRAFTERS)),
    *admin(HEARING, "hearing", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(HEARING, "hearing", "serve_materials", done_by(DRAFTERS)),
    act(HEARING, "hearing_draft", "change", done_by(DRAFTERS)),
    start(HEARING, "no-such", to(set())),
    *admin(WAIVER, "waiver", rows=CASE_LIST, row=CASE, add=to(APPROVERS), history=HISTORY),
    act(WAIVER, "waiver", "no-such", {302: PUBLIC, 404: STAFF}),
    start(WAIVER, "waive", to(APPROVERS)),
]


def catalogued(office, year=2026):
    """A published catalogue with one item."""
    clerk = office.as_(Role.HANDLER)
    made = services.open_catalogue(organ=office.organ, year=year, **clerk)
    services.add_item(made, lead=office.organ, values={"title": "校车管理办法", "category": "policy"}, **clerk)
    services.note_agreement(made, agreed_on=office.at.date(), agreement="市委纪要", **clerk)
    return services.publish_catalogue(made, **office.as_(Role.INFO_CLERK))


def exempted(office, **values):
    basis = {"exclusion": "macro", "exclusion_basis": "条例第三条第二款。"}
    return services.exempt(proposed(office, **values), **basis, **office.as_(Role.HEAD))


def waived(office, title="来不及征求意见的办法"):
    document = office.draft(is_normative=True, title=title)
    return services.waive(document=document, ground="urgent", basis="汛期将至。", **office.as_(Role.HEAD))


def decisions_on_stage(office) -> dict[str, int]:
    """One under way with a hearing announced, a proposal, one exempt, a hearing in draft, a catalogue, a waiver."""
    decision = started(office)
    return {
        "decision": decision.pk,
        "decision_draft": proposed(office).pk,
        "decision_exempt": exempted(office).pk,
        "hearing": announced(office, decision, held_at=JUNE).pk,
        "hearing_draft": planned(office, decision, held_at=JUNE).pk,
        "catalogue": catalogued(office).pk,
        "waiver": waived(office).pk,
    }
