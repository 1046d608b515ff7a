"""Who reviews and who judges what an organ decides, where its kind does not say so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.field_table import Field, checked, day, line, web_address
from requests_app.answering.models import RemedyBody

FIELDS = {
    "review_organ": Field("复议机关", line(100)),
    "review_address": Field("复议申请的地址", line(200)),
    "review_url": Field("网上申请复议的网址", web_address),
    "court": Field("有管辖权的法院", line(100)),
    "basis": Field("依据", line(200, required=True)),
    "starts_on": Field("起用日", day),
}


@transaction.atomic
def set_remedy_body(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> RemedyBody:
    """From ``starts_on`` the letters of the organ name these; a blank stays as its kind or the settings say.

    By 政务公开办. ``values`` has keys of ``FIELDS``. Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require(actor, (Role.OVERSIGHT,), organ, doing="登记复议机关和法院")
    clean = checked(FIELDS, {"basis": ""} | dict(values))
    if clean.get("starts_on") is None:
        raise InvalidInput({"starts_on": "请填写起用日"})
    if not any(clean.get(name) for name in ("review_organ", "review_address", "review_url", "court")):
        raise InvalidInput({"review_organ": "至少写一项"})
    row = RemedyBody.objects.create(organ=organ, **clean)
    record(act="set_remedy_body", subject=row, actor=actor, at=at, after=clean)
    return row
