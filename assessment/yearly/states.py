"""Who opens a yearly report, who urges a late one, who makes up for it."""

from portal.accounts.states import Role

OPENERS = (Role.OVERSIGHT,)
URGERS = (Role.OVERSIGHT, Role.OFFICE_APPROVER)
"""Who proposes a late report to the supervision office."""
ANSWERABLE = (Role.HEAD, Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
