"""What can be done about 评议."""

from assessment.appraisal.services.course import (
    announce,
    brief,
    call_off,
    choose,
    close,
    collect,
    hand_out,
    publish,
    set_sheet,
    settle_sheet,
    start,
)
from assessment.appraisal.services.filling import CITIZEN, AlreadyJudged, Closed, fill_in, voter_of
from assessment.appraisal.services.following import find_problem, rectify
from assessment.appraisal.services.importing import import_outside
from assessment.appraisal.services.inviting import code_of, invite, take_codes
from assessment.appraisal.services.yearly import attend

__all__ = [
    "CITIZEN",
    "AlreadyJudged",
    "Closed",
    "announce",
    "attend",
    "brief",
    "call_off",
    "choose",
    "close",
    "code_of",
    "collect",
    "fill_in",
    "find_problem",
    "hand_out",
    "import_outside",
    "invite",
    "publish",
    "rectify",
    "set_sheet",
    "settle_sheet",
    "start",
    "take_codes",
    "voter_of",
]
