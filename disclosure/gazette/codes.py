"""Code lists of the gazette."""

from django.db import models

from disclosure.documents.codes import DocumentKind


class Section(models.TextChoices):
    """栏目, in the order of an issue."""

    RULE = "rule", "市政府规章"
    GOVERNMENT = "government", "市政府文件"
    OFFICE = "office", "市政府办公室文件"
    DEPARTMENT = "department", "部门文件"
    PERSONNEL = "personnel", "人事任免"
    CHRONICLE = "chronicle", "大事记"
    OTHER = "other", "其他"


RULE_KINDS = (DocumentKind.GOVERNMENT_RULE, DocumentKind.DEPARTMENT_RULE)
"""规章: what the gazette prints of them is the standard text."""
