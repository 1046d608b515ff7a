"""What is put to the public before it is decided, how people are told of it, how they take part. Pure."""

from dataclasses import dataclass

from django.db import models


class Category(models.TextChoices):
    """What has to be opened beforehand (S0-4.5)."""

    PLAN = "plan", "发展战略、发展计划、工作目标及完成情况"
    MAJOR = "major", "全局性重要事项、重大决策"
    POLICY = "policy", "法规、规章、规范性文件及其他政策措施出台"
    INTERESTS = "interests", "涉及公众切身利益或者普遍关心的重大事项"
    INSTITUTION = "institution", "机构设置、职能和设定依据变动"
    APPROVAL = "approval", "行政审批、审核、备案等职能变动"
    ENFORCEMENT = "enforcement", "重大突发事件、重要行政执法行为的处理和执行情况"
    FUNDS = "funds", "重要专项经费分配和使用"
    STAFF = "staff", "机构改革人员分流、工作人员分工及调整"
    OTHER = "other", "其他应当预公开的事项"


class Exclusion(models.TextChoices):
    """What the procedure for major decisions does not apply to (713号第三条第二款; law.md C17)."""

    MACRO = "macro", "财政政策、货币政策等宏观调控决策"
    LEGISLATION = "legislation", "政府立法决策（按规章制定程序征求意见）"
    EMERGENCY = "emergency", "突发事件应急处置决策"


class Scope(models.TextChoices):
    """Matters in which the public takes part, those of the city first (S3-6.1)."""

    PLANNING = "planning", "规划计划"
    SOCIAL = "social", "社会管理事务"
    RULES = "rules", "规章政策"
    PROJECT = "project", "重大建设项目"
    MARKET = "market", "市场监管"
    ECONOMY = "economy", "经济社会发展"
    BENEFIT = "benefit", "惠民政策"


class PublishWay(models.TextChoices):
    """How it is made known (S0-4.6). The site is always one of them."""

    SITE = "site", "市政府门户网站"
    MEDIA = "media", "电视、报刊等新闻媒体"
    BOARD = "board", "固定的信息公开栏"
    PRESS = "press", "新闻发布会"
    OTHER = "other", "其他便于公众知晓的形式"


class Participation(models.TextChoices):
    """How opinions are asked for: the seven ways of 713号第十四条 (S0-6.1), the five of S1-5.3c, the six of S3-2.1d,
    each named once. The public call is always one of them."""

    CALL = "call", "向社会公开征求意见"
    NEW_MEDIA = "new_media", "政务新媒体征集"
    FORUM = "forum", "座谈会"
    HEARING = "hearing", "听证会"
    VISIT = "visit", "实地走访、调查研究"
    LETTER = "letter", "书面征求意见"
    QUESTIONNAIRE = "questionnaire", "问卷调查"
    POLL = "poll", "民意调查"
    NEGOTIATION = "negotiation", "咨询协商"
    SITTING_IN = "sitting_in", "列席会议"
    BRIEFING = "briefing", "媒体吹风、媒体沟通"


ALWAYS = {"publish_ways": PublishWay.SITE.value, "participation": Participation.CALL.value}
"""Ticked whatever else is: on this site, by an open call (S0-4.6, S1-5.3b)."""


class SecretKind(models.TextChoices):
    """What must not be opened beforehand (S0-4.8a). One of them is enough."""

    STATE_SECRET = "state_secret", "国家秘密"
    NATIONAL_SECURITY = "national_security", "国家安全"
    PUBLIC_SECURITY = "public_security", "公共安全"
    ECONOMIC_SECURITY = "economic_security", "经济安全"
    STABILITY = "stability", "社会稳定"
    PRIVACY = "privacy", "个人隐私"
    TRADE_SECRET = "trade_secret", "商业秘密"


class LegalKind(models.TextChoices):
    DECISION = "decision", "重大行政决策和其他事项"
    RULE_DRAFT = "rule_draft", "规章草案"
    NORMATIVE = "normative", "与市场主体密切相关的规范性文件"
    EXPROPRIATION = "expropriation", "房屋征收补偿方案"


PERIOD_RULES: dict[str, str] = {
    LegalKind.DECISION: "CONSULTATION",
    LegalKind.RULE_DRAFT: "RULE_DRAFT_CONSULTATION",
    LegalKind.NORMATIVE: "NORMATIVE_CONSULTATION",
    LegalKind.EXPROPRIATION: "HOUSE_EXPROPRIATION_CONSULTATION",
}
"""Which limit of law the period is held to. Where it is not ``individual``, the law knows no shorter one."""


class Stance(models.TextChoices):
    SUPPORT = "support", "赞成"
    CHANGE = "change", "建议修改"
    OPPOSE = "oppose", "反对"
    ASK = "ask", "不清楚，请说明"


class PersonKind(models.TextChoices):
    CITIZEN = "citizen", "居民"
    ENTERPRISE = "enterprise", "企业、个体工商户"
    ASSOCIATION = "association", "行业协会、社会组织"
    DEPUTY = "deputy", "人大代表、政协委员"
    EXPERT = "expert", "专家学者"
    INSTITUTION = "institution", "机关、事业单位"
    OTHER = "other", "其他"


class Verdict(models.TextChoices):
    """What becomes of an opinion (S3-6.2d)."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REJECTED = "rejected", "不采纳"


class Fault(models.TextChoices):
    """Why an opinion does not count as one."""

    EMPTY = "empty", "没有具体内容"
    ADVERT = "advert", "广告、垃圾信息"
    REPEATED = "repeated", "同一人重复提交"
    UNLAWFUL = "unlawful", "违法信息"


class QuestionKind(models.TextChoices):
    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    TEXT = "text", "填写"
    MATRIX = "matrix", "矩阵（每行选一项）"


ANYWHERE = "外地"
"""The district of whoever does not live or work in the city."""


@dataclass(frozen=True, slots=True)
class Element:
    """A text of the consultation that people read. ``needed``: it is not opened without."""

    name: str
    label: str
    hint: str
    needed: bool = True
    duties: tuple[str, ...] = ()


ELEMENTS = (
    Element("summary", "要决定什么", "用两三句话说清：决定什么、影响谁、现在想听什么意见"),
    Element(
        "draft",
        "拟定方案（草案）",
        "一段一行，每段能单独提意见；“第一章”“一、”这样只有名称的行作小标题",
        duties=("S0-4.3", "S3-2.1c"),
    ),
    Element("explanation", "草案说明", "起草经过、主要内容、和现行政策有什么不同", duties=("S0-6.3",)),
    Element("reasons", "理由", "为什么要这样定，有没有别的方案", duties=("S0-4.3",)),
    Element("basis", "决策依据", "法律、法规、上级文件，写明名称和条款", duties=("S3-2.1c",)),
    Element("how_to_reply", "提意见的其他方式", "信函地址、邮箱、电话；网上的方式系统自动写明", duties=("S0-6.3",)),
    Element("affected", "涉及的特定群体", "例如出租车司机、临街商户；没有的不填", needed=False, duties=("S0-6.2",)),
    Element(
        "partners", "和谁沟通协商", "人民团体、社会组织、群众代表；涉及特定群体的必填", needed=False, duties=("S0-6.2",)
    ),
)
