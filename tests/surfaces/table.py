"""Who gets what from which address: one row per route of the product, read with GET.

``{name}`` in an address is a key of the stage. A route may have several rows; one without a row fails the build
(tests/test_house.py). Unseen is 404, not allowed is 403, log-in needed is 302.
"""

from dataclasses import dataclass

from tests.surfaces.viewers import (
    ADMIN,
    CITY_WIDE,
    EVERYBODY,
    OTHER,
    OVERSIGHT,
    OWN,
    PUBLIC,
    STAFF,
    SUPERVISOR,
    holding,
)

Answers = dict[int, set[str]]


@dataclass(frozen=True)
class Surface:
    """One address of a route and the status each viewer gets from it."""

    route: str
    address: str
    answers: Answers

    def status_for(self, viewer: str) -> int:
        (status,) = [status for status, viewers in self.answers.items() if viewer in viewers]
        return status


def to(viewers: set[str], *, others: int = 403) -> Answers:
    """200 for those, ``others`` for the rest of the staff, the log-in page for the public."""
    return {302: PUBLIC, 200: viewers, others: STAFF - viewers}


ALL: Answers = {200: EVERYBODY}
GONE: Answers = {410: EVERYBODY}
UNSEEN: Answers = {404: EVERYBODY}
TOKEN_ONLY: Answers = {401: EVERYBODY}
WRITES_ONLY: Answers = {405: EVERYBODY}
STAFF_WRITES_ONLY: Answers = {302: PUBLIC, 405: STAFF}
ANY_STAFF = to(STAFF)
NOBODY = to(set())
CASE_LIST = to(OWN | OTHER | CITY_WIDE)
CASE: Answers = {302: PUBLIC, 200: OWN | CITY_WIDE, 404: OTHER, 403: SUPERVISOR | ADMIN}
KEPT: Answers = {302: PUBLIC, 200: OWN | CITY_WIDE, 404: OTHER | SUPERVISOR | ADMIN}
HISTORY: Answers = {302: PUBLIC | OWN | CITY_WIDE, 404: OTHER | SUPERVISOR | ADMIN}
REGISTER = to(OVERSIGHT | ADMIN)
ELSEWHERE: Answers = {302: EVERYBODY}


def admin(
    model: str, key: str, *, rows: Answers, row: Answers, add: Answers = NOBODY, history: Answers
) -> list[Surface]:
    """The six addresses Django gives every model of the staff site. Nothing is ever deleted there."""
    root, one = f"admin/{model}/", f"/admin/{model}/{{{key}}}/"
    return [
        Surface(root, f"/{root}", rows),
        Surface(f"{root}add/", f"/{root}add/", add),
        Surface(f"{root}<path:object_id>/history/", f"{one}history/", history),
        Surface(f"{root}<path:object_id>/delete/", f"{one}delete/", NOBODY),
        Surface(f"{root}<path:object_id>/change/", f"{one}change/", row),
        Surface(f"{root}<path:object_id>/", one, ELSEWHERE),
    ]


def act(model: str, key: str, name: str, answers: Answers) -> Surface:
    """The page of one act on one row."""
    route = f"admin/{model}/<path:object_id>/change/act/<slug:act>/"
    return Surface(route, f"/admin/{model}/{{{key}}}/change/act/{name}/", answers)


def start(model: str, name: str, answers: Answers) -> Surface:
    """The page of an act that needs no row yet."""
    return Surface(f"admin/{model}/start/<slug:act>/", f"/admin/{model}/start/{name}/", answers)


def done_by(doers: set[str]) -> Answers:
    """The page of an act on a case: its doers, those who read the case, those who do not see it."""
    seen = OWN | CITY_WIDE
    return {302: PUBLIC, 200: doers & seen, 403: seen - doers, 404: STAFF - seen}


KEEPERS = holding("disclosure_head", "oversight")

