from django.db import migrations

import portal.privacy.fields
from portal.privacy.migrating import seal_column


def seal_addresses(apps, schema_editor):
    seal_column(apps, "notices.notice", "address")


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='address',
            field=portal.privacy.fields.EncryptedTextField(blank=True, bound_to='dedupe_key', verbose_name='地址'),
        ),
        migrations.RunPython(seal_addresses, migrations.RunPython.noop, elidable=True),
    ]
