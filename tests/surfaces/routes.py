"""Every address the product answers, read from Django itself."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

_APP_LABELS = re.compile(r"\^\(\?P<app_label>[^)]*\)/\$")
"""Django lists the applications in the route; which they are says nothing about who may come in."""


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Each route as Django writes it, such as ``documents/<int:pk>/``."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield _APP_LABELS.sub("<app_label>/", route)
        else:
            yield from routes(pattern, route)
