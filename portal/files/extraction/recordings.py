"""Sound and film: nobody but a person can say what is in them. Where they were taken is found without that."""

from typing import IO

from portal.files.archives import MEGABYTE
from portal.files.extraction.findings import Notebook

_PLACES = (b"\xa9xyz", b"com.apple.quicktime.location")
"""What cameras call the atom with the place."""
_OVERLAP = max(len(mark) for mark in _PLACES)


def read(file: IO[bytes], notebook: Notebook) -> None:
    """A film that tells where it was taken is refused: nothing here could take that out."""
    notebook.fault("声音和画面机器查不了，要人看一遍、听一遍")
    before = b""
    while piece := file.read(MEGABYTE):
        if any(mark in before + piece for mark in _PLACES):
            notebook.refuse("里面带着拍摄地点，请用软件去掉以后再上传")
            return
        before = piece[-_OVERLAP:]
