from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Coalesce


def from_known_moments(apps, schema_editor):
    """What is or was public changed last when it went up or came down, as far as is known."""
    documents = apps.get_model("disclosure", "Document").objects.filter(published_at__isnull=False)
    documents.update(updated_at=Coalesce(F("taken_down_at"), F("published_at")))


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_error_report_contact")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="updated_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="公开内容更新时间"),
        ),
        migrations.RunPython(from_known_moments, migrations.RunPython.noop),
    ]
