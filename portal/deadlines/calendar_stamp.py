"""Database triggers that renew the calendar's stamp at every change of it, whoever makes the change.

SQLite drops the triggers of a table it rebuilds: a migration that alters one of the tables repeats ``install``.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLES = ("deadlines_calendarday", "deadlines_holidaynotice")
_ACTS = ("INSERT", "UPDATE", "DELETE")
_RENEW = {
    "sqlite": "UPDATE deadlines_calendarstamp SET token = lower(hex(randomblob(16)));",
    "postgresql": "UPDATE deadlines_calendarstamp SET token = replace(gen_random_uuid()::text, '-', '');",
}


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_stamp_{act.lower()} AFTER {act} ON {table} "
            f"BEGIN {_RENEW[vendor]} END"
            for table in _TABLES
            for act in _ACTS
        ]
    return [
        "CREATE OR REPLACE FUNCTION deadlines_renew_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {_RENEW[vendor]} RETURN NULL; END $$",
        *(
            f"CREATE OR REPLACE TRIGGER {table}_stamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION deadlines_renew_stamp()"
            for table in _TABLES
        ),
    ]


def _removals(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_stamp_{act.lower()}" for table in _TABLES for act in _ACTS]
    return [f"DROP TRIGGER IF EXISTS {table}_stamp ON {table}" for table in _TABLES]


def install(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For ``RunPython``."""
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def remove(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For ``RunPython``, backwards."""
    for statement in _removals(schema_editor.connection.vendor):
        schema_editor.execute(statement)
