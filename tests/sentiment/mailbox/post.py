"""Two organs that answer letters, the oversight office, and the way of a letter through them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import OrganKind, Role
from portal.clock import SHANGHAI
from sentiment.mailbox import services
from sentiment.mailbox.models import Message

FOUNDED = date(2020, 1, 1)
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
"""A Monday. Five working days after it are over on Monday 2026-03-09, fifteen on Monday 2026-03-23, three months on
Tuesday 2026-06-02."""

LETTER = {
    "kind": "consultation",
    "title": "老小区加装电梯要多少户同意",
    "text": "我住翠湖里小区3幢，想问加装电梯要多少户同意，手机13812345678。",
    "name": "张小满",
    "phone": "13812345678",
    "email": "zhang@example.com",
    "consents": True,
}
ANSWER = "张小满：按照加装电梯办法，要本单元三分之二以上业主参与表决、参与表决的过半数同意。"
PUBLIC = {
    "public_title": "加装电梯要多少户同意",
    "public_question": "想问老小区加装电梯要多少户同意。",
    "public_answer": "按照加装电梯办法，要本单元三分之二以上业主参与表决、参与表决的过半数同意。",
}
PEOPLE = (
    Role.HANDLER,
    Role.INFO_CLERK,
    Role.DEPT_REVIEWER,
    Role.SECRECY_REVIEWER,
    Role.SIGNER,
    Role.HEAD,
    Role.DISCLOSURE_HEAD,
)
TOKENS = iter(range(10_000))


def moment(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def token() -> str:
    return f"{next(TOKENS):043d}"


@dataclass
class Post:
    """``people`` are keyed by role; ``as_(role, at)`` is who acts for the organ at a moment."""

    organ: Organ
    people: dict[str, User] = field(default_factory=dict)

    def appoint(self, role):
        user = User.objects.create(username=f"{self.organ.code}-{role}", name=Role(role).label, is_staff=True)
        Appointment.objects.create(user=user, organ=self.organ, role=role, starts_on=FOUNDED)
        return user

    def as_(self, role, at=MORNING):
        return {"actor": actor_of(self.people[role], at=at), "at": at}

    # --- the way of a letter ---

    def sent(self, *, at=MORNING, **values):
        given = {"values": LETTER | values, "token": token(), "actor": services.CITIZEN, "at": at}
        return services.submit(organ=self.organ, **given)

    def received(self, *, at=MORNING, **values):
        return self.sent(at=at, **values).message

    def accepted(self, *, at=MORNING, **values):
        return services.accept(self.received(at=at, **values), **self.as_(Role.INFO_CLERK, at))

    def drafted(self, *, at=MORNING, answer=ANSWER, **values):
        return services.submit_answer(self.accepted(at=at, **values), answer=answer, **self.as_(Role.HANDLER, at))

    def answered(self, *, at=MORNING, on=None, answer=ANSWER, **values):
        drafted = self.drafted(at=at, answer=answer, **values)
        return services.approve(drafted, **self.as_(Role.DEPT_REVIEWER, on or at))

    def prepared(self, *, at=MORNING, public=PUBLIC, **values):
        return services.prepare(self.answered(at=at, **values), values=public, **self.as_(Role.HANDLER, at))

    def published(self, *, at=MORNING, **values):
        return services.publish(self.prepared(at=at, **values), **self.as_(Role.DISCLOSURE_HEAD, at))

    def fresh(self, message):
        return Message.objects.get(pk=message.pk)


def open_post(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发"):
    organ = Organ.objects.create(
        name=name,
        short_name=name.removeprefix("临江"),
        code=code,
        kind=OrganKind.DEPARTMENT,
        number_code=number_code,
        active_from=FOUNDED,
    )
    post = Post(organ)
    post.people = {role: post.appoint(role) for role in PEOPLE}
    return post
