"""What a clerk writes when asking others."""

from portal.field_table import Field, choice, line, paragraphs
from requests_app.consulting.states import PartyKind

TEXT_LENGTH = 3000

ASK: dict[str, Field] = {
    "kind": Field("征求谁", choice(PartyKind.values, required=True)),
    "party": Field("第三方", line(100)),
    "party_contact": Field("第三方联系方式", line(100)),
    "summary": Field("拟公开的内容要点", paragraphs(TEXT_LENGTH, required=True)),
}
OPINION: dict[str, Field] = {"opinion": Field("意见和理由", paragraphs(TEXT_LENGTH))}
OVERRULE: dict[str, Field] = {
    "public_interest": Field("公共利益的理由", paragraphs(TEXT_LENGTH, required=True)),
}
