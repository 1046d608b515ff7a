"""What people write about a coordination, field by field."""

from disclosure.coordination.states import Answer, Part, Ruling
from portal.field_table import Field, choice, day, flag, line, paragraphs

TEXT_LENGTH = 3000

CONCERN: dict[str, Field] = {
    "part": Field("关系", choice(Part.values, required=True)),
    "note": Field("涉及什么", line(200)),
}
LETTER: dict[str, Field] = {
    "letter": Field("征求意见函", paragraphs(TEXT_LENGTH, required=True)),
    "is_urgent": Field("情况紧急", flag),
}
REPLY: dict[str, Field] = {
    "answer": Field("答复", choice(Answer.values, required=True)),
    "reply": Field("书面答复", paragraphs(TEXT_LENGTH, required=True)),
    "reply_number": Field("复函文号", line(80)),
}
POSITION: dict[str, Field] = {"position": Field("本单位的意见和理由", paragraphs(TEXT_LENGTH, required=True))}
RULING: dict[str, Field] = {
    "ruling": Field("裁决", choice(Ruling.values, required=True)),
    "ruling_text": Field("裁决理由", paragraphs(TEXT_LENGTH, required=True)),
}
NEED: dict[str, Field] = {
    "category": Field("类别", line(40, required=True)),
    "authority": Field("批准机关", line(100, required=True)),
}
APPROVAL: dict[str, Field] = {
    "approved_by": Field("批准人", line(100, required=True)),
    "approval_number": Field("批准文号", line(80, required=True)),
    "approved_on": Field("批准日期", day),
    "note": Field("说明", paragraphs(1000)),
}
RULE: dict[str, Field] = {
    "category": Field("类别", line(40, required=True)),
    "kinds": Field("公文种类", line(200)),
    "keywords": Field("标题里的词", line(300)),
    "authority": Field("批准机关", line(100, required=True)),
    "basis": Field("依据", line(200)),
    "is_active": Field("在用", flag),
}
