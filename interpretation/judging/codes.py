"""What is judged about a document before it is explained. Values stand in the database, labels on pages."""

from django.db import models


class Ground(models.TextChoices):
    """The five judgements of S0-2.3.4: one of them is enough."""

    REACH = "reach", "涉及面广"
    LIVELIHOOD = "livelihood", "与民生关系密切"
    ATTENTION = "attention", "社会关注度高"
    DIFFICULTY = "difficulty", "实施难度大"
    EXPERTISE = "expertise", "专业性强"


class Trait(models.TextChoices):
    """What the document touches: each asks for elements of its own in the explanation."""

    RIGHTS = "rights", "涉及权利义务、切身利益或者重大公共利益"
    BENEFIT = "benefit", "有惠民利民举措"
    ENTERPRISE = "enterprise", "惠企政策"
    SERVICE = "service", "涉及具体办理事项"
    ENFORCEMENT = "enforcement", "涉及行政执法"
    SUPERIOR = "superior", "贯彻上级政策"
