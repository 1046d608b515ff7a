import django.db.models.deletion
import portal.privacy.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', '电子邮件'), ('in_site', '站内消息'), ('sms', '短信'), ('webhook', '接口推送')], max_length=10, verbose_name='渠道')),
                ('kind', models.CharField(max_length=60, verbose_name='种类')),
                ('dedupe_key', models.CharField(max_length=200, unique=True, verbose_name='防重键')),
                ('address', portal.privacy.fields.EncryptedTextField(blank=True, bound_to='dedupe_key', verbose_name='地址')),
                ('subject_line', models.CharField(max_length=300, verbose_name='标题')),
                ('body', models.TextField(verbose_name='内容')),
                ('about_label', models.CharField(blank=True, max_length=80, verbose_name='事项类别')),
                ('about_id', models.BigIntegerField(blank=True, null=True, verbose_name='事项编号')),
                ('about_title', models.CharField(blank=True, max_length=300, verbose_name='事项')),
                ('status', models.CharField(choices=[('waiting', '待发送'), ('sent', '已送出'), ('dead', '发不出去')], default='waiting', max_length=10, verbose_name='送达情况')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='已试次数')),
                ('next_attempt_at', models.DateTimeField(verbose_name='下次发送')),
                ('last_error', models.CharField(blank=True, max_length=200, verbose_name='失败原因')),
                ('queued_at', models.DateTimeField(verbose_name='登记时间')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='送出时间')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='阅读时间')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='收件人')),
            ],
            options={
                'verbose_name': '通知',
                'verbose_name_plural': '通知',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['next_attempt_at'], name='notice_due'), models.Index(condition=models.Q(('channel', 'in_site')), fields=['user', '-queued_at'], name='notice_inbox'), models.Index(condition=models.Q(('channel', 'in_site'), ('read_at', None)), fields=['user'], name='notice_unread')],
            },
        ),
    ]