PUBLIC_SITE = [
    Surface("", "/", ALL),
    Surface("columns/", "/columns/", ALL),
    Surface("columns/<slug:code>/", "/columns/jyj-policy/", ALL),
    Surface("columns/<slug:code>/", "/columns/no-such/", UNSEEN),
    Surface("statutory/", "/statutory/", ALL),
    Surface("organs/", "/organs/", ALL),
    Surface("organs/<slug:code>/", "/organs/jyj/", ALL),
    Surface("organs/<slug:code>/directory/", "/organs/jyj/directory/", ALL),
    Surface("enterprises/", "/enterprises/", ALL),
    Surface("guide/", "/guide/", ALL),
    Surface("guide/<slug:code>/", "/guide/jyj/", ALL),
    Surface("regulations/", "/regulations/", ALL),
    Surface("catalogue/", "/catalogue/", ALL),
    Surface(r"^catalogue/catalogue\.(?P<ending>csv|xlsx)$", "/catalogue/catalogue.csv", ALL),
    Surface(r"^normative/normative\.(?P<ending>csv|xlsx)$", "/normative/normative.csv", ALL),
    Surface("annual-reports/", "/annual-reports/", ALL),
    Surface("requests/", "/requests/", ALL),
    Surface("feeds/", "/feeds/", ALL),
    Surface("sitemap/", "/sitemap/", ALL),
    Surface("sitemap.xml", "/sitemap.xml", ALL),
    Surface("sitemap-<section>.xml", "/sitemap-documents.xml", ALL),
    Surface("documents/<int:pk>/", "/documents/{published}/", ALL),
    Surface("documents/<int:pk>/", "/documents/{withdrawn}/", GONE),
    Surface("documents/<int:pk>/", "/documents/{draft}/", UNSEEN),
    Surface("documents/<int:pk>/", "/documents/{signed}/", UNSEEN),
    Surface("documents/<int:pk>/cite/", "/documents/{published}/cite/", ALL),
    Surface("documents/<int:pk>/cite/", "/documents/{withdrawn}/cite/", UNSEEN),
    Surface("documents/<int:pk>/report/", "/documents/{published}/report/", ALL),
    Surface("documents/<int:pk>/report/", "/documents/{draft}/report/", UNSEEN),
    Surface("report/", "/report/", ALL),
    Surface("report/done/", "/report/done/", ALL),
    Surface("specials/", "/specials/", ALL),
    Surface("specials/<slug:code>/", "/specials/zhaosheng/", ALL),
    Surface("specials/<slug:code>/", "/specials/no-such/", UNSEEN),
    Surface("topics/", "/topics/", ALL),
    Surface("topics/<str:code>/", "/topics/11/", ALL),
    Surface("normative/", "/normative/", ALL),
    Surface("files/<int:pk>/", "/files/{file}/", ALL),
    Surface("files/<int:pk>/", "/files/{draft_file}/", UNSEEN),
    Surface("feeds/documents/", "/feeds/documents/", ALL),
    Surface("feeds/columns/<slug:code>/", "/feeds/columns/jyj-policy/", ALL),
    Surface("feeds/organs/<slug:code>/", "/feeds/organs/jyj/", ALL),
    Surface("feeds/documents.json", "/feeds/documents.json", ALL),
    Surface("feeds/columns/<slug:code>.json", "/feeds/columns/jyj-policy.json", ALL),
    Surface("feeds/organs/<slug:code>.json", "/feeds/organs/jyj.json", ALL),
    Surface("search/feed.json", "/search/feed.json", ALL),
    Surface("search/", "/search/", ALL),
    Surface("search/feed/", "/search/feed/", ALL),
    Surface("calculator/", "/calculator/", ALL),
    Surface("calculator/deadline.ics", "/calculator/deadline.ics", ALL),
    Surface("accessibility/", "/accessibility/", ALL),
    Surface("preferences/", "/preferences/", WRITES_ONLY),
    Surface("robots.txt", "/robots.txt", ALL),
    Surface("healthz", "/healthz", ALL),
    Surface("readyz", "/readyz", {503: EVERYBODY}),  # no worker runs in a test
]

