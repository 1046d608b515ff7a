"""The site reads its own pages: through its own front door, in this process, without the network."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest

OK = 200
GONE = 410


@dataclass(frozen=True, slots=True)
class Fetched:
    """``text`` is empty for what is no page."""

    path: str
    status: int
    text: str = ""

    @property
    def stands(self) -> bool:
        """Whether a reader who follows a link to it finds what it promises, or the reason why it is gone."""
        return self.status < 400 or self.status == GONE


@lru_cache(maxsize=1)
def _front_door() -> BaseHandler:
    """Every middleware and view of the site, without the signals that end a visitor's request: they would close the
    database connection of whoever is reading."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def fetch(path: str, query: str = "") -> Fetched:
    """What an anonymous visitor gets from that path of this site. A page that breaks is a 500, not an exception."""
    response = _front_door().get_response(WSGIRequest(_environ(path, query)))
    # What ``response.close()`` closes before it sends those signals.
    for close in response._resource_closers:  # type: ignore[attr-defined]  # not in the stubs
        close()
    is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
    text = response.content.decode("utf-8", errors="replace") if is_page else ""  # type: ignore[attr-defined]  # no stream
    return Fetched(path, response.status_code, text)


def _environ(path: str, query: str) -> dict[str, Any]:
    host = next((host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*", "["))), "localhost")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": "443" if settings.HTTPS else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_PROTO": "https" if settings.HTTPS else "http",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if settings.HTTPS else "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
