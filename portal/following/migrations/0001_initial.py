import django.db.models.deletion
import portal.privacy.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='行标识')),
                ('address', portal.privacy.fields.EncryptedTextField(bound_to='row_key', verbose_name='邮箱')),
                ('address_index', portal.privacy.fields.BlindIndexField(db_index=True, exact=True, max_length=64, of='address', verbose_name='邮箱索引')),
                ('frequency', models.CharField(choices=[('daily', '每天一封'), ('weekly', '每周一封（星期一）')], default='daily', max_length=10, verbose_name='频率')),
                ('asked_at', models.DateTimeField(verbose_name='最近申请')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='首次确认')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='全部退订')),
                ('told_until', models.DateTimeField(null=True, verbose_name='已告知到')),
                ('next_digest_at', models.DateTimeField(null=True, verbose_name='下次汇总')),
                ('paused_at', models.DateTimeField(null=True, verbose_name='暂停时间')),
                ('mailed_on', models.DateField(null=True, verbose_name='计数日')),
                ('mails', models.PositiveSmallIntegerField(default=0, verbose_name='当日来信')),
            ],
            options={
                'verbose_name': '关注人',
                'verbose_name_plural': '关注人',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['next_digest_at'], name='follower_due')],
                'constraints': [models.UniqueConstraint(fields=('address_index',), name='follower_address_once')],
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(verbose_name='生成时间')),
                ('follower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to='following.follower', verbose_name='关注人')),
            ],
            options={
                'verbose_name': '关注汇总',
                'verbose_name_plural': '关注汇总',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='行标识')),
                ('kind', models.CharField(max_length=20, verbose_name='种类')),
                ('key', models.CharField(blank=True, max_length=1000, verbose_name='关注的内容')),
                ('wish', models.CharField(choices=[('daily', '每天一封'), ('weekly', '每周一封（星期一）')], default='daily', max_length=10, verbose_name='想要的频率')),
                ('asked_at', models.DateTimeField(verbose_name='申请时间')),
                ('token_digest', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='确认口令散列')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='确认时间')),
                ('follower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followings', to='following.follower', verbose_name='关注人')),
            ],
            options={
                'verbose_name': '关注',
                'verbose_name_plural': '关注',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('follower', 'kind', 'key'), name='following_once')],
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, verbose_name='类别')),
                ('object_id', models.BigIntegerField(verbose_name='编号')),
                ('digest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='following.digest', verbose_name='汇总')),
                ('follower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='following.follower', verbose_name='关注人')),
                ('following', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='following.following', verbose_name='因为关注')),
            ],
            options={
                'verbose_name': '已告知的内容',
                'verbose_name_plural': '已告知的内容',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('follower', 'label', 'object_id'), name='line_told_once')],
            },
        ),
        migrations.CreateModel(
            name='Route',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='行标识')),
                ('channel', models.CharField(choices=[('email', '电子邮件'), ('in_site', '站内消息'), ('sms', '短信'), ('webhook', '接口推送')], max_length=10, verbose_name='方式')),
                ('address', portal.privacy.fields.EncryptedTextField(bound_to='row_key', verbose_name='号码或者地址')),
                ('asked_at', models.DateTimeField(verbose_name='申请时间')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='输错次数')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='确认时间')),
                ('follower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='routes', to='following.follower', verbose_name='关注人')),
            ],
            options={
                'verbose_name': '告知方式',
                'verbose_name_plural': '告知方式',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('follower', 'channel'), name='following_route_once')],
            },
        ),
    ]
