import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarStamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, verbose_name='标记')),
            ],
            options={
                'verbose_name': '日历标记',
                'verbose_name_plural': '日历标记',
            },
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(verbose_name='开始')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='完成')),
                ('attended', models.PositiveIntegerField(default=0, verbose_name='处理')),
                ('failed', models.PositiveIntegerField(default=0, verbose_name='失败')),
                ('calendar_token', models.CharField(blank=True, max_length=40, verbose_name='日历标记')),
            ],
            options={
                'verbose_name': '期限巡检',
                'verbose_name_plural': '期限巡检',
            },
        ),
        migrations.CreateModel(
            name='HolidayNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年份')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('confirmed', models.BooleanField(default=True, verbose_name='已正式发布')),
                ('imported_at', models.DateTimeField(blank=True, null=True, verbose_name='导入时间')),
            ],
            options={
                'verbose_name': '放假安排',
                'verbose_name_plural': '放假安排',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_label', models.CharField(max_length=80, verbose_name='对象类别')),
                ('subject_id', models.BigIntegerField(verbose_name='对象编号')),
                ('subject_title', models.CharField(max_length=300, verbose_name='对象')),
                ('rule', models.CharField(max_length=40, verbose_name='期限代码')),
                ('key', models.CharField(blank=True, max_length=60, verbose_name='分项')),
                ('title', models.CharField(max_length=80, verbose_name='期限')),
                ('terms', models.JSONField(verbose_name='开始时的规定')),
                ('is_minimum', models.BooleanField(default=False, verbose_name='最短期间')),
                ('opened_on', models.DateField(verbose_name='开始日')),
                ('started_on', models.DateField(verbose_name='起算日')),
                ('due_on', models.DateField(verbose_name='截止日')),
                ('due_at', models.DateTimeField(verbose_name='截止时刻')),
                ('warn_at', models.DateTimeField(null=True, verbose_name='转黄时刻')),
                ('waiting_since', models.DateField(null=True, verbose_name='暂停自')),
                ('extended_by', models.PositiveSmallIntegerField(default=0, verbose_name='已延长')),
                ('provisional', models.BooleanField(default=False, verbose_name='暂定')),
                ('closed_on', models.DateField(null=True, verbose_name='办结日')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='办结时刻')),
                ('outcome', models.CharField(blank=True, choices=[('done', '已办结'), ('withdrawn', '申请人撤回'), ('abandoned', '视为放弃'), ('deemed', '视为同意或者确认'), ('superseded', '由别的期限代替'), ('cancelled', '不再适用')], max_length=12, verbose_name='办结情况')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('next_attention_at', models.DateTimeField(null=True, verbose_name='下次提醒')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='accounts.organ', verbose_name='机关')),
            ],
            options={
                'verbose_name': '期限',
                'verbose_name_plural': '期限',
                'ordering': ['due_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('closed_at', None), ('next_attention_at__isnull', False)), fields=['next_attention_at'], name='deadlines_attention'), models.Index(condition=models.Q(('closed_at', None)), fields=['organ', 'due_at'], name='deadlines_organ_queue'), models.Index(condition=models.Q(('closed_at', None)), fields=['due_at'], name='deadlines_city_queue'), models.Index(condition=models.Q(('is_minimum', False)), fields=['due_on', 'id'], include=('organ', 'rule', 'closed_on', 'closed_at', 'due_at', 'outcome', 'waiting_since'), name='deadlines_ended'), models.Index(fields=['subject_label', 'subject_id'], name='deadlines_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('subject_label', 'subject_id', 'rule', 'key'), name='deadlines_one_running_clock'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_on', None), ('outcome', '')), models.Q(('closed_at__isnull', False), ('closed_on__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='deadlines_closed_with_outcome')],
            },
        ),
        migrations.CreateModel(
            name='ClockEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField(verbose_name='序号')),
                ('kind', models.CharField(choices=[('opened', '开始'), ('paused', '暂停'), ('resumed', '恢复'), ('restarted', '重新计算'), ('extended', '延期'), ('closed', '办结'), ('redated', '按新的放假安排改期')], max_length=10, verbose_name='事件')),
                ('on', models.DateField(verbose_name='法律上的日子')),
                ('moment', models.DateTimeField(null=True, verbose_name='法律上的时刻')),
                ('amount', models.PositiveSmallIntegerField(default=0, verbose_name='延长')),
                ('stop', models.CharField(blank=True, max_length=20, verbose_name='事由')),
                ('key', models.CharField(blank=True, max_length=60, verbose_name='分项')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='凭据')),
                ('due_on', models.DateField(verbose_name='此后的截止日')),
                ('provisional', models.BooleanField(verbose_name='暂定')),
                ('act_id', models.UUIDField(verbose_name='行为编号')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('actor_kind', models.CharField(choices=[('user', 'user'), ('system', 'system'), ('api', 'api'), ('citizen', 'citizen')], max_length=10, verbose_name='主体类别')),
                ('actor_id', models.BigIntegerField(null=True, verbose_name='主体编号')),
                ('actor_name', models.CharField(max_length=150, verbose_name='主体')),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='deadlines.deadline', verbose_name='期限')),
            ],
            options={
                'verbose_name': '期限事件',
                'verbose_name_plural': '期限事件',
                'ordering': ['deadline', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('deadline', 'seq'), name='deadlines_event_one_chain')],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(unique=True, verbose_name='日期')),
                ('kind', models.CharField(choices=[('holiday', '放假'), ('workday', '上班')], max_length=8, verbose_name='安排')),
                ('name', models.CharField(max_length=20, verbose_name='节日')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='deadlines.holidaynotice', verbose_name='依据')),
            ],
            options={
                'verbose_name': '特殊日子',
                'verbose_name_plural': '特殊日子',
                'ordering': ['date'],
            },
        ),
        migrations.CreateModel(
            name='LocalLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=40, verbose_name='期限')),
                ('amount', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='长度')),
                ('month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='月')),
                ('day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='日')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('effective_from', models.DateField(verbose_name='起用日期')),
            ],
            options={
                'verbose_name': '本地期限',
                'verbose_name_plural': '本地期限',
                'ordering': ['rule', '-effective_from'],
                'constraints': [models.UniqueConstraint(fields=('rule', 'effective_from'), name='deadlines_local_limit_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', False), ('day', None), ('month', None)), models.Q(('amount', None), ('day__isnull', False), ('month__isnull', False)), _connector='OR'), name='deadlines_local_limit_one_number')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', '到期提醒'), ('overdue', '超期督办'), ('waiting', '久等提醒')], max_length=10, verbose_name='种类')),
                ('threshold', models.PositiveSmallIntegerField(verbose_name='档')),
                ('version', models.PositiveIntegerField(verbose_name='期限版本')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('told', models.PositiveSmallIntegerField(default=0, verbose_name='通知人次')),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='deadlines.deadline', verbose_name='期限')),
            ],
            options={
                'verbose_name': '提醒',
                'verbose_name_plural': '提醒',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('deadline', 'kind', 'threshold', 'version'), name='deadlines_reminder_once')],
            },
        ),
    ]
