"""What the store of files knows is not kept twice. Apart from the last: PostgreSQL alters no table it has just filled."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0017_attachments_in_the_store")]

    operations = [
        migrations.RemoveField("attachment", "file"),
        migrations.RemoveField("attachment", "name"),
        migrations.RemoveField("attachment", "content_type"),
        migrations.RemoveField("attachment", "size"),
        migrations.RemoveField("attachment", "sha256"),
        migrations.RenameField("attachment", "stored", "file"),
        migrations.AlterField(
            "attachment",
            "file",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="files.storedfile",
                verbose_name="文件",
            ),
        ),
    ]
