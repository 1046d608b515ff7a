"""Settings of the tests: the product's own, with a scratch folder and fast password hashing.

``DATABASE_URL`` and ``REDIS_URL`` choose the servers, as in production; without them SQLite and memory are used.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def _scratch_folder() -> Path:
    """A folder per test process: parallel workers must not share an index or uploads."""
    given = os.environ.get("MINGZHENG_VAR")
    if given:
        folder = Path(given)
        return folder / WORKER if WORKER and folder.name != WORKER else folder
    made = Path(tempfile.mkdtemp(prefix="mingzheng-test-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


os.environ["MINGZHENG_VAR"] = str(_scratch_folder())
os.environ["MINGZHENG_DEMO"] = "0"
os.environ.setdefault("SECRET_KEY", "tests-only")

from portal.settings import *  # noqa: E402,F403  # the environment above must be set first
from portal.settings import CACHES, DATABASES, INSTALLED_APPS, REDIS_URL, VAR_DIR  # noqa: E402  # the same

INSTALLED_APPS = [*INSTALLED_APPS, "tests.governed.apps.GovernedCasesConfig"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in the product: several connections wait for each other instead of failing on a shared cache.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "files": {"BACKEND": "portal.files.vault.Vault", "OPTIONS": {"location": VAR_DIR / "files", "base_url": None}},
}
CACHES = {alias: {**cache, "KEY_PREFIX": f"{alias}-{WORKER}"} for alias, cache in CACHES.items()}
# The tests about the second factor switch it on.
STAFF_OTP_REQUIRED = False
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
SEARCH_INDEX_DIR = VAR_DIR / "index"
# WhiteNoise looks at the folder when it starts; collectstatic makes it in production.
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
