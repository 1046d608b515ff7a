from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PostgresIndex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='第几次重建')),
                ('fingerprint', models.CharField(max_length=16, verbose_name='切词版本')),
                ('documents', models.PositiveIntegerField(verbose_name='重建时件数')),
                ('average_length', models.FloatField(verbose_name='平均词数')),
                ('built_at', models.DateTimeField(verbose_name='重建时间')),
                ('changed_at', models.DateTimeField(verbose_name='最近变动')),
            ],
            options={
                'verbose_name': '数据库里的检索索引',
                'verbose_name_plural': '数据库里的检索索引',
            },
        ),
        migrations.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('public', models.PositiveIntegerField(verbose_name='应有')),
                ('indexed', models.PositiveIntegerField(verbose_name='索引里有')),
                ('missing', models.PositiveIntegerField(verbose_name='缺少')),
                ('outdated', models.PositiveIntegerField(verbose_name='内容不一致')),
                ('surplus', models.PositiveIntegerField(verbose_name='不该有')),
                ('unreadable', models.PositiveIntegerField(verbose_name='读不出')),
            ],
            options={
                'verbose_name': '索引核对',
                'verbose_name_plural': '索引核对',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='IndexTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, verbose_name='类别')),
                ('object_id', models.BigIntegerField(verbose_name='编号')),
                ('queued_at', models.DateTimeField(verbose_name='登记时间')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='已试次数')),
                ('retry_at', models.DateTimeField(blank=True, null=True, verbose_name='下次重试')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='失败原因')),
            ],
            options={
                'verbose_name': '待更新的索引',
                'verbose_name_plural': '待更新的索引',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['label', 'object_id'], name='index_task_pending'), models.Index(fields=['done_at'], name='index_task_done')],
            },
        ),
    ]
