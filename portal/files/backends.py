"""The two places of the store, as Django's ``STORAGES`` wants them; which one is meant the settings decide."""

from pathlib import Path
from typing import Any


def folder(location: Path) -> dict[str, Any]:
    """A folder of this machine, or one that all web nodes share."""
    return {"BACKEND": "portal.files.vault.Vault", "OPTIONS": {"location": location, "base_url": None}}


def bucket(name: str, *, endpoint: str, region: str, access_key: str, secret_key: str) -> dict[str, Any]:
    """A bucket of any S3-compatible store; what is empty the library takes from its own environment."""
    options = {
        "bucket_name": name,
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "access_key": access_key or None,
        "secret_key": secret_key or None,
        "default_acl": None,
        "querystring_auth": True,
        "addressing_style": "path",
        "file_overwrite": True,
        "max_memory_size": 4 * 1024 * 1024,
    }
    return {"BACKEND": "portal.files.bucket.Bucket", "OPTIONS": options}
