"""培训: what was planned, what took place, who came."""

from disclosure.registers.kinds.items import amount, count, some_of, text, words
from disclosure.registers.kinds.terms import UNITS, Enclosed, Group, RegisterKind
from disclosure.registers.periods import Rhythm

KINDS = (
    RegisterKind(
        code="training_plan",
        name="培训计划",
        group=Group.TRAINING,
        note="本年度的业务培训计划；列入公务员、领导干部培训科目的写明文号。",
        rhythm=Rhythm.YEARLY,
        day="印发日期",
        items=(
            words("plan", "计划名称"),
            words("number", "文号", required=False),
            some_of("listed_in", "列入", "公务员培训计划", "领导干部培训计划", "本单位业务培训计划"),
            count("courses", "计划办班", "期"),
            text("content", "主要内容"),
        ),
        owed_by=UNITS,
        enclosed=Enclosed.REQUIRED,
        duties=("S1-1.4", "S3-7.3a"),
        source="本市示范区建设标准 一（四）；本市政务公开实施方案 七（三）",
    ),
    RegisterKind(
        code="training",
        name="培训记录",
        group=Group.TRAINING,
        note="每办一期记一条，每年至少一期。",
        rhythm=Rhythm.YEARLY,
        day="培训日期",
        items=(
            words("topic", "培训主题"),
            some_of("audience", "培训对象", "领导干部", "政务公开工作人员", "信息员", "保密审查员", "窗口人员"),
            words("teacher", "授课单位和授课人"),
            count("people", "参加人数", "人"),
            amount("hours", "学时", "学时"),
            text("content", "主要内容", required=False),
        ),
        owed_by=UNITS,
        duties=("S1-1.4", "S3-7.3a"),
        source="本市示范区建设标准 一（四）；本市政务公开实施方案 七（三）",
    ),
    RegisterKind(
        code="spokesperson_training",
        name="分管负责人和新闻发言人轮训",
        group=Group.TRAINING,
        note="分管负责人、新闻发言人参加的轮训，谁参加的写清楚。",
        rhythm=Rhythm.YEARLY,
        day="轮训日期",
        items=(
            words("topic", "轮训主题"),
            some_of("audience", "参加的是", "分管负责人", "新闻发言人"),
            words("people", "参加的人", hint="姓名和职务"),
            words("teacher", "举办单位"),
            amount("hours", "学时", "学时"),
        ),
        owed_by=UNITS,
        duties=("S3-4.7a",),
        source="本市政务公开实施方案 四（七）",
    ),
)
