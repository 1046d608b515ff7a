"""Going through the staff pages of this app as a person does."""

import re

from django.test import Client

from portal.accounts.models import User
from tests.sentiment.mailbox.post import MORNING


def signed_in(post, role):
    client = Client()
    User.objects.filter(pk=post.people[role].pk).update(password_changed_at=MORNING, is_staff=True)
    client.force_login(post.people[role], backend="portal.accounts.backends.AppointmentBackend")
    return client


def do(client, row, act, **typed):
    """Open the page of an act, fill it in, send it."""
    url = f"/admin/sentiment/{row._meta.model_name}/{row.pk}/change/act/{act}/"
    page = client.get(url)
    assert page.status_code == 200, page.content.decode()[:500]
    answer = client.post(url, hidden(page) | typed)
    assert answer.status_code == 302, re.findall(r'class="err[^>]*>(.*?)<', answer.content.decode())
    row.refresh_from_db()


def hidden(page):
    """The hidden fields of the page's own form."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode()))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
