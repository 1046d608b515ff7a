"""What is found in a file: texts with the place where they stand, and what could not be read."""

from dataclasses import dataclass, field

from portal.files.archives import Budget


@dataclass(frozen=True, slots=True)
class Part:
    """``where`` is a Chinese phrase a clerk understands; ``text`` is plain, paragraphs on lines of their own."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All text of a file. ``faults`` say what could not be read, ``refusals`` why it cannot be taken at all.

    ``pages`` counts pages, slides or sheets; ``None`` where there are none.
    """

    parts: tuple[Part, ...] = ()
    faults: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    pages: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything in the file was read."""
        return not self.faults and not self.refusals


@dataclass
class Notebook:
    """Collects while a file is read. Notes about one place become one part."""

    budget: Budget = field(default_factory=Budget)
    prefix: str = ""
    depth: int = 0
    texts: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, None] = field(default_factory=dict)
    refusals: dict[str, None] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    pages: int | None = None

    def note(self, where: str, text: str) -> None:
        """Keep a text; blank ones say nothing."""
        if not text.strip():
            return
        self.budget.spend_characters(len(text))
        self.texts.setdefault(self.prefix + where, []).append(text)

    def fault(self, words: str) -> None:
        self.faults[self.prefix + words] = None

    def refuse(self, words: str) -> None:
        self.refusals[self.prefix + words] = None

    def picture(self) -> None:
        """A picture whose letters nobody but a person can read."""
        self.pictures[self.prefix] = self.pictures.get(self.prefix, 0) + 1

    def inside(self, name: str) -> "Notebook":
        """For a file inside the file: the same budget and the same pages of notes, one level deeper."""
        return Notebook(
            budget=self.budget,
            prefix=f"{self.prefix}{name}：",
            depth=self.depth + 1,
            texts=self.texts,
            faults=self.faults,
            refusals=self.refusals,
            pictures=self.pictures,
        )

    def closed(self) -> Extraction:
        pictures = [
            f"{prefix}有{count}张图片，图片上的文字查不出来，要人看一遍" for prefix, count in self.pictures.items()
        ]
        return Extraction(
            parts=tuple(Part(where, "\n".join(texts)) for where, texts in self.texts.items()),
            faults=(*self.faults, *pictures),
            refusals=tuple(self.refusals),
            pages=self.pages,
        )
