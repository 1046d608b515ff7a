"""The frozen content of an issued letter: one canonical text, its hash, and back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from portal.letters.composing import Draft, RenderedBlock
from portal.letters.templates import BlockKind
from portal.subjects import SubjectRef


@dataclass(frozen=True, slots=True)
class FrozenLetter:
    """Everything an issued letter says. ``context`` is what it was filled with, as JSON keeps it."""

    template: str
    version: int
    title: str
    organ_name: str
    number: str
    dated: date
    code: str
    signature: bool
    seal: bool
    subject: tuple[str, int]
    context: Mapping[str, Any]
    blocks: tuple[RenderedBlock, ...]

    @property
    def text(self) -> str:
        """All words of the body."""
        return "\n".join(block.text for block in self.blocks)


def frozen(draft: Draft, *, number: str, code: str, subject: SubjectRef) -> FrozenLetter:
    template = draft.template
    return FrozenLetter(
        template=template.code,
        version=template.version,
        title=template.title,
        organ_name=draft.organ_name,
        number=number,
        dated=draft.on,
        code=code,
        signature=template.signature,
        seal=template.seal,
        subject=(subject.label, subject.pk),
        context=draft.context,
        blocks=draft.blocks,
    )


def canonical(letter: FrozenLetter) -> str:
    """The same text for the same letter on every machine; the code in it keeps its hash from being guessed at."""
    values: dict[str, Any] = {name: getattr(letter, name) for name in FrozenLetter.__slots__ if name != "blocks"}
    values |= {"context": dict(letter.context), "blocks": [_block_values(block) for block in letter.blocks]}
    return json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def thawed(text: str) -> FrozenLetter:
    """The letter of a canonical text."""
    values = json.loads(text)
    blocks = tuple(
        RenderedBlock(
            code=block["code"],
            kind=BlockKind(block["kind"]),
            lines=tuple(block["lines"]),
            rows=tuple(map(tuple, block["rows"])),
            continues=block["continues"],
        )
        for block in values["blocks"]
    )
    values |= {"dated": date.fromisoformat(values["dated"]), "subject": tuple(values["subject"]), "blocks": blocks}
    return FrozenLetter(**values)


def content_hash(text: str) -> str:
    """SHA-256, in hex, of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _block_values(block: RenderedBlock) -> dict[str, Any]:
    return {
        "code": block.code,
        "kind": block.kind,
        "lines": list(block.lines),
        "rows": [list(row) for row in block.rows],
        "continues": block.continues,
    }
