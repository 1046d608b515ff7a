"""The catalogue beside the files: what they are, how big, how new. The words are those of DCAT."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from disclosure.open_data import shelf
from disclosure.open_data.tables import DataSet
from disclosure.open_data.writing import Written

FILE_NAME = "catalogue.json"
_MEDIA_TYPES = {".csv": "text/csv; charset=utf-8", ".gz": "application/gzip", ".json": "application/json"}
_FORMATS = {".csv": "CSV", ".gz": "JSON Lines（gzip）"}


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file to take away."""

    name: str
    format: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Published:
    """One data set of the dump."""

    title: str
    description: str
    rows: int
    distributions: Sequence[Distribution]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The dump that is being served. ``made_at`` is the moment it was begun."""

    made_at: datetime
    licence: str
    data_sets: Sequence[Published]

    def file(self, name: str) -> Distribution | None:
        files = (each for data_set in self.data_sets for each in data_set.distributions)
        return next((file for file in files if file.name == name), None)


def write(folder: Path, written: Sequence[tuple[DataSet, int, Sequence[Written]]], *, root: str, at: datetime) -> None:
    """Last of all, so that a folder with a catalogue is whole."""
    content = {
        "title": f"{settings.SITE['name']}：公开目录数据",
        "description": "每天夜里生成。有文件撤下时随即重新生成。",
        "publisher": settings.SITE["government"],
        "license": settings.OPEN_DATA_LICENCE,
        "modified": at.isoformat(),
        "dataset": [_data_set(*each, root=root, at=at) for each in written],
    }
    (folder / FILE_NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _data_set(data_set: DataSet, rows: int, files: Sequence[Written], *, root: str, at: datetime) -> dict[str, object]:
    return {
        "identifier": data_set.code,
        "title": data_set.title,
        "description": data_set.description,
        "modified": at.isoformat(),
        "rows": rows,
        "fields": [{"name": field.name, "title": field.title} for field in data_set.fields],
        "distribution": [
            {
                "title": file.name,
                "downloadURL": f"{root}/open-data/{file.name}",
                "mediaType": media_type(file.name),
                "format": _FORMATS[Path(file.name).suffix],
                "byteSize": file.bytes,
                "checksum": {"algorithm": "sha256", "checksumValue": file.sha256},
            }
            for file in files
        ],
    }


def media_type(name: str) -> str:
    return _MEDIA_TYPES[Path(name).suffix]


def read() -> tuple[Catalogue, Path] | None:
    """The catalogue in force with its folder; ``None`` before the first dump."""
    folder = shelf.current()
    if folder is None:
        return None
    content: dict[str, Any] = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    data_sets = [_published(each) for each in content["dataset"]]
    return Catalogue(datetime.fromisoformat(content["modified"]), content["license"], data_sets), folder


def _published(content: dict[str, Any]) -> Published:
    files = [
        Distribution(each["title"], each["format"], each["byteSize"], each["checksum"]["checksumValue"])
        for each in content["distribution"]
    ]
    return Published(content["title"], content["description"], content["rows"], files)
