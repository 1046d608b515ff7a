"""Take the append-only guards off for a moment: to empty a scratch database, or to tamper on purpose."""

from contextlib import contextmanager

from portal.audit.append_only import declared_tables, guard_sql, unguard_sql, unguarded


@contextmanager
def lifted(connection):
    tables = sorted(set(declared_tables()) - set(unguarded(connection)))
    with connection.cursor() as cursor:
        for table in tables:
            for statement in unguard_sql(connection.vendor, table):
                cursor.execute(statement)
        try:
            yield cursor
        finally:
            for table in tables:
                for statement in guard_sql(connection.vendor, table):
                    cursor.execute(statement)
