"""Rows of registers: one entry the public reads, one kept inside, what is owed."""

from datetime import date

from django.core.files.base import ContentFile

from disclosure.registers import kinds, services
from disclosure.registers.models import RegisterReminder
from portal.accounts.states import Role
from tests.disclosure.registers.book import SCREEN, TRAINING
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    GONE,
    HISTORY,
    KEPT,
    NOBODY,
    UNSEEN,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import OVERSIGHT, holding

ROW = "disclosure/registerentry"
FILERS = holding("handler", "info_clerk", "disclosure_head")
PUBLISHERS = holding("disclosure_head", "signer") | OVERSIGHT

REGISTER_PAGES = [
    Surface("registers/", "/registers/", ALL),
    Surface("registers/<slug:code>/", "/registers/equipment/", ALL),
    Surface("registers/<slug:code>/", "/registers/training/", UNSEEN),
    Surface("registers/<slug:code>/<int:pk>/", "/registers/equipment/{screen}/", ALL),
    Surface("registers/<slug:code>/<int:pk>/", "/registers/equipment/{screen_down}/", GONE),
    Surface("registers/<slug:code>/<int:pk>/", "/registers/equipment/{screen_draft}/", UNSEEN),
    Surface("registers/<slug:code>/<int:pk>/", "/registers/equipment/{training_entry}/", UNSEEN),
]

REGISTER_DESK = [
    *admin(ROW, "training_entry", rows=CASE_LIST, row=CASE, add=to(FILERS | OVERSIGHT), history=HISTORY),
    act(ROW, "training_entry", "correct_entry", done_by(FILERS | OVERSIGHT)),
    act(ROW, "training_entry", "withdraw", done_by(FILERS | OVERSIGHT)),
    act(ROW, "screen", "correct_entry", done_by(PUBLISHERS)),
    act(ROW, "screen", "take_down", done_by(PUBLISHERS)),
    start(ROW, "training", to(FILERS)),
    start(ROW, "coordination_meeting", to(OVERSIGHT)),
    Surface(f"admin/{ROW}/gaps/", f"/admin/{ROW}/gaps/", CASE_LIST),
    Surface(f"admin/{ROW}/table/<str:name>", f"/admin/{ROW}/table/registers.xlsx", CASE_LIST),
    Surface(f"admin/{ROW}/table/<str:name>", f"/admin/{ROW}/table/registers.csv", CASE_LIST),
    Surface(
        f"admin/{ROW}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{ROW}/{{training_entry}}/change/file/{{sign_in_sheet}}/",
        KEPT,
    ),
    *admin("disclosure/registerreminder", "reminder", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("disclosure/registerreminder", "reminder", "no-such", to(set(), others=404)),
    start("disclosure/registerreminder", "no-such", NOBODY),
]


def registers_on_stage(office) -> dict[str, int]:
    """A training with its sheet; a screen that is shown, one that was taken down, one nobody has looked at yet."""
    shown, down, draft = (filed(office, "equipment", SCREEN | {"device": name}) for name in ("甲屏", "乙屏", "丙屏"))
    for entry in (shown, down):
        services.publish(entry, **office.as_(Role.DISCLOSURE_HEAD))
    services.take_down(down, reason="拆除", **office.as_(Role.SIGNER))
    sheet = [("签到表.txt", ContentFile(b"names"))]
    training = filed(office, "training", TRAINING, uploads=sheet)
    services.remind(at=office.at)
    return {
        "training_entry": training.pk,
        "sign_in_sheet": training.files.get().pk,
        "screen": shown.pk,
        "screen_down": down.pk,
        "screen_draft": draft.pk,
        "reminder": RegisterReminder.objects.get(organ=office.organ, rhythm="standing").pk,
    }


def filed(office, code, values, **given):
    arguments = {"happened_on": date(2026, 5, 20), "values": values} | given
    return services.file_entry(kinds.BY_CODE[code], office.organ, **arguments, **office.as_(Role.INFO_CLERK))
