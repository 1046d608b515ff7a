"""Rows of what becomes public of requests, of corrections of records, and of a request that few may know."""

from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    GONE,
    HISTORY,
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
from tests.surfaces.requests import APP, CHANGE, FOI, TAKERS
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OWN, PUBLIC, STAFF, SUPERVISOR, holding

HEADS = holding("disclosure_head")
KNOW_RESTRICTED = holding("disclosure_head", "signer", "head") & OWN
RESTRICTED: Answers = {
    302: PUBLIC,
    200: KNOW_RESTRICTED,
    403: SUPERVISOR | ADMIN,
    404: (OWN | OTHER | CITY_WIDE) - KNOW_RESTRICTED,
}
RESTRICTED_FILE: Answers = {302: PUBLIC, 200: KNOW_RESTRICTED, 404: STAFF - KNOW_RESTRICTED}
"""Neither the city nor colleagues of the organ learn that there is such a request."""
NOT_THERE: Answers = {302: PUBLIC, 404: STAFF}

RELEASED_TO_ALL = [
    Surface("requests/answers/", "/requests/answers/", ALL),
    Surface("requests/answers/<int:pk>/", "/requests/answers/{released}/", ALL),
    Surface("requests/answers/<int:pk>/", "/requests/answers/{taken_down}/", GONE),
    Surface("requests/answers/<int:pk>/", "/requests/answers/{open_answer}/", UNSEEN),
    Surface("requests/answers/<int:pk>/files/<int:file>/", "/requests/answers/{open_answer}/files/1/", UNSEEN),
    Surface("feeds/answers/", "/feeds/answers/", ALL),
    Surface("feeds/answers.json", "/feeds/answers.json", ALL),
]


def hidden(model: str, key: str) -> Surface:
    """The page of a row that leads to the restricted request."""
    return Surface(
        f"admin/{APP}/{model}/<path:object_id>/change/", f"/admin/{APP}/{model}/{{{key}}}/change/", RESTRICTED
    )


def of_restricted(route: str, rest: str, answers: Answers) -> Surface:
    return Surface(f"{CHANGE}/{route}", f"/admin/{FOI}/{{restricted}}/change/{rest}", answers)


RESTRICTED_REQUEST = [
    hidden("disclosurerequest", "restricted"),
    hidden("publicationproposal", "hidden_proposal"),
    hidden("recordcorrection", "hidden_record"),
    act(
        FOI,
        "restricted",
        "attach",
        {302: PUBLIC, 200: HEADS & OWN, 403: KNOW_RESTRICTED - HEADS, 404: STAFF - KNOW_RESTRICTED},
    ),
    of_restricted("decide/<int:position>/", "decide/9/", NOT_THERE),
    of_restricted("letter/<int:pk>.<slug:ending>", "letter/{foi_letter}.docx", NOT_THERE),
    of_restricted("file/<int:pk>/", "file/{foi_file}/", NOT_THERE),
    of_restricted("sheet/<slug:which>.<slug:ending>", "sheet/form.docx", RESTRICTED_FILE),
    of_restricted("reveal/<slug:field>/", "reveal/name/", RESTRICTED_FILE),
]

BESIDE_REQUESTS = [
    act(FOI, "foi", "suggest_publication", done_by(TAKERS)),
    act(FOI, "foi", "ask_correction_of_record", done_by(TAKERS)),
    *admin(f"{APP}/publicationproposal", "proposal", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(f"{APP}/publicationproposal", "proposal", "accept", done_by(holding("disclosure_head", "info_clerk"))),
    start(f"{APP}/publicationproposal", "no-such", NOBODY),
    *admin(f"{APP}/publishedanswer", "open_answer", rows=CASE_LIST, row=CASE, add=to(TAKERS), history=HISTORY),
    act(f"{APP}/publishedanswer", "open_answer", "edit_answer", done_by(TAKERS)),
    act(
        f"{APP}/publishedanswer",
        "released",
        "withdraw",
        done_by(holding("info_clerk", "disclosure_head", "signer", "head")),
    ),
    start(f"{APP}/publishedanswer", "draft", to(TAKERS)),
    *admin(f"{APP}/recordcorrection", "record_correction", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(
        f"{APP}/recordcorrection",
        "record_correction",
        "refuse",
        done_by(holding("disclosure_head", "signer", "head")),
    ),
    start(f"{APP}/recordcorrection", "no-such", NOBODY),
]
