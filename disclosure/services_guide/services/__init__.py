"""The acts on guides, their papers and bundles. Each is one transaction."""

from disclosure.services_guide.services.bases import confirm_basis, look_at_bases
from disclosure.services_guide.services.bundling import (
    open_bundle,
    publish_bundle,
    send_back_bundle,
    submit_bundle,
    take_back_bundle,
    withdraw_bundle,
    write_bundle,
)
from disclosure.services_guide.services.papers import add_material, attach_file, no_papers, remove_material
from disclosure.services_guide.services.releasing import cancel, publish, send_back, submit, withdraw
from disclosure.services_guide.services.screening import settle_findings
from disclosure.services_guide.services.writing import begin, no_pen, no_reviser, revise, write

__all__ = [
    "add_material",
    "attach_file",
    "begin",
    "cancel",
    "confirm_basis",
    "look_at_bases",
    "no_papers",
    "no_pen",
    "no_reviser",
    "open_bundle",
    "publish",
    "publish_bundle",
    "remove_material",
    "revise",
    "send_back",
    "send_back_bundle",
    "settle_findings",
    "submit",
    "submit_bundle",
    "take_back_bundle",
    "withdraw",
    "withdraw_bundle",
    "write",
    "write_bundle",
]
