"""What the index knows of guides and of rules that stand in no document of their own."""

from django.db.models import QuerySet

from disclosure.catalogue.fields import ART12, GUIDE
from disclosure.catalogue.models import Guide, Regulation
from portal import clock
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

GUIDE_LABEL = "disclosure.guide"
REGULATION_LABEL = "disclosure.regulation"


def _guides() -> "QuerySet[Guide]":
    return Guide.objects.in_force(clock.today()).select_related("organ")


def _guide_entry(guide: Guide) -> Entry:
    organ = guide.organ
    return Entry(
        label=GUIDE_LABEL,
        pk=guide.pk,
        title=f"{organ.name}政府信息公开指南",
        body="\n".join(f"{GUIDE[name].label}：{getattr(guide, name)}" for name in ART12),
        url=f"/guide/{organ.code}/",
        dated=guide.effective_from,
        organ=Choice(organ.name, organ.name),
    )


def _regulations() -> "QuerySet[Regulation]":
    return Regulation.objects.in_force(clock.today()).filter(document=None).select_related("organ")


def _regulation_entry(regulation: Regulation) -> Entry:
    return Entry(
        label=REGULATION_LABEL,
        pk=regulation.pk,
        title=regulation.title,
        body=regulation.summary,
        url="/regulations/",
        dated=regulation.effective_from,
        organ=Choice(regulation.organ.name, regulation.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=GUIDE_LABEL, public=_guides, to_entry=_guide_entry))
    register(SearchSource(label=REGULATION_LABEL, public=_regulations, to_entry=_regulation_entry))
