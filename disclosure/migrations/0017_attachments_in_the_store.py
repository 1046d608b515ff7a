"""Attachments move into the store of files. What was kept before under ``media/attachments`` stays there, unused."""

import hashlib
from pathlib import PurePosixPath

import django.db.models.deletion
from django.core.files.storage import default_storage
from django.db import migrations, models

from portal import clock
from portal.files import vault
from portal.files.kinds import KINDS, OLD, declared_kind


def move_in(apps, schema_editor):
    """Found and faults stay empty: nobody has read these files yet, and nothing new leaves before somebody has."""
    attachments = apps.get_model("disclosure", "Attachment")
    files = apps.get_model("files", "StoredFile")
    now = clock.now()
    for row in attachments.objects.filter(stored=None).iterator():
        sha256 = _copied(row)
        row.stored = files.objects.create(
            name=row.name,
            kind=(declared_kind(row.name) or OLD).code,
            size=row.size,
            sha256=sha256,
            path=vault.path_of(sha256),
            stored_at=now,
        )
        row.save(update_fields=["stored"])


def _copied(row):
    """The content by its true hash; a file that is missing was missing before and keeps the hash it had."""
    if not default_storage.exists(row.file.name):
        return row.sha256
    with default_storage.open(row.file.name, "rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        vault.keep(source, sha256)
    return sha256


def move_out(apps, schema_editor):
    attachments = apps.get_model("disclosure", "Attachment")
    for row in attachments.objects.select_related("stored").iterator():
        stored = row.stored
        kind = KINDS.get(stored.kind, OLD)
        row.file = f"attachments/{stored.sha256[:2]}/{stored.sha256}{PurePosixPath(stored.name).suffix.lower()}"
        row.name, row.size, row.sha256, row.content_type = stored.name, stored.size, stored.sha256, kind.content_type
        row.save(update_fields=["file", "name", "size", "sha256", "content_type"])
        if not default_storage.exists(row.file.name) and vault.store().exists(stored.path):
            with vault.content(stored.path) as source:
                default_storage.save(row.file.name, source)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0016_withheld_assessments"), ("files", "0002_person_who_took_it")]

    operations = [
        migrations.AddField(
            "attachment",
            "stored",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="files.storedfile",
                verbose_name="文件",
            ),
        ),
        # Columns that go have a default, so that they can come back.
        migrations.AlterField("attachment", "file", models.FileField(max_length=120, default="")),
        migrations.AlterField("attachment", "name", models.CharField(max_length=200, default="")),
        migrations.AlterField("attachment", "content_type", models.CharField(max_length=100, default="")),
        migrations.AlterField("attachment", "size", models.PositiveBigIntegerField(default=0)),
        migrations.AlterField("attachment", "sha256", models.CharField(max_length=64, default="")),
        migrations.RunPython(move_in, move_out),
    ]
