"""What a person types about a problem."""

from assessment.problems.models import ARTICLE_LENGTH
from assessment.problems.states import CheckWay
from portal.field_table import Field, choice, day, line, paragraphs
from portal.subjects import TITLE_LENGTH

LONG = 4000

NOTED = {
    "way": Field("发现方式", choice([way for way in CheckWay.values if way != CheckWay.SYSTEM], required=True)),
    "title": Field("问题", line(TITLE_LENGTH, required=True)),
    "article": Field("依据", line(ARTICLE_LENGTH)),
    "facts": Field("情况", paragraphs(LONG, required=True)),
    "occurred_on": Field("发生日期", day),
    "difference": Field("和已有问题的区别", paragraphs(LONG)),
}
