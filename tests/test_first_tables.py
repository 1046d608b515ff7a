"""The first tables of an app are those its operations would make one after the other."""

import pytest
from django.db import IntegrityError, connection, migrations, models
from django.db.migrations.state import ProjectState

from portal.first_tables import FirstTables

KEY = ("id", models.BigAutoField(primary_key=True))
TABLES = FirstTables(
    [
        migrations.CreateModel("Street", [KEY, ("name", models.CharField(max_length=20))]),
        migrations.CreateModel("House", [KEY, ("street", models.ForeignKey("trial.Street", models.CASCADE))]),
        # Two tables that point at each other: one of the fields can come only when both are there.
        migrations.AddField("Street", "first", models.ForeignKey("trial.House", models.SET_NULL, null=True)),
        migrations.AddConstraint("Street", models.UniqueConstraint(fields=["name"], name="street_once")),
    ]
)


@pytest.fixture
def states():
    before, after = ProjectState(), ProjectState()
    assert after.apps.get_models() == []  # rendered before, as in a run over all apps
    TABLES.state_forwards("trial", after)
    return before, after


@pytest.mark.django_db(transaction=True)
def test_tables_stand_complete_and_go_again(states) -> None:
    before, after = states
    with connection.schema_editor() as editor:
        TABLES.database_forwards("trial", editor, before, after)
    street, house = (after.apps.get_model("trial", name) for name in ("Street", "House"))
    east = street.objects.create(name="东山路")
    east.first = house.objects.create(street=east)
    east.save()
    assert street.objects.get(first__street__name="东山路") == east
    with pytest.raises(IntegrityError):
        street.objects.create(name="东山路")
    with connection.schema_editor() as editor:
        TABLES.database_backwards("trial", editor, after, before)
    assert not {"trial_street", "trial_house"} & set(connection.introspection.table_names())


def test_it_says_what_it_does() -> None:
    assert TABLES.describe() == "Create the first 2 tables"
