"""What the index knows of one public item."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple


class Choice(NamedTuple):
    """A value one can filter by. Filters accept the code or the name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable item, with public text only.

    ``label`` and ``pk`` name the row (``"disclosure.document"``, 17). ``columns`` lists the column and those above it,
    the nearest first. ``attributes`` are further plain values for interfaces (source id, …).
    """

    label: str
    pk: int
    title: str
    body: str
    url: str
    doc_number: str = ""
    dated: date | None = None
    kind: Choice | None = None
    organ: Choice | None = None
    topic: Choice | None = None
    validity: Choice | None = None
    columns: tuple[Choice, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return key_of(self.label, self.pk)

    @property
    def year(self) -> int | None:
        return self.dated.year if self.dated else None

    def choices(self) -> dict[str, tuple[Choice, ...]]:
        """The values of each facet."""
        return {
            "organ": _some(self.organ),
            "year": (Choice(str(self.year), f"{self.year}年"),) if self.year else (),
            "kind": _some(self.kind),
            "column": self.columns,
            "topic": _some(self.topic),
            "validity": _some(self.validity),
        }

    def meta(self) -> dict[str, object]:
        """Everything but the text, ready for JSON."""
        return {
            "key": self.key,
            "title": self.title,
            "url": self.url,
            "doc_number": self.doc_number,
            "dated": self.dated.isoformat() if self.dated else "",
            "choices": self.choices(),
            "attributes": self.attributes,
        }

    @classmethod
    def from_meta(cls, meta: Mapping[str, Any], body: str) -> "Entry":
        """The reverse of ``meta()``."""
        label, _, pk = meta["key"].rpartition(":")
        choices = {facet: tuple(Choice(*value) for value in values) for facet, values in meta["choices"].items()}
        return cls(
            label=label,
            pk=int(pk),
            title=meta["title"],
            body=body,
            url=meta["url"],
            doc_number=meta["doc_number"],
            dated=date.fromisoformat(meta["dated"]) if meta["dated"] else None,
            columns=choices["column"],
            attributes=meta["attributes"],
            **{name: choices[name][0] if choices[name] else None for name in ("kind", "organ", "topic", "validity")},
        )

    def digest(self) -> str:
        """The version of the content: two entries with the same digest are indexed alike."""
        content = json.dumps([self.meta(), self.body], ensure_ascii=False, sort_keys=True)
        return blake2b(content.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def _some(choice: Choice | None) -> tuple[Choice, ...]:
    return (choice,) if choice else ()


def key_of(label: str, pk: int) -> str:
    return f"{label}:{pk}"
