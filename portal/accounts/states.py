"""Code lists of organs and people."""

from django.db import models


class OrganKind(models.TextChoices):
    """The six kinds the rules bind (S0-1.2), coordinating and temporary bodies (S2-7.5d), public enterprises
    (Regulations art. 55), outside issuers."""

    GOVERNMENT = "government", "市政府"
    TOWNSHIP = "township", "乡镇"
    SUBDISTRICT = "subdistrict", "街道"
    DEPARTMENT = "department", "工作部门"
    AFFILIATED = "affiliated", "直属机构"
    AUTHORIZED = "authorized", "授权组织"
    COORDINATING = "coordinating", "议事协调机构和临时机构"
    PUBLIC_ENTERPRISE = "public_enterprise", "公共企事业单位"
    OUTSIDE = "outside", "上级和其他机关"


class Sector(models.TextChoices):
    """The nine sectors of public enterprises and institutions (S2-1.17; Regulations art. 55), and 通信 (S3-2.4g)."""

    EDUCATION = "education", "教育"
    HEALTH = "health", "医疗卫生"
    FAMILY = "family", "计划生育"
    WATER = "water", "供水"
    POWER = "power", "供电"
    GAS = "gas", "供气"
    HEAT = "heat", "供热"
    ENVIRONMENT = "environment", "环保"
    TRANSPORT = "transport", "公共交通"
    TELECOM = "telecom", "通信"


STATUTORY_KINDS = (
    OrganKind.GOVERNMENT,
    OrganKind.TOWNSHIP,
    OrganKind.SUBDISTRICT,
    OrganKind.DEPARTMENT,
    OrganKind.AFFILIATED,
    OrganKind.AUTHORIZED,
)
"""A city without one of these has forgotten somebody the rules bind (S0-1.2)."""


class ReformKind(models.TextChoices):
    """What a reform (机构改革) does to an organ."""

    FOUNDED = "founded", "设立"
    RENAMED = "renamed", "更名"
    MERGED = "merged", "并入"
    SPLIT = "split", "分设"
    ABOLISHED = "abolished", "撤销"


class Role(models.TextChoices):
    """What an organ appoints a person to."""

    HANDLER = "handler", "经办人"
    INFO_CLERK = "info_clerk", "信息员"
    DEPT_REVIEWER = "dept_reviewer", "部门审核人"
    SIGNER = "signer", "签发人（分管领导）"
    HEAD = "head", "主要负责人"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    DISCIPLINE = "discipline", "分管纪检的领导"
    DISCLOSURE_HEAD = "disclosure_head", "公开工作机构负责人"
    OFFICE_APPROVER = "office_approver", "市政府办分管领导"
    OVERSIGHT = "oversight", "政务公开办"
    CITY_LEADER = "city_leader", "市领导"
    SUPERVISOR = "supervisor", "社会监督员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"


LEADING_ROLES = frozenset({Role.HEAD, Role.SIGNER, Role.DISCLOSURE_HEAD})
"""Who answers for the whole of an organ's openness."""

CITY_WIDE_ROLES = frozenset({Role.OVERSIGHT, Role.CITY_LEADER, Role.OFFICE_APPROVER})
"""Roles that see the cases of every organ."""

CASE_ROLES = frozenset(Role) - {Role.SYSTEM_ADMIN, Role.SUPERVISOR}
"""Roles that may see the content of cases; a system administrator may not."""

UNIQUE_ROLES = frozenset({Role.HEAD, Role.DISCLOSURE_HEAD})
"""One holder per organ at a time: the law asks for *the* head and *the* head of the disclosure office (art. 4)."""

EXCLUSIVE_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SUPERVISOR})
"""Held alone: whoever gives out rights handles no case, whoever watches from outside takes no part."""

POWERFUL_ROLES = CITY_WIDE_ROLES | {Role.SYSTEM_ADMIN, Role.HEAD, Role.SIGNER, Role.SECRECY_REVIEWER, Role.DISCIPLINE}
"""Roles that reach beyond one organ, give out rights, or let a text out of the house: listed every week."""

PUBLISHED_ROLES = (Role.HEAD, Role.SIGNER, Role.DISCLOSURE_HEAD)
"""Whose names the public page of an organ shows: the division of work is published (S3-7.1b, Regulations art. 20)."""

REQUIRED_ROLES = (Role.HEAD, Role.SIGNER, Role.DISCLOSURE_HEAD, Role.SECRECY_REVIEWER)
"""Every organ the rules bind names them: the head, the deputy in charge (S3-7.1b), the head of the disclosure office
(Regulations art. 4), the secrecy reviewer (art. 17)."""
