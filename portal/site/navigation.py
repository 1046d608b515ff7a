"""The six entries of the main navigation, and which of them a page belongs to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    href: str
    below: tuple[str, ...] = ()
    current: str = ""


_CONTENT = (
    "/statutory/",
    "/columns/",
    "/organs/",
    "/enterprises/",
    "/guide/",
    "/regulations/",
    "/catalogue/",
    "/annual-reports/",
    "/specials/",
    "/facilities/",
    "/registers/",
)

ENTRIES = (
    Entry("首页", "/"),
    Entry(
        "政策文件", "/search/", ("/search/", "/documents/", "/topics/", "/normative/", "/interpretations/", "/gazette/")
    ),
    Entry("公开内容", "/statutory/", _CONTENT),
    Entry("依申请公开", "/requests/", ("/requests/",)),
    Entry("互动交流", "/mailbox/", ("/mailbox/", "/consultations/", "/meetings/", "/clarifications/", "/concerns/")),
    Entry("办事工具", "/calculator/", ("/calculator/", "/letters/", "/services/")),
)


def entries_for(path: str) -> list[Entry]:
    """The entries with the one marked that the address belongs to: ``page`` itself, or ``true`` for one below it."""
    return [Entry(entry.label, entry.href, entry.below, _current(entry, path)) for entry in ENTRIES]


def _current(entry: Entry, path: str) -> str:
    if path == entry.href:
        return "page"
    return "true" if path.startswith(entry.below or ("\0",)) else ""
