"""What is asked and answered about a record."""

from portal.field_table import Field, line, paragraphs

ASKED = {
    "record": Field("哪条记录", line(200, required=True)),
    "fault": Field("哪里不准确", paragraphs(1000, required=True)),
    "evidence": Field("证据", paragraphs(1000, required=True)),
}

ANSWERED = {
    "checked": Field("核实的情况", paragraphs(1000, required=True)),
    "before": Field("更正以前", paragraphs(500)),
    "after": Field("更正以后", paragraphs(500)),
    "reason": Field("理由", paragraphs(1000)),
    "other_organ": Field("有权更正的机关", line(100)),
    "other_contact": Field("机关的联系方式", line(200)),
}
