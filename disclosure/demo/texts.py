"""Reads the data files of the demonstration city. Each text is a file of its own: facts between ``+++``, then prose.

In the prose ``@@`` stands for the signature, ``| a | b |`` for a row of a table, ``{{number:name}}`` for the 发文字号
of another text, ``{{date:-3}}`` for the day three days before the day of loading.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SIGNATURE = "@@"

_FENCE = "+++\n"
_TABLE_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
_NUMBER = re.compile(r"\{\{number:([\w-]+)\}\}")
_DATE = re.compile(r"\{\{date:([+-]\d+)\}\}")
_JOINT_ISSUERS = re.compile(r"^(.+? .+?)关于")


@dataclass(frozen=True, slots=True)
class Text:
    """``organ`` is the code of the organ that answers for the text, ``name`` the text's own."""

    organ: str
    name: str
    facts: dict[str, Any]
    prose: str

    @property
    def key(self) -> str:
        return f"{self.organ}/{self.name}"

    @property
    def title(self) -> str:
        return str(self.facts["title"])

    @property
    def relatives(self) -> list[tuple[str, str]]:
        """What the text does to others: pairs of a kind of relation and a name."""
        kinds = ("amends", "repeals", "replaces", "forwards", "related")
        return [(kind, name) for kind in kinds for name in self.facts.get(kind, [])]

    def issuers(self, organ_name: str) -> list[str]:
        """The names that stand above the date: several when the title begins with several."""
        if issuer := self.facts.get("issuer"):
            return [str(issuer)]
        joint = _JOINT_ISSUERS.match(self.title)
        return joint[1].split(" ") if joint else [organ_name]

    def body(self, *, signature: str, today: date, number_of: Callable[[str], str]) -> str:
        """The prose as a drafter would type it: the signature in its place, else at the end; tables with tabs."""
        text = self.prose.replace(SIGNATURE, signature) if SIGNATURE in self.prose else f"{self.prose}\n{signature}"
        text = _NUMBER.sub(lambda found: number_of(found[1]), text)
        text = _DATE.sub(lambda found: in_words(today + timedelta(days=int(found[1]))), text)
        return _TABLE_ROW.sub(lambda found: "\t".join(cell.strip() for cell in found[1].split("|")), text).strip()


def in_words(day: date) -> str:
    """2026年3月5日, without leading zeros (GB/T 9704-2012 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def texts(folder: str) -> Iterator[Text]:
    """The texts of ``documents`` (dated) or ``cases`` (dated from the day of loading), by organ and name."""
    for path in sorted((FOLDER / folder).glob("*/*.md")):
        _, facts, prose = path.read_text(encoding="utf-8").split(_FENCE, 2)
        yield Text(path.parent.name, path.stem, tomllib.loads(facts), prose.strip())


def annual_reports() -> Iterator[Text]:
    """Serial texts: one annual report for each organ that has figures."""
    given = table("annual_reports")
    organs = table("organs")
    named = [*organs["organ"], *(row["founds"] for row in organs["reform"] if "founds" in row)]
    names = {row["code"]: row["name"] for row in named}
    for row in given["report"]:
        values = dict(zip(given["names"], row["figures"], strict=True)) | {"lesson": row["lesson"]}
        facts = {
            "kind": "年度报告",
            "title": given["title"].format(name=names[row["organ"]]),
            "topic": "政务公开",
            "column": "annual-report",
            "formed": given["formed"],
            "published": given["published"],
        }
        yield Text(row["organ"], "nianbao-2025", facts, given["prose"].format(**values).strip())


def table(name: str) -> dict[str, Any]:
    """A data file as written: ``organs``, ``people``, ``columns``, ``guides``, ``annual_reports``, ``reports``, …"""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
