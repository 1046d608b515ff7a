from uuid import uuid4

from django.db import migrations, models

import portal.privacy.fields


def give_keys(apps, schema_editor):
    """Every objection there is gets a key of its own; a default would give all the same."""
    dissents = apps.get_model("assessment", "Dissent")
    for pk in dissents.objects.values_list("pk", flat=True):
        dissents.objects.filter(pk=pk).update(row_key=uuid4())


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_editions_of_standards")]

    operations = [
        migrations.AddField(
            "appraisal", "least", models.PositiveSmallIntegerField(default=5, verbose_name="几份起公布得分")
        ),
        migrations.AddField("candidacynote", "keeps", models.BooleanField(null=True, verbose_name="保持标准")),
        migrations.AddField(
            "dissent",
            "email",
            portal.privacy.fields.EncryptedTextField(
                blank=True, bound_to="row_key", default="", verbose_name="电子邮箱"
            ),
        ),
        migrations.AddField(
            "dissent", "row_key", models.UUIDField(editable=False, null=True, verbose_name="行标识")
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(
            "dissent",
            "row_key",
            models.UUIDField(default=uuid4, editable=False, unique=True, verbose_name="行标识"),
        ),
    ]
