"""Code lists of 责任追究: situations, how it came to the act, who bears what, what is done about it (S2-3)."""

from django.db import models

from portal.accounts.states import Role


class CaseState(models.TextChoices):
    LEAD = "lead", "线索，待决定是否调查"
    INVESTIGATING = "investigating", "调查取证"
    HEARING = "hearing", "听取陈述申辩"
    DECIDED = "decided", "已决定，待送达"
    SERVED = "served", "已送达，待报告改正情况"
    REVIEWING = "reviewing", "复核中"
    CLOSED = "closed", "已办结"
    DISMISSED = "dismissed", "不予追究"
    REFERRED = "referred", "已移送"


OPEN = (
    CaseState.LEAD,
    CaseState.INVESTIGATING,
    CaseState.HEARING,
    CaseState.DECIDED,
    CaseState.SERVED,
    CaseState.REVIEWING,
)
DECIDED = (CaseState.DECIDED, CaseState.SERVED, CaseState.REVIEWING, CaseState.CLOSED)


class Situation(models.TextChoices):
    """The six of S2-3.5; ``NO_MECHANISM`` stands in S2-11.11 and in article 52 of the Regulations alone."""

    NO_DISCLOSURE = "no_disclosure", "不依法履行政府信息公开义务"
    NO_UPDATE = "no_update", "不及时更新公开的内容、指南、目录"
    FEES = "fees", "违反规定收取费用"
    SOLD = "sold", "通过其他组织、个人有偿提供政府信息"
    FORBIDDEN = "forbidden", "公开不应当公开的政府信息"
    NO_MECHANISM = "no_mechanism", "没有建立健全公开制度和保密审查机制"
    OTHER = "other", "违反《政府信息公开条例》的其他行为"


class Course(models.TextChoices):
    """How it came to the act: this decides who bears what (S2-3.6)."""

    UNAPPROVED = "unapproved", "没有经主管领导批准，或者没有履行保密审查程序"
    APPROVED = "approved", "经主管领导批准或者同意"
    INSTRUCTED = "instructed", "主管领导直接授意"
    COLLECTIVE = "collective", "领导班子集体讨论决定"


class Part(models.TextChoices):
    """What somebody was in it; the unit answers beside its people (S2-3.2)."""

    UNIT = "unit", "单位"
    HANDLER = "handler", "直接承办人"
    SUPERIOR = "superior", "主管领导"
    CHIEF = "chief", "主要领导"
    MEMBER = "member", "其他领导成员"


class Share(models.TextChoices):
    FULL = "full", "全部责任"
    MAIN = "main", "主要责任"
    SECONDARY = "secondary", "次要责任"
    NONE = "none", "不承担责任"
    UNIT = "unit", "单位责任"


class Gravity(models.TextChoices):
    """The four levels of S2-3.7."""

    MINOR = "minor", "情节轻微、影响较小"
    HARMFUL = "harmful", "影响正常工作或者给群众利益造成损害"
    SERIOUS = "serious", "情节严重、影响较大"
    CRIMINAL = "criminal", "构成犯罪"


class Measure(models.TextChoices):
    EDUCATION = "education", "批评教育，限期改正"
    CORRECTION = "correction", "限期改正"
    UNIT_CRITICISM = "unit_criticism", "对单位提出批评"
    CRITICISM = "criticism", "通报批评，责令作出书面检查"
    CIRCULATED = "circulated", "通报批评，责令限期整改"
    DISCIPLINE = "discipline", "给予处分"
    JUDICIARY = "judiciary", "移送司法机关"
    NOTHING = "nothing", "不予处理"


class ObjectionKind(models.TextChoices):
    REVIEW = "review", "复核"
    APPEAL = "appeal", "申诉"


class Ruling(models.TextChoices):
    UPHELD = "upheld", "维持原决定"
    CHANGED = "changed", "变更原决定"
    REVOKED = "revoked", "撤销原决定"


class Origin(models.TextChoices):
    """Where a lead comes from."""

    CRITICISM = "criticism", "逾期没有整改，已经通报批评"
    REPROOF = "reproof", "舆情回应不力，已经通报批评"
    CLARIFICATION = "clarification", "虚假、不完整信息没有及时报告澄清"
    FALSEHOOD = "falsehood", "考评审定弄虚作假、隐瞒实情"
    PERSON = "person", "检查、投诉、举报发现"


INVESTIGATORS = (Role.DISCIPLINE,)
"""S2-3.4: whoever leads discipline inspection in the organ above."""
DECIDERS = (Role.HEAD,)
READERS = frozenset({*INVESTIGATORS, *DECIDERS})
"""Held in the organ that decides; nobody else reads a case, not even those who see every organ."""
