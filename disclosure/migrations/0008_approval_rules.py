"""The categories the city's rules name (S2-7.6), to be edited like any other row."""

from django.db import migrations

_BASIS = "本市政府信息发布协调制度第六条"
_AUTHORITY = "市人民政府"
_ROWS = (
    ("财政", "", "财政专项资金、财政资金分配"),
    ("旅游发展", "", "旅游发展、旅游总体规划"),
    ("重大项目", "", "重大项目、重点项目、重大建设项目"),
    ("民生工程", "", "民生工程、民生实事"),
)


def add(apps, _editor):
    table = apps.get_model("disclosure", "ApprovalRule")
    for category, kinds, keywords in _ROWS:
        values = {"kinds": kinds, "keywords": keywords, "authority": _AUTHORITY, "basis": _BASIS}
        table.objects.get_or_create(category=category, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0007_coordination")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
