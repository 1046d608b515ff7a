"""What the office writes about a supervisor, and a supervisor about what was seen."""

from typing import Any

from assessment.supervision.models import NAME_LENGTH, NOTE_LENGTH
from assessment.supervision.states import Background, Place, Recruitment
from portal.field_table import Field, Refused, choice, day, flag, line, paragraphs

HOURS_AT_MOST = 200
LONG = 2000


def _hours(label: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= HOURS_AT_MOST:
        raise Refused(f"{label}请填1到{HOURS_AT_MOST}的整数")
    return value


CANDIDATE = {
    "name": Field("姓名", line(NAME_LENGTH, required=True)),
    "background": Field("身份", choice(Background.values, required=True)),
    "recruitment": Field("招募方式", choice(Recruitment.values, required=True)),
    "phone": Field("电话", line(40)),
}
TERM = {"term_from": Field("聘期从", day), "term_to": Field("聘期到", day)}
TRAINED = {
    "held_on": Field("培训日期", day),
    "topic": Field("培训主题", line(120, required=True)),
    "hours": Field("学时", _hours),
}
NOTE = {
    "patrolled_on": Field("哪天去的", day),
    "place": Field("看的是", choice(Place.values, required=True)),
    "faulty": Field("有没有问题", flag),
    "seen": Field("看到的情况", paragraphs(NOTE_LENGTH, required=True)),
}
ANSWER = {"answer": Field("答复监督员", paragraphs(LONG, required=True))}
