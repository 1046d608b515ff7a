import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RefusedUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('stage', models.CharField(choices=[('size', '大小'), ('kind', '格式'), ('scan', '查毒'), ('reading', '内容'), ('inspection', '保密和个人信息')], max_length=12, verbose_name='在哪一步')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(max_length=64, verbose_name='散列')),
                ('reason', models.CharField(max_length=500, verbose_name='理由')),
                ('person_name', models.CharField(max_length=100, verbose_name='上传人')),
                ('organ_name', models.CharField(blank=True, max_length=100, verbose_name='机关')),
            ],
            options={
                'verbose_name': '拒收的文件',
                'verbose_name_plural': '拒收的文件',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('kind', models.CharField(max_length=10, verbose_name='类型')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='散列')),
                ('path', models.CharField(max_length=120, verbose_name='存放位置')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='页数')),
                ('found', models.JSONField(blank=True, null=True, verbose_name='查到的内容')),
                ('faults', models.JSONField(blank=True, null=True, verbose_name='没有查到的部分')),
                ('scanned_by', models.CharField(blank=True, max_length=60, verbose_name='查毒')),
                ('is_sealed', models.BooleanField(default=False, verbose_name='加密存放')),
                ('stored_at', models.DateTimeField(db_index=True, verbose_name='收下的时间')),
                ('person_name', models.CharField(max_length=100, verbose_name='上传人')),
                ('copy_kind', models.CharField(blank=True, choices=[('redacted', '脱敏副本'), ('converted', '转换格式的副本'), ('cleaned', '系统清理的副本')], max_length=10, verbose_name='副本种类')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='确认时间')),
                ('confirmed_by', models.CharField(blank=True, max_length=100, verbose_name='确认人')),
                ('original', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='files.storedfile', verbose_name='原件')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传的账号')),
            ],
            options={
                'verbose_name': '文件',
                'verbose_name_plural': '文件',
                'ordering': ['pk'],
            },
        ),
    ]
