"""How often, and the bounds of the room. Pure."""

from datetime import datetime, timedelta

from django.db import models

from portal import clock


class Frequency(models.TextChoices):
    DAILY = "daily", "每天一封"
    WEEKLY = "weekly", "每周一封（星期一）"


HOUR = 8
"""Civil hour at which digests are due."""

TOKEN_LIFE = timedelta(hours=48)
"""How long a confirmation can be given."""

LINK_LIFE = timedelta(days=90)
"""How long the mailed link to one's own page opens it; the link that ends everything never grows old."""

SETTLING = timedelta(days=1)
"""How far each digest looks back behind the last one: an act may be saved after a later one, and the index may lag."""

MOST_FOLLOWINGS = 50
MOST_WAITING = 20
MAILS_A_DAY = 5
"""Mails one address can be made to receive by filling in forms."""

KEY_LENGTH = 1000
ADDRESS_LENGTH = 254
LINES_SHOWN = 60


def next_moment(frequency: str, after: datetime) -> datetime:
    """The first moment after ``after`` at which a digest of that frequency is due."""
    day = clock.local(after).date()
    if frequency == Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    step = timedelta(days=7 if frequency == Frequency.WEEKLY else 1)
    moment = clock.start_of_day(day) + timedelta(hours=HOUR)
    return moment if moment > after else clock.start_of_day(day + step) + timedelta(hours=HOUR)


CODE_LIFE = timedelta(minutes=10)
"""How long the code that confirms a number or an address can be typed in."""

CODE_DIGITS = 6
CODE_TRIES = 5
"""After so many wrong ones a new code has to be asked for."""

WEB_ADDRESS_LENGTH = 300
