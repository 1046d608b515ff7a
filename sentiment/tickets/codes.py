"""Code lists of public opinion (舆情): where it was seen, what it is about, how grave it is, what is done about it."""

from django.db import models


class Source(models.TextChoices):
    """Where it was seen: the four of S0-3.8a, those of S1-4.3, and what other systems hand over."""

    SITE = "site", "门户网站"
    WECHAT = "wechat", "政务微信"
    WEIBO = "weibo", "政务微博"
    HOTLINE = "hotline", "热线电话"
    MEDIA = "media", "新闻媒体"
    MAILBOX = "mailbox", "政民互动"
    APP = "app", "政务服务网、客户端"
    MONITOR = "monitor", "舆情监测系统"
    OTHER = "other", "其他"


class Kind(models.TextChoices):
    """What is collected (S3-4.3.1–6)."""

    DECISIONS = "decisions", "决策部署和会议议定事项"
    INTERESTS = "interests", "涉及群众切身利益的媒体报道"
    CREDIBILITY = "credibility", "影响政府形象和公信力"
    EMERGENCY = "emergency", "突发事件和自然灾害"
    MORALS = "morals", "冲击道德底线的民生舆情"
    FALSEHOOD = "falsehood", "严重危害社会秩序、国家利益的不实信息"


class Level(models.TextChoices):
    """S0-3.9b, the gravest first."""

    EXTREME = "extreme", "特别重大"
    MAJOR = "major", "重大"
    LARGE = "large", "较大"
    ORDINARY = "ordinary", "一般"


MAJOR_LEVELS = (Level.EXTREME, Level.MAJOR)


class Degree(models.TextChoices):
    """How strong one of the three factors of S0-3.9c is."""

    HIGH = "high", "高"
    MEDIUM = "medium", "中"
    LOW = "low", "低"


class Disposition(models.TextChoices):
    """What is done about it (S3-4.4.1–6)."""

    ADOPT = "adopt", "建设性意见建议：吸收采纳"
    SOLVE = "solve", "实际困难：研究解决"
    INVESTIGATE = "investigate", "重大问题：调查处置"
    INFORM = "inform", "不了解情况、模糊认识：解疑释惑"
    CORRECT = "correct", "错误看法：引导和纠正"
    REFUTE = "refute", "虚假不实信息：回应并移交查处"


RESULT_HEADINGS: dict[str, str] = {
    Disposition.ADOPT: "吸收采纳情况",
    Disposition.SOLVE: "研究解决情况",
    Disposition.INVESTIGATE: "调查处置情况",
    Disposition.INFORM: "澄清的事实",
    Disposition.CORRECT: "纠正的信息",
    Disposition.REFUTE: "回应和移交情况",
}
"""What has to be public in the end, for each disposition."""


class Livelihood(models.TextChoices):
    """The six subjects of S4-1.13a: here an answer tells causes, solution and limits."""

    SCHOOL_AND_HEALTH = "school_and_health", "就学就医"
    HOUSING = "housing", "住房保障"
    WORK_SAFETY = "work_safety", "安全生产"
    DISASTERS = "disasters", "防灾减灾救灾"
    FOOD_AND_DRUGS = "food_and_drugs", "食品药品安全"
    ELDERLY = "elderly", "养老服务"


class Campaign(models.TextChoices):
    """专项 (S3-4.4.7)."""

    CONGRESSES = "congresses", "两会"
    ECONOMY = "economy", "经济数据"
    REFORM = "reform", "重大改革"
    INSPECTION = "inspection", "重大督查"
    EMERGENCY = "emergency", "重大突发事件"


class Partner(models.TextChoices):
    """Who joins in quickly (S4-1.14), and whom a consultation hears (S3-4.1b)."""

    PUBLICITY = "publicity", "宣传部门"
    CYBERSPACE = "cyberspace", "网信部门"
    POLICE = "police", "公安机关"
    TELECOM = "telecom", "通信管理部门"
    MEDIA = "media", "新闻媒体"


class Failure(models.TextChoices):
    """The three situations of S4-1.15b."""

    HANDLING = "handling", "处置不得力"
    ANSWER = "answer", "回应不妥当"
    REPORT = "report", "报告不及时"


class Measure(models.TextChoices):
    """What is proposed then (S4-1.15b, S3-4.7b)."""

    TALK = "talk", "约谈整改"
    CRITICISM = "criticism", "通报批评"
