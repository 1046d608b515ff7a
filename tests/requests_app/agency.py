"""An organ that answers requests, with one person for each role, and the ways a request takes through it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import OrganKind, Role
from portal.actors import Actor, ActorKind
from portal.clock import SHANGHAI
from requests_app.cases import services
from requests_app.cases.models import DisclosureRequest

FOUNDED = date(2020, 1, 1)
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
"""A Monday; twenty working days after it are over on Monday 2026-03-30."""

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="申请人")

PERSON = {
    "applicant_kind": "natural",
    "name": "张三",
    "identity_kind": "resident_id",
    "identity_number": "329999199003070018",
    "phone": "13800000001",
    "email": "zhangsan@example.com",
    "form": "electronic",
    "delivery": "tracking",
}
COMPANY = PERSON | {
    "applicant_kind": "business",
    "name": "临江某电梯有限公司",
    "identity_kind": "uscc",
    "identity_number": "11370000004503125F",
    "representative": "李四",
    "contact_person": "王五",
}
ONE_ITEM = [{"text": "翠湖里小区2025年加装电梯工程的施工合同和竣工验收报告"}]
TWO_ITEMS = [{"text": "翠湖里小区2025年加装电梯工程的施工合同"}, {"text": "同一工程的竣工验收报告"}]

PEOPLE = (
    Role.HANDLER,
    Role.INFO_CLERK,
    Role.DEPT_REVIEWER,
    Role.SECRECY_REVIEWER,
    Role.SIGNER,
    Role.HEAD,
    Role.DISCLOSURE_HEAD,
)


def moment(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


@dataclass
class Agency:
    """``people`` are keyed by role; ``as_(role, at)`` is who acts for it at a moment."""

    organ: Organ
    people: dict[str, User] = field(default_factory=dict)

    def appoint(self, role, *, name=""):
        user = User.objects.create(
            username=f"{self.organ.code}-{role}-{name}", name=name or Role(role).label, is_staff=True
        )
        Appointment.objects.create(user=user, organ=self.organ, role=role, starts_on=FOUNDED)
        return user

    def as_(self, role, at=MORNING):
        return {"actor": actor_of(self.people[role], at=at), "at": at}

    # --- the way of a request ---

    def filed(self, *, at=MORNING, items=ONE_ITEM, **values):
        return services.file_online(organ=self.organ, values=PERSON | values, items=items, actor=CITIZEN, at=at)

    def received(self, *, at=MORNING, items=ONE_ITEM, **values):
        """Filed online and confirmed at the same moment: day 0 is the day of ``at``."""
        request = self.filed(at=at, items=items, **values).request
        services.confirm(request, **self.as_(Role.INFO_CLERK, at))
        return request

    def registered(self, *, channel="in_person", arrived_on=None, at=MORNING, items=ONE_ITEM, **values):
        return services.register(
            organ=self.organ,
            channel=channel,
            arrived_on=arrived_on or at.date(),
            values=PERSON | values,
            items=items,
            **self.as_(Role.INFO_CLERK, at),
        ).request

    def fresh(self, request):
        return DisclosureRequest.objects.get(pk=request.pk)


def open_agency(
    code="zjj",
    name="临江市住房和城乡建设局",
    number_code="临住建发",
    uscc="11370000004503125F",
    kind=OrganKind.DEPARTMENT,
    parent=None,
):
    organ = Organ.objects.create(
        name=name,
        short_name=name.removeprefix("临江"),
        code=code,
        kind=kind,
        number_code=number_code,
        uscc=uscc,
        parent=parent,
        phone="0000-8612366",
        address="临江市云亭路18号",
        active_from=FOUNDED,
    )
    agency = Agency(organ)
    agency.people = {role: agency.appoint(role) for role in PEOPLE}
    return agency
