"""What stands before a document, what its pages show beside it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from disclosure.documents.companions import Mark, Panel
from disclosure.documents.models import Document
from interpretation.judging.rules import explaining_organ, is_of_government, responsible_for, verdict_on
from interpretation.materials.codes import Stage
from interpretation.materials.elements import Element, lacking
from interpretation.materials.gates import conditions
from interpretation.materials.models import Material, MaterialFile, MaterialQuerySet, MeetingItem
from interpretation.materials.parts import whole_text
from interpretation.materials.states import MaterialState
from portal.files.models import StoredFile
from portal.similarity import Similarity, compare


def missing(document: Document, act: str, _at: datetime) -> Sequence[str]:
    """三同步 (S0-2.7.0b): why the document may not make the act before its explanation has come far enough.

    It needs a plan and an explanation that its head approved; or the head settled that the explanation comes later,
    and it is begun. Two queries for a document that needs none, four otherwise.
    """
    verdict = verdict_on(document)
    if not verdict.needs:
        return []
    if act == "discuss":
        return _not_brought(document)
    organ = explaining_organ(document).short_name
    plan = getattr(document, "interpretation_plan", None)
    reasons = [] if plan else [f"{verdict.why}：{organ}还没有编解读方案"]
    rows = list(Material.objects.living().filter(document=document).values_list("stage", "recheck_at"))
    if not rows:
        return [*reasons, f"{verdict.why}：{organ}还没有写解读材料，材料不齐的退文"]
    ready = Material.objects.ready().filter(document=document)
    if (plan and plan.delay_reason) or ready.exists():
        return [*reasons, *_not_signed_off(document, act, ready)]
    if any(changed_at and stage == Stage.ALONG for stage, changed_at in rows):
        return [*reasons, f"{verdict.why}：解读材料审定以后文件又改过，等{organ}主要负责人对照以后重新审定"]
    return [*reasons, f"{verdict.why}：解读材料还没有经{organ}主要负责人审定"]


def _not_brought(document: Document) -> Sequence[str]:
    """S0-2.7.3b: plan and explanation are papers of the item; a delay spares neither."""
    if document.is_public or MeetingItem.objects.filter(document=document).exists():
        return []
    return ["还没有登记提请审议：解读方案和解读材料要作为议题的附件"]


def _not_signed_off(document: Document, act: str, ready: MaterialQuerySet) -> Sequence[str]:
    """S0-2.7.3a: signed together, so before the document of the city is."""
    if act not in {"sign", "publish", "schedule"} or not is_of_government(document):
        return []
    waiting = ready.filter(state=MaterialState.APPROVED, signed_off_at=None).exists()
    return ["市政府名义的文件，解读材料还没有和文件一起呈市政府负责同志审签"] if waiting else []


def public_panels(document: Document, _on: date) -> list[Panel]:
    """解读 and 办事 of a public document. One query."""
    rows = list(Material.objects.public().filter(document=document).select_related("organ").order_by("published_at"))
    if not rows:
        return []
    panels = [Panel("explained", "解读", "interpretation/panel.html", rows, is_beside=True)]
    guide = next((found for row in reversed(rows) if (found := row.written(guide=True))), [])
    return [*panels, *([Panel("guide", "办事", "interpretation/guide_panel.html", guide)] if guide else [])]


def marks(documents: Collection[int]) -> Iterable[tuple[int, Mark]]:
    """The latest explanation of each document, for its line in the catalogue (S2-4.8). One query."""
    rows = Material.objects.public().filter(document__in=documents).order_by("published_at", "pk")
    latest = {row.document_id: row.get_absolute_url() for row in rows.only("pk", "document")}
    return [(document, Mark("解读", address)) for document, address in latest.items()]


def staff_panels(document: Document, _at: datetime) -> list[Panel]:
    """What the case page of the document says about its explanation."""
    content = {"verdict": verdict_on(document), "responsible": responsible_for(document)}
    content |= {"plan": getattr(document, "interpretation_plan", None)}
    content |= {"materials": Material.objects.filter(document=document).select_related("organ").order_by("number")}
    content |= {"meetings": MeetingItem.objects.filter(document=document)}
    return [Panel("explanation", "政策解读", "admin/interpretation/document_panel.html", content)]


@dataclass(frozen=True, slots=True)
class Line:
    """One element of an explanation under way; empty ``text`` means it is still wanted."""

    element: Element
    text: str


def checklist(material: Material) -> list[Line]:
    """What is written, then what is still wanted."""
    wanted = lacking(material.elements, conditions(material))
    return [*(Line(row, text) for row, text in material.written()), *(Line(row, "") for row in wanted)]


def copied(material: Material) -> Similarity:
    """How much is copied from the document, with the passages (S0-2.5.0)."""
    return compare(whole_text(material), material.document.body)


FILE, CAPTIONS = "content", "captions"


def served(row: MaterialFile, what: str) -> StoredFile | None:
    """The file itself as it may be shown, or its captions. ``row`` comes from ``with_files()``."""
    return {FILE: row.file.for_public(), CAPTIONS: row.captions}.get(what)
