from django.db import migrations

from portal.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0030_matters")]

    operations = [AppendOnly("disclosure_matterversion")]
