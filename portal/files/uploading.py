"""Uploads on their way in: written to disk piece by piece, and no further than just past the limit."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from portal.files.services import SIZE_AT_MOST


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """What is too large is read to its end and thrown away, so that the person gets an answer instead of a broken line.

    The little that is kept is still too large, and refused for it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return super().receive_data_chunk(raw_data, start) if start <= SIZE_AT_MOST else None
