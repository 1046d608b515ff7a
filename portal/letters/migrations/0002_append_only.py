from django.db import migrations

from portal.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]

    operations = [AppendOnly("letters_letter"), AppendOnly("letters_lettervoid"), AppendOnly("letters_letterrendering")]
