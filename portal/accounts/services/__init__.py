"""The acts on organs and people: index of the room."""

from portal.accounts.services.access import list_privileged_access
from portal.accounts.services.appointments import appoint, end_appointment
from portal.accounts.services.first_admin import create_first_admin
from portal.accounts.services.organs import describe_organ, found_organ, rename_organ
from portal.accounts.services.reforms import abolish_organ, merge_organs, split_organ
from portal.accounts.services.users import (
    change_password,
    close_account,
    create_user,
    describe_user,
    reopen_account,
    reset_password,
    reset_second_factor,
    unlock,
)

__all__ = [
    "abolish_organ",
    "appoint",
    "change_password",
    "close_account",
    "create_first_admin",
    "create_user",
    "describe_organ",
    "describe_user",
    "end_appointment",
    "found_organ",
    "list_privileged_access",
    "merge_organs",
    "rename_organ",
    "reopen_account",
    "reset_password",
    "reset_second_factor",
    "split_organ",
    "unlock",
]
