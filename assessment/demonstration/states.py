"""Code lists of 示范创建: the year's programme, an application, and what is noted on its way (S1-7, S1-8)."""

from django.db import models

from portal.accounts.states import OrganKind, Role


class ProgrammeState(models.TextChoices):
    DRAFT = "draft", "起草"
    ISSUED = "issued", "已部署"


class CandidacyState(models.TextChoices):
    PREPARING = "preparing", "准备材料"
    SUBMITTED = "submitted", "已申报，待验收"
    ACCEPTED = "accepted", "验收通过"
    FAILED = "failed", "验收没有通过"
    SHOWN = "shown", "公示中"
    NAMED = "named", "已命名"
    REFUSED = "refused", "不予命名"
    REVOKED = "revoked", "已撤销命名"


class Kind(models.TextChoices):
    AREA = "area", "示范区"
    DEPARTMENT = "department", "市直示范点"
    TOWNSHIP = "township", "乡镇（街道）示范点"


KIND_OF: dict[str, Kind] = {
    OrganKind.GOVERNMENT: Kind.AREA,
    OrganKind.DEPARTMENT: Kind.DEPARTMENT,
    OrganKind.AFFILIATED: Kind.DEPARTMENT,
    OrganKind.AUTHORIZED: Kind.DEPARTMENT,
    OrganKind.TOWNSHIP: Kind.TOWNSHIP,
    OrganKind.SUBDISTRICT: Kind.TOWNSHIP,
}
"""As what an organ may apply; others may not."""

QUOTAS: dict[str, int] = {Kind.AREA: 3, Kind.DEPARTMENT: 5, Kind.TOWNSHIP: 10}
"""How many are named at most when the programme says nothing else (S1-7.0)."""
LEAST_TOWNSHIPS = 2
"""How many townships every county puts forward at least (S1-7.1b)."""
PUBLICITY_DAYS = 5
"""Working days of 公示 when the programme says nothing else; the rule book gives none."""


class NoteKind(models.TextChoices):
    GUIDANCE = "guidance", "督促指导"
    ACCEPTANCE = "acceptance", "检查验收"
    REVIEW = "review", "跟踪评估"
    PROVINCE = "province", "推荐省级示范区"
    LESSON = "lesson", "经验做法"


PUBLIC = (CandidacyState.SHOWN, CandidacyState.NAMED, CandidacyState.REVOKED)
"""What everybody reads."""

DRAFTERS = (Role.OVERSIGHT,)
ISSUERS = (Role.OFFICE_APPROVER,)
WRITERS = (Role.HANDLER, Role.DISCLOSURE_HEAD, Role.HEAD)
SUBMITTERS = (Role.DISCLOSURE_HEAD, Role.HEAD)
OFFICE = (Role.OVERSIGHT,)
GUIDES = (Role.DISCLOSURE_HEAD, Role.HEAD)
"""Of the county above a unit; the office guides everybody (S1-8.2)."""
REVIEW_RULE = "DEMONSTRATION_REVIEW"
"""The clock of the yearly review of the named."""
