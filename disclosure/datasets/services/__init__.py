"""The acts on open data sets and their versions. Each is one transaction."""

from disclosure.datasets.services.cataloguing import change, create
from disclosure.datasets.services.cataloguing import withdraw as withdraw_dataset
from disclosure.datasets.services.releasing import clear, discard, publish, send_back, submit
from disclosure.datasets.services.releasing import withdraw as withdraw_version
from disclosure.datasets.services.screening import settle_findings
from disclosure.datasets.services.uploading import set_columns, upload

__all__ = [
    "change",
    "clear",
    "create",
    "discard",
    "publish",
    "send_back",
    "set_columns",
    "settle_findings",
    "submit",
    "upload",
    "withdraw_dataset",
    "withdraw_version",
]
