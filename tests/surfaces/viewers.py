"""Everybody who may come to look, by what they are to the organ whose cases are on the stage."""

from portal.accounts.states import CITY_WIDE_ROLES, Role

AT_THE_CITY = (Role.OVERSIGHT, Role.CITY_LEADER, Role.SUPERVISOR, Role.SYSTEM_ADMIN)
"""Roles whose holder sits in the city government, whatever organ a case belongs to."""

_OWN = {f"own {role}" for role in Role if role not in AT_THE_CITY}
_OTHER = {f"other {role}" for role in Role if role not in AT_THE_CITY and role not in CITY_WIDE_ROLES}

PUBLIC = {"anonymous", "former"}
"""Without an account, and with an account whose last appointment has ended."""
OWN = _OWN - {"own office_approver"}
OTHER = _OTHER
APPROVER = {"own office_approver"}
OVERSIGHT = {"city oversight"}
LEADER = {"city city_leader"}
SUPERVISOR = {"city supervisor"}
ADMIN = {"city system_admin"}

CITY_WIDE = APPROVER | OVERSIGHT | LEADER
STAFF = OWN | OTHER | CITY_WIDE | SUPERVISOR | ADMIN
EVERYBODY = PUBLIC | STAFF


def holding(*roles: str) -> set[str]:
    """Those of any place who hold one of the roles."""
    return {viewer for viewer in EVERYBODY if viewer.partition(" ")[2] in roles}
