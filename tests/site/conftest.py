"""An office with one document in every state a reader may meet, and those nobody may."""

from datetime import timedelta

import pytest

from disclosure.documents import services
from portal.accounts.states import Role
from tests.disclosure.office import MORNING, open_office


@pytest.fixture
def office(db):
    return open_office()


@pytest.fixture
def published(office):
    return office.published()


@pytest.fixture
def withdrawn(office):
    """Published and taken down again, with a word in every field that must not be seen any more."""
    document = office.published(
        title="关于泄漏石竹的通知", body="正文里的泄漏石竹。", summary="概述里的泄漏石竹", keywords="泄漏石竹"
    )
    later = MORNING + timedelta(hours=1)
    signer = office.actor(Role.SIGNER)
    return services.withdraw(document, reason="内容有误，停止使用", hides_title=True, actor=signer, at=later)


@pytest.fixture
def hidden(office, withdrawn):
    """Documents no reader may see; each carries the word 石竹 in its texts."""
    draft = office.draft(title="石竹草稿", body="石竹草稿正文", summary="石竹", keywords="石竹")
    signed = office.signed(title="石竹待发布", body="石竹待发布正文", summary="石竹", keywords="石竹")
    filed = office.filed()
    return [withdrawn, draft, signed, filed]
