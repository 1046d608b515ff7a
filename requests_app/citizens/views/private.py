"""What the pages of an application have in common."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from portal.errors import InvalidInput
from portal.letters.rendering import LetterFile
from portal.receipts.pages import attachment
from requests_app.cases.states import FilePurpose
from requests_app.citizens.services import File


def download(file: LetterFile) -> HttpResponse:
    """Always as a download."""
    return attachment(file.content, file.name, file.content_type)


def files_of(request: HttpRequest, uploads: Sequence[tuple[str, FilePurpose, int]]) -> list[File]:
    """The files of a form; ``uploads`` are rows of field, purpose, and how many at most.

    Raises ``InvalidInput`` for too many of one field.
    """
    found = []
    for field, purpose, most in uploads:
        sent = request.FILES.getlist(field)
        if len(sent) > most:
            raise InvalidInput({field: f"最多{most}个文件，请合成一个，或者只传要紧的"})
        found += [File(field, purpose, upload) for upload in sent]
    return found
