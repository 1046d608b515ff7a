"""The table of the small procedure."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('state', models.CharField(choices=[('draft', '起草'), ('review', '送审'), ('approved', '批准'), ('closed', '办结')], default='draft', max_length=10)),
                ('drafter_id', models.BigIntegerField(null=True)),
                ('title', models.CharField(default='案件', max_length=100)),
                ('note', models.CharField(blank=True, max_length=100)),
                ('is_urgent', models.BooleanField(default=False)),
                ('closed_at', models.DateTimeField(null=True)),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.organ', verbose_name='责任单位')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
