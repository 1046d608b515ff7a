"""Rows of what organs do with one another: coordination, objections, terms of secrecy, reposting."""

from tests.surfaces.answers import (
    CASE,
    CASE_LIST,
    ELSEWHERE,
    HISTORY,
    NOBODY,
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
