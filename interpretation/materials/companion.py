"""An explanation goes with its document: what it holds up, what follows, what it shows. Told to disclosure at start."""

from datetime import datetime
from typing import Any

from disclosure.documents.companions import Companion, register
from interpretation.materials import services
from interpretation.materials.selectors import marks, missing, public_panels, staff_panels
from portal.actors import Actor


def _follow(document: Any, act: str, *, actor: Actor, at: datetime) -> None:
    if act == "rewrite":
        services.look_again(document, at=at)
        return
    if act == "sign":
        services.start_printed(document, actor=actor, at=at)
        return
    if act == "publish":
        services.go_out_with(document, actor=actor, at=at)
    services.reindex(document, actor=actor, at=at)


def register_companion() -> None:
    register(
        "interpretation",
        Companion(missing=missing, after=_follow, public_panels=public_panels, staff_panels=staff_panels, marks=marks),
    )
