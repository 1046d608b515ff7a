"""How often one address may send something."""

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

from portal.errors import DomainError


class SlowDown:
    """At most ``limit`` submissions of one ``kind`` per visitor address within ``seconds``."""

    def __init__(self, kind: str, *, limit: int, seconds: int) -> None:
        self.kind = kind
        self.limit = limit
        self.seconds = seconds

    def count(self, request: HttpRequest) -> None:
        """Count one submission. Raises ``DomainError`` when there were too many."""
        if self._counted(request.META.get("REMOTE_ADDR", "")) > self.limit:
            minutes = self.seconds // 60
            raise DomainError(f"这个网络地址提交得太多了，请{minutes}分钟以后再试；内容没有丢，可以先复制下来。")

    def count_of(self, what: str) -> None:
        """Count one try at ``what``, whoever makes it. Raises ``DomainError`` when there were too many."""
        if self._counted(sha256(what.encode(errors="surrogatepass")).hexdigest()) > self.limit:
            raise DomainError(f"试得太多了，请{self.seconds // 60}分钟以后再试。")

    def _counted(self, who: str) -> int:
        key = f"slow-down:{self.kind}:{who}"
        cache.add(key, 0, self.seconds)
        try:
            return cache.incr(key)
        except ValueError:  # the period ended between the two lines: a new one begins
            cache.set(key, 1, self.seconds)
            return 1
