"""How far a ticket has come (the six stages of S3-4.1a), and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class TicketState(models.TextChoices):
    COLLECTED = "collected", "收集"
    MONITORING = "monitoring", "监测"
    CONSULTING = "consulting", "会商"
    JUDGED = "judged", "研判"
    RESPONDING = "responding", "回应"
    FINISHED = "finished", "办结，待评估"
    EVALUATED = "evaluated", "已评估"
    DECLINED = "declined", "不予回应"
    MERGED = "merged", "已并入"


RUNNING = (
    TicketState.COLLECTED,
    TicketState.MONITORING,
    TicketState.CONSULTING,
    TicketState.JUDGED,
    TicketState.RESPONDING,
)
"""Clocks run in these."""

CLERKS = (Role.HANDLER, Role.INFO_CLERK, Role.OVERSIGHT)
REGISTRARS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
JUDGES = (Role.HANDLER, Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
APPROVERS = (Role.SIGNER, Role.HEAD)
DECIDERS = (Role.SIGNER, Role.HEAD, Role.OVERSIGHT)
CORRECTORS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD, Role.OVERSIGHT)
