from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0004_document_updated_at")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("updated_at__isnull", False)),
                fields=["updated_at", "id"],
                name="document_updated",
            ),
        ),
    ]
