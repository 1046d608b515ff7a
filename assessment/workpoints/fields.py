"""What a person types about 要点, tasks and progress."""

from portal.field_table import Field, day, line, paragraphs
from portal.subjects import TITLE_LENGTH

LONG = 4000

PLANNED = {
    "title": Field("名称", line(TITLE_LENGTH, required=True)),
    "number": Field("文号", line(60)),
}
TASKED = {
    "part": Field("部分", line(60)),
    "title": Field("任务", line(TITLE_LENGTH, required=True)),
    "demand": Field("要求", paragraphs(LONG, required=True)),
    "due_on": Field("完成日期", day),
}
NOTED = {"text": Field("内容", paragraphs(LONG, required=True))}
