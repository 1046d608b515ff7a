"""Tables whose rows are never changed and never removed: the database itself refuses.

``AppendOnly("audit_event")`` stands in a migration after the table is made. SQLite builds a table anew when a
column is altered and drops its triggers on the way, so a migration that alters such a table repeats the operation.
``unguarded()`` tells which of the declared tables lost their guard; ``verify_audit_chain`` asks it.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_FUNCTION = "audit_refuse"
_SUFFIXES = {"sqlite": ("no_update", "no_delete"), "postgresql": ("append_only",)}
_INSTALLED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # A disabled trigger guards nothing: 'O' and 'A' are the states in which it fires for an ordinary session.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def _triggers(vendor: str, table: str) -> tuple[str, ...]:
    if vendor not in _SUFFIXES:
        raise NotImplementedError(f"no append-only guard for {vendor}")
    return tuple(f"{table}_{suffix}" for suffix in _SUFFIXES[vendor])


def guard_sql(vendor: str, table: str) -> list[str]:
    """Statements that put the guard on. On both databases a refusal is an ``IntegrityError``."""
    names = _triggers(vendor, table)
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for name, act in zip(names, ("UPDATE", "DELETE"), strict=True)
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER {names[0]} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()",
    ]


def unguard_sql(vendor: str, table: str) -> list[str]:
    """Statements that take the guard off."""
    on = f" ON {table}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{on}" for name in _triggers(vendor, table)]


class AppendOnly(Operation):
    """Migration operation: from here on the table takes new rows only."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The guard is a matter of the database alone."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        vendor = schema_editor.connection.vendor
        for statement in unguard_sql(vendor, self.table) + guard_sql(vendor, self.table):
            schema_editor.execute(statement, params=None)  # no parameters: a % stays a %

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for statement in unguard_sql(schema_editor.connection.vendor, self.table):
            schema_editor.execute(statement, params=None)  # no parameters: a % stays a %

    def describe(self) -> str:
        return f"Refuse UPDATE and DELETE on {self.table}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table], {}


def declared_tables() -> tuple[str, ...]:
    """Every table a migration of this installation declares append-only."""
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
    tables = {row.table for migration in migrations for row in migration.operations if isinstance(row, AppendOnly)}
    return tuple(sorted(tables))


def unguarded(connection: BaseDatabaseWrapper) -> list[str]:
    """Declared tables that the database does not guard at present."""
    with connection.cursor() as cursor:
        cursor.execute(_INSTALLED[connection.vendor])
        installed = {name for (name,) in cursor.fetchall()}
    return [table for table in declared_tables() if not installed.issuperset(_triggers(connection.vendor, table))]
