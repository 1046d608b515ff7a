"""Which websites owe a report, and what the registers say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from assessment.website_reports.models import CODE_LENGTH, WebsiteReport
from disclosure.registers.models import RegisterEntry
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.accounts.states import OrganKind

_REGISTER = "website"
_NO_SITE_ANY_MORE = ("已经迁移到集约化平台", "已经关停")
_CODE = re.compile(rf"[-a-zA-Z0-9_]{{1,{CODE_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Site:
    """A website and what its record says; ``officer`` is who answers for its security, empty when nobody says."""

    code: str
    name: str
    organ: Organ
    address: str
    icp: str
    police: str
    officer: str

    @property
    def is_this_one(self) -> bool:
        return bool(self.code == settings.SITE["id_code"])

    @property
    def kind(self) -> str:
        """网站类型 of the form."""
        whole = self.is_this_one or self.organ.kind == OrganKind.GOVERNMENT
        return "政府门户网站" if whole else "部门网站"


def sites(year: int) -> list[Site]:
    """This site first, then the others registered as running by themselves at the end of the year. Three queries."""
    last = date(year, 12, 31)
    others = {site.code: site for site in _registered(last)}
    own = _this_site(last, others.pop(settings.SITE["id_code"], None))
    return [*([own] if own else []), *others.values()]


def _registered(last: date) -> Iterator[Site]:
    rows = RegisterEntry.objects.standing().filter(kind=_REGISTER).in_force(last, last).select_related("organ")
    for entry in rows.order_by("organ__position", "organ", "pk"):
        if entry.values.get("status") not in _NO_SITE_ANY_MORE:
            yield _site(entry)


def _site(entry: RegisterEntry) -> Site:
    """A number that is none is no address of a page either: the number of the record stands in."""
    said: dict[str, Any] = entry.values
    code = str(said.get("site_code", "")).strip()
    return Site(
        code=code if _CODE.fullmatch(code) else f"r{entry.pk}",
        name=entry.title,
        organ=entry.organ,
        address=said.get("url", ""),
        icp=said.get("icp", ""),
        police=said.get("police", ""),
        officer=said.get("security", ""),
    )


def _this_site(last: date, registered: Site | None) -> Site | None:
    """As the settings name it, whether its record was registered or not; ``None`` while nobody answers for it."""
    organ = registered.organ if registered else site_organ(last)
    if organ is None:
        return None
    own = settings.SITE
    address = f"https://{own['domain']}/"
    officer = registered.officer if registered else ""
    return Site(own["id_code"], own["name"], organ, address, own["icp"], own["police"], officer)


def site_of(report: WebsiteReport) -> Site | None:
    """What is known of the site of a report today; ``None`` when its record is gone."""
    return next((site for site in sites(report.year) if site.code == report.code), None)


def public_report(code: str, year: int) -> WebsiteReport | None:
    return WebsiteReport.objects.public().select_related("organ").filter(code=code, year=year).first()
