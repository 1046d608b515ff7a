"""What a guide says, row by row: the one source of the page, the printed book and the interface (S3-2.4a)."""

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.services_guide.codes import FileKind, Online
from disclosure.services_guide.models import GuideMaterial, ServiceGuide

PAPER_HEADINGS = ("材料", "格式和份数", "签名盖章", "从哪里来、怎么填")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


def elements(guide: ServiceGuide) -> list[Fact]:
    """The six elements and what belongs to them; the way through is told apart, step by step."""
    return _filled(
        ("事项编码", guide.code),
        ("服务对象", "、".join(guide.audience_names)),
        ("依据", guide.basis),
        ("条件", guide.conditions),
        ("办结时限", guide.time_limit),
        ("收费标准", guide.fee),
        ("办理结果", guide.result),
    )


def where(guide: ServiceGuide) -> list[Fact]:
    """Where one goes, whom one asks, to whom one complains."""
    facilities = "、".join(place.name for place in guide.facilities.all())
    return _filled(
        ("怎么办", str(guide.get_online_display())),
        ("网上办理", guide.online_url if guide.online != Online.NOT else ""),
        ("办理地点", guide.place),
        ("办理时间", guide.hours),
        ("咨询电话", guide.consult_phone),
        ("投诉电话", guide.complaint_phone),
        ("邮箱", guide.email),
        ("纸质指南", facilities),
    )


def more(guide: ServiceGuide) -> list[Fact]:
    return _filled(("审查细则", guide.review_rules), ("中介服务", guide.intermediary))


def papers(guide: ServiceGuide) -> list[Sequence[str]]:
    """Rows under ``PAPER_HEADINGS``."""
    return [_paper(material) for material in guide.materials.all()]


def _paper(material: GuideMaterial) -> Sequence[str]:
    name = material.name if material.is_required else f"{material.name}（需要时提交）"
    kinds = {row.kind for row in material.files.all()}
    given = [str(label) for kind, label in FileKind.choices if kind in kinds]
    given_words = f"网页上有{'、'.join(given)}" if given else ""
    hints = "；".join(filter(None, (material.source, material.note, given_words)))
    return (name, material.amount, str(material.get_seal_display()), hints)


def _filled(*rows: tuple[str, str]) -> list[Fact]:
    return [Fact(label, text) for label, text in rows if text]
