"""What can be done about 责任追究."""

from assessment.accountability.services.deciding import close, decide, report, serve
from assessment.accountability.services.investigating import (
    add_evidence,
    establish,
    hear,
    name_respondent,
    open_hearing,
    remove_respondent,
    reopen,
)
from assessment.accountability.services.leading import (
    dismiss,
    investigate,
    lead,
    look,
    propose_leads,
    refer,
    remind,
)
from assessment.accountability.services.objecting import lodge, rule_on_review

__all__ = [
    "add_evidence",
    "close",
    "decide",
    "dismiss",
    "establish",
    "hear",
    "investigate",
    "lead",
    "lodge",
    "look",
    "name_respondent",
    "open_hearing",
    "propose_leads",
    "refer",
    "remind",
    "remove_respondent",
    "reopen",
    "report",
    "rule_on_review",
    "serve",
]
