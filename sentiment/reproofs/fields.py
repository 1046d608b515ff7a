"""What is typed about a measure that was taken."""

from collections.abc import Mapping

from portal.field_table import Field, choice, day, paragraphs
from sentiment.tickets.codes import Measure

CARRY_OUT: Mapping[str, Field] = {
    "measure": Field("措施", choice(Measure.values, required=True)),
    "held_on": Field("落实日期", day),
    "note": Field("落实情况", paragraphs(2000, required=True)),
}
