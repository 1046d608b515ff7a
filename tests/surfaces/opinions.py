"""Rows of public opinion: tickets, answers, the map of the fields, the duty screen, the public pages."""

from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    ELSEWHERE,
    GONE,
    HISTORY,
    KEPT,
    NOBODY,
    UNSEEN,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import OVERSIGHT, PUBLIC, STAFF, holding

CLERKS = holding("handler", "info_clerk", "oversight")
REGISTRARS = CLERKS | holding("disclosure_head")
WRITERS = holding("handler", "info_clerk")

CONCERNS = [
    Surface("concerns/", "/concerns/", ALL),
    Surface("concerns/<int:pk>/", "/concerns/{answered_ticket}/", ALL),
    Surface("concerns/<int:pk>/", "/concerns/{silenced_ticket}/", GONE),
    Surface("concerns/<int:pk>/", "/concerns/{ticket}/", UNSEEN),
    Surface("api/v1/concerns/", "/api/v1/concerns/", ALL),
    Surface("api/v1/concerns/<int:pk>/", "/api/v1/concerns/{answered_ticket}/", ALL),
    Surface("api/v1/concerns/<int:pk>/", "/api/v1/concerns/{silenced_ticket}/", GONE),
    Surface("api/v1/concerns/<int:pk>/", "/api/v1/concerns/{ticket}/", UNSEEN),
    Surface("feeds/concerns/", "/feeds/concerns/", ALL),
    Surface("feeds/concerns.json", "/feeds/concerns.json", ALL),
]

OPINIONS = [
    *admin("sentiment/ticket", "ticket", rows=CASE_LIST, row=CASE, add=to(REGISTRARS), history=HISTORY),
    act("sentiment/ticket", "ticket", "monitor", done_by(CLERKS)),
    act("sentiment/ticket", "ticket", "override", done_by(OVERSIGHT)),
    act(
        "sentiment/ticket",
        "ticket",
        "correct_known_at",
        done_by(holding("disclosure_head", "signer", "head", "oversight")),
    ),
    act("sentiment/ticket", "answered_ticket", "draft", done_by(WRITERS)),
    start("sentiment/ticket", "register", to(REGISTRARS)),
    start("sentiment/ticket", "import_file", to(REGISTRARS)),
    Surface(
        "admin/sentiment/ticket/<path:object_id>/change/file/<int:file_id>/",
        "/admin/sentiment/ticket/{ticket}/change/file/{ticket_file}/",
        KEPT,
    ),
    Surface("admin/sentiment/ticket/ledger.xlsx", "/admin/sentiment/ticket/ledger.xlsx", CASE_LIST),
    Surface("admin/sentiment/ticket/duty/", "/admin/sentiment/ticket/duty/", CASE_LIST),
    Surface("admin/sentiment/ticket/duty/lines/", "/admin/sentiment/ticket/duty/lines/", CASE_LIST),
    *admin("sentiment/watch", "watch", rows=CASE_LIST, row=CASE, add=to(REGISTRARS), history=HISTORY),
    act("sentiment/watch", "watch", "no-such", {302: PUBLIC, 404: STAFF}),
    start("sentiment/watch", "record_watch", to(REGISTRARS)),
    *admin("sentiment/response", "response_draft", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("sentiment/response", "response_draft", "change", done_by(WRITERS)),
    act("sentiment/response", "response", "withdraw", done_by(holding("signer", "head"))),
    start("sentiment/response", "no-such", NOBODY),
    *admin("sentiment/domainduty", "domain_duty", rows=CASE_LIST, row=CASE_LIST, add=to(OVERSIGHT), history=ELSEWHERE),
    act("sentiment/domainduty", "domain_duty", "no-such", to(set(), others=404)),
    *admin("sentiment/reproof", "reproof", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("sentiment/reproof", "reproof", "carry_out", done_by(OVERSIGHT)),
    act("sentiment/reproof", "reproof", "dismiss", done_by(OVERSIGHT)),
    start("sentiment/reproof", "no-such", NOBODY),
    start("sentiment/domainduty", "assign_domain", to(OVERSIGHT)),
]
