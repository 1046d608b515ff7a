"""Coordination in the staff site: rounds, inquiries, approvals."""

from disclosure.coordination.admin import approvals, coordination, queue

__all__ = ["approvals", "coordination", "queue"]
