"""Attachments from before the store of files: they move in with their content, and out again."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.files import vault
from tests.disclosure.office import open_office

BEFORE = ("disclosure", "0016_withheld_assessments")
AFTER = ("disclosure", "0018_attachments_without_own_content")
SHA = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"


@pytest.fixture
def migrate(transactional_db):
    """The newest state is restored whatever happens: of every app, since going back takes along what builds on it."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()

    def migrate_(target):
        executor = MigrationExecutor(connection)
        executor.migrate([target])
        return MigrationExecutor(connection).loader.project_state([target]).apps

    yield migrate_
    MigrationExecutor(connection).migrate(newest)


@pytest.fixture
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.usefixtures("_own_media")
def test_files_move_into_the_store_and_out_again(migrate) -> None:
    document = open_office().draft()
    old = migrate(BEFORE).get_model("disclosure", "Attachment")
    given = {"document_id": document.pk, "size": 10, "sha256": "0" * 64, "content_type": "text/plain"}
    for name in ("名单.txt", "旧的.doc", "丢了.txt"):
        row = old.objects.create(name=name, file=f"attachments/00/{name}", **given)
        if name != "丢了.txt":
            default_storage.save(row.file.name, BytesIO(b"0123456789"))

    new = migrate(AFTER).get_model("disclosure", "Attachment")
    rows = {row.file.name: row.file for row in new.objects.select_related("file")}
    assert {name: (file.kind, file.sha256 == SHA) for name, file in rows.items()} == {
        "名单.txt": ("text", True),
        "旧的.doc": ("old", True),
        "丢了.txt": ("text", False),
    }
    with vault.content(rows["旧的.doc"].path) as content:
        assert content.read() == b"0123456789"

    back = migrate(BEFORE).get_model("disclosure", "Attachment")
    row = back.objects.get(name="名单.txt")
    assert (row.size, row.sha256, row.content_type) == (10, SHA, "text/plain; charset=utf-8")
    with row.file.open("rb") as content:
        assert content.read() == b"0123456789"
