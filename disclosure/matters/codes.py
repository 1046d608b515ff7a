"""Code lists of the 政务公开事项清单, with the words of the official table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from portal.domains import Domain


class Tier(models.TextChoices):
    """Whose list a matter stands in, the highest first."""

    COUNTY = "county", "市县级"
    TOWN = "town", "乡级"
    VILLAGE = "village", "村级"


class Audience(models.TextChoices):
    PUBLIC = "public", "全社会"
    GROUP = "group", "特定群众"


class Way(models.TextChoices):
    ACTIVE = "active", "主动"
    REQUEST = "request", "依申请"


class Change(models.TextChoices):
    ADDED = "added", "新增"
    CHANGED = "changed", "变更"
    DROPPED = "dropped", "取消"


CHANNELS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他",
)
"""公开渠道和载体 as the boxes of the official table name them."""

LEVELS = ("县级", "乡级", "村级")
"""公开层级: boxes, more than one may be ticked."""


class VillageTopic(models.TextChoices):
    """The nine kinds a village makes public first of all (S1-6.1c)."""

    REVIVAL = "revival", "乡村振兴"
    FINANCE = "finance", "村级财务"
    SUBSIDIES = "subsidies", "惠农政策"
    CARE = "care", "养老服务"
    RELIEF = "relief", "社会救助"
    HOUSING = "housing", "保障性住房"
    RENOVATION = "renovation", "农村危房改造"
    SCHOOL = "school", "义务教育"
    HEALTH = "health", "医疗卫生"


@dataclass(frozen=True, slots=True)
class Focus:
    """Fields a rule book wants looked at together, out of the 26."""

    code: str
    label: str
    fields: Mapping[str, tuple[Domain, ...]]
    duties: tuple[str, ...]

    @property
    def domains(self) -> frozenset[str]:
        return frozenset(domain for domains in self.fields.values() for domain in domains)


PILOTS = Focus(
    code="pilots",
    label="基层公开试点领域",
    fields={
        "城乡规划": (Domain.D01,),
        "税费收缴": (Domain.D06,),
        "征地补偿": (Domain.D07,),
        "拆迁安置": (Domain.D08,),
        "环境治理": (Domain.D11,),
        "公共事业投入": (Domain.D26,),
        "公共文化服务": (Domain.D12,),
        "扶贫救灾": (Domain.D14, Domain.D15),
    },
    duties=("S3-2.3a",),
)
ERRANDS = Focus(
    code="errands",
    label="办事事项五公开试点",
    fields={
        "劳动就业": (Domain.D18,),
        "社会保险": (Domain.D19,),
        "社会救助": (Domain.D20,),
        "社会福利": (Domain.D21,),
        "户籍管理": (Domain.D22,),
        "宅基地审批": (Domain.D01,),
        "涉农补贴": (Domain.D23,),
        "医疗卫生": (Domain.D25,),
    },
    duties=("S3-2.3b",),
)
WELFARE = Focus(
    code="welfare",
    label="社会公益事业七类",
    fields={
        "社会救助和社会福利": (Domain.D20, Domain.D21),
        "困难户帮扶": (Domain.D14,),
        "教育": (Domain.D24,),
        "基本医疗卫生": (Domain.D25,),
        "环境保护": (Domain.D11,),
        "灾害事故救援": (Domain.D15,),
        "公共文化体育": (Domain.D12,),
    },
    duties=("S4-1.7a",),
)
FOCUSES: Mapping[str, Focus] = {focus.code: focus for focus in (PILOTS, ERRANDS, WELFARE)}