INTERFACE = [
    Surface("api/docs/", "/api/docs/", ALL),
    Surface("api/schema/", "/api/schema/", ALL),
    Surface("api/v1/documents/", "/api/v1/documents/", ALL),
    Surface("api/v1/documents/<int:pk>/", "/api/v1/documents/{published}/", ALL),
    Surface("api/v1/documents/<int:pk>/", "/api/v1/documents/{withdrawn}/", GONE),
    Surface("api/v1/documents/<int:pk>/", "/api/v1/documents/{draft}/", UNSEEN),
    Surface("api/v1/documents/changes/", "/api/v1/documents/changes/", ALL),
    Surface("api/v1/topics/", "/api/v1/topics/", ALL),
    Surface("api/v1/codes/", "/api/v1/codes/", ALL),
    Surface("api/v1/organs/", "/api/v1/organs/", ALL),
    Surface("api/v1/organs/<slug:code>/", "/api/v1/organs/jyj/", ALL),
    Surface("api/v1/columns/", "/api/v1/columns/", ALL),
    Surface("api/v1/columns/<slug:code>/", "/api/v1/columns/jyj-policy/", ALL),
    Surface("api/v1/calendar/", "/api/v1/calendar/", ALL),
    Surface("api/v1/intake/documents/", "/api/v1/intake/documents/", TOKEN_ONLY),
    Surface("api/v1/intake/documents/<int:pk>/", "/api/v1/intake/documents/{draft}/", TOKEN_ONLY),
    Surface(
        "api/v1/intake/documents/<int:pk>/attachments/", "/api/v1/intake/documents/{draft}/attachments/", TOKEN_ONLY
    ),
    Surface("api/<path:rest>", "/api/v1/no-such/", UNSEEN),
    Surface("api/v1/search/", "/api/v1/search/", ALL),
    Surface("api/v1/search/suggest/", "/api/v1/search/suggest/?q=招生", ALL),
    Surface("api/v1/deadlines/rules/", "/api/v1/deadlines/rules/", ALL),
    Surface("api/v1/deadlines/calculate/", "/api/v1/deadlines/calculate/?rule=PUBLISH&from=2026-05-21", ALL),
]

ENTRANCE = [
    Surface("admin/login/", "/admin/login/", {200: PUBLIC, 302: STAFF}),
    Surface("admin/login/second-factor/", "/admin/login/second-factor/", ELSEWHERE),
    Surface("admin/login/second-factor/set-up/", "/admin/login/second-factor/set-up/", ELSEWHERE),
    Surface("admin/login/go-on/", "/admin/login/go-on/", WRITES_ONLY),
    Surface("admin/login/new-password/", "/admin/login/new-password/", ELSEWHERE),
    Surface("admin/password_change/", "/admin/password_change/", {302: {"anonymous"}, 200: EVERYBODY - {"anonymous"}}),
    Surface("admin/password_change/done/", "/admin/password_change/done/", ANY_STAFF),
    Surface("admin/logout/", "/admin/logout/", STAFF_WRITES_ONLY),
]

DESK = [
    Surface("admin/", "/admin/", ANY_STAFF),
    Surface("admin/all/", "/admin/all/", ANY_STAFF),
    Surface("admin/inbox/", "/admin/inbox/", ANY_STAFF),
    Surface("admin/inbox/read/", "/admin/inbox/read/", STAFF_WRITES_ONLY),
    Surface("admin/autocomplete/", "/admin/autocomplete/", NOBODY),
    Surface("admin/<app_label>/", "/admin/disclosure/", ANY_STAFF),
    Surface("admin/jsi18n/", "/admin/jsi18n/", ANY_STAFF),
    Surface("admin/r/<path:content_type_id>/<path:object_id>/", "/admin/r/1/1/", to(set(), others=404)),
    Surface("admin/(?P<url>.*)$", "/admin/no-such/", to(set(), others=404)),
    *admin(
        "notices/notice",
        "notice",
        rows=to(CITY_WIDE | ADMIN),
        row={302: PUBLIC, 404: CITY_WIDE | ADMIN, 403: OWN | OTHER | SUPERVISOR},
        history=to(set(), others=404),
    ),
]

