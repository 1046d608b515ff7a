"""The acts on the catalogue: columns, the guide, regulations."""

from disclosure.catalogue.services.columns import apply_template, create_column, edit_column
from disclosure.catalogue.services.guides import report_guide_change, revise_guide
from disclosure.catalogue.services.regulations import adopt_regulation, end_regulation

__all__ = [
    "adopt_regulation",
    "apply_template",
    "create_column",
    "edit_column",
    "end_regulation",
    "report_guide_change",
    "revise_guide",
]
