"""What is typed into a report."""

from assessment.annual_reports.codes import SECTIONS, WRITTEN
from portal.field_table import Field, paragraphs

LONG = 10_000
NOTE = 300

TEXTS = {
    code: Field(f"{'总体情况：' if code in SECTIONS else ''}{title}", paragraphs(LONG))
    for code, title in WRITTEN.items()
}
NOTED = {"note": Field("说明", paragraphs(NOTE, required=True))}
