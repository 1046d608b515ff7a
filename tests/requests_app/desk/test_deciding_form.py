"""The last step of the guided decision asks for what the way needs."""

import pytest

from requests_app.desk.forms.deciding import DecideForm
from tests.requests_app.agency import Role

pytestmark = pytest.mark.django_db


def test_a_way_without_an_article_of_its_own_asks_for_one(agency) -> None:
    request = agency.received()
    form = DecideForm(subject=request, outcome="3.6.3", way="other", steps={}, **agency.as_(Role.HANDLER))
    assert form.fields["articles"].required
    assert form.fields["articles"].initial == ""
