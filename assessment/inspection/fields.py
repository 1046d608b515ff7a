"""What a person types about a check."""

from assessment.inspection.states import WAYS
from portal.field_table import Field, choice, flag, line, paragraphs
from portal.subjects import TITLE_LENGTH

LONG = 4000

STARTED = {
    "title": Field("名称", line(TITLE_LENGTH, required=True)),
    "way": Field("检查方式", choice(WAYS, required=True)),
    "announced": Field("事先通知", flag),
    "scope": Field("检查内容和要求", paragraphs(LONG)),
}
REPORTED = {"report": Field("检查报告", paragraphs(LONG, required=True))}
