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
            name='RefusedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('doing', models.CharField(max_length=60, verbose_name='在办什么')),
                ('where', models.CharField(max_length=200, verbose_name='在哪里')),
                ('marks', models.PositiveIntegerField(verbose_name='标志数')),
                ('person_name', models.CharField(max_length=150, verbose_name='提交人')),
                ('organ_name', models.CharField(blank=True, max_length=200, verbose_name='机关')),
            ],
            options={
                'verbose_name': '拒收的涉密内容',
                'verbose_name_plural': '拒收的涉密内容',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReadFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_label', models.CharField(max_length=80, verbose_name='对象类别')),
                ('subject_id', models.BigIntegerField(verbose_name='对象编号')),
                ('part', models.CharField(max_length=120, verbose_name='内容代码')),
                ('sha256', models.CharField(max_length=64, verbose_name='散列')),
                ('at', models.DateTimeField(verbose_name='筛查时间')),
            ],
            options={
                'verbose_name': '已筛查的文件',
                'verbose_name_plural': '已筛查的文件',
                'constraints': [models.UniqueConstraint(fields=('subject_label', 'subject_id', 'part'), name='read_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_label', models.CharField(max_length=80, verbose_name='对象类别')),
                ('subject_id', models.BigIntegerField(verbose_name='对象编号')),
                ('part', models.CharField(max_length=120, verbose_name='内容代码')),
                ('where', models.CharField(max_length=300, verbose_name='在哪里')),
                ('kind', models.CharField(choices=[('secret_mark', '密级标志'), ('secrecy_word', '涉密、内部字样'), ('id_card', '身份证号'), ('disability', '残疾证号'), ('social_security', '社保、医保号'), ('medical', '病历、住院号'), ('bank_card', '银行账号'), ('email', '私人邮箱'), ('mobile', '手机号'), ('passport', '护照、通行证号'), ('plate', '车牌号'), ('messenger', '微信、QQ号'), ('address', '家庭住址'), ('minor_name', '未成年人姓名'), ('unreadable', '没有读出来的内容')], max_length=20, verbose_name='类别')),
                ('start', models.PositiveIntegerField(verbose_name='起')),
                ('end', models.PositiveIntegerField(verbose_name='止')),
                ('before', models.CharField(blank=True, max_length=40, verbose_name='前文')),
                ('shown', models.CharField(max_length=300, verbose_name='遮盖后')),
                ('after', models.CharField(blank=True, max_length=40, verbose_name='后文')),
                ('identity', models.CharField(max_length=64, verbose_name='标识')),
                ('found_at', models.DateTimeField(verbose_name='发现时间')),
                ('gone_at', models.DateTimeField(null=True, verbose_name='不在文中的时间')),
                ('decision', models.CharField(blank=True, choices=[('masked', '已经遮盖'), ('kept', '依法公开，不遮盖'), ('not_personal', '不是个人信息'), ('cleared', '经保密审查可以公开'), ('confirmed', '本人看过原件，可以公开')], max_length=14, verbose_name='处理')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='处理时间')),
                ('decider_name', models.CharField(blank=True, max_length=150, verbose_name='处理人姓名')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人')),
            ],
            options={
                'verbose_name': '筛查发现',
                'verbose_name_plural': '筛查发现',
                'ordering': ['part', 'start', 'pk'],
                'indexes': [models.Index(fields=['subject_label', 'subject_id', 'gone_at'], name='finding_of_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gone_at', None)), fields=('subject_label', 'subject_id', 'identity'), name='finding_present_once'), models.CheckConstraint(condition=models.Q(('decision', ''), ('decided_at__isnull', False), _connector='OR'), name='finding_decided_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Separation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_label', models.CharField(max_length=80, verbose_name='对象类别')),
                ('subject_id', models.BigIntegerField(verbose_name='对象编号')),
                ('covers', models.CharField(max_length=64, verbose_name='审核的内容')),
                ('conclusion', models.CharField(choices=[('no_secret', '去掉的内容不是国家秘密'), ('agreed', '涉及国家秘密，保密部门确认可以区分后公开'), ('refused', '涉及国家秘密，保密部门不同意公开')], max_length=10, verbose_name='结论')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('authority', models.CharField(blank=True, max_length=100, verbose_name='保密部门')),
                ('letter_number', models.CharField(blank=True, max_length=80, verbose_name='确认的文号')),
                ('confirmed_on', models.DateField(null=True, verbose_name='确认日期')),
                ('opinion', models.TextField(blank=True, verbose_name='意见')),
                ('person_name', models.CharField(max_length=150, verbose_name='审核人姓名')),
                ('at', models.DateTimeField(verbose_name='审核时间')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审核人')),
            ],
            options={
                'verbose_name': '区分处理的审核',
                'verbose_name_plural': '区分处理的审核',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['subject_label', 'subject_id'], name='separation_of_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('authority', ''), ('conclusion', 'no_secret'), ('confirmed_on', None)), models.Q(models.Q(('conclusion', 'no_secret'), _negated=True), models.Q(('authority', ''), _negated=True), ('confirmed_on__isnull', False)), _connector='OR'), name='separation_of_secrets_confirmed_by_authority')],
            },
        ),
    ]
