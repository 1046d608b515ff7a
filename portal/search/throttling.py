"""A limit on searches per address that costs nothing to keep."""

from threading import Lock
from time import monotonic

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

_WINDOW_SECONDS = 60.0
_ADDRESSES = 10_000


class SearchThrottle(BaseThrottle):
    """So many requests per minute, address and process (``SEARCH_API_PER_MINUTE``).

    Counted in memory: the shared counters of the framework would cost a database write per search, more than the
    search itself. With several processes the limit is so many times higher, which is good enough against crowding.
    """

    _counts: dict[str, tuple[float, int]] = {}
    _lock = Lock()

    def allow_request(self, request: Request, view: APIView) -> bool:
        address, moment = self.get_ident(request), monotonic()
        with self._lock:
            began, count = self._counts.get(address, (moment, 0))
            if moment - began >= _WINDOW_SECONDS:
                began, count = moment, 0
            if len(self._counts) >= _ADDRESSES:
                self._counts.clear()
            self._counts[address] = (began, count + 1)
        self._left = _WINDOW_SECONDS - (moment - began)
        return bool(count < settings.SEARCH_API_PER_MINUTE)

    def wait(self) -> float:
        """Seconds until the next window."""
        return self._left
