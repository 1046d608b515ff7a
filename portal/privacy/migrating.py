"""For the migration that makes a plain column an encrypted one."""

from typing import Any

from django.db import connection

from portal.privacy.fields import EncryptedTextField
from portal.privacy.sealing import seal

BATCH = 500


def seal_column(apps: Any, label: str, field_name: str) -> None:
    """Seal what still stands in the column as plain text. Runs after the column was altered; safe to repeat."""
    model = apps.get_model(label)
    field: EncryptedTextField = model._meta.get_field(field_name)
    table, pk, column = (
        connection.ops.quote_name(part) for part in (model._meta.db_table, model._meta.pk.column, str(field.column))
    )
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT {pk}, {column} FROM {table} WHERE {pk} > %s AND {column} <> '' "  # noqa: S608  # names of columns, quoted
                f"AND {column} NOT LIKE 'mz1.%%' ORDER BY {pk} LIMIT {BATCH}",
                [last],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            found = model._base_manager.in_bulk([row_id for row_id, _ in rows])
            for row_id, text in rows:
                token = seal(text, field.context_of(found[row_id]))
                cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {pk} = %s", [token, row_id])  # noqa: S608  # as above
            last = rows[-1][0]
