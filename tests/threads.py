"""Run one function in several threads at once, each with a database connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(function, arguments):
    """Results in the order of ``arguments``; a raised exception takes the place of its result."""
    start = Barrier(len(arguments))

    def run(argument):
        try:
            start.wait(timeout=20)
            return function(argument)
        except Exception as error:  # noqa: BLE001  # the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))
