"""Rows of structured lists."""

from disclosure.listings import services
from portal.accounts.states import Role
from tests.disclosure.listings.rows import published, register
from tests.surfaces.answers import ALL, CASE, CASE_LIST, GONE, HISTORY, UNSEEN, Surface, act, admin, done_by, start, to
from tests.surfaces.viewers import holding

ROW = "disclosure/listrow"
REGISTRARS = holding("handler", "info_clerk")

LISTING_PAGES = [
    Surface("lists/", "/lists/", ALL),
    Surface("lists/<slug:code>/", "/lists/budget/", ALL),
    Surface("lists/<slug:code>/", "/lists/no-such/", UNSEEN),
    Surface("lists/<slug:code>/<int:pk>/", "/lists/budget/{list_row}/", ALL),
    Surface("lists/<slug:code>/rows.csv", "/lists/budget/rows.csv", ALL),
    Surface("lists/<slug:code>/rows.xlsx", "/lists/budget/rows.xlsx", ALL),
    Surface("lists/<slug:code>/rows.json", "/lists/budget/rows.json", ALL),
    Surface("feeds/lists/", "/feeds/lists/", ALL),
    Surface("feeds/lists.json", "/feeds/lists.json", ALL),
    Surface("api/v1/lists/", "/api/v1/lists/", ALL),
    Surface("api/v1/lists/<slug:code>/", "/api/v1/lists/budget/", ALL),
]

LISTING_DESK = [
    Surface("lists/<slug:code>/<int:pk>/", "/lists/budget/{list_row_withdrawn}/", GONE),
    Surface("lists/<slug:code>/<int:pk>/", "/lists/budget/{list_row_draft}/", UNSEEN),
    *admin(ROW, "list_row", rows=CASE_LIST, row=CASE, add=to(REGISTRARS), history=HISTORY),
    act(ROW, "list_row_draft", "change", done_by(REGISTRARS)),
    act(ROW, "list_row", "withdraw", done_by(holding("disclosure_head", "signer", "head"))),
    start(ROW, "register_budget", to(REGISTRARS)),
    start(ROW, "import_file", to(REGISTRARS)),
]


def list_rows_on_stage(office) -> dict[str, int]:
    """One row that is shown, one that was withdrawn, one that is a draft."""
    shown = published(office)
    down = published(office, title="撤回的预算")
    services.withdraw(down, reason="有误。", **office.as_(Role.SIGNER))
    draft = register(office, title="还没有公开的预算")
    return {"list_row": shown.pk, "list_row_withdrawn": down.pk, "list_row_draft": draft.pk}
