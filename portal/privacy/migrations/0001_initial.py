from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='KeyRotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('key_id', models.CharField(max_length=24, verbose_name='密钥名称')),
                ('values', models.PositiveIntegerField(verbose_name='重新加密的项数')),
            ],
            options={
                'verbose_name': '密钥轮换',
                'verbose_name_plural': '密钥轮换',
                'ordering': ['-pk'],
            },
        ),
    ]
