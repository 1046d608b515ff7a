import django.db.models.deletion
import portal.privacy.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template_code', models.CharField(max_length=20, verbose_name='文书代码')),
                ('template_version', models.PositiveSmallIntegerField(verbose_name='模板版本')),
                ('title', models.CharField(max_length=100, verbose_name='文书名称')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='文号')),
                ('organ_name', models.CharField(max_length=100, verbose_name='落款机关')),
                ('subject_label', models.CharField(max_length=80, verbose_name='对象类别')),
                ('subject_id', models.BigIntegerField(verbose_name='对象编号')),
                ('subject_title', models.CharField(max_length=300, verbose_name='对象')),
                ('dated', models.DateField(verbose_name='成文日期')),
                ('issued_at', models.DateTimeField(verbose_name='出具时间')),
                ('issued_by', models.CharField(max_length=150, verbose_name='出具人')),
                ('content_hash', models.CharField(max_length=64, verbose_name='内容散列')),
                ('code_digest', models.CharField(max_length=64, unique=True, verbose_name='验证码散列')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='accounts.organ', verbose_name='机关')),
            ],
            options={
                'verbose_name': '文书',
                'verbose_name_plural': '文书',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['subject_label', 'subject_id'], name='letter_of_subject'), models.Index(fields=['organ', '-dated'], name='letter_organ_dated')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='letter_number_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterRendering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('docx', 'Word'), ('pdf', 'PDF')], max_length=4, verbose_name='格式')),
                ('sha256', models.CharField(max_length=64, verbose_name='文件散列')),
                ('at', models.DateTimeField(verbose_name='生成时间')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renderings', to='letters.letter', verbose_name='文书')),
            ],
            options={
                'verbose_name': '文书文件',
                'verbose_name_plural': '文书文件',
                'constraints': [models.UniqueConstraint(fields=('letter', 'sha256'), name='letter_rendering_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organ_code', models.CharField(max_length=12, verbose_name='机关代字')),
                ('series', models.CharField(max_length=40, verbose_name='编号种类')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='最后序号')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='机关')),
            ],
            options={
                'verbose_name': '文书编号序列',
                'verbose_name_plural': '文书编号序列',
                'constraints': [models.UniqueConstraint(fields=('organ_code', 'series', 'year'), name='letter_series_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='行标识')),
                ('content', portal.privacy.fields.EncryptedTextField(bound_to='row_key', verbose_name='内容')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='letters.letter', verbose_name='文书')),
            ],
            options={
                'verbose_name': '文书内容',
                'verbose_name_plural': '文书内容',
            },
        ),
        migrations.CreateModel(
            name='LetterVoid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200, verbose_name='理由')),
                ('at', models.DateTimeField(verbose_name='作废时间')),
                ('by', models.CharField(max_length=150, verbose_name='作废人')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='void', to='letters.letter', verbose_name='文书')),
            ],
            options={
                'verbose_name': '作废的文书',
                'verbose_name_plural': '作废的文书',
            },
        ),
    ]
