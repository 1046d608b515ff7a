"""Plain text and tables of text."""

from typing import IO

from portal.files.archives import TEXT_AT_MOST, LimitExceededError
from portal.files.extraction.findings import Notebook
from portal.files.sniffing import HEAD, encoding_of


def read(file: IO[bytes], notebook: Notebook) -> None:
    """The whole text; a byte that belongs to no encoding is a fault, not a question mark."""
    data = file.read(4 * TEXT_AT_MOST + 1)
    if len(data) > 4 * TEXT_AT_MOST:
        raise LimitExceededError("里面的文字太多")
    encoding = encoding_of(data[:HEAD])
    for name in dict.fromkeys((encoding or "utf-8", "gb18030")):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        notebook.note("正文", text)
        return
    notebook.fault("文字的编码不认识，读不出来。请另存为UTF-8编码")
