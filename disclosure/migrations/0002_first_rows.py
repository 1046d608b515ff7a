"""What every city begins with, to be edited like any other row: the categories its rules name (S2-7.6), and the sources
everybody may repost from. Versions of matters are never changed."""

from django.db import migrations

from portal.audit.append_only import AppendOnly

_BASIS = "本市政府信息发布协调制度第六条"
_AUTHORITY = "市人民政府"
_APPROVED = (
    ("财政", "", "财政专项资金、财政资金分配"),
    ("旅游发展", "", "旅游发展、旅游总体规划"),
    ("重大项目", "", "重大项目、重点项目、重大建设项目"),
    ("民生工程", "", "民生工程、民生实事"),
)
_SOURCES = (
    ("中国政府网", "www.gov.cn", "state"),
    ("各级政府和部门网站", "gov.cn", "province"),
    ("新华网", "news.cn", "media"),
    ("人民网", "people.com.cn", "media"),
)


def add(apps, _editor):
    rules, sources = apps.get_model("disclosure", "ApprovalRule"), apps.get_model("disclosure", "RepostSource")
    for category, kinds, keywords in _APPROVED:
        values = {"kinds": kinds, "keywords": keywords, "authority": _AUTHORITY, "basis": _BASIS}
        rules.objects.get_or_create(category=category, defaults=values)
    for name, host, level in _SOURCES:
        sources.objects.get_or_create(host=host, defaults={"name": name, "level": level})


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial")]

    operations = [AppendOnly("disclosure_matterversion"), migrations.RunPython(add, migrations.RunPython.noop)]
