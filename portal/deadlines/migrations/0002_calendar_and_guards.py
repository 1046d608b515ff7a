"""The released calendar, the guard of the clock events, and the stamp that tells every process of an edit."""

from pathlib import Path
from uuid import uuid4

from django.db import migrations

from portal.audit.append_only import AppendOnly
from portal.deadlines import calendar_stamp
from portal.deadlines.holiday_notice import read_notice

RELEASED = Path(__file__).resolve().parent.parent / "data" / "cn_calendar_2019_2026.csv"


def load_calendar(apps, schema_editor):
    notices = apps.get_model("deadlines", "HolidayNotice")
    days = apps.get_model("deadlines", "CalendarDay")
    apps.get_model("deadlines", "CalendarStamp").objects.create(token=uuid4().hex)
    released = read_notice(RELEASED.read_text(encoding="utf-8"))
    by_year = {year: notices.objects.create(year=year, confirmed=True) for year in released.years}
    days.objects.bulk_create(
        days(date=row.date, kind=row.kind.value, name=row.name, notice=by_year[row.notice_year])
        for row in released.rows
    )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [
        AppendOnly("deadlines_clockevent"),
        migrations.RunPython(load_calendar, migrations.RunPython.noop),
        migrations.RunPython(calendar_stamp.install, calendar_stamp.remove),
    ]
