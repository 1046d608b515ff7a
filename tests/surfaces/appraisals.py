"""Rows of appraisals: one that is drawn up, one that is open, one whose results are public."""

from datetime import timedelta

from assessment.appraisal import services
from assessment.appraisal.models import Appraisal
from portal.accounts.states import Role
from tests.surfaces.answers import ALL, CASE_LIST, UNSEEN, Surface, act, admin, start, to
from tests.surfaces.viewers import ADMIN, APPROVER, CITY_WIDE, LEADER, OTHER, OVERSIGHT, OWN, PUBLIC, STAFF, SUPERVISOR

ROW = "assessment/appraisal"
READERS = OWN | OTHER | CITY_WIDE
OUTSIDERS = SUPERVISOR | ADMIN

APPRAISAL_PAGES = [
    Surface("appraisals/", "/appraisals/", ALL),
    Surface("appraisals/panel/", "/appraisals/panel/", ALL),
    Surface("appraisals/<int:pk>/", "/appraisals/{appraisal}/", ALL),
    Surface("appraisals/<int:pk>/", "/appraisals/{appraisal_done}/", ALL),
    Surface("appraisals/<int:pk>/", "/appraisals/{appraisal_draft}/", UNSEEN),
    Surface("appraisals/<int:pk>/results.csv", "/appraisals/{appraisal_done}/results.csv", ALL),
    Surface("appraisals/<int:pk>/results.csv", "/appraisals/{appraisal}/results.csv", UNSEEN),
    Surface("appraisals/<int:pk>/results.json", "/appraisals/{appraisal_done}/results.json", ALL),
    Surface("appraisals/<int:pk>/results.json", "/appraisals/{appraisal}/results.json", UNSEEN),
    Surface("appraisals/<int:pk>/fill/", "/appraisals/{appraisal}/fill/", ALL),
    Surface("appraisals/<int:pk>/fill/", "/appraisals/{appraisal_draft}/fill/", UNSEEN),
    Surface("appraisals/<int:pk>/fill/<slug:code>/", "/appraisals/{appraisal}/fill/jyj/", ALL),
    Surface("appraisals/<int:pk>/fill/<slug:code>/", "/appraisals/{appraisal}/fill/no-such/", UNSEEN),
    Surface("appraisals/<int:pk>/fill/<slug:code>/", "/appraisals/{appraisal_draft}/fill/jyj/", UNSEEN),
]
APPRAISAL_DESK = [
    *admin(
        ROW,
        "appraisal",
        rows=CASE_LIST,
        row={302: PUBLIC, 200: READERS, 403: OUTSIDERS},
        add=to(OVERSIGHT),
        history={302: PUBLIC | READERS, 404: OUTSIDERS},
    ),
    Surface(
        f"admin/{ROW}/<path:object_id>/change/",
        f"/admin/{ROW}/{{appraisal_draft}}/change/",
        {302: PUBLIC, 200: CITY_WIDE, 404: OWN | OTHER, 403: OUTSIDERS},
    ),
    act(
        ROW,
        "appraisal",
        "call_off",
        {302: PUBLIC, 200: APPROVER | LEADER, 403: OVERSIGHT, 404: STAFF - CITY_WIDE},
    ),
    start(ROW, "start", to(OVERSIGHT)),
    Surface(
        f"admin/{ROW}/<path:object_id>/change/codes/",
        f"/admin/{ROW}/{{appraisal}}/change/codes/",
        {302: PUBLIC | OVERSIGHT, 403: READERS - OVERSIGHT, 404: OUTSIDERS},
    ),
]


def appraisals_on_stage(office, actor, *, words: str = "") -> dict[str, int]:
    """``words`` are added to what is written while nothing of it is public."""
    draft = _started(office, actor, days=0, title=f"明年的评议{words}")
    done = opened(office, actor, days=40)
    for voter in range(5):
        judge(done, office, voter=str(voter), days=35)
    services.collect(done, actor=actor, at=office.at)
    services.publish(done, summary="总体满意。", **office.as_(Role.OFFICE_APPROVER))
    running = opened(office, actor, days=5)
    for voter in range(5):
        judge(running, office, voter=str(voter), days=4)
    return {"appraisal": running.pk, "appraisal_done": done.pk, "appraisal_draft": draft.pk}


def _started(office, actor, *, days: int, title: str) -> Appraisal:
    at = office.at - timedelta(days=days)
    values = {"title": title, "notice": "请评一评。", "ends_on": (at + timedelta(days=30)).date()}
    return services.start(values=values, actor=actor, at=at)


def opened(office, actor, *, days: int) -> Appraisal:
    """Open since ``days`` ago, for thirty days."""
    at = office.at - timedelta(days=days)
    row = _started(office, actor, days=days, title="政务公开社会评议")
    services.announce(row, **(office.as_(Role.OFFICE_APPROVER) | {"at": at}))
    services.settle_sheet(row, actor=actor, at=at)
    services.invite(row, panel="experts", on_paper=2, addresses="", actor=actor, at=at)
    services.choose(row, actor=actor, at=at)
    services.brief(row, values={"briefed_on": at.date(), "briefing": "看了年报。"}, actor=actor, at=at)
    return services.hand_out(row, actor=actor, at=at)


def judge(row: Appraisal, office, *, voter: str, days: int) -> None:
    at = office.at - timedelta(days=days)
    levels = dict.fromkeys((1, 2, 3, 4), "30")
    services.fill_in(row, organ=office.organ, levels=levels, voter=voter, moment=lambda: at)
