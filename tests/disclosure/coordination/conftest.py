"""The education bureau publishes; finance and health have a say; 政务公开办 decides between them."""

import pytest

from disclosure.coordination import services
from portal.accounts.states import Role
from tests.disclosure.office import open_office

LETTER = "第三条写到补助标准，请贵局确认是否准确，可否公开。"


class Round:
    """One document and the organs it concerns."""

    def __init__(self, office, finance, health):
        self.office, self.finance, self.health = office, finance, health
        self.judge = office.appoint(Role.OVERSIGHT, name="政务公开办甲")

    def name(self, document, *others, part="concerned"):
        for other in others:
            services.name_organ(document, organ=other.organ, part=part, **self.office.as_(Role.HANDLER))

    def ask(self, document, *others, **how):
        self.name(document, *others)
        return services.ask(document, letter=LETTER, **how, **self.office.as_(Role.HANDLER))

    def answer(self, coordination, other, answer, reply="已核对。"):
        inquiry = coordination.inquiries.get(organ=other.organ)
        services.answer(inquiry, answer=answer, reply=reply, **other.as_(Role.SIGNER))
        coordination.refresh_from_db()
        return inquiry

    def escalate(self, coordination):
        return services.escalate(
            coordination, position="标准由本局制定，已经依法公布。", **self.office.as_(Role.HANDLER)
        )

    def rule(self, coordination, ruling):
        from portal.accounts.selectors import actor_of

        judge = actor_of(self.judge, at=self.office.at)
        return services.rule(
            coordination, ruling=ruling, ruling_text="依条例第十一条。", actor=judge, at=self.office.at
        )


@pytest.fixture
def table(office):
    finance = open_office(code="czj", name="临江市财政局", number_code="临财发", uscc=None)
    health = open_office(code="wjw", name="临江市卫生健康委员会", number_code="临卫发", uscc=None)
    return Round(office, finance, health)
