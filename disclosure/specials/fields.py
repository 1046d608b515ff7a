"""What may be written about a special."""

from disclosure.catalogue.fields import COLUMN
from portal.field_table import Field, line, paragraphs

SPECIAL: dict[str, Field] = {
    "title": Field("专题名称", line(60, required=True)),
    "code": Field("代码", line(80, required=True)),
    "summary": Field("专题说明", paragraphs(1000, required=True)),
    "position": COLUMN["position"],
}

ITEM: dict[str, Field] = {"heading": Field("小标题", line(30))}
