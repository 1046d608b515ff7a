"""The acts that make, review, sign, send and serve an answer."""

from requests_app.answering.services.deciding import decide, set_pages, set_wording
from requests_app.answering.services.handing_out import (
    attach,
    attach_copy,
    clean_copy,
    confirm_copy,
    detach,
    screen_again,
    settle_findings,
)
from requests_app.answering.services.receipts import (
    confirm,
    issue_missing_receipts,
    issue_receipt,
    register_sheet,
)
from requests_app.answering.services.remedy_bodies import set_remedy_body
from requests_app.answering.services.reviewing import (
    answer_on_the_spot,
    pass_review,
    pass_secrecy,
    return_review,
    return_secrecy,
    return_signing,
    sign,
    submit,
    unsign,
    withdraw,
)
from requests_app.answering.services.sending import arrived, send_answer, serve_answer
from requests_app.answering.services.separating import confirm_separation

__all__ = [
    "answer_on_the_spot",
    "arrived",
    "attach",
    "attach_copy",
    "clean_copy",
    "confirm",
    "confirm_copy",
    "confirm_separation",
    "decide",
    "detach",
    "issue_missing_receipts",
    "issue_receipt",
    "pass_review",
    "pass_secrecy",
    "register_sheet",
    "return_review",
    "return_secrecy",
    "return_signing",
    "screen_again",
    "send_answer",
    "serve_answer",
    "set_pages",
    "set_remedy_body",
    "set_wording",
    "settle_findings",
    "sign",
    "submit",
    "unsign",
    "withdraw",
]
