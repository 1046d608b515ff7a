"""The nightly dump of public metadata. It states what is public and changes nothing, so it is no act of the trail."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from disclosure.documents.models import Document
from disclosure.open_data import catalogue, shelf, writing
from disclosure.open_data.tables import DATA_SETS
from portal import clock

logger = logging.getLogger(__name__)

HOUR = 2
"""Civil hour after which the night's dump is made."""

SETTLING = timedelta(minutes=2)
"""An act that began before a dump may be saved after it."""


def dump(*, at: datetime) -> int | None:
    """Write every file anew and put them in place of the present ones; returns how many rows there are.

    ``None`` when another process is writing at this moment. Whatever goes wrong, the present files stay.
    """
    with shelf.next_folder() as folder:
        if folder is None:
            return None
        root = _address_of_site()
        written = [(data_set, *writing.write(data_set, folder, root=root)) for data_set in DATA_SETS]
        catalogue.write(folder, written, root=root, at=at)
    rows = sum(count for _, count, _ in written)
    logger.info("open data written: %s rows", rows)
    return rows


def is_due(*, at: datetime) -> bool:
    """Whether there is no dump yet, tonight's is not made, or the present one still names what was taken down."""
    found = catalogue.read()
    if found is None:
        return True
    made_at = found[0].made_at
    tonight = clock.start_of_day(clock.local(at).date()) + timedelta(hours=HOUR)
    return made_at < tonight <= at or is_outrun(made_at)


def is_outrun(made_at: datetime) -> bool:
    """Whether something was taken down since the dump: then its files must not be given out. One query by index."""
    since = Document.objects.filter(updated_at__gt=made_at - SETTLING, taken_down_at__gt=made_at - SETTLING)
    return since.exists()


def _address_of_site() -> str:
    return f"{'https' if settings.HTTPS else 'http'}://{settings.SITE['domain']}"
