"""Writes the glossary of both READMEs from the code: tables from the models, states and roles from their choices."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.apps import apps  # noqa: E402  # models exist only after setup()
from django.db.models import TextChoices  # noqa: E402  # the same reason

from disclosure.documents.codes import (  # noqa: E402  # the same reason
    Attribute,
    RelationKind,
    ReturnReason,
    SecrecyConclusion,
    Validity,
)
from disclosure.documents.states import State  # noqa: E402  # the same reason
from portal.accounts.states import OrganKind, Role  # noqa: E402  # the same reason
from scripts.duties import PACKAGES, ROOT  # noqa: E402  # the same reason

BEGIN, END = "<!-- glossary -->", "<!-- /glossary -->"
CHOICES: tuple[tuple[str, type[TextChoices]], ...] = (
    ("公文状态", State),
    ("公开属性", Attribute),
    ("保密审查结论", SecrecyConclusion),
    ("有效性", Validity),
    ("文件关系", RelationKind),
    ("退文理由", ReturnReason),
    ("机关类别", OrganKind),
    ("角色", Role),
)


def glossary() -> str:
    """Two Markdown tables: Chinese term and identifier."""
    models = [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]
    terms = [f"| {model._meta.verbose_name} | `{model.__name__}` | `{model.__module__}` |" for model in models]
    choices = [
        f"| {term} | `{kind.__name__}` | {'、'.join(f'{one.label} `{one.name}`' for one in kind)} |"
        for term, kind in CHOICES
    ]
    rule = "|---|---|---|"
    lines = [
        "| 中文 | identifier | module |",
        rule,
        *terms,
        "",
        "| 中文 | identifier | 取值 / values |",
        rule,
        *choices,
    ]
    return "\n".join(lines)


def main() -> None:
    for name in ("README.md", "README.zh.md"):
        path = ROOT / name
        before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        path.write_text(f"{before}{BEGIN}\n{glossary()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
