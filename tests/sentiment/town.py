"""A city with a government, an education and a housing bureau, and the ways a ticket takes through them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import OrganKind, Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.subjects import ref
from sentiment.responses import services as answers
from sentiment.responses.models import Response
from sentiment.tickets import services
from sentiment.tickets.models import Ticket

FOUNDED = date(2020, 1, 1)
FRIDAY_NIGHT = datetime(2026, 9, 25, 23, 40, tzinfo=SHANGHAI)
"""The holiday of the Mid-Autumn Festival and National Day lie ahead; hours do not stop for them."""

OPINION = {
    "title": "网传翠湖小学食堂饭菜变质",
    "facts": "家长群里流传照片，称当天午餐有异味，多名学生不适。",
    "links": "https://example.com/post/1",
    "source": "weibo",
    "kind": "interests",
    "domain": "24",
    "known_at": FRIDAY_NIGHT,
    "level": "ordinary",
}
EXPLOSION = OPINION | {
    "title": "翠湖路一处商铺发生爆炸",
    "facts": "23时10分发生爆炸，有人受伤，现场视频大量转发。",
    "kind": "emergency",
    "domain": "05",
    "happened_at": datetime(2026, 9, 25, 23, 10, tzinfo=SHANGHAI),
    "level": "major",
}
JUDGEMENT = {
    "level": "ordinary",
    "content_degree": "medium",
    "public_degree": "high",
    "media_degree": "low",
    "will_respond": True,
    "respond_reason": "涉及学生健康，群众关注度高",
    "disposition": "investigate",
}
FOUR_ITEMS = {"nature": "安全生产事故", "trend": "转发快速上升", "risk": "次生谣言", "plan": "两小时内发布首条通报"}
GRAVE = JUDGEMENT | FOUR_ITEMS | {"level": "major"}
ANSWER = {
    "kind": "reply",
    "form": "online",
    "title": "关于翠湖小学食堂情况的通报",
    "question": "食堂的饭菜是不是变质了？",
    "body": "经核查，当天留样检验合格。",
    "fact_basis": "市场监管部门检验报告",
}
RESULT = ANSWER | {"kind": "result", "title": "翠湖小学食堂调查处置结果", "result": "已约谈承包单位，更换供应商。"}
CONFERENCE = ANSWER | {"form": "conference", "title": "翠湖路爆炸新闻发布会", "place": "市新闻发布厅"}

PEOPLE = (
    Role.HANDLER,
    Role.INFO_CLERK,
    Role.DEPT_REVIEWER,
    Role.SECRECY_REVIEWER,
    Role.SIGNER,
    Role.HEAD,
    Role.DISCLOSURE_HEAD,
)


def night(hour: int, minute: int = 0, *, day: int = 26) -> datetime:
    """An hour of that weekend."""
    return datetime(2026, 9, day, hour, minute, tzinfo=SHANGHAI)


@dataclass
class Town:
    """``people`` are keyed by organ code and role."""

    organs: dict[str, Organ]
    people: dict[tuple[str, str], User] = field(default_factory=dict)

    def as_(self, code: str, role: str, at: datetime = FRIDAY_NIGHT):
        return {"actor": actor_of(self.people[code, role], at=at), "at": at}

    def office(self, at: datetime = FRIDAY_NIGHT):
        return self.as_("city", Role.OVERSIGHT, at)

    def registered(self, at: datetime = FRIDAY_NIGHT, *, concerned=(), lead=None, policy=None, **values) -> Ticket:
        return services.register(
            organ=self.organs["city"],
            values=OPINION | values,
            concerned=[self.organs[code] for code in concerned],
            lead=self.organs[lead] if lead else None,
            policy=policy,
            **self.office(at),
        )

    def explosion(self, at: datetime = FRIDAY_NIGHT, **values) -> Ticket:
        return self.registered(at, **(EXPLOSION | values))

    def judged(self, ticket: Ticket, at: datetime, **values) -> Ticket:
        """Watched, consulted about, judged."""
        code = ticket.organ.code
        services.monitor(ticket, **self.as_(code, Role.HANDLER, at))
        words = {"consulted_with": "宣传部门、网信部门", "minutes": "一致同意尽快发布权威信息。"}
        services.consult(ticket, **words, **self.as_(code, Role.DEPT_REVIEWER, at))
        given = (GRAVE if ticket.is_major else JUDGEMENT) | values
        return services.judge(ticket, values=given, **self.as_(code, Role.DEPT_REVIEWER, at))

    def responding(self, ticket: Ticket, at: datetime, **values) -> Ticket:
        self.judged(ticket, at, **values)
        code = ticket.organ.code
        if ticket.is_major:
            services.approve(ticket, **self.as_(code, Role.SIGNER, at))
        return services.respond(ticket, **self.as_(code, Role.HANDLER, at))

    def cleared(self, ticket: Ticket, at: datetime, **values) -> Response:
        """An answer that waits for the signature."""
        code = ticket.organ.code
        response = answers.draft(ticket, values=ANSWER | values, **self.as_(code, Role.HANDLER, at))
        answers.submit(response, **self.as_(code, Role.HANDLER, at))
        return answers.clear(response, **self.as_(code, Role.SECRECY_REVIEWER, at))

    def answered(self, ticket: Ticket, at: datetime, **values) -> Response:
        response = self.cleared(ticket, at, **values)
        return answers.publish(response, **self.as_(ticket.organ.code, Role.SIGNER, at))


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def clocks(ticket: Ticket) -> list[tuple[str, datetime, str]]:
    """Rule, end and outcome of all clocks, in the order they were opened."""
    rows = Deadline.objects.filter(subject_id=ticket.pk, subject_label=ref(ticket).label).order_by("pk")
    return [(row.rule, row.due_at.astimezone(SHANGHAI), row.outcome) for row in rows]


def running(ticket: Ticket) -> dict[str, datetime]:
    return {rule: due for rule, due, outcome in clocks(ticket) if not outcome}


_ORGANS = (
    ("city", "临江市人民政府", "市政府", OrganKind.GOVERNMENT),
    ("jiaoyu", "临江市教育体育局", "市教育局", OrganKind.DEPARTMENT),
    ("yingji", "临江市应急管理局", "市应急管理局", OrganKind.DEPARTMENT),
    ("cuihu", "临江市翠湖街道办事处", "翠湖街道", OrganKind.SUBDISTRICT),
)


def build_town() -> Town:
    town = Town({})
    for code, name, short_name, kind in _ORGANS:
        town.organs[code] = Organ.objects.create(
            name=name, short_name=short_name, code=code, kind=kind, active_from=FOUNDED
        )
        for role in PEOPLE:
            town.people[code, role] = appointed(town.organs[code], role)
    for role in (Role.OVERSIGHT, Role.OFFICE_APPROVER, Role.SYSTEM_ADMIN):
        town.people["city", role] = appointed(town.organs["city"], role)
    services.assign_domain(domain="24", organ=town.organs["jiaoyu"], **town.office())
    services.assign_domain(domain="05", organ=town.organs["yingji"], **town.office())
    return town


def appointed(organ: Organ, role: Role) -> User:
    user = User.objects.create(username=f"{organ.code}-{role}", name=f"{organ.short_name}{role.label}", is_staff=True)
    Appointment.objects.create(user=user, organ=organ, role=role, starts_on=FOUNDED)
    return user
