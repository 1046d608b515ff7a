from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.BigIntegerField(unique=True, verbose_name='审计记录编号')),
                ('event_hash', models.CharField(max_length=64, verbose_name='审计记录散列')),
                ('previous_hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64, unique=True, verbose_name='上一封条')),
                ('hash', models.CharField(max_length=64, unique=True, verbose_name='封条')),
                ('at', models.DateTimeField(verbose_name='封存时间')),
            ],
            options={
                'verbose_name': '审计封条',
                'verbose_name_plural': '审计封条',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Unsealed',
            fields=[
                ('event_id', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': '待封存记录',
                'verbose_name_plural': '待封存记录',
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='核验时间')),
                ('events', models.PositiveBigIntegerField(verbose_name='记录数')),
                ('seals', models.PositiveBigIntegerField(verbose_name='封条数')),
                ('unsealed', models.PositiveBigIntegerField(verbose_name='待封存数')),
                ('tip', models.CharField(max_length=64, verbose_name='最后封条')),
                ('faults', models.PositiveIntegerField(verbose_name='异常数')),
                ('first_fault', models.TextField(blank=True, verbose_name='第一处异常')),
            ],
            options={
                'verbose_name': '审计核验',
                'verbose_name_plural': '审计核验',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('act', models.CharField(max_length=60, verbose_name='行为')),
                ('act_id', models.UUIDField(db_index=True, verbose_name='行为编号')),
                ('actor_kind', models.CharField(max_length=10, verbose_name='主体类别')),
                ('actor_id', models.BigIntegerField(null=True, verbose_name='主体编号')),
                ('actor_name', models.CharField(max_length=150, verbose_name='主体')),
                ('organ_id', models.BigIntegerField(null=True, verbose_name='机关编号')),
                ('organ_name', models.CharField(blank=True, max_length=200, verbose_name='机关')),
                ('subject_label', models.CharField(max_length=80, verbose_name='对象类别')),
                ('subject_id', models.BigIntegerField(verbose_name='对象编号')),
                ('subject_title', models.CharField(max_length=300, verbose_name='对象')),
                ('seq', models.PositiveIntegerField(verbose_name='对象内序号')),
                ('before', models.JSONField(default=dict, verbose_name='变更前')),
                ('after', models.JSONField(default=dict, verbose_name='变更后')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('previous_hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64, verbose_name='上一条散列')),
                ('hash', models.CharField(max_length=64, unique=True, verbose_name='散列')),
            ],
            options={
                'verbose_name': '审计记录',
                'verbose_name_plural': '审计记录',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['organ_id', '-at'], name='audit_event_organ_at'), models.Index(fields=['act', '-at'], name='audit_event_act_at')],
                'constraints': [models.UniqueConstraint(fields=('subject_label', 'subject_id', 'seq'), name='audit_event_one_chain')],
            },
        ),
    ]
