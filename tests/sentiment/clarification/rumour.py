"""A false rumour about the water supply, and the way of its clarification."""

from datetime import datetime

from portal.accounts.states import Role
from portal.clock import SHANGHAI
from sentiment.clarification import services
from sentiment.clarification.models import Clarification, Consent

FOUND_AT = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
"""Two hours after it are over at 11:00."""

CLAIM = {
    "kind": "false",
    "title": "关于“全市停水三天”的澄清",
    "claim": "网上流传“江滨大道爆管，全市停水三天”。",
    "seen_where": "某社区微信群，截图见工作记录",
    "harm": "引起抢购饮用水",
    "found_at": FOUND_AT,
}
TRUTH = {
    "title": CLAIM["title"],
    "claim": CLAIM["claim"],
    "statement": "江滨大道支管抢修，只影响望江街道两个小区，今天18时恢复供水，全市没有停水。",
    "basis": "供水调度记录；现场核实。",
    "name_of": "organ",
    "is_sensitive": False,
    "channels": ["internet", "radio"],
}


def moment(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def found(post, **values) -> Clarification:
    return services.find(organ=post.organ, values=CLAIM | values, **post.as_(Role.INFO_CLERK, moment(9, 10)))


def reported(post, at=None) -> Clarification:
    return services.report(found(post), **post.as_(Role.INFO_CLERK, at or moment(9, 20)))


def confirmed(post, desk, organ=None) -> Clarification:
    return services.confirm(reported(post), organ=organ or post.organ, **desk.as_(Role.OVERSIGHT, moment(9, 30)))


def written(post, desk, organs=(), **values) -> Clarification:
    row = confirmed(post, desk)
    return services.write(row, values=TRUTH | values, organs=list(organs), **post.as_(Role.HANDLER, moment(9, 40)))


def submitted(post, desk, **values) -> Clarification:
    return services.submit(written(post, desk, **values), **post.as_(Role.HANDLER, moment(9, 50)))


def approved(post, desk) -> Clarification:
    return services.approve_head(submitted(post, desk), **post.as_(Role.HEAD, moment(9, 55)))


def published(post, desk) -> Clarification:
    return services.publish(approved(post, desk), **post.as_(Role.INFO_CLERK, moment(10)))


def consent_of(row: Clarification, post) -> Consent:
    return row.consents.select_related("clarification", "organ").exclude(state="dropped").get(organ=post.organ)
