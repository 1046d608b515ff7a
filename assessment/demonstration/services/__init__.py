"""What can be done about 示范创建."""

from assessment.demonstration.services.applying import begin, describe, note, notes_now, submit
from assessment.demonstration.services.following import follow_the_named, review
from assessment.demonstration.services.judging import accept, fail, name, refuse, revoke, show
from assessment.demonstration.services.leading import change, draft_programme, issue, urge_counties
from assessment.demonstration.services.objecting import CITIZEN, Closed, hear, object_to, settle
from portal.receipts.filing import AlreadyFiled, Sent

__all__ = [
    "CITIZEN",
    "AlreadyFiled",
    "Closed",
    "Sent",
    "accept",
    "begin",
    "change",
    "describe",
    "draft_programme",
    "fail",
    "follow_the_named",
    "hear",
    "issue",
    "name",
    "note",
    "notes_now",
    "object_to",
    "refuse",
    "review",
    "revoke",
    "settle",
    "show",
    "submit",
    "urge_counties",
]
