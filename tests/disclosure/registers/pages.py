"""Staff at their browsers."""

import re

from django.test import Client

from tests.disclosure.office import MORNING


def signed_in(office, role) -> Client:
    person = office.people[role]
    person.is_staff, person.password_changed_at = True, MORNING
    person.save(update_fields=["is_staff", "password_changed_at"])
    client = Client()
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
    return client


def words_of(response) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
