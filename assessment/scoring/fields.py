"""What is typed into an assessment."""

from decimal import Decimal

from assessment.standards.fields import points
from assessment.standards.models import Standard
from portal.field_table import Field, paragraphs

LONG = 8000
_NONE = Decimal(0)


def self_table(standard: Standard) -> dict[str, Field]:
    """``summary``, and ``own_A1`` … for each item: from nothing to its full points."""
    table = {"summary": Field("工作总结", paragraphs(LONG, required=True))}
    for row in standard.criteria.all():
        table[f"own_{row.code}"] = Field(f"{row.code}自评分", points(_NONE, row.points))
    return table


def proposal_table(standard: Standard) -> dict[str, Field]:
    return {
        "opinion": Field("评议意见", paragraphs(LONG, required=True)),
        "fraud": Field("弄虚作假扣分", points(_NONE, standard.fraud_to)),
        "fraud_facts": Field("弄虚作假的情况", paragraphs(LONG)),
    }
