"""Rows of the mailbox, and letters of citizens with something behind each address."""

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.states import Role
from sentiment.mailbox import services
from sentiment.mailbox.models import Message
from tests.sentiment.mailbox.post import ANSWER, LETTER, PUBLIC, token
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    GONE,
    HISTORY,
    KEPT,
    UNSEEN,
    WRITES_ONLY,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.citizens import NOT_OPENED
from tests.surfaces.viewers import OVERSIGHT, holding

MESSAGE = "sentiment/message"
RECEIVERS = holding("handler", "info_clerk", "disclosure_head")

MAILBOX_PAGES = [
    Surface("mailbox/", "/mailbox/", ALL),
    Surface("mailbox/<int:pk>/", "/mailbox/{letter_public}/", ALL),
    Surface("mailbox/<int:pk>/", "/mailbox/{letter_down}/", GONE),
    Surface("mailbox/<int:pk>/", "/mailbox/{message}/", UNSEEN),
    Surface("mailbox/<int:pk>/", "/mailbox/{letter_answered}/", UNSEEN),
    Surface("mailbox/statistics/", "/mailbox/statistics/", ALL),
    Surface("mailbox/write/", "/mailbox/write/", ALL),
    Surface("mailbox/write/done/", "/mailbox/write/done/", ALL),
    Surface("mailbox/write/kept/", "/mailbox/write/kept/", WRITES_ONLY),
    Surface("mailbox/track/", "/mailbox/track/", ALL),
    Surface("mailbox/track/leave/", "/mailbox/track/leave/", WRITES_ONLY),
    Surface("mailbox/track/withdraw/", "/mailbox/track/withdraw/", NOT_OPENED),
    Surface("mailbox/track/rate/", "/mailbox/track/rate/", NOT_OPENED),
    Surface("mailbox/track/offer/", "/mailbox/track/offer/", NOT_OPENED),
    Surface("mailbox/track/offer/decline/", "/mailbox/track/offer/decline/", WRITES_ONLY),
    Surface("mailbox/track/offer/done/", "/mailbox/track/offer/done/", NOT_OPENED),
    Surface("mailbox/track/files/<int:place>/", "/mailbox/track/files/1/", NOT_OPENED),
    Surface("mailbox/track/lost/", "/mailbox/track/lost/", ALL),
    Surface("mailbox/track/link/", "/mailbox/track/link/?token=none", GONE),
    Surface("feeds/mailbox/", "/feeds/mailbox/", ALL),
    Surface("feeds/mailbox.json", "/feeds/mailbox.json", ALL),
]

MAILBOX_DESK = [
    *admin(MESSAGE, "message", rows=CASE_LIST, row=CASE, add=to(RECEIVERS), history=HISTORY),
    act(MESSAGE, "message", "accept", done_by(RECEIVERS)),
    act(MESSAGE, "message", "hand_over", done_by(RECEIVERS | OVERSIGHT)),
    act(MESSAGE, "message", "urge", done_by(OVERSIGHT)),
    act(MESSAGE, "letter_answered", "prepare", done_by(holding("handler", "info_clerk"))),
    act(MESSAGE, "letter_answered", "publish", done_by(holding("disclosure_head", "signer", "head"))),
    act(MESSAGE, "message", "convert", done_by(RECEIVERS | OVERSIGHT)),
    start(MESSAGE, "register", to(RECEIVERS)),
    Surface(
        f"admin/{MESSAGE}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{MESSAGE}/{{message}}/change/file/{{letter_file}}/",
        KEPT,
    ),
    Surface(
        f"admin/{MESSAGE}/<path:object_id>/change/reveal/<slug:field>/",
        f"/admin/{MESSAGE}/{{message}}/change/reveal/phone/",
        done_by(RECEIVERS),
    ),
]


def letters_on_stage(office) -> dict[str, int]:
    """One not accepted, one answered, one public, one taken down: each by the acts of the office."""
    public = services.publish(prepared(office), **office.as_(Role.DISCLOSURE_HEAD))
    down = services.publish(prepared(office), **office.as_(Role.DISCLOSURE_HEAD))
    services.take_down(down, reason="政策变了", **office.as_(Role.INFO_CLERK))
    waiting = sent(office, files=[SimpleUploadedFile("说明.txt", "路灯不亮".encode())])
    return {
        "message": waiting.pk,
        "letter_file": waiting.files.get().pk,
        "letter_answered": answered(office).pk,
        "letter_public": public.pk,
        "letter_down": down.pk,
    }


def sent(office, files=(), **values) -> Message:
    given = {"files": files, "values": LETTER | values, "token": token(), "actor": services.CITIZEN, "at": office.at}
    return services.submit(organ=office.organ, **given).message


def answered(office, **values) -> Message:
    message = services.accept(sent(office, **values), **office.as_(Role.INFO_CLERK))
    services.submit_answer(message, answer=ANSWER, **office.as_(Role.HANDLER))
    return services.approve(message, **office.as_(Role.SIGNER))


def prepared(office, public=PUBLIC, **values) -> Message:
    return services.prepare(answered(office, **values), values=public, **office.as_(Role.HANDLER))
