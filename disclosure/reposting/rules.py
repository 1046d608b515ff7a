"""Which address belongs to which source."""

from urllib.parse import urlsplit

from disclosure.reposting.models import RepostSource


def source_of(link: str) -> RepostSource | None:
    """The source in use whose host the address has, or lies below. One query."""
    host = (urlsplit(link).hostname or "").lower()
    parts = host.split(".")
    hosts = [".".join(parts[place:]) for place in range(len(parts))]
    found = RepostSource.objects.filter(is_active=True, host__in=hosts)
    return max(found, key=lambda source: len(source.host), default=None)
