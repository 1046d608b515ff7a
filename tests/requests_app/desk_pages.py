"""Going through the staff pages of a request as a person does."""

import re

from django.test import Client

CASE = "/admin/requests_app/disclosurerequest"


def signed_in(user):
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.AppointmentBackend")
    return client


def hidden(html):
    """The hidden fields of the page's own form."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


def perform(client, case, act, **typed):
    """Open the page of an act, fill it in, send it; returns the answer to the POST."""
    url = f"{CASE}/{case.pk}/change/act/{act}/"
    page = client.get(url)
    assert page.status_code == 200, page.content.decode()[:2000]
    return client.post(url, hidden(page.content.decode()) | typed)
