"""An office document as parts that can be cut and dropped. Written anew is only what something still refers to."""

import posixpath
import re
from collections.abc import Mapping
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from portal.files import archives
from portal.files.archives import Budget
from portal.files.cleaning import CannotCleanError, pictures
from portal.files.cleaning.cutting import CUT, DAMAGED, KEEP, Path, Rule, Verdict, cut
from portal.files.extraction.markup import Event, MarkupError, Step, events

TYPES = "[Content_Types].xml"
_ROOT = "_rels/.rels"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PICTURE = re.compile(r".*\.(jpe?g|png)", re.IGNORECASE)
PROPERTIES = ("core-properties", "extended-properties", "custom-properties", "thumbnail", "customXml")
"""Last words of the types of relations that lead to properties; no program needs them to open the file."""


class Parts:
    def __init__(self, archive: ZipFile, budget: Budget) -> None:
        self._archive, self._budget = archive, budget
        self._entries: dict[str, ZipInfo] = {entry.filename: entry for entry in archive.infolist()}
        self._changed: dict[str, bytes] = {}

    def named(self, pattern: str) -> list[str]:
        """Parts whose whole name fits."""
        wanted = re.compile(pattern, re.IGNORECASE)
        return [name for name in self._entries if wanted.fullmatch(name)]

    def read(self, name: str) -> bytes:
        if name in self._changed:
            return self._changed[name]
        with archives.unpacked(self._archive, self._entries[name], self._budget) as file:
            return file.read()

    def events(self, name: str) -> list[Event]:
        """The part as it is now. Raises ``CannotCleanError``."""
        try:
            return list(events(BytesIO(self.read(name))))
        except MarkupError as error:
            raise CannotCleanError(DAMAGED) from error

    def edit(self, name: str, rule: Rule) -> None:
        """Cut a part; one that is not there is left alone."""
        if name in self._entries:
            self._changed[name] = cut(self.read(name), rule)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id → last word of the type, and the part it leads to; links out of the file are none."""
        rels = _relations_of(name)
        if rels not in self._entries:
            return {}
        folder = name.rpartition("/")[0]
        opened = [event for event in self.events(rels) if event.step is Step.OPEN]
        rows = [event.attributes for event in opened if event.name == "Relationship"]
        return {
            row.get("Id", ""): (
                _last_word(row),
                posixpath.normpath(posixpath.join("/", folder, row["Target"])).lstrip("/"),
            )
            for row in rows
            if row.get("TargetMode") != "External" and "Target" in row
        }

    def unlink(self, name: str, *types: str, ids: frozenset[str] = frozenset()) -> None:
        """Take relations away from a part, by type or by id."""

        def rule(path: Path, row: Mapping[str, str]) -> Verdict:
            gone = path[-1] == "Relationship" and (_last_word(row) in types or row.get("Id") in ids)
            return CUT if gone else KEEP

        self.edit(_relations_of(name), rule)

    def unlink_everywhere(self, *types: str) -> None:
        for rels in self.named(r"(.*/)?_rels/[^/]*\.rels"):
            folder, _, last = rels.removesuffix(".rels").rpartition("/")
            above = folder.removesuffix("_rels").rstrip("/")
            self.unlink(f"{above}/{last}".lstrip("/"), *types)

    def write(self, target: IO[bytes]) -> None:
        """What can be reached from the root, without a date, pictures without their notes."""
        kept = self._reached()
        self.edit(TYPES, _only(kept))
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for name in (TYPES, *(name for name in self._entries if name in kept and name != TYPES)):
                data = self.read(name)
                if _PICTURE.fullmatch(name):
                    data = pictures.cleaned(data)
                info = ZipInfo(name, date_time=_NO_TIME)
                info.compress_type = ZIP_DEFLATED
                archive.writestr(info, data)

    def _reached(self) -> set[str]:
        if TYPES not in self._entries or _ROOT not in self._entries:
            raise CannotCleanError("文件已经损坏，不能清理")
        kept, waiting = {_ROOT}, [""]
        while waiting:
            name = waiting.pop()
            for _, target in self.relations(name).values():
                if target in self._entries and target not in kept:
                    kept.add(target)
                    waiting.append(target)
                    if (rels := _relations_of(target)) in self._entries:
                        kept.add(rels)
        return kept


def _relations_of(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"


def _last_word(row: Mapping[str, str]) -> str:
    return row.get("Type", "").rpartition("/")[2]


def _only(kept: set[str]) -> Rule:
    def rule(path: Path, row: Mapping[str, str]) -> Verdict:
        gone = path[-1] == "Override" and row.get("PartName", "").lstrip("/") not in kept
        return CUT if gone else KEEP

    return rule
