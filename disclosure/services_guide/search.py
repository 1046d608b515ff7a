"""What the index knows of guides and bundles."""

from django.db.models import QuerySet

from disclosure.services_guide.models import ServiceBundle, ServiceGuide
from portal import clock
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

GUIDE = "disclosure.serviceguide"
BUNDLE = "disclosure.servicebundle"
_SAID = ("basis", "conditions", "process", "fee", "result", "review_rules", "intermediary", "faq", "place")


def _guides() -> "QuerySet[ServiceGuide]":
    return ServiceGuide.objects.public().select_related("organ").prefetch_related("materials")


def _guide(guide: ServiceGuide) -> Entry:
    papers = "\n".join(material.name for material in guide.materials.all())
    said = [getattr(guide, name) for name in _SAID]
    return Entry(
        label=GUIDE,
        pk=guide.pk,
        title=guide.name,
        body="\n".join(filter(None, (*guide.audience_names, papers, *said))),
        url=guide.get_absolute_url(),
        doc_number=guide.code,
        dated=clock.local(guide.published_at).date() if guide.published_at else None,
        kind=Choice("办事指南", "办事指南"),
        organ=Choice(guide.organ.name, guide.organ.name),
    )


def _bundles() -> "QuerySet[ServiceBundle]":
    return ServiceBundle.objects.public().select_related("organ").prefetch_related("steps")


def _bundle(bundle: ServiceBundle) -> Entry:
    codes = [step.code for step in bundle.steps.all()]
    names = ServiceGuide.objects.public().filter(code__in=codes).order_by("pk").values_list("name", flat=True)
    return Entry(
        label=BUNDLE,
        pk=bundle.pk,
        title=bundle.name,
        body="\n".join([bundle.intro, *names]),
        url=bundle.get_absolute_url(),
        dated=clock.local(bundle.published_at).date() if bundle.published_at else None,
        kind=Choice("一件事", "一件事"),
        organ=Choice(bundle.organ.name, bundle.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=GUIDE, public=_guides, to_entry=_guide))
    register(SearchSource(label=BUNDLE, public=_bundles, to_entry=_bundle))
