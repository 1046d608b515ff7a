"""The acts on catalogues, decisions, hearings and waivers. Each is one transaction."""

from disclosure.decisions.services.cataloguing import (
    add_item,
    drop_item,
    note_agreement,
    open_catalogue,
    publish_catalogue,
    revise,
)
from disclosure.decisions.services.concluding import announce, archive, conclude, end, exempt, start
from disclosure.decisions.services.drafting import change, create, link_consultation, link_document, settle_findings
from disclosure.decisions.services.hearings import (
    announce_hearing,
    cancel_hearing,
    change_hearing,
    hold,
    plan_hearing,
    postpone,
    publish_list,
    serve_materials,
    set_people,
    settle_hearing,
)
from disclosure.decisions.services.recording import leave_out, record_step
from disclosure.decisions.services.waiving import waive

__all__ = [
    "add_item",
    "announce",
    "announce_hearing",
    "archive",
    "cancel_hearing",
    "change",
    "change_hearing",
    "conclude",
    "create",
    "drop_item",
    "end",
    "exempt",
    "hold",
    "leave_out",
    "link_consultation",
    "link_document",
    "note_agreement",
    "open_catalogue",
    "plan_hearing",
    "postpone",
    "publish_catalogue",
    "publish_list",
    "record_step",
    "revise",
    "serve_materials",
    "set_people",
    "settle_findings",
    "settle_hearing",
    "start",
    "waive",
]
