"""Official code lists of documents. Values are the official names, so that addresses, exports and pages read alike."""

from django.db import models


class DocumentKind(models.TextChoices):
    """公文种类: the fifteen of 中办发〔2012〕14号 art. 8 first, then what else a disclosure column holds."""

    RESOLUTION = "决议", "决议"
    DECISION = "决定", "决定"
    ORDER = "命令（令）", "命令（令）"
    COMMUNIQUE = "公报", "公报"
    PROCLAMATION = "公告", "公告"
    PUBLIC_NOTICE = "通告", "通告"
    OPINION = "意见", "意见"
    NOTICE = "通知", "通知"
    CIRCULAR = "通报", "通报"
    REPORT = "报告", "报告"
    REQUEST = "请示", "请示"
    REPLY = "批复", "批复"
    MOTION = "议案", "议案"
    LETTER = "函", "函"
    MINUTES = "纪要", "纪要"
    LAW = "法律", "法律"
    ORDINANCE = "条例", "条例"
    LOCAL_REGULATION = "地方性法规", "地方性法规"
    DEPARTMENT_RULE = "部门规章", "部门规章"
    GOVERNMENT_RULE = "政府规章", "政府规章"
    PROVISION = "规定", "规定"
    MEASURE = "办法", "办法"
    DETAILED_RULE = "细则", "细则"
    RULE = "规则", "规则"
    LEGAL_INTERPRETATION = "解释", "解释"
    JUDICIAL_INTERPRETATION = "司法解释", "司法解释"
    STANDARD = "标准", "标准"
    POLICY_INTERPRETATION = "解读", "解读"
    TYPICAL_CASE = "典型案例", "典型案例"
    PLAN = "规划", "规划"
    SCHEME = "方案", "方案"
    EMERGENCY_PLAN = "应急预案", "应急预案"
    BUDGET = "预算决算", "预算决算"
    STATISTICS = "统计信息", "统计信息"
    PUBLICITY = "公示", "公示"
    LICENCE_RESULT = "许可结果", "许可结果"
    PENALTY_RESULT = "处罚结果", "处罚结果"
    PROCUREMENT = "采购信息", "采购信息"
    ANNUAL_REPORT = "年度报告", "年度报告"
    ORGANISATION = "机构信息", "机构信息"
    NEWS = "政务动态", "政务动态"
    OTHER = "其他", "其他"


OFFICIAL_KINDS = tuple(DocumentKind)[:15]

KIND_ALIASES = {"命令": "命令（令）", "令": "命令（令）", "会议纪要": "纪要", "": "其他"}
"""Names found in older rules and data, and what they are called today (law.md C18)."""


class Attribute(models.TextChoices):
    """公开属性 (S0-5.5.0)."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class AssessmentConclusion(models.TextChoices):
    """What a periodic assessment of something withheld may find (S0-1.4b, S0-1.4c)."""

    STAYS = "stays", "仍不公开"
    OPENS = "opens", "可以公开"


class SecrecyConclusion(models.TextChoices):
    """保密审查结论 (S2-6.9b); 需报审 leaves the matter open (law.md C23)."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    EXEMPT = "exempt", "免予公开"
    REFER = "refer", "需报审"


OPENNESS = (Attribute.WITHHELD, Attribute.ON_REQUEST, Attribute.ACTIVE)
"""From the closed to the open."""

WIDEST_ATTRIBUTE = {
    SecrecyConclusion.ACTIVE: Attribute.ACTIVE,
    SecrecyConclusion.ON_REQUEST: Attribute.ON_REQUEST,
    SecrecyConclusion.EXEMPT: Attribute.WITHHELD,
}
"""How open a conclusion lets a document be: 免予公开 is 不予公开, 需报审 allows nothing yet (law.md C23)."""


def permits(conclusion: str, attribute: str) -> bool:
    """Whether a document with that secrecy conclusion may carry that attribute."""
    widest = WIDEST_ATTRIBUTE.get(SecrecyConclusion(conclusion))
    return widest is not None and OPENNESS.index(Attribute(attribute)) <= OPENNESS.index(widest)


class WithholdingBasis(models.TextChoices):
    """Exemptions of the Regulations, arts. 14–16 (law.md A2)."""

    STATE_SECRET = "X14a", "第十四条：国家秘密"
    FORBIDDEN_BY_LAW = "X14b", "第十四条：法律、行政法规禁止公开"
    SECURITY = "X14c", "第十四条：危及国家安全、公共安全、经济安全、社会稳定"
    THIRD_PARTY = "X15", "第十五条：商业秘密、个人隐私"
    INTERNAL = "X16a", "第十六条第一款：内部事务信息"
    PROCESS = "X16b", "第十六条第二款：过程性信息"
    ENFORCEMENT_FILE = "X16c", "第十六条第二款：行政执法案卷信息"


