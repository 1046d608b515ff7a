import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import portal.accounts.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='办公电话')),
                ('password_changed_at', models.DateTimeField(blank=True, null=True, verbose_name='密码修改时间')),
                ('temporary_until', models.DateTimeField(blank=True, null=True, verbose_name='临时密码有效至')),
            ],
            options={
                'verbose_name': '用户',
                'verbose_name_plural': '用户',
            },
            managers=[
                ('objects', portal.accounts.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='AccessReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(unique=True, verbose_name='周一')),
                ('at', models.DateTimeField(verbose_name='生成时间')),
                ('rows', models.JSONField(verbose_name='清单')),
            ],
            options={
                'verbose_name': '特权账号清单',
                'verbose_name_plural': '特权账号清单',
                'ordering': ['-week'],
            },
        ),
        migrations.CreateModel(
            name='Organ',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='全称')),
                ('short_name', models.CharField(max_length=40, verbose_name='简称')),
                ('code', models.SlugField(help_text='网址里用的英文代码', max_length=40, unique=True, verbose_name='代码')),
                ('kind', models.CharField(choices=[('government', '市政府'), ('township', '乡镇'), ('subdistrict', '街道'), ('department', '工作部门'), ('affiliated', '直属机构'), ('authorized', '授权组织'), ('coordinating', '议事协调机构和临时机构'), ('public_enterprise', '公共企事业单位'), ('outside', '上级和其他机关')], max_length=20, verbose_name='类别')),
                ('sector', models.CharField(blank=True, choices=[('education', '教育'), ('health', '医疗卫生'), ('family', '计划生育'), ('water', '供水'), ('power', '供电'), ('gas', '供气'), ('heat', '供热'), ('environment', '环保'), ('transport', '公共交通'), ('telecom', '通信')], help_text='公共企事业单位所在的行业', max_length=20, verbose_name='行业')),
                ('uscc', models.CharField(blank=True, max_length=18, null=True, unique=True, validators=[portal.accounts.models.validate_uscc], verbose_name='统一社会信用代码')),
                ('number_code', models.CharField(blank=True, help_text='发文字号开头的汉字，例如 临教发', max_length=12, validators=[django.core.validators.RegexValidator('^[\\u4e00-\\u9fa5]{1,12}$', '机关代字只写汉字，1至12个，例如“临教发”。')], verbose_name='机关代字')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='办公地址')),
                ('postcode', models.CharField(blank=True, max_length=6, validators=[django.core.validators.RegexValidator('^\\d{6}$', '邮政编码是6位数字。')], verbose_name='邮政编码')),
                ('phone', models.CharField(blank=True, max_length=50, verbose_name='联系电话')),
                ('hours', models.CharField(blank=True, max_length=100, verbose_name='办公时间')),
                ('duties', models.TextField(blank=True, verbose_name='主要职责')),
                ('position', models.PositiveIntegerField(default=100, verbose_name='排序')),
                ('active_from', models.DateField(verbose_name='设立日期')),
                ('active_to', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.organ', verbose_name='上级机关')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='accounts.organ', verbose_name='职责承接机关')),
            ],
            options={
                'verbose_name': '机关',
                'verbose_name_plural': '机关',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('active_to', None), ('active_to__gte', models.F('active_from')), _connector='OR'), name='organ_period_in_order'), models.CheckConstraint(condition=models.Q(('successor', None), models.Q(('successor', models.F('pk')), _negated=True), _connector='OR'), name='organ_not_own_successor'), models.CheckConstraint(condition=models.Q(('sector', ''), ('kind', 'public_enterprise'), _connector='OR'), name='organ_sector_of_enterprise', violation_error_message='只有公共企事业单位填行业。'), models.UniqueConstraint(condition=models.Q(('active_to', None), models.Q(('number_code', ''), _negated=True)), fields=('number_code',), name='organ_number_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('handler', '经办人'), ('info_clerk', '信息员'), ('dept_reviewer', '部门审核人'), ('signer', '签发人（分管领导）'), ('head', '主要负责人'), ('secrecy_reviewer', '保密审查员'), ('discipline', '分管纪检的领导'), ('disclosure_head', '公开工作机构负责人'), ('office_approver', '市政府办分管领导'), ('oversight', '政务公开办'), ('city_leader', '市领导'), ('supervisor', '社会监督员'), ('system_admin', '系统管理员')], max_length=20, verbose_name='角色')),
                ('starts_on', models.DateField(verbose_name='起')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='止')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='accounts.organ', verbose_name='机关')),
            ],
            options={
                'verbose_name': '任命',
                'verbose_name_plural': '任命',
                'ordering': ['organ', 'role', 'starts_on'],
                'constraints': [models.UniqueConstraint(fields=('user', 'organ', 'role', 'starts_on'), name='appointment_once'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_period_in_order'), models.UniqueConstraint(condition=models.Q(('ends_on', None), ('role__in', ['disclosure_head', 'head'])), fields=('organ', 'role'), name='appointment_one_holder')],
            },
        ),
        migrations.CreateModel(
            name='PastPassword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='密码散列')),
                ('at', models.DateTimeField(verbose_name='停用时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_passwords', to=settings.AUTH_USER_MODEL, verbose_name='用户')),
            ],
            options={
                'verbose_name': '用过的密码',
                'verbose_name_plural': '用过的密码',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Reform',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('founded', '设立'), ('renamed', '更名'), ('merged', '并入'), ('split', '分设'), ('abolished', '撤销')], max_length=10, verbose_name='变动')),
                ('on', models.DateField(verbose_name='生效日期')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('old_name', models.CharField(blank=True, max_length=100, verbose_name='原全称')),
                ('old_short_name', models.CharField(blank=True, max_length=40, verbose_name='原简称')),
                ('heir', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inherited_reforms', to='accounts.organ', verbose_name='承接机关')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reforms', to='accounts.organ', verbose_name='机关')),
            ],
            options={
                'verbose_name': '机构沿革',
                'verbose_name_plural': '机构沿革',
                'ordering': ['on', 'pk'],
            },
        ),
    ]
