"""The sources everybody may repost from at first, to be edited like any other row."""

from django.db import migrations

_ROWS = (
    ("中国政府网", "www.gov.cn", "state"),
    ("各级政府和部门网站", "gov.cn", "province"),
    ("新华网", "news.cn", "media"),
    ("人民网", "people.com.cn", "media"),
)


def add(apps, _editor):
    table = apps.get_model("disclosure", "RepostSource")
    for name, host, level in _ROWS:
        table.objects.get_or_create(host=host, defaults={"name": name, "level": level})


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0012_reposting")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
