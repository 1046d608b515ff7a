"""A city whose organs are assessed: an education bureau with a school below it, a housing bureau, a street."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.scoring import services as scoring
from assessment.scoring.models import Assessment
from assessment.standards import services as standards
from assessment.standards.models import Standard
from disclosure.catalogue.models import Regulation
from disclosure.catalogue.states import RegulationSubject
from disclosure.documents.models import Document
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.services import close, open_deadline
from portal.subjects import SubjectRef

FOUNDED = date(2020, 1, 1)
NOON = datetime(2026, 5, 21, 12, 0, tzinfo=SHANGHAI)

_ORGANS = (
    ("city", "临江市人民政府", "市政府", OrganKind.GOVERNMENT, ""),
    ("jiaoyu", "临江市教育局", "市教育局", OrganKind.DEPARTMENT, "city"),
    ("zhujian", "临江市住房和城乡建设局", "市住建局", OrganKind.DEPARTMENT, "city"),
    ("cuihu", "临江市翠湖街道办事处", "翠湖街道", OrganKind.SUBDISTRICT, "city"),
    ("yizhong", "临江市第一中学", "市一中", OrganKind.PUBLIC_ENTERPRISE, "jiaoyu"),
)
_POSTS = (Role.HEAD, Role.SIGNER, Role.DISCLOSURE_HEAD, Role.SECRECY_REVIEWER, Role.HANDLER, Role.DISCIPLINE)
_CITY = (Role.OVERSIGHT, Role.OFFICE_APPROVER, Role.CITY_LEADER)


@dataclass
class City:
    """``people`` are keyed by organ code and role."""

    organs: dict[str, Organ] = field(default_factory=dict)
    people: dict[tuple[str, str], User] = field(default_factory=dict)

    def as_(self, code: str, role: str, at: datetime = NOON):
        return {"actor": actor_of(self.people[code, role], at=at), "at": at}

    def office(self, at: datetime = NOON):
        return self.as_("city", Role.OVERSIGHT, at)

    def leader(self, at: datetime = NOON):
        return self.as_("city", Role.OFFICE_APPROVER, at)

    def standard(self, year: int = 2026, **changes) -> Standard:
        """In force, with other numbers where given."""
        made = standards.open_year(year=year, basis="临江市政府信息公开考评规定", **self.office())
        if changes:
            standards.change_marks(made, values=changes, **self.office())
        return standards.put_in_force(made, **self.leader())

    def noted(self, code: str, rule: str, at: datetime = NOON, **values) -> Problem:
        given = {
            "way": "on_site",
            "title": f"检查发现的问题（{rule}）",
            "facts": "现场查看，拍了照片。",
            "occurred_on": date(2026, 5, 20),
        }
        return problems.note_problem(organ=self.organs[code], rule=rule, values=given | values, **self.office(at))

    def many(self, code: str, rule: str, count: int) -> None:
        """Each on a day of its own."""
        for days in range(count):
            self.noted(code, rule, occurred_on=date(2026, 5, 20) - timedelta(days=days))

    def late(self, code: str, rule: str, start: date, *, closed: date | None = None, pk: int = 1) -> None:
        """A clock of a document of that organ."""
        subject = SubjectRef(Document._meta.label_lower, pk, "关于做好学生资助工作的通知")
        moment = datetime(2026, 5, 21, 9, 0, tzinfo=SHANGHAI)
        clock = open_deadline(rule=rule, subject=subject, organ=self.organs[code], start=start, actor=SYSTEM, at=moment)
        if closed:
            close(clock, on=closed, actor=SYSTEM, at=moment)

    def opened(self, year: int = 2026, at: datetime = NOON) -> dict[str, Assessment]:
        rows = scoring.open_assessments(year=year, **self.office(at))
        return {row.organ.code: row for row in rows}

    def proposed(self, row: Assessment, at: datetime = NOON, **values) -> Assessment:
        code = row.organ.code
        full = {item.code: item.points for item in row.standard.criteria.all()}
        scoring.assess_itself(row, points=full, summary="全年按目录公开。", **self.as_(code, Role.HEAD, at))
        given = {"opinion": "情况属实。", "fraud": 0, "fraud_facts": ""} | values
        return scoring.propose(row, values=given, **self.office(at))

    def approved(self, row: Assessment, at: datetime = NOON, **values) -> Assessment:
        return scoring.approve(self.proposed(row, at, **values), **self.leader(at))


def build_city() -> City:
    city = City()
    for code, name, short, kind, parent in _ORGANS:
        city.organs[code] = Organ.objects.create(
            code=code, name=name, short_name=short, kind=kind, parent=city.organs.get(parent), active_from=FOUNDED
        )
        for role in _POSTS + (_CITY if code == "city" else ()):
            person = User.objects.create(username=f"{code}-{role}", name=f"{short}{role.label}", is_staff=True)
            Appointment.objects.create(user=person, organ=city.organs[code], role=role, starts_on=FOUNDED)
            city.people[code, role] = person
    Organ.objects.filter(code="city").update(number_code="临政发")
    for subject in RegulationSubject:
        Regulation.objects.create(
            organ=city.organs["city"], subject=subject, title=f"{subject.label}制度", effective_from=FOUNDED
        )
    return city
