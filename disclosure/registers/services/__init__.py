"""The acts on registers."""

from disclosure.registers.services.filing import add_files, correct_entry, end_entry, file_entry, no_pen
from disclosure.registers.services.publishing import publish, settle_findings, take_down, withdraw
from disclosure.registers.services.reminding import remind

__all__ = [
    "add_files",
    "correct_entry",
    "end_entry",
    "file_entry",
    "no_pen",
    "publish",
    "remind",
    "settle_findings",
    "take_down",
    "withdraw",
]
