import django.db.models.deletion
import portal.privacy.fields
import uuid
from django.conf import settings
from django.db import migrations, models
from portal.first_tables import FirstTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('disclosure', '0001_initial'),
        ('files', '0001_initial'),
    ]

    operations = [
        FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Judgement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('grounds', models.JSONField(default=list, verbose_name='应当解读的情形')),
                        ('traits', models.JSONField(default=list, verbose_name='涉及的内容')),
                        ('is_marked', models.BooleanField(default=False, verbose_name='其他需要解读')),
                        ('reason', models.CharField(blank=True, max_length=200, verbose_name='理由')),
                        ('person_name', models.CharField(max_length=150, verbose_name='判定人')),
                        ('at', models.DateTimeField(verbose_name='判定时间')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='judgement', to='disclosure.document', verbose_name='公文')),
                    ],
                    options={
                        'verbose_name': '解读判定',
                        'verbose_name_plural': '解读判定',
                    },
                ),
                migrations.CreateModel(
                    name='Material',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('state', models.CharField(choices=[('draft', '起草'), ('review', '待主要负责人审定'), ('legality', '待合法性审查'), ('approved', '已审定，待发布'), ('published', '已发布'), ('returned', '已退回'), ('withdrawn', '已撤下'), ('cancelled', '作废')], default='draft', editable=False, max_length=12, verbose_name='状态')),
                        ('number', models.PositiveIntegerField(verbose_name='第几份')),
                        ('stage', models.CharField(choices=[('before', '公布前吹风'), ('along', '与文件同步'), ('after', '执行中跟进')], default='along', max_length=8, verbose_name='时机')),
                        ('form', models.CharField(choices=[('text', '撰稿'), ('picture', '图片'), ('chart', '图表'), ('infographic', '图解'), ('comic', '漫画'), ('audio', '音频'), ('video', '视频'), ('animation', '动画')], default='text', max_length=12, verbose_name='形式')),
                        ('way', models.CharField(choices=[('office', '起草部门解读'), ('head', '主要负责同志解读'), ('leader', '分管领导解读'), ('expert', '专家解读'), ('authority', '权威解读'), ('qa', '政策问答'), ('interview', '在线访谈'), ('media', '媒体专访'), ('talk', '专题访谈'), ('press_answers', '答记者问'), ('press_conference', '新闻发布会'), ('briefing', '政策例行吹风会'), ('article', '发表文章'), ('interaction', '互动回应')], default='office', max_length=20, verbose_name='方式')),
                        ('theme', models.CharField(blank=True, choices=[('supply', '供给侧改革'), ('ecology', '生态环保'), ('countryside', '乡村振兴'), ('investment', '消费投资'), ('eco_industry', '生态产业'), ('reform', '放管服与国企改革'), ('opening', '对外开放'), ('livelihood', '民生'), ('risk', '防范化解重大风险'), ('pollution', '污染防治'), ('work_report', '政府工作报告'), ('meeting', '常务会议重要议题'), ('measures', '重要政策措施'), ('enterprise', '双招双引、惠企')], max_length=14, verbose_name='主题')),
                        ('title', models.CharField(max_length=200, verbose_name='标题')),
                        ('lead', models.CharField(blank=True, max_length=500, verbose_name='导语')),
                        ('elements', models.JSONField(default=dict, verbose_name='要素')),
                        ('channel', models.CharField(blank=True, max_length=100, verbose_name='解读渠道')),
                        ('planned_on', models.DateField(blank=True, null=True, verbose_name='解读时间')),
                        ('first_interpreter', models.CharField(blank=True, max_length=80, verbose_name='第一解读人')),
                        ('is_by_head', models.BooleanField(default=False, verbose_name='由主要负责同志解读')),
                        ('media_url', models.URLField(blank=True, verbose_name='图片、音频、视频的网址')),
                        ('alternative', models.TextField(blank=True, verbose_name='替代文字、文字稿')),
                        ('has_captions', models.BooleanField(default=False, verbose_name='有字幕')),
                        ('similarity', models.PositiveIntegerField(default=0, verbose_name='与文件重复（%）')),
                        ('approved_at', models.DateTimeField(null=True, verbose_name='审定时间')),
                        ('legality_organ', models.CharField(blank=True, max_length=100, verbose_name='合法性审查单位')),
                        ('legality_opinion', models.TextField(blank=True, verbose_name='合法性审查意见')),
                        ('legality_at', models.DateTimeField(null=True, verbose_name='合法性审查时间')),
                        ('signed_off_by', models.CharField(blank=True, max_length=100, verbose_name='审签的市政府负责同志')),
                        ('signed_off_at', models.DateTimeField(null=True, verbose_name='审签时间')),
                        ('essence', models.CharField(blank=True, editable=False, max_length=64)),
                        ('recheck_at', models.DateTimeField(editable=False, null=True, verbose_name='文件改动的时间')),
                        ('return_reason', models.CharField(blank=True, choices=[('incomplete', '要素不齐'), ('copied', '摘抄、压缩文件要点'), ('plain', '不通俗、看不懂'), ('facts', '与文件不一致'), ('legality', '合法性审查未通过'), ('plan', '方案不完整'), ('other', '其他')], max_length=12, verbose_name='退回的原因')),
                        ('return_note', models.TextField(blank=True, verbose_name='退回的说明')),
                        ('published_at', models.DateTimeField(null=True, verbose_name='发布时间')),
                        ('is_late', models.BooleanField(default=False, verbose_name='超过时限发布')),
                        ('taken_down_at', models.DateTimeField(null=True, verbose_name='撤下时间')),
                        ('taken_down_reason', models.TextField(blank=True, verbose_name='撤下的原因')),
                        ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审定人')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='disclosure.document', verbose_name='公文')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='accounts.organ', verbose_name='解读单位')),
                        ('writer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                    ],
                    options={
                        'verbose_name': '政策解读',
                        'verbose_name_plural': '政策解读',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'published')), fields=['-published_at', '-id'], name='material_public'), models.Index(condition=models.Q(('state', 'published')), fields=['organ', '-published_at', '-id'], name='material_public_organ')],
                        'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='material_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='material_published')],
                    },
                ),
                migrations.CreateModel(
                    name='MaterialFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('alternative', models.CharField(blank=True, max_length=1000, verbose_name='替代文字')),
                        ('position', models.PositiveIntegerField(verbose_name='排序')),
                        ('captions', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='字幕')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='文件')),
                        ('material', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='interpretation.material', verbose_name='政策解读')),
                    ],
                    options={
                        'verbose_name': '解读的图片、音频、视频',
                        'verbose_name_plural': '解读的图片、音频、视频',
                        'ordering': ['position', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.CharField(max_length=60, verbose_name='哪一次会议')),
                        ('meeting_on', models.DateField(verbose_name='会议日期')),
                        ('materials', models.JSONField(default=list, verbose_name='一并提请的解读材料')),
                        ('person_name', models.CharField(max_length=150, verbose_name='登记人')),
                        ('at', models.DateTimeField(verbose_name='登记时间')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_items', to='disclosure.document', verbose_name='公文')),
                    ],
                    options={
                        'verbose_name': '常务会议议题',
                        'verbose_name_plural': '常务会议议题',
                        'ordering': ['meeting_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('document', 'session'), name='meeting_item_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Plan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_merged', models.BooleanField(default=False, verbose_name='合并在解读材料里')),
                        ('outline', models.TextField(blank=True, verbose_name='材料提纲')),
                        ('form', models.CharField(blank=True, choices=[('text', '撰稿'), ('picture', '图片'), ('chart', '图表'), ('infographic', '图解'), ('comic', '漫画'), ('audio', '音频'), ('video', '视频'), ('animation', '动画')], max_length=12, verbose_name='解读形式')),
                        ('channel', models.CharField(blank=True, max_length=100, verbose_name='解读渠道')),
                        ('planned_on', models.DateField(blank=True, null=True, verbose_name='解读时间')),
                        ('delay_reason', models.CharField(blank=True, max_length=300, verbose_name='延迟的理由')),
                        ('delayed_by', models.CharField(blank=True, max_length=150, verbose_name='同意延迟的人')),
                        ('delayed_at', models.DateTimeField(null=True, verbose_name='同意延迟的时间')),
                        ('approved_by', models.CharField(blank=True, max_length=150, verbose_name='审定人')),
                        ('approved_at', models.DateTimeField(null=True, verbose_name='审定时间')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='interpretation_plan', to='disclosure.document', verbose_name='公文')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interpretation_plans', to='accounts.organ', verbose_name='解读单位')),
                    ],
                    options={
                        'verbose_name': '解读方案',
                        'verbose_name_plural': '解读方案',
                    },
                ),
                migrations.CreateModel(
                    name='Question',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('row_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='行标识')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('state', models.CharField(choices=[('asked', '待答复'), ('answered', '待审核'), ('published', '已公开答复'), ('closed', '不公开答复'), ('withdrawn', '已撤下')], default='asked', editable=False, max_length=10, verbose_name='状态')),
                        ('is_own', models.BooleanField(default=False, verbose_name='本单位编写的问答')),
                        ('contact', portal.privacy.fields.EncryptedTextField(blank=True, bound_to='row_key', default='', verbose_name='联系方式')),
                        ('question', models.CharField(max_length=500, verbose_name='问题')),
                        ('answer', models.TextField(blank=True, verbose_name='答复')),
                        ('at', models.DateTimeField(verbose_name='咨询时间')),
                        ('published_at', models.DateTimeField(null=True, verbose_name='公开时间')),
                        ('ended_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                        ('answerer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='disclosure.document', verbose_name='公文')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='policy_questions', to='accounts.organ', verbose_name='答复单位')),
                    ],
                    options={
                        'verbose_name': '政策咨询',
                        'verbose_name_plural': '政策咨询',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'published')), fields=['document', '-published_at'], name='question_public')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='policy_question_published')],
                    },
                ),
            ],
        ),
    ]
