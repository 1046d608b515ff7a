"""Questions that are open go over to the organ that carries on."""

from datetime import datetime

import pytest

from disclosure.coordination import services
from disclosure.coordination.models import Inquiry
from portal.accounts.services import merge_organs
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI

NEXT_DAY = datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI)


@pytest.mark.duty("S2-7.5c")
def test_the_heir_answers_what_its_predecessor_was_asked(office, table) -> None:
    round_ = table.ask(office.draft(), table.finance)
    merge_organs([table.finance.organ], into=table.health.organ, basis="机构改革方案", actor=SYSTEM, at=NEXT_DAY)
    table.health.at = NEXT_DAY
    inquiry = Inquiry.objects.get()
    assert inquiry.organ == table.health.organ
    services.answer(inquiry, answer="agree", reply="同意。", **table.health.as_(Role.SIGNER))
    round_.refresh_from_db()
    assert round_.state == "cleared"
