"""An interview about lifts, from the plan to the record."""

from portal.accounts.states import Role
from sentiment.meetings import services
from sentiment.meetings.models import Meeting
from tests.sentiment.mailbox.post import moment

PLAN = {
    "kind": "interview",
    "title": "老小区加装电梯怎么办",
    "summary": "加装电梯的条件、补助和办理步骤。",
    "starts_at": moment(3, 10, 15),
    "place": "网站直播间",
    "guests": "市住房和城乡建设局局长",
    "questions_until": moment(3, 9, 18),
}
SAID = {"head_attended": True, "press": "", "record": "问：要多少户同意？答：过半数。"}
AFTER = moment(3, 10, 17)


def planned(post, **values) -> Meeting:
    return services.plan(organ=post.organ, values=PLAN | values, **post.as_(Role.HANDLER))


def announced(post, **values) -> Meeting:
    return services.announce(planned(post, **values), **post.as_(Role.DISCLOSURE_HEAD))


def held(post, **values) -> Meeting:
    return services.hold(announced(post, **values), **post.as_(Role.HANDLER, AFTER))


def written(post, said=SAID, **values) -> Meeting:
    return services.write_record(held(post, **values), values=said, **post.as_(Role.HANDLER, AFTER))


def recorded(post, **values) -> Meeting:
    return services.release(written(post, **values), **post.as_(Role.HEAD, AFTER))
