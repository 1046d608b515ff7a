from io import BytesIO

import pytest
from django.core.files.base import File

from portal.actors import Actor, ActorKind
from portal.files import services


def person(users, name):
    pk = users.objects.create(username=name, name=name).pk
    return Actor(kind=ActorKind.USER, id=pk, name=name, organ_id=None, organ_name="临江市教育局")


@pytest.fixture
def clerk(db, django_user_model):
    return person(django_user_model, "经办人")


@pytest.fixture
def reviewer(db, django_user_model):
    return person(django_user_model, "审核人")


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
