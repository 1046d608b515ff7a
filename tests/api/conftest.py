"""One office with public and hidden documents, as programs see it."""

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
    document = office.published(title="关于泄漏石竹的通知", body="正文里的泄漏石竹。", summary="概述里的石竹")
    later = MORNING + timedelta(hours=1)
    return services.withdraw(
        document, reason="内容有误，停止使用", hides_title=True, actor=office.actor(Role.SIGNER), at=later
    )
