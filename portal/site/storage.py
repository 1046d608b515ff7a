"""Where the collected static files go."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise ships no types
    """Content-hashed names, compressed with gzip only.

    Brotli at its highest level takes a minute over the libraries' files and saves a few kilobytes a page; a start
    must take seconds, whichever packages happen to be installed.
    """

    keep_only_hashed_files = True

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(use_brotli=False, **kwargs)
