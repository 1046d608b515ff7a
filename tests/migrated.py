"""A migrated SQLite database, kept between runs: migrating an empty one takes longer than most tests.

The copy is used only while nothing that decides its content has changed: migrations, the data they load, the libraries.
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from scripts.duties import PACKAGES, ROOT

_DECIDING = [
    *(
        pattern
        for package in (*PACKAGES, "tests")
        for pattern in (f"{package}/**/migrations/*.py", f"{package}/**/data/*")
    ),
    "requirements*.txt",
]


def _key() -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in _DECIDING for path in ROOT.glob(pattern) if path.is_file()}):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]


def _kept(config: pytest.Config) -> Path | None:
    """Where the copy lies or will lie; ``None`` for another database, or when pytest keeps nothing."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3" or not hasattr(config, "cache"):
        return None
    return Path(config.cache.mkdir("migrated")) / f"{_key()}.sqlite3"


def _database() -> Path:
    return Path(settings.DATABASES["default"]["TEST"]["NAME"])


def put_in_place(config: pytest.Config) -> bool:
    """Lay the copy where the tests look for their database. Whether there was one."""
    kept = _kept(config)
    if kept is None or not kept.exists():
        return False
    shutil.copyfile(kept, _database())
    return True


def keep(config: pytest.Config) -> None:
    """Keep the database that was just migrated, instead of any older one. Two workers may do so at once."""
    kept = _kept(config)
    if kept is None or kept.exists() or not _database().exists():
        return
    own = kept.with_name(f"{kept.name}-{config.workerinput['workerid'] if hasattr(config, 'workerinput') else 'main'}")
    with closing(sqlite3.connect(_database())) as source, closing(sqlite3.connect(own)) as copy:
        source.backup(copy)
    for older in kept.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    own.replace(kept)
