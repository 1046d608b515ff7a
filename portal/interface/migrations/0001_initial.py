import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiClient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='例如“市教育局办公自动化系统”；会写进操作记录', max_length=60, verbose_name='系统名称')),
                ('scopes', models.JSONField(default=list, verbose_name='可以办的事')),
                ('networks', models.TextField(blank=True, verbose_name='允许的网络地址')),
                ('contact', models.CharField(blank=True, max_length=100, verbose_name='联系人和电话')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='最近使用')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_clients', to='accounts.organ', verbose_name='机关')),
            ],
            options={
                'verbose_name': '对接系统',
                'verbose_name_plural': '对接系统',
                'ordering': ['organ', 'name'],
                'constraints': [models.UniqueConstraint(fields=('organ', 'name'), name='api_client_name_once')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='散列')),
                ('start', models.CharField(max_length=12, verbose_name='开头')),
                ('created_at', models.DateTimeField(verbose_name='发放时间')),
                ('valid_until', models.DateTimeField(verbose_name='有效至')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='interface.apiclient', verbose_name='对接系统')),
            ],
            options={
                'verbose_name': '接口口令',
                'verbose_name_plural': '接口口令',
                'ordering': ['-created_at', '-pk'],
            },
        ),
    ]