class Validity(models.TextChoices):
    """有效性 (law.md F)."""

    VALID = "有效", "有效"
    AMENDED = "已被修改", "已被修改"
    REPEALED = "废止", "废止"
    EXPIRED = "失效", "失效"
    NOT_YET = "尚未施行", "尚未施行"


class Origin(models.TextChoices):
    """Where the information came from (Regulations arts. 2 and 10)."""

    MADE = "made", "本机关制作"
    FROM_PUBLIC = "from_public", "从公民、法人或者其他组织获取"
    FROM_ORGAN = "from_organ", "从其他机关获取"


class SourceKind(models.TextChoices):
    """The five kinds of content a site may carry (S2-10.3)."""

    SUPERIOR = "superior", "上级法规政策"
    LOCAL = "local", "本市工作信息"
    REPOST = "repost", "转载合法机构信息"
    APPROVED = "approved", "领导批准发布"
    LAWFUL = "lawful", "依法应当公开"


class ReleaseReason(models.TextChoices):
    """Why the information must be published on the organ's own motion (S2-1.7)."""

    INTERESTS = "interests", "涉及公众切身利益"
    AWARENESS = "awareness", "需要公众广泛知晓或者参与"
    ORGANISATION = "organisation", "反映机构设置、职能、办事程序"
    OTHER_LAW = "other_law", "其他依法应当公开"


class PublicClause(models.TextChoices):
    """What a policy that concerns the public says of what is to be public while it is carried out (S4-1.1c)."""

    WRITTEN = "written", "正文里已经写明公开什么、怎么公开"
    NOTHING = "nothing", "执行中没有要另外公开的信息"


class PublishRule(models.TextChoices):
    """The row of the table of legal limits a publication falls under (Regulations art. 26: other law prevails)."""

    GENERAL = "PUBLISH", "一般信息"
    CREDIT = "PENALTY_PUBLISH", "行政许可、行政处罚（双公示）"
    BUDGET = "BUDGET_PUBLISH", "预算、决算"
    CONTRACT = "CONTRACT_PUBLISH", "政府采购合同"
    AWARD = "AWARD_PUBLISH", "中标、成交结果"
    ENTERPRISE = "ENTERPRISE_PUBLISH", "企业信息"


PUBLISH_RULE_BY_KIND = {
    DocumentKind.LICENCE_RESULT: PublishRule.CREDIT,
    DocumentKind.PENALTY_RESULT: PublishRule.CREDIT,
    DocumentKind.BUDGET: PublishRule.BUDGET,
}
"""Kinds with a limit of their own; the drafter may name another."""


class RelationKind(models.TextChoices):
    """What one document does to another; read from source to target."""

    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    REPLACES = "replaces", "替代"
    FORWARDS = "forwards", "转发"
    RELATED = "related", "相关"


class ReturnReason(models.TextChoices):
    """Why a draft was sent back (S0-5.7, S3-3.1d)."""

    NO_ATTRIBUTE = "no_attribute", "没有标明公开属性"
    NO_REASON = "no_reason", "不公开没有说明理由或者依据"
    ATTACHMENT_MIXED = "attachment_mixed", "附件夹带不公开内容"
    INCOMPLETE = "incomplete", "要件不齐"
    TEXT = "text", "文字、事实需要修改"
    SECRECY = "secrecy", "保密审查未通过"
    NO_INTERPRETATION = "no_explaining", "解读方案、材料不齐"
    OTHER = "other", "其他"


class Channel(models.TextChoices):
    """Where else than on the website a published document was made known (S0-1.10b–c, S2-1.15b–c)."""

    FACT_SHEET = "明白卡", "明白卡"
    RADIO = "广播", "广播"
    TELEVISION = "电视", "电视"
    GAZETTE = "政府公报", "政府公报"
    NOTICE_BOARD = "公开栏、公告栏", "公开栏、公告栏"
    SERVICE_HALL = "政务大厅", "政务大厅"
    SCREEN = "电子屏", "电子屏"
    NEWS_MEDIA = "新闻媒体", "新闻媒体"
    PRINT = "报纸、刊物", "报纸、刊物"
    PRESS_CONFERENCE = "新闻发布会", "新闻发布会"
    WEIBO = "政务微博", "政务微博"
    WECHAT = "政务微信", "政务微信"
    NEW_MEDIA = "其他新媒体", "其他新媒体"


DEPARTMENT_CHANNELS = frozenset(
    {Channel.NOTICE_BOARD, Channel.PRINT, Channel.RADIO, Channel.TELEVISION, Channel.GAZETTE, Channel.NEWS_MEDIA}
)
"""A department of the city uses at least one of these besides the website (S2-1.15c)."""
