"""Rows of the list of matters."""

from disclosure.matters import services
from portal.accounts.states import Role
from tests.disclosure.matters.items import dropped, listed, proposed
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    GONE,
    HISTORY,
    NOBODY,
    UNSEEN,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import holding

ROW, CHANGE = "disclosure/matter", "disclosure/matterproposal"
REGISTRARS = holding("handler", "info_clerk")
APPROVERS = holding("disclosure_head", "signer")

MATTER_PAGES = [
    Surface("matters/", "/matters/", ALL),
    Surface("matters/", "/matters/?on=2026-05-20&domain=10", ALL),
    Surface("matters/<int:pk>/", "/matters/{matter}/", ALL),
    Surface("matters/changes/", "/matters/changes/", ALL),
    Surface("matters/coverage/", "/matters/coverage/", ALL),
    Surface("matters/five-elements/", "/matters/five-elements/", ALL),
    Surface("matters/embedded/", "/matters/embedded/", ALL),
    Surface("matters/list.xlsx", "/matters/list.xlsx", ALL),
    Surface("feeds/matters/", "/feeds/matters/", ALL),
    Surface("feeds/matters.json", "/feeds/matters.json", ALL),
    Surface("api/v1/matters/", "/api/v1/matters/", ALL),
]

MATTER_DESK = [
    Surface("matters/<int:pk>/", "/matters/{matter_dropped}/", GONE),
    Surface("matters/<int:pk>/", "/matters/{matter_pending}/", UNSEEN),
    *admin(ROW, "matter", rows=CASE_LIST, row=CASE, add=to(REGISTRARS), history=HISTORY),
    act(ROW, "matter", "propose_change", done_by(REGISTRARS)),
    act(ROW, "matter", "connect", done_by(REGISTRARS | APPROVERS)),
    start(ROW, "propose_new", to(REGISTRARS)),
    start(ROW, "import_table", to(REGISTRARS)),
    Surface("admin/disclosure/matter/consistency/", "/admin/disclosure/matter/consistency/", CASE_LIST),
    *admin(CHANGE, "matter_proposal", rows=CASE_LIST, row=CASE, add=NOBODY, history=HISTORY),
    act(CHANGE, "matter_proposal", "approve", done_by(APPROVERS)),
    start(CHANGE, "no-such", NOBODY),
]


def matters_on_stage(office) -> dict[str, int]:
    """One in the list, one that was dropped, one that waits for its approval."""
    shown = listed(office)
    gone = dropped(office, listed(office, second="取消的事项"))
    waiting = proposed(office, second="还没有列入的事项")
    services.submit(waiting, **office.as_(Role.HANDLER))
    keys = {"matter": shown.pk, "matter_dropped": gone.pk, "matter_pending": waiting.matter_id}
    return keys | {"matter_proposal": waiting.pk}
