"""机构改革: what is open goes to the heir, what was published stays readable, and somebody answers for it."""

from datetime import datetime

import pytest

from disclosure.catalogue.models import Column
from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.services import merge_organs
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from tests.disclosure.office import open_office

NEXT_DAY = datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def heir(office):
    return open_office("jtj", "临江市教育和体育局", "临教体发", None)


@pytest.mark.duty("law.S2-7.5c")
def test_open_documents_go_to_the_heir_and_published_ones_keep_their_organ(office, heir) -> None:
    published, draft = office.published(), office.submitted()
    merge_organs([office.organ], into=heir.organ, basis="机构改革方案", actor=SYSTEM, at=NEXT_DAY)
    assert office.fresh(draft).organ == heir.organ
    assert (office.fresh(published).organ, office.fresh(published).responsible_organ) == (office.organ, heir.organ)


def test_the_heir_answers_for_what_its_predecessor_published(office, heir) -> None:
    published = office.published()
    merge_organs([office.organ], into=heir.organ, basis="机构改革方案", actor=SYSTEM, at=NEXT_DAY)
    heir.at = NEXT_DAY
    assert published in Document.objects.visible_to(heir.actor(Role.HANDLER))
    withdrawn = services.withdraw(office.fresh(published), reason="机构改革后不再适用", **heir.as_(Role.SIGNER))
    assert withdrawn.state == "withdrawn"


def test_columns_go_to_the_heir_with_their_address(office, heir) -> None:
    merge_organs([office.organ], into=heir.organ, basis="机构改革方案", actor=SYSTEM, at=NEXT_DAY)
    moved = Column.objects.get(code="jyj-policy")
    assert (moved.organ, moved.name) == (heir.organ, "政策文件（原教育局）")
