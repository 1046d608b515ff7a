"""Rows of consultations, and one in each place with something behind each address."""

from datetime import timedelta

from django.core.files.base import ContentFile

from disclosure.consultations import services
from portal.accounts.states import Role
from tests.disclosure.consultations.hearing import (
    OPINION,
    QUESTIONS,
    answered,
    drafted,
    opened,
    said,
    token,
)
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
from tests.surfaces.viewers import holding

ROW, SAID = "disclosure/consultation", "disclosure/opinion"
DRAFTERS = holding("handler", "info_clerk")
LONG_AGO = timedelta(days=70)

CONSULTATION_PAGES = [
    Surface("consultations/", "/consultations/", ALL),
    Surface("consultations/", "/consultations/?part=waiting", ALL),
    Surface("consultations/", "/consultations/?part=result", ALL),
    Surface("consultations/<int:pk>/", "/consultations/{consultation}/", ALL),
    Surface("consultations/<int:pk>/", "/consultations/{consultation_draft}/", UNSEEN),
    Surface("consultations/<int:pk>/", "/consultations/{consultation_cancelled}/", GONE),
    Surface("consultations/<int:pk>/opinions/", "/consultations/{consultation}/opinions/", ALL),
    Surface("consultations/<int:pk>/opinions/", "/consultations/{consultation_draft}/opinions/", UNSEEN),
    Surface("consultations/<int:pk>/result/", "/consultations/{consultation_done}/result/", ALL),
    Surface("consultations/<int:pk>/result/", "/consultations/{consultation}/result/", UNSEEN),
    Surface("consultations/<int:pk>/questionnaire.csv", "/consultations/{consultation_done}/questionnaire.csv", ALL),
    Surface("consultations/<int:pk>/questionnaire.csv", "/consultations/{consultation}/questionnaire.csv", UNSEEN),
    Surface("consultations/<int:pk>/questionnaire.json", "/consultations/{consultation_done}/questionnaire.json", ALL),
    Surface("consultations/<int:pk>/write/", "/consultations/{consultation}/write/", ALL),
    Surface("consultations/<int:pk>/write/", "/consultations/{consultation_draft}/write/", UNSEEN),
    Surface("consultations/<int:pk>/questionnaire/", "/consultations/{consultation}/questionnaire/", ALL),
    Surface("consultations/<int:pk>/questionnaire/thanks/", "/consultations/{consultation}/questionnaire/thanks/", ALL),
    Surface("consultations/done/", "/consultations/done/", ALL),
    Surface("consultations/done/kept/", "/consultations/done/kept/", WRITES_ONLY),
    Surface("consultations/mine/", "/consultations/mine/", ALL),
    Surface("consultations/mine/leave/", "/consultations/mine/leave/", WRITES_ONLY),
    Surface("consultations/mine/rewrite/", "/consultations/mine/rewrite/", NOT_OPENED),
    Surface("consultations/mine/withdraw/", "/consultations/mine/withdraw/", NOT_OPENED),
    Surface("feeds/consultations/", "/feeds/consultations/", ALL),
    Surface("feeds/consultations.json", "/feeds/consultations.json", ALL),
    Surface("api/v1/consultations/", "/api/v1/consultations/", ALL),
    Surface("api/v1/consultations/<int:pk>/", "/api/v1/consultations/{consultation_done}/", ALL),
    Surface("api/v1/consultations/<int:pk>/", "/api/v1/consultations/{consultation_draft}/", UNSEEN),
]

CONSULTATION_DESK = [
    *admin(ROW, "consultation", rows=CASE_LIST, row=CASE, add=to(DRAFTERS), history=HISTORY),
    act(ROW, "consultation", "name_theme", done_by(DRAFTERS)),
    act(ROW, "consultation", "extend", done_by(holding("signer", "head"))),
    act(ROW, "consultation_draft", "change", done_by(DRAFTERS)),
    act(ROW, "consultation_draft", "exempt", done_by(holding("signer", "head"))),
    start(ROW, "create", to(DRAFTERS)),
    Surface(f"admin/{ROW}/<path:object_id>/change/grouping/", f"/admin/{ROW}/{{consultation}}/change/grouping/", KEPT),
    Surface(
        f"admin/{ROW}/<path:object_id>/change/opinions.<str:ending>",
        f"/admin/{ROW}/{{consultation}}/change/opinions.csv",
        KEPT,
    ),
    Surface(
        f"admin/{ROW}/<path:object_id>/change/file/<int:pk>/",
        f"/admin/{ROW}/{{consultation}}/change/file/{{opinion_file}}/",
        KEPT,
    ),
    *admin(SAID, "opinion", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(SAID, "opinion", "answer_opinion", done_by(DRAFTERS)),
    act(SAID, "opinion", "show", done_by(DRAFTERS)),
    start(SAID, "no-such", to(set())),
    Surface(
        f"admin/{SAID}/<path:object_id>/change/reveal/<slug:field>/",
        f"/admin/{SAID}/{{opinion}}/change/reveal/contact/",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
]


def consultations_on_stage(office) -> dict[str, int]:
    """One open with an opinion and a file, a draft, one cancelled, one finished long ago with its questionnaire."""
    row = opened(office)
    given = {"values": OPINION, "token": token(), "actor": services.CITIZEN, "moment": lambda: office.at}
    opinion = services.send_opinion(row, **given, enclosures=[("照片说明.txt", ContentFile(b"a"))]).opinion
    return {
        "consultation": row.pk,
        "consultation_draft": drafted(office).pk,
        "consultation_cancelled": services.cancel(opened(office), reason="不做了。", **office.as_(Role.HEAD)).pk,
        "consultation_done": done_long_ago(office).pk,
        "opinion": opinion.pk,
        "opinion_file": opinion.files.get().pk,
    }


def done_long_ago(office):
    """Everything happened before this morning, by the same people."""
    now = office.at
    office.at = now - LONG_AGO
    row = drafted(office)
    services.set_questions(row, questions=QUESTIONS, **office.as_(Role.HANDLER))
    services.submit(row, **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[], opinion="不涉及。", **office.as_(Role.SECRECY_REVIEWER))
    services.approve(row, **office.as_(Role.SIGNER))
    services.publish(row, **office.as_(Role.INFO_CLERK))
    said(row, at=office.at)
    office.at = now - timedelta(days=30)
    services.close_what_is_over(at=office.at)
    row.refresh_from_db()
    services.submit_result(answered(office, row), **office.as_(Role.HANDLER))
    services.publish_result(row, **office.as_(Role.DISCLOSURE_HEAD))
    office.at = now
    return row
