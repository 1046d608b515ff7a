"""T-13 送达回证."""

from datetime import date

from portal.letters.templates import Block, BlockKind, LetterTemplate, register

IN_FORCE = date(2019, 5, 15)

TEMPLATES = (
    LetterTemplate(
        code="T-13",
        version=1,
        title="送达回证",
        in_force_from=IN_FORCE,
        names={"rows": "送达的内容"},
        blocks=(
            Block("rows", "{rows}", kind=BlockKind.TABLE),
            Block("note", "受送达人拒绝签收的，由送达人记明情况；邮寄送达的，附邮寄凭证。"),
        ),
        duties=("law.B2.T-13",),
    ),
)


def register_letters() -> None:
    register(*TEMPLATES)
