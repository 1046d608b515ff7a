"""What the people who handle a case of 责任追究 type."""

from assessment.accountability.models import NAME_LENGTH, POST_LENGTH
from assessment.accountability.states import Course, Gravity, Measure, ObjectionKind, Part, Ruling, Situation
from portal.field_table import Field, choice, day, flag, line, paragraphs

LONG = 4000

LED = {"grounds": Field("线索内容", paragraphs(LONG, required=True))}
WHY = {"why": Field("理由", paragraphs(LONG, required=True))}
REFERRED = WHY | {"referred_to": Field("移送给", line(POST_LENGTH, required=True))}
FOUND = {
    "situation": Field("追究情形", choice(Situation.values, required=True)),
    "course": Field("行为是怎么作出的", choice(Course.values, required=True)),
    "facts": Field("查明的事实", paragraphs(LONG, required=True)),
}
NAMED = {
    "part": Field("身份", choice(Part.values, required=True)),
    "name": Field("姓名", line(NAME_LENGTH)),
    "post": Field("职务", line(POST_LENGTH)),
    "objected": Field("曾提出异议", flag),
    "objection_record": Field("异议的记录", paragraphs(LONG)),
}
EVIDENCE = {"shows": Field("证明什么", line(200, required=True))}
HEARD = {
    "heard_on": Field("听取日期", day),
    "statement": Field("陈述和申辩", paragraphs(LONG, required=True)),
    "taken_up": Field("是否采纳和理由", paragraphs(LONG, required=True)),
}
DECIDED = {
    "gravity": Field("情节", choice(Gravity.values, required=True)),
    "decision": Field("决定", paragraphs(LONG, required=True)),
}
MEASURE = Field("处理", choice(Measure.values, required=True))
SERVED = {"served_on": Field("送达日期", day)}
OBJECTED = {
    "kind": Field("复核还是申诉", choice(ObjectionKind.values, required=True)),
    "lodged_on": Field("提出日期", day),
    "grounds": Field("理由", paragraphs(LONG, required=True)),
}
RULED = {
    "ruling": Field("结果", choice(Ruling.values, required=True)),
    "words": Field("理由", paragraphs(LONG, required=True)),
}
REPORTED = {
    "reported_on": Field("报告日期", day),
    "report": Field("改正情况", paragraphs(LONG, required=True)),
}
