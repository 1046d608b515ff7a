"""How often one address may send something."""

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
        key = f"slow-down:{self.kind}:{request.META.get('REMOTE_ADDR', '')}"
        if self._counted(key) > self.limit:
            minutes = self.seconds // 60
            raise DomainError(f"这个网络地址提交得太多了，请{minutes}分钟以后再试；内容没有丢，可以先复制下来。")

    def _counted(self, key: str) -> int:
        cache.add(key, 0, self.seconds)
        try:
            return cache.incr(key)
        except ValueError:  # the period ended between the two lines: a new one begins
            cache.set(key, 1, self.seconds)
            return 1
