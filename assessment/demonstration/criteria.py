"""What an application shows: the six standards of 示范创建 (S1-1 to S1-6). A new standard is a row here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """``points`` are what the acceptance gives at most; together a hundred."""

    code: str
    name: str
    wanted: str
    points: int


CRITERIA = (
    Criterion(
        "organization",
        "组织机构",
        "领导机构、工作机构健全，配齐专兼职人员，每年部署和总结，纳入绩效考核和培训",
        15,
    ),
    Criterion(
        "rules",
        "制度体系",
        "主动公开、依申请公开、保密审查、解读回应、公众参与、考核评议、责任追究等八项制度和流程",
        15,
    ),
    Criterion(
        "openness",
        "公开规范",
        "目录科学，法定信息常态公开，时限、要素合格，依申请公开五个环节规范，没有泄密",
        25,
    ),
    Criterion(
        "platforms",
        "平台建设",
        "公开专栏和检索，政策综合窗口，公报、发布会、热线，公告栏、明白卡、查阅场所",
        15,
    ),
    Criterion(
        "priorities",
        "重点工作",
        "规划、财政、执法信息，规范性文件，公众参与，政策解读，舆情回应，年度报告",
        20,
    ),
    Criterion(
        "innovation",
        "创新工作",
        "村（居）公开、公开专区、一件事、嵌入业务系统、精准推送",
        10,
    ),
)
BY_CODE = {row.code: row for row in CRITERIA}
PASS_MARK = 80
"""Points of a hundred from which the acceptance is passed when the programme says nothing else; a matter of the house:
the annex with the points is missing from the rule book."""
