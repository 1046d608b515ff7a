"""An organ with one person for each role, and the ways a document takes through it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.base import ContentFile

from disclosure.catalogue.models import Column
from disclosure.decisions.models import Waiver
from disclosure.decisions.services import waive
from disclosure.documents import services
from disclosure.documents.models import Attachment, Document
from disclosure.documents.services import reading
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.files.services import store
from tests.interpretation.explaining import explained

FOUNDED = date(2020, 1, 1)
MORNING = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)
ALL_CHECKED = {"wording_checked": True, "facts_checked": True, "expression_checked": True}
NOTHING_SECRET = {"state_secret": False, "trade_secret": False, "privacy": False, "security": False}

DRAFT = {
    "kind": "通知",
    "title": "临江市教育局关于做好2026年义务教育阶段招生工作的通知",
    "body": "各县（市、区）教育局：\n现就做好招生工作通知如下。\n一、报名时间\n报名从2026年6月10日开始。",
    "attribute": "active",
    "attribute_reason": "涉及公众切身利益",
    "release_reason": "interests",
    "is_secret_matter": False,
    "public_clause": "nothing",
    "topic": "11",
}
WITHHELD_DRAFT = DRAFT | {
    "kind": "请示",
    "title": "关于追加校舍维修经费的请示",
    "body": "市人民政府：\n现请示如下。",
    "attribute": "withheld",
    "attribute_reason": "向上级的请示，属于过程性信息",
    "withholding_basis": "X16b",
}


@dataclass
class Office:
    """``people`` are keyed by role; ``actor(role)`` is who acts for it at the moment of the test."""

    organ: Organ
    column: Column
    at: datetime = MORNING
    people: dict[str, User] = field(default_factory=dict)

    def actor(self, role):
        return actor_of(self.people[role], at=self.at)

    def appoint(self, role, *, organ=None, name=""):
        organ = organ or self.organ
        user = User.objects.create(username=f"{organ.code}-{role}-{name}", name=name or Role(role).label)
        Appointment.objects.create(user=user, organ=organ, role=role, starts_on=FOUNDED)
        return user

    def as_(self, role):
        return {"actor": self.actor(role), "at": self.at}

    # --- the way of a document ---

    def draft(self, **values):
        given = DRAFT | {"column": self.column} | values
        return services.create_draft(organ=self.organ, values=given, **self.as_(Role.HANDLER))

    def submitted(self, **values):
        """With an approved explanation where one is needed."""
        draft = explained(self, self.draft(**values))
        return services.submit(draft, **self.as_(Role.HANDLER))

    def checked(self, **values):
        document = self.submitted(**values)
        role = Role.INFO_CLERK if document.attribute == "active" else Role.DISCLOSURE_HEAD
        return services.pass_check(document, **self.as_(role))

    def cleared(self, *, conclusion="active", answers=NOTHING_SECRET, **values):
        document = self.checked(**values)
        return services.record_secrecy_review(
            document, conclusion=conclusion, basis="《保密法》", **answers, **self.as_(Role.SECRECY_REVIEWER)
        )

    def approve(self, document, role):
        return services.review(document, approved=True, **ALL_CHECKED, **self.as_(role))

    def reviewed(self, **values):
        document = self.cleared(**values)
        for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
            self.approve(document, role)
        if document.is_sensitive:
            self.approve(document, Role.OFFICE_APPROVER)
        return document

    def asked_elsewhere(self, document):
        """The public was asked about it, where it has to be, on another site."""
        if document.is_normative and not Waiver.objects.filter(document=document).exists():
            asked = {
                "ground": "elsewhere",
                "basis": "在市司法局网站征求过意见。",
                "address": "https://example.cn/yijian",
            }
            waive(document=document, **asked, **self.as_(Role.HEAD))

    def sign(self, document, **arguments):
        self.asked_elsewhere(document)
        given = {"attribute": document.attribute} | arguments
        return services.sign(document, **given, **self.as_(Role.SIGNER))

    def signed(self, *, signing=None, **values):
        return self.sign(self.reviewed(**values), **(signing or {}))

    def published(self, **values):
        return services.publish(self.signed(**values), **self.as_(Role.INFO_CLERK))

    def to_publication(self, draft):
        """A public draft, whoever made it, through all reviews and out."""
        services.submit(draft, **self.as_(Role.HANDLER))
        services.pass_check(draft, **self.as_(Role.INFO_CLERK))
        found = {"conclusion": "active", "basis": "《保密法》"} | NOTHING_SECRET
        services.record_secrecy_review(draft, **found, **self.as_(Role.SECRECY_REVIEWER))
        for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
            self.approve(draft, role)
        return services.publish(self.sign(draft), **self.as_(Role.INFO_CLERK))

    def filed(self):
        return self.signed(**(WITHHELD_DRAFT | {"conclusion": "exempt"}))

    def attach(self, document, *, name="附表.csv", content=b"a,b\n1,2\n", **arguments):
        """As the drafter does; afterwards ``document`` has to be read again."""
        upload = ContentFile(content)
        return services.add_attachment(document, name=name, upload=upload, **self.as_(Role.HANDLER) | arguments)

    def fresh(self, document):
        return Document.objects.get(pk=document.pk)


def put_file(document, *, name="附件.txt", content=b"x", attribute="active"):
    """A file with any document, whatever state it is in, as its history may have left it."""
    stored = store(ContentFile(content), name=name, actor=SYSTEM, at=MORNING)
    row = Attachment.objects.create(document=document, file=stored, attribute=attribute)
    reading.read_unread(document, at=MORNING)
    return row


PEOPLE = (
    Role.HANDLER,
    Role.INFO_CLERK,
    Role.SECRECY_REVIEWER,
    Role.DEPT_REVIEWER,
    Role.SIGNER,
    Role.HEAD,
    Role.DISCLOSURE_HEAD,
    Role.OFFICE_APPROVER,
    Role.DISCIPLINE,
)


def open_office(
    code="jyj", name="临江市教育局", number_code="临教发", uscc="11370000004503125F", kind=OrganKind.DEPARTMENT
):
    organ = Organ.objects.create(
        name=name, short_name=name[3:], code=code, kind=kind, number_code=number_code, uscc=uscc, active_from=FOUNDED
    )
    column = Column.objects.create(
        name="政策文件", code=f"{code}-policy", organ=organ, kind="policy", description="本机关的政策文件"
    )
    office = Office(organ, column)
    office.people = {role: office.appoint(role) for role in PEOPLE}
    return office
