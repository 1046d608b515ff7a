from io import BytesIO

import pytest
from django.core.files.base import File

from portal.actors import Actor, ActorKind
from portal.files import services


@pytest.fixture
def clerk():
    return Actor(kind=ActorKind.USER, id=7, name="经办人", organ_id=None, organ_name="临江市教育局")


@pytest.fixture
def own_folder(settings, tmp_path):
    """A store of this test's own."""
    options = {"location": tmp_path / "files", "base_url": None}
    settings.STORAGES = settings.STORAGES | {"files": {"BACKEND": "portal.files.vault.Vault", "OPTIONS": options}}
    return tmp_path / "files"


@pytest.fixture
def take(db, own_folder, clerk, at):
    def take_(content, name="名单.txt", **arguments):
        return services.store(File(BytesIO(content)), name=name, actor=clerk, at=at, **arguments)

    return take_
