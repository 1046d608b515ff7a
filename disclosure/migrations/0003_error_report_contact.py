from uuid import uuid4

from django.db import migrations, models

import portal.privacy.fields


def give_keys(apps, schema_editor):
    reports = apps.get_model("disclosure", "ErrorReport")
    for report in reports.objects.filter(row_key=None).only("pk").iterator():
        reports.objects.filter(pk=report.pk).update(row_key=uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0002_channel_release'),
    ]

    operations = [
        migrations.AddField(
            model_name='errorreport',
            name='contact',
            field=portal.privacy.fields.EncryptedTextField(blank=True, bound_to='row_key', default='', verbose_name='联系方式'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='errorreport',
            name='row_key',
            field=models.UUIDField(editable=False, null=True, verbose_name='行标识'),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='errorreport',
            name='row_key',
            field=models.UUIDField(default=uuid4, editable=False, unique=True, verbose_name='行标识'),
        ),
    ]