CASES = [
    *admin(
        "disclosure/document",
        "published",
        rows=CASE_LIST,
        row=CASE_LIST,
        add=to(holding("handler", "info_clerk")),
        history=ELSEWHERE,
    ),
    Surface("admin/disclosure/document/<path:object_id>/change/", "/admin/disclosure/document/{draft}/change/", CASE),
    Surface(
        "admin/disclosure/document/<path:object_id>/change/", "/admin/disclosure/document/{withdrawn}/change/", CASE
    ),
    act("disclosure/document", "draft", "edit", done_by(holding("handler", "info_clerk"))),
    act("disclosure/document", "signed", "publish", done_by(holding("info_clerk", "disclosure_head"))),
    act("disclosure/document", "published", "withdraw", done_by(holding("signer", "head", "oversight"))),
    start("disclosure/document", "create", to(holding("handler", "info_clerk"))),
    Surface(
        "admin/disclosure/document/<path:object_id>/change/attachment/<int:attachment_id>/",
        "/admin/disclosure/document/{draft}/change/attachment/{draft_file}/",
        KEPT,
    ),
    *admin("disclosure/column", "column", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/column", "column", "edit_column", done_by(KEEPERS)),
    start("disclosure/column", "apply_template", to(KEEPERS)),
    Surface("admin/disclosure/column/coverage/", "/admin/disclosure/column/coverage/", CASE_LIST),
    *admin("disclosure/guide", "guide", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/guide", "guide", "no-such", to(set(), others=404)),
    start("disclosure/guide", "revise_guide", to(KEEPERS)),
    *admin("disclosure/regulation", "regulation", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/regulation", "regulation", "end_regulation", done_by(KEEPERS)),
    start("disclosure/regulation", "no-such", {302: PUBLIC, 404: KEEPERS, 403: STAFF - KEEPERS}),
    *admin("disclosure/special", "special", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/special", "special", "collect", done_by(KEEPERS | holding("info_clerk"))),
    act("disclosure/special", "special", "archive", done_by(KEEPERS)),
    start("disclosure/special", "open_special", to(KEEPERS)),
    *admin("disclosure/return", "return", rows=CASE_LIST, row=CASE, history=KEPT),
    *admin("disclosure/withheldrecord", "withheld_record", rows=CASE_LIST, row=CASE, history=KEPT),
    *admin("disclosure/errorreport", "report", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("disclosure/errorreport", "report", "resolve", done_by(holding("handler", "info_clerk", "disclosure_head"))),
    start("disclosure/errorreport", "create", NOBODY),
    Surface(
        "admin/disclosure/errorreport/<path:object_id>/change/reveal/<slug:field>/",
        "/admin/disclosure/errorreport/{report}/change/reveal/contact/",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
    *admin("disclosure/finding", "finding", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("disclosure/finding", "finding", "no-such", {302: PUBLIC, 404: STAFF}),
    start("disclosure/finding", "no-such", NOBODY),
]

REGISTERS = [
    *admin(
        "deadlines/holidaynotice", "holiday_notice", rows=REGISTER, row=REGISTER, add=to(OVERSIGHT), history=ELSEWHERE
    ),
    act("deadlines/holidaynotice", "holiday_notice", "no-such", to(set(), others=404)),
    start("deadlines/holidaynotice", "import_notice", to(OVERSIGHT)),
    *admin("deadlines/locallimit", "local_limit", rows=REGISTER, row=REGISTER, add=to(OVERSIGHT), history=ELSEWHERE),
    act("deadlines/locallimit", "local_limit", "no-such", to(set(), others=404)),
    start("deadlines/locallimit", "set_local_limit", to(OVERSIGHT)),
    *admin("accounts/organ", "organ", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("accounts/organ", "organ", "describe_organ", to(ADMIN)),
    start("accounts/organ", "found_organ", to(ADMIN)),
    *admin("accounts/user", "user", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("accounts/user", "user", "describe_user", to(ADMIN)),
    start("accounts/user", "create_user", to(ADMIN)),
    *admin("accounts/appointment", "appointment", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("accounts/appointment", "appointment", "end_appointment", to(ADMIN)),
    start("accounts/appointment", "appoint", to(ADMIN)),
    *admin("accounts/accessreview", "review", rows=REGISTER, row=REGISTER, history=ELSEWHERE),
    act("accounts/accessreview", "review", "no-such", to(set(), others=404)),
    start("accounts/accessreview", "no-such", NOBODY),
    *admin("interface/apiclient", "client", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("interface/apiclient", "client", "rotate_token", to(ADMIN)),
    start("interface/apiclient", "create_client", to(ADMIN)),
    *admin("audit/event", "event", rows=to(OVERSIGHT), row=to(OVERSIGHT), history=ELSEWHERE),
    act("audit/event", "event", "no-such", to(set(), others=404)),
    start("audit/event", "no-such", NOBODY),
    *admin("audit/verification", "verification", rows=REGISTER, row=REGISTER, history=ELSEWHERE),
    act("audit/verification", "verification", "no-such", to(set(), others=404)),
    start("audit/verification", "no-such", NOBODY),
]

SEEN_BY_BOTH: Answers = {302: PUBLIC, 200: OWN | OTHER | CITY_WIDE, 403: SUPERVISOR | ADMIN}
ANSWERERS = holding("info_clerk", "disclosure_head", "signer", "head") & OTHER

ASKERS = holding("handler", "info_clerk", "disclosure_head")

COORDINATION = [
    *admin("disclosure/coordination", "coordination", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(
        "disclosure/coordination",
        "coordination",
        "withdraw",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
    start("disclosure/coordination", "no-such", NOBODY),
    *admin(
        "disclosure/inquiry",
        "inquiry",
        rows=CASE_LIST,
        row=SEEN_BY_BOTH,
        history={302: PUBLIC | OWN | OTHER | CITY_WIDE, 404: SUPERVISOR | ADMIN},
    ),
    act(
        "disclosure/inquiry",
        "inquiry",
        "agree",
        {302: PUBLIC, 200: ANSWERERS, 403: (OWN | OTHER | CITY_WIDE) - ANSWERERS, 404: SUPERVISOR | ADMIN},
    ),
    start("disclosure/inquiry", "no-such", NOBODY),
    Surface(
        "admin/disclosure/inquiry/<path:object_id>/change/attachment/<int:attachment_id>/",
        "/admin/disclosure/inquiry/{inquiry}/change/attachment/{asked_file}/",
        {302: PUBLIC, 200: OWN | OTHER | CITY_WIDE, 404: SUPERVISOR | ADMIN},
    ),
    Surface(
        "admin/disclosure/inquiry/<path:object_id>/change/attachment/<int:attachment_id>/",
        "/admin/disclosure/inquiry/{inquiry}/change/attachment/{draft_file}/",
        to(set(), others=404),
    ),
    *admin("disclosure/approval", "approval", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("disclosure/approval", "approval", "confirm", done_by(holding("info_clerk", "disclosure_head"))),
    start("disclosure/approval", "no-such", NOBODY),
    *admin(
        "disclosure/approvalrule",
        "approval_rule",
        rows=CASE_LIST,
        row=CASE_LIST,
        add=to(OVERSIGHT),
        history=ELSEWHERE,
    ),
    act(
        "disclosure/approvalrule",
        "approval_rule",
        "edit_rule",
        to(OVERSIGHT),
    ),
    start("disclosure/approvalrule", "set_rule", to(OVERSIGHT)),
]

OBJECTORS = holding("info_clerk", "disclosure_head", "signer", "head")
SECRET_KEEPERS = holding("secrecy_reviewer", "disclosure_head", "oversight")
TERM: Answers = {
    302: PUBLIC,
    200: SECRET_KEEPERS - OTHER,
    403: STAFF - SECRET_KEEPERS,
    404: SECRET_KEEPERS & OTHER,
}
TERM_HISTORY: Answers = {302: PUBLIC | SECRET_KEEPERS - OTHER, 404: STAFF - (SECRET_KEEPERS - OTHER)}

OBJECTIONS_AND_SECRECY = [
    *admin(
        "disclosure/objection",
        "objection",
        rows=CASE_LIST,
        row=SEEN_BY_BOTH,
        add=to(OBJECTORS),
        history={302: PUBLIC | OWN | OTHER | CITY_WIDE, 404: SUPERVISOR | ADMIN},
    ),
    act(
        "disclosure/objection",
        "objection",
        "order",
        {302: PUBLIC, 200: OVERSIGHT, 403: (OWN | OTHER | CITY_WIDE) - OVERSIGHT, 404: SUPERVISOR | ADMIN},
    ),
    start("disclosure/objection", "lodge", to(OBJECTORS)),
    *admin(
        "disclosure/secrecyterm",
        "term",
        rows=to(SECRET_KEEPERS),
        row=TERM,
        add=to(holding("secrecy_reviewer")),
        history=TERM_HISTORY,
    ),
    act(
        "disclosure/secrecyterm",
        "term",
        "declassify",
        {
            302: PUBLIC,
            200: holding("secrecy_reviewer") & OWN,
            403: (SECRET_KEEPERS - OTHER) - holding("secrecy_reviewer"),
            404: STAFF - (SECRET_KEEPERS - OTHER),
        },
    ),
    start("disclosure/secrecyterm", "register_term", to(holding("secrecy_reviewer"))),
]

SURFACES = [*PUBLIC_SITE, *INTERFACE, *ENTRANCE, *DESK, *CASES, *COORDINATION, *OBJECTIONS_AND_SECRECY, *REGISTERS]
