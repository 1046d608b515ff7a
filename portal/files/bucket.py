"""The store in an S3-compatible bucket."""

from collections.abc import Iterator
from typing import Any

from storages.backends.s3 import ClientError, S3Storage

_CHUNK = 64 * 1024
_GONE = {"404", "NoSuchKey"}


class Bucket(S3Storage):  # type: ignore[misc]  # the library ships no types
    """An object is put whole or not at all, by the server itself."""

    def span(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """So many bytes from a place on, as they arrive. Raises ``FileNotFoundError`` before the first."""
        try:
            answer: Any = self.bucket.Object(name).get(Range=f"bytes={start}-{start + length - 1}")
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                raise FileNotFoundError(name) from error
            raise
        pieces: Iterator[bytes] = answer["Body"].iter_chunks(_CHUNK)
        return pieces
