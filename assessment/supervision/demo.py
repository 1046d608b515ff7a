"""Two supervisors, one of them with notes: one became a problem, one waits, one found all in order."""

from datetime import datetime, timedelta
from typing import Any

from assessment.problems.selectors import assessed
from assessment.supervision import services
from portal import clock

TERM = timedelta(days=730)
PEOPLE = (
    {"name": "居民代表甲", "background": "resident", "recruitment": "open_call", "phone": "13800000000"},
    {"name": "企业代表乙", "background": "business", "recruitment": "nominated", "phone": ""},
)
TOPIC = "公开条例和怎么看一个办事窗口"
NOTES = (
    (True, "window", "窗口的办事指南还是去年的版本，材料清单和网上的不一样，工作人员说新的还没有印。"),
    (True, "phone", "上午打了两次咨询电话没有人接，下午接了，说上午在开会。"),
    (False, "board", "查阅场所有电脑、有人引导，公报是最新一期。"),
)
VERIFIED = "到窗口看过，属实，已经登记，要求换新。谢谢您。"


def load(*, office: dict[str, Any], early: datetime) -> None:
    """``office`` are the arguments of somebody of 政务公开办; ``early`` is when the first was appointed."""
    before, at = office | {"at": early}, office["at"]
    day, today = clock.local(early).date(), clock.local(at).date()
    rows = [services.register_candidate(values=values, **before) for values in PEOPLE]
    first = services.train(rows[0], values={"held_on": day, "topic": TOPIC, "hours": 4}, **before)
    services.appoint(first, values={"term_from": day, "term_to": day + TERM}, **before)
    services.issue_code(first, **office)
    organs = list(assessed(today)[: len(NOTES)])
    for place, (organ, (faulty, where, seen)) in enumerate(zip(organs, NOTES, strict=False)):
        values = {"patrolled_on": today - timedelta(days=place), "place": where, "faulty": faulty, "seen": seen}
        note = services.file_note(first, organ=organ, values=values, uploads=[], token=f"demo-{place}", at=at)
        if place == 0:
            services.take_up(note, rule="", values={"title": "窗口的办事指南不是现行的"}, answer=VERIFIED, **office)
