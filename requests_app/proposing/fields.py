"""What people write about proposals and released answers."""

from portal.field_table import Field, line, paragraphs
from requests_app.proposing.models import TITLE_LENGTH
from requests_app.proposing.parts import NAMES

SUGGESTION = {"text": Field("建议公开的内容", paragraphs(1000, required=True))}

ANSWER = {
    "title": Field(NAMES["title"], line(TITLE_LENGTH, required=True)),
    "question": Field(NAMES["question"], paragraphs(1000, required=True)),
    "answer": Field(NAMES["answer"], paragraphs(20_000, required=True)),
}
