"""Code lists of explanations: forms, ways, themes, stages, why one is returned."""

from django.db import models


class Form(models.TextChoices):
    """形式 (S0-2.6a, S1-5.4c)."""

    TEXT = "text", "撰稿"
    PICTURE = "picture", "图片"
    CHART = "chart", "图表"
    INFOGRAPHIC = "infographic", "图解"
    COMIC = "comic", "漫画"
    AUDIO = "audio", "音频"
    VIDEO = "video", "视频"
    ANIMATION = "animation", "动画"


SEEN = frozenset({Form.PICTURE, Form.CHART, Form.INFOGRAPHIC, Form.COMIC})
"""For who cannot see them, a text says the same."""
HEARD = frozenset({Form.AUDIO, Form.VIDEO, Form.ANIMATION})
"""For who cannot hear them, a transcript says the same."""
MOVING = frozenset({Form.VIDEO, Form.ANIMATION})
"""Captions run along."""


MEDIUM: dict[str, str] = {
    **dict.fromkeys(SEEN, "picture"),
    **dict.fromkeys(MOVING, "video"),
    Form.AUDIO: "audio",
}
"""What an explanation of that form has to show or to play."""


class Way(models.TextChoices):
    """方式 (S0-2.6b, S2-4.3, S4-1.11b)."""

    OFFICE = "office", "起草部门解读"
    HEAD = "head", "主要负责同志解读"
    LEADER = "leader", "分管领导解读"
    EXPERT = "expert", "专家解读"
    AUTHORITY = "authority", "权威解读"
    QA = "qa", "政策问答"
    INTERVIEW = "interview", "在线访谈"
    MEDIA = "media", "媒体专访"
    TALK = "talk", "专题访谈"
    PRESS_ANSWERS = "press_answers", "答记者问"
    PRESS_CONFERENCE = "press_conference", "新闻发布会"
    BRIEFING = "briefing", "政策例行吹风会"
    ARTICLE = "article", "发表文章"
    INTERACTION = "interaction", "互动回应"


class Stage(models.TextChoices):
    """When in the life of the document (S3-3.3.1d–f)."""

    BEFORE = "before", "公布前吹风"
    ALONG = "along", "与文件同步"
    AFTER = "after", "执行中跟进"


class Theme(models.TextChoices):
    """What the city wants explained first (S4-1.9, S4-1.10, S3-3.2b, S1-5.4a)."""

    SUPPLY = "supply", "供给侧改革"
    ECOLOGY = "ecology", "生态环保"
    COUNTRYSIDE = "countryside", "乡村振兴"
    INVESTMENT = "investment", "消费投资"
    ECO_INDUSTRY = "eco_industry", "生态产业"
    REFORM = "reform", "放管服与国企改革"
    OPENING = "opening", "对外开放"
    LIVELIHOOD = "livelihood", "民生"
    RISK = "risk", "防范化解重大风险"
    POLLUTION = "pollution", "污染防治"
    WORK_REPORT = "work_report", "政府工作报告"
    MEETING = "meeting", "常务会议重要议题"
    MEASURES = "measures", "重要政策措施"
    ENTERPRISE = "enterprise", "双招双引、惠企"


class ReturnReason(models.TextChoices):
    """Why an explanation goes back to its writer (S3-3.3.1c)."""

    INCOMPLETE = "incomplete", "要素不齐"
    COPIED = "copied", "摘抄、压缩文件要点"
    PLAIN = "plain", "不通俗、看不懂"
    FACTS = "facts", "与文件不一致"
    LEGALITY = "legality", "合法性审查未通过"
    PLAN = "plan", "方案不完整"
    OTHER = "other", "其他"
