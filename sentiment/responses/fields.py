"""What is typed into an answer."""

from collections.abc import Mapping

from portal.field_table import Field, choice, line, paragraphs
from sentiment.responses.codes import Form, Kind
from sentiment.responses.elements import LABELS
from sentiment.tickets.fields import moment

LONG_TEXT = 6000

FIELDS: Mapping[str, Field] = {
    "kind": Field("种类", choice(Kind.values, required=True)),
    "form": Field("形式", choice(Form.values, required=True)),
    "title": Field("标题", line(120, required=True)),
    **{
        name: Field(LABELS[name], paragraphs(LONG_TEXT))
        for name in ("question", "body", "fact_basis", "causes", "solution", "limits", "result")
    },
    "held_at": Field("发布会时间", moment),
    "place": Field("发布会地点和发布人", line(200)),
}
ALWAYS = {"kind": "", "form": "", "title": ""}
