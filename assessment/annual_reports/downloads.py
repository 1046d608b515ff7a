"""A report as a file over HTTP."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from assessment.annual_reports.paper import Paper, docx_of, pdf_of_paper
from portal.letters.errors import FontMissing

UNAVAILABLE = 503
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def download(paper: Paper, ending: str) -> HttpResponse:
    """``pdf`` or ``docx``; 503 with words when no font for a PDF is installed."""
    try:
        content = pdf_of_paper(paper) if ending == "pdf" else docx_of(paper)
    except FontMissing as missing:
        return HttpResponse(missing.message, content_type="text/plain; charset=utf-8", status=UNAVAILABLE)
    response = HttpResponse(content, content_type=_TYPES[ending])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{paper.title}.{ending}")
    return response
