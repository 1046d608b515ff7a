"""Rows of the rooms beside documents: coordination, objections, terms of secrecy, reposting, credit."""

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
    Answers,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, STAFF, SUPERVISOR, holding

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
    Surface(
        "admin/disclosure/inquiry/<path:object_id>/change/enclosure/<int:enclosure_id>/",
        "/admin/disclosure/inquiry/{inquiry}/change/enclosure/{enclosure}/",
        {302: PUBLIC, 200: OWN | OTHER | CITY_WIDE, 404: SUPERVISOR | ADMIN},
    ),
    Surface(
        "admin/disclosure/coordination/<path:object_id>/change/enclosure/<int:enclosure_id>/",
        "/admin/disclosure/coordination/{coordination}/change/enclosure/{enclosure}/",
        {302: PUBLIC, 200: OWN | CITY_WIDE, 404: OTHER | SUPERVISOR | ADMIN},
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

REGISTRARS = holding("handler", "info_clerk")
PUBLISHERS = holding("disclosure_head", "signer")

CREDIT = [
    Surface("credit/", "/credit/", ALL),
    Surface("credit/<int:pk>/", "/credit/{credit}/", ALL),
    Surface("credit/<int:pk>/", "/credit/{credit_withdrawn}/", GONE),
    Surface("credit/<int:pk>/", "/credit/{credit_draft}/", UNSEEN),
    Surface("feeds/credit/", "/feeds/credit/", ALL),
    Surface("feeds/credit.json", "/feeds/credit.json", ALL),
    Surface("api/v1/credit/", "/api/v1/credit/", ALL),
    Surface("api/v1/credit/<int:pk>/", "/api/v1/credit/{credit}/", ALL),
    Surface("api/v1/credit/<int:pk>/", "/api/v1/credit/{credit_withdrawn}/", GONE),
    Surface("api/v1/credit/<int:pk>/", "/api/v1/credit/{credit_draft}/", UNSEEN),
    *admin("disclosure/creditrecord", "credit", rows=CASE_LIST, row=CASE, add=to(REGISTRARS), history=HISTORY),
    act("disclosure/creditrecord", "credit_draft", "change", done_by(REGISTRARS)),
    act("disclosure/creditrecord", "credit", "withdraw", done_by(PUBLISHERS | holding("head"))),
    start("disclosure/creditrecord", "register_penalty", to(REGISTRARS)),
    start("disclosure/creditrecord", "import_file", to(REGISTRARS)),
    Surface(
        "admin/disclosure/creditrecord/<path:object_id>/change/reveal/<slug:field>/",
        "/admin/disclosure/creditrecord/{credit_draft}/change/reveal/person_name/",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
    *admin(
        "disclosure/handover",
        "hand_over",
        rows=CASE_LIST,
        row=CASE,
        add=to(REGISTRARS | PUBLISHERS),
        history=HISTORY,
    ),
    act("disclosure/handover", "hand_over", "no-such", to(set(), others=404)),
    start("disclosure/handover", "hand_over", to(REGISTRARS | PUBLISHERS)),
    Surface(
        "admin/disclosure/handover/<path:object_id>/change/table/<str:name>",
        "/admin/disclosure/handover/{hand_over}/change/table/all.xlsx",
        KEPT,
    ),
]

REPOSTING = [
    *admin(
        "disclosure/repostsource",
        "repost_source",
        rows=CASE_LIST,
        row=CASE_LIST,
        add=to(OVERSIGHT),
        history=ELSEWHERE,
    ),
    act("disclosure/repostsource", "repost_source", "edit_source", to(OVERSIGHT)),
    start("disclosure/repostsource", "set_source", to(OVERSIGHT)),
    *admin("disclosure/reposttask", "repost_task", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    act("disclosure/reposttask", "repost_task", "complete", done_by(ASKERS)),
    start("disclosure/reposttask", "give_task", to(OVERSIGHT)),
    Surface("admin/disclosure/reposttask/report/", "/admin/disclosure/reposttask/report/", CASE_LIST),
    Surface(
        "admin/disclosure/reposttask/report/report.csv", "/admin/disclosure/reposttask/report/report.csv", CASE_LIST
    ),
    *admin(
        "disclosure/repostcheck",
        "repost_check",
        rows=to(CITY_WIDE),
        row=to(CITY_WIDE),
        add=to(OVERSIGHT),
        history={302: PUBLIC | CITY_WIDE, 404: STAFF - CITY_WIDE},
    ),
    act("disclosure/repostcheck", "repost_check", "no-such", to(set(), others=404)),
    start("disclosure/repostcheck", "make_check", to(OVERSIGHT)),
    Surface(
        "admin/disclosure/repostcheck/<path:object_id>/change/check.csv",
        "/admin/disclosure/repostcheck/{repost_check}/change/check.csv",
        to(CITY_WIDE, others=404),
    ),
]
