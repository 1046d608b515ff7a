"""The acts on a request itself; what is asked, extended, decided and served has a room of its own."""

from requests_app.cases.services.closing import archive
from requests_app.cases.services.confirming import confirm, confirm_unattended, mark_unreachable, reach
from requests_app.cases.services.contacting import CONTACT, change_contact, prove_email
from requests_app.cases.services.filing_away import Taken, attach, note_files, open_identity, take_in
from requests_app.cases.services.joining import merge, split_off, transfer
from requests_app.cases.services.receiving import Filed, file_online, register, reissue_code
from requests_app.cases.services.staffing import (
    assign,
    check_identity,
    claim,
    note_opened,
    restrict,
    set_stand_in,
    unrestrict,
)

__all__ = [
    "CONTACT",
    "Filed",
    "Taken",
    "archive",
    "assign",
    "attach",
    "change_contact",
    "check_identity",
    "claim",
    "confirm",
    "confirm_unattended",
    "file_online",
    "mark_unreachable",
    "merge",
    "note_files",
    "note_opened",
    "open_identity",
    "prove_email",
    "reach",
    "register",
    "reissue_code",
    "restrict",
    "set_stand_in",
    "split_off",
    "take_in",
    "transfer",
    "unrestrict",
]
