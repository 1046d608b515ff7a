"""What a page says about itself, and where it leads to."""

from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_SOURCES = {"a": "href", "link": "href", "img": "src", "script": "src"}
_NO_PAGE = frozenset({"mailto", "tel", "data", "javascript"})


class Page(HTMLParser):
    """``metas`` by name; ``links`` inside this site, path and query of the first link there; ``outside`` addresses."""

    def __init__(self, text: str, *, own_hosts: frozenset[str]) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.outside: set[str] = set()
        self._own_hosts = own_hosts
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("name"):
            self.metas[values["name"]] = values.get("content", "")
        if tag in _SOURCES:
            self._lead(values.get(_SOURCES[tag], ""))

    def _lead(self, address: str) -> None:
        parts = urlsplit(address.strip())
        if parts.scheme in _NO_PAGE or not (parts.path or parts.netloc):
            return
        if parts.netloc and parts.hostname not in self._own_hosts:
            self.outside.add(f"{parts.scheme or 'https'}://{parts.netloc}{parts.path}")
        elif parts.path.startswith("/"):
            self.links.setdefault(unquote(parts.path), parts.query)
