"""申请编号. Pure."""

from portal.accounts.models import Organ
from portal.receipts.codes import number_prefix


def request_number(organ: Organ, year: int, sequence: int) -> str:
    """``临住建2026-0047``: the organ's 代字 without its last 发, the year, a running number."""
    return f"{number_prefix(organ)}{year}-{sequence:04d}"
