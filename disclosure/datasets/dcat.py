"""The catalogue in the words of DCAT (JSON-LD), for catalogues of others that harvest it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from disclosure.datasets import tables
from disclosure.datasets.codes import SPANS
from disclosure.datasets.models import Dataset
from disclosure.open_data.catalogue import Catalogue, media_type

_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(datasets: Iterable[Dataset], nightly: Catalogue | None, *, root: str) -> dict[str, Any]:
    """Data sets of the organs, then the nightly dump of the documents' metadata where there is one."""
    described = [dataset_of(each, root=root) for each in datasets]
    if nightly:
        described += _nightly(nightly, root)
    return {
        "@context": _CONTEXT,
        "@id": f"{root}/data/",
        "@type": "dcat:Catalog",
        "dct:title": f"{settings.SITE['name']}：开放数据",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.SITE["government"]},
        "dct:license": settings.OPEN_DATA_LICENCE,
        "dct:language": "zh-CN",
        "dcat:dataset": described,
    }


def dataset_of(dataset: Dataset, *, root: str) -> dict[str, Any]:
    """One data set. Reads ``organ`` and ``current``."""
    version, address = dataset.current, f"{root}{dataset.get_absolute_url()}"
    described: dict[str, Any] = {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:identifier": str(dataset.pk),
        "dct:title": dataset.title,
        "dct:description": dataset.description,
        "dcat:theme": dataset.get_domain_display(),
        "dcat:keyword": dataset.keyword_list,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": dataset.organ.name},
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": dataset.contact},
        "dct:license": settings.OPEN_DATA_LICENCE,
        "dct:accrualPeriodicity": f"{_FREQUENCY}{SPANS[dataset.period].iri}",
        "dcat:landingPage": address,
    }
    if version and dataset.published_at and dataset.updated_at:
        described |= {
            "dct:issued": dataset.published_at.isoformat(),
            "dct:modified": dataset.updated_at.isoformat(),
            "dcat:version": str(version.number),
            "dcat:distribution": [
                _file(f"{address}download/data.{ending}", tables.MEDIA_TYPES[ending])
                for ending in tables.endings(version)
            ],
        }
    return described


def _file(address: str, media: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": address,
        "dcat:mediaType": media.partition(";")[0],
        "dct:license": settings.OPEN_DATA_LICENCE,
    }


def _nightly(nightly: Catalogue, root: str) -> list[dict[str, Any]]:
    return [
        {
            "@type": "dcat:Dataset",
            "dct:title": each.title,
            "dct:description": each.description,
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.SITE["government"]},
            "dct:license": nightly.licence,
            "dct:accrualPeriodicity": f"{_FREQUENCY}DAILY",
            "dct:modified": nightly.made_at.isoformat(),
            "dcat:landingPage": f"{root}/open-data/",
            "dcat:distribution": [
                _file(f"{root}/open-data/{file.name}", media_type(file.name)) for file in each.distributions
            ],
        }
        for each in nightly.data_sets
    ]
