"""Over a document in every state: what a mail to followers tells is what is published."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from disclosure.documents.models import Document
from disclosure.documents.states import State
from portal.following.services import send_due
from portal.notices.services import deliver
from portal.search import indexing
from tests.disclosure.office import MORNING
from tests.surfaces.cases import MARKS, one_in_every_state
from tests.surfaces.stage import build


@pytest.mark.duty("S2-10.5d", "S2-7.11a")
def test_a_mail_to_followers_tells_what_is_published_and_nothing_else(db, time_machine) -> None:
    time_machine.move_to(MORNING, tick=False)
    one_in_every_state(build().office)
    indexing.rebuild(at=MORNING)
    later = MORNING + timedelta(hours=2)
    assert send_due(at=later) == 1
    deliver(at=later)
    (digest,) = [message for message in mail.outbox if message.to == ["reader@example.com"]]
    text = f"{digest.subject}\n{digest.body}"
    assert {state for state, mark in MARKS.items() if mark in text} == {State.PUBLISHED}
    told = set(re.findall(r"/documents/(\d+)/", digest.body))
    assert told == {str(pk) for pk in Document.objects.public().values_list("pk", flat=True)}
