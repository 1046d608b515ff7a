"""实名核验: a port. A city names its checker class in ``REAL_NAME_CHECKER``; there is none by default.

The number goes to the checker and nowhere else: what is kept is yes or no and the moment.
"""

import logging
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


class Checker(Protocol):
    def confirms(self, name: str, number: str) -> bool:
        """Whether a person of this name has this identity number. Raises anything when it cannot say."""


def is_on() -> bool:
    return bool(settings.REAL_NAME_CHECKER)


def confirms(name: str, number: str) -> bool | None:
    """``None`` when nobody was asked or nobody could say: a service that is down must not keep a citizen out.

    Not to be called inside a transaction: it goes over the network.
    """
    if not (is_on() and name and number):
        return None
    checker = cast(Checker, import_string(settings.REAL_NAME_CHECKER)())
    try:
        return checker.confirms(name, number)
    except Exception as error:  # noqa: BLE001  # whatever a city plugged in; its words may carry the number
        logger.warning("real-name check failed: %s", type(error).__name__)
        return None
