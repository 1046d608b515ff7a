"""A city with something on every page, and everybody who may come to look at it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.core.files.base import ContentFile
from django.test import Client

from disclosure.catalogue.models import Guide, Regulation
from disclosure.catalogue.states import RegulationSubject
from disclosure.coordination import services as coordination
from disclosure.coordination.models import ApprovalRule
from disclosure.credit import services as credit
from disclosure.documents import services
from disclosure.facilities import services as facilities
from disclosure.monitoring.looking import Seen
from disclosure.monitoring.models import Finding
from disclosure.monitoring.services import reconcile
from disclosure.monitoring.table import BY_KIND
from disclosure.objections import services as objections
from disclosure.open_data.services import dump
from disclosure.repost_checks.models import RepostCheck
from disclosure.reposting.models import RepostSource, RepostTask
from disclosure.secrecy import services as secrecy
from disclosure.specials import services as specials
from disclosure.specials.models import Special
from interpretation.materials import services as materials
from interpretation.questions import services as questions
from portal.accounts.models import Appointment, Organ
from portal.accounts.selectors import actor_of
from portal.accounts.services import list_privileged_access
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import keep_verification
from portal.deadlines.models import HolidayNotice, LocalLimit
from portal.deadlines.services import set_local_limit
from portal.files.models import RefusedUpload
from portal.following import links
from portal.following.models import Follower, Following
from portal.notices.models import Notice
from requests_app.cases.models import DisclosureRequest
from tests.api.clients import register
from tests.disclosure.credit import records as decisions
from tests.disclosure.office import FOUNDED, MORNING, Office, open_office, put_file
from tests.interpretation import explaining
from tests.surfaces.accountability import accountability_on_stage
from tests.surfaces.appraisals import appraisals_on_stage
from tests.surfaces.assessment import (
    assessment_on_stage,
    reports_on_stage,
    site_reports_on_stage,
    units_on_stage,
)
from tests.surfaces.clarifications import rumours_on_stage
from tests.surfaces.complaints import complaints_on_stage
from tests.surfaces.consultations import consultations_on_stage
from tests.surfaces.datasets import datasets_on_stage
from tests.surfaces.decisions import decisions_on_stage
from tests.surfaces.demonstration import demonstration_on_stage
from tests.surfaces.gazette import gazette_on_stage
from tests.surfaces.inspection import checks_on_stage
from tests.surfaces.institutions import institutions_on_stage
from tests.surfaces.listings import list_rows_on_stage
from tests.surfaces.mailbox import letters_on_stage
from tests.surfaces.matters import matters_on_stage
from tests.surfaces.meetings import meetings_on_stage
from tests.surfaces.opinions_stage import opinions_on_stage
from tests.surfaces.registers import registers_on_stage
from tests.surfaces.released_stage import released_on_stage
from tests.surfaces.requests import request_on_stage
from tests.surfaces.services_guide import guides_on_stage
from tests.surfaces.sessions import sessions_on_stage
from tests.surfaces.supervision import supervision_on_stage
from tests.surfaces.viewers import STAFF
from tests.surfaces.workpoints import tasks_on_stage

LATER = MORNING + timedelta(hours=1)
WEEK = timedelta(days=7)
WRITTEN = LATER + timedelta(hours=1)

CHECKS, ACCOUNTABILITY, APPRAISALS = "木芙蓉", "胡颓子", "含羞草"
"""Words that stand in all texts of checks, of a case of accountability, of an appraisal that is drawn up."""


@dataclass
class Stage:
    """``office`` is the organ of all cases, ``neighbour`` another one, ``city`` the government of both."""

    office: Office
    neighbour: Office
    city: Organ
    keys: dict[str, object] = field(default_factory=dict)
    cases: dict[str, object] = field(default_factory=dict)

    def client(self, viewer: str) -> Client:
        """A browser in which that viewer is signed in."""
        client = Client()
        if viewer != "anonymous":
            client.force_login(self.people[viewer], backend="portal.accounts.backends.AppointmentBackend")
        return client

    def put(self, keys: dict[str, object]) -> None:
        """A key given twice would drive a row of the table against another object."""
        twice = self.keys.keys() & keys.keys()
        assert not twice, twice
        self.keys |= keys

    def address(self, pattern: str) -> str:
        """``pattern`` with the keys of the stage filled in, such as ``/documents/{published}/``."""
        return pattern.format(**self.keys)

    @cached_property
    def people(self):
        found = {"former": self.office.appoint(Role.HANDLER, name="离任的经办人")}
        Appointment.objects.filter(user=found["former"]).update(ends_on=date(2021, 1, 1))
        for viewer in sorted(STAFF):
            place, _, role = viewer.partition(" ")
            organ = {"own": self.office.organ, "other": self.neighbour.organ, "city": self.city}[place]
            office = {"own": self.office, "other": self.neighbour}.get(place)
            known = office.people.get(role) if office else None
            found[viewer] = known or self.office.appoint(role, organ=organ, name=viewer)
        for person in found.values():
            person.is_staff = True
            person.password_changed_at = MORNING
            person.save(update_fields=["is_staff", "password_changed_at"])
        return found


def build() -> Stage:
    """The stage with one object behind each address of the table."""
    city = Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=FOUNDED
    )
    office = open_office()
    neighbour = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    stage = Stage(office, neighbour, city)
    published, draft = office.published(is_normative=True), office.draft()
    taken_down, withheld = withdrawn(office), office.filed()
    asked = asked_about(office, neighbour)
    stage.keys |= {
        "published": published.pk,
        "draft": draft.pk,
        "signed": office.signed().pk,
        "withdrawn": taken_down.pk,
        "withdrawn_file": put_file(taken_down).pk,
        "withheld": withheld.pk,
        "file": put_file(published).pk,
        "draft_file": put_file(draft).pk,
        "column": office.column.pk,
        "guide": guide(office.organ).pk,
        "regulation": regulation(office.organ).pk,
        "special": special(office, published).pk,
        "facility": facility(office).pk,
        "withheld_record": withheld.withheld_records.get().pk,
        "return": returned(office).returns.get().pk,
        "report": services.report_error(
            page="/", text="日期写错了", contact="13812345678", at=MORNING, document=published
        ).pk,
        "finding": finding(office.organ).pk,
        "organ": office.organ.pk,
        "user": office.people[Role.HANDLER].pk,
        "appointment": Appointment.objects.filter(user=office.people[Role.HANDLER]).get().pk,
        "review": list_privileged_access(at=MORNING).pk,
        "event": Event.objects.order_by("pk").first().pk,
        "verification": keep_verification(at=MORNING).pk,
        "refused_upload": refused_upload().pk,
        "coordination": asked.pk,
        "inquiry": asked.inquiries.get().pk,
        "enclosure": asked.enclosures.get().pk,
        "asked_file": asked.document.attachments.get().pk,
        "approval": office.submitted(title="关于民生实事进展的通知").approvals_needed.get().pk,
        "approval_rule": ApprovalRule.objects.order_by("pk").first().pk,
        "client": register(office.organ)[0].pk,
        "holiday_notice": HolidayNotice.objects.order_by("pk").first().pk,
        "local_limit": local_limit().pk,
        "objection": objected_to(published, neighbour).pk,
        "term": secrecy_term(office).pk,
        "repost_source": RepostSource.objects.order_by("pk").first().pk,
        "repost_task": repost_task(office).pk,
        "repost_check": repost_check().pk,
        "own_page": links.mine_token(follower(), at=MORNING),
    }
    stage.put(credit_records(office))
    stage.put(list_rows_on_stage(office))
    stage.put(datasets_on_stage(office))
    stage.put(matters_on_stage(office))
    stage.put(request_on_stage(office))
    stage.put(opinions_on_stage(office))
    stage.put(letters_on_stage(office))
    stage.put(consultations_on_stage(office))
    stage.put(decisions_on_stage(office))
    stage.put(meetings_on_stage(office))
    stage.put(sessions_on_stage(office))
    stage.put(institutions_on_stage(office))
    stage.put(registers_on_stage(office))
    oversight = overseer(office, city)
    stage.put(rumours_on_stage(office, neighbour, oversight))
    stage.put(released_on_stage(office, DisclosureRequest.objects.get(pk=stage.keys["foi"])))
    stage.put(explanations(office, published))
    stage.put(gazette_on_stage(office, published))
    stage.put(assessment_on_stage(office, oversight, words=CHECKS))
    stage.put(reports_on_stage(office, oversight))
    stage.put(site_reports_on_stage(office, oversight))
    stage.put(units_on_stage(office))
    stage.put(checks_on_stage(office, oversight, words=CHECKS))
    stage.put(accountability_on_stage(office, words=ACCOUNTABILITY))
    stage.put(appraisals_on_stage(office, oversight, words=APPRAISALS))
    stage.put(supervision_on_stage(office, oversight, words=CHECKS))
    stage.put(complaints_on_stage(office, words=CHECKS))
    stage.put(tasks_on_stage(office, oversight, words=CHECKS))
    stage.put(demonstration_on_stage(office, oversight))
    stage.put(guides_on_stage(office))
    stage.put({"notice": Notice.objects.order_by("pk").first().pk})
    dump(at=WRITTEN)
    return stage


def overseer(office: Office, city: Organ) -> Actor:
    """Somebody of 政务公开办."""
    return actor_of(office.appoint(Role.OVERSIGHT, organ=city, name="督办"), at=MORNING)


def follower() -> Follower:
    """Somebody who follows the organ, its column and a search for everything."""
    since = {"asked_at": MORNING - WEEK, "confirmed_at": MORNING - WEEK}
    row = Follower.objects.create(
        address="reader@example.com", told_until=MORNING - WEEK, next_digest_at=LATER, **since
    )
    for kind, key in (("organ", "jyj"), ("column", "jyj-policy"), ("search", "")):
        Following.objects.create(follower=row, kind=kind, key=key, **since)
    return row


def withdrawn(office: Office, **values):
    signer = office.actor(Role.SIGNER)
    return services.withdraw(office.published(**values), reason="内容有误，停止使用", actor=signer, at=LATER)


def asked_about(office: Office, neighbour: Office):
    """A draft with a file, about which the neighbour is asked."""
    document = office.draft(title="正在征求意见的稿子")
    put_file(document)
    coordination.name_organ(document, organ=neighbour.organ, **office.as_(Role.HANDLER))
    enclosed = [("说明.txt", ContentFile(b"x"))]
    return coordination.ask(document, letter="请确认。", enclosures=enclosed, **office.as_(Role.HANDLER))


def explanations(office: Office, document) -> dict[str, int]:
    """One that is out with its document, one under way, one taken down."""
    draft = explaining.written(office, office.draft(is_normative=True, title="正在解读的稿子"))
    down = explaining.published(office, document, title="撤下的解读")
    materials.withdraw(down, reason="数字有误。", **office.as_(Role.HEAD))
    film = explaining.written(office, document, stage="after", title="讲给家长听", form="video", alternative="全文。")
    files = [explaining.with_film(office, film), explaining.with_picture(office, draft)]
    for act, role in (("submit", Role.HANDLER), ("approve", Role.HEAD), ("publish", Role.INFO_CLERK)):
        getattr(materials, act)(film, **office.as_(role))
    question = questions.ask(document, question="什么时候报名", contact="13812345678", at=MORNING)
    keys = {"material_draft": draft.pk, "material_withdrawn": down.pk, "question": question.pk}
    keys |= {"normative_draft": draft.document_id, "film": files[0].pk, "draft_picture": files[1].pk}
    return keys | {"material": document.materials.get(stage="along").pk}


def objected_to(document, neighbour: Office):
    """The neighbour objects to what the office published."""
    how = {"situation": "S2-7.12.2", "text": "没有协调。"}
    return objections.lodge(document=document, objector=neighbour.organ, **how, **neighbour.as_(Role.SIGNER))


def repost_task(office: Office):
    source = RepostSource.objects.order_by("pk").first()
    given = {"title": "上级政策", "link": "https://www.gov.cn/1.htm", "issued_at": MORNING}
    return RepostTask.objects.create(organ=office.organ, source=source, **given)


def refused_upload():
    given = {"name": "名单.exe", "size": 2, "sha256": "0" * 64, "reason": "格式不在允许的范围里。"}
    return RefusedUpload.objects.create(at=MORNING, stage="kind", person_name="经办人甲", **given)


def repost_check():
    day = MORNING.date()
    return RepostCheck.objects.create(starts_on=day, ends_on=day, threshold=90, made_by="政务公开办甲", made_at=MORNING)


def credit_records(office: Office) -> dict[str, int]:
    """One record that is shown, one that was withdrawn, one of a person that is a draft; and a hand-over."""
    shown = decisions.published(office, number="公示1号")
    down = decisions.published(office, number="公示2号")
    draft = decisions.register(office, number="公示3号", **decisions.PERSON)
    handed = credit.hand_over(organ=office.organ, channel="平台", **office.as_(Role.INFO_CLERK))
    credit.withdraw(down, reason="已被撤销。", **office.as_(Role.SIGNER))
    return {"credit": shown.pk, "credit_withdrawn": down.pk, "credit_draft": draft.pk, "hand_over": handed.pk}


def secrecy_term(office: Office):
    given = {"designation": "考务7号", "level": "秘密", "determined_by": "甲", "basis": "保密事项范围第三条"}
    dates = {"determined_on": date(2024, 1, 1), "ends_on": date(2027, 1, 1)}
    return secrecy.register_term(organ=office.organ, values=given | dates, **office.as_(Role.SECRECY_REVIEWER))


def returned(office: Office, **values):
    document = office.submitted(**values)
    return services.send_back(document, reason_code="text", note="第二段写错了", **office.as_(Role.INFO_CLERK))


def finding(organ: Organ) -> Finding:
    reconcile(BY_KIND["blank"], [Seen("x", "空白的栏目", organ.pk)], at=MORNING)
    return Finding.objects.get()


def guide(organ: Organ) -> Guide:
    texts = ("classification", "arrangement", "access", "unit_name", "address", "hours", "phone", "fax", "internet")
    given = dict.fromkeys(texts, "甲")
    return Guide.objects.create(organ=organ, number=1, effective_from=FOUNDED, published_at=MORNING, **given)


def regulation(organ: Organ) -> Regulation:
    subject = RegulationSubject.values[0]
    return Regulation.objects.create(organ=organ, subject=subject, title="制度", effective_from=FOUNDED)


def local_limit() -> LocalLimit:
    terms = {"rule": "GUIDE_UPDATE", "value": 10, "basis": "临政发〔2026〕3号", "effective_from": MORNING.date()}
    return set_local_limit(**terms, actor=SYSTEM, at=MORNING)


def special(office: Office, document) -> Special:
    values = {"title": "招生专题", "code": "zhaosheng", "summary": "招生的文件都在这里。"}
    opened = specials.open_special(office.organ, values=values, **office.as_(Role.DISCLOSURE_HEAD))
    specials.collect(opened, document=document, **office.as_(Role.DISCLOSURE_HEAD))
    return opened


def facility(office: Office):
    town = Organ.objects.create(
        name="临江市翠湖街道办事处", short_name="翠湖街道", code="ch", kind=OrganKind.SUBDISTRICT, active_from=FOUNDED
    )
    words = {"name": "查阅室", "address": "园丁路2号", "hours": "工作日", "phone": "0000-8612620"}
    values = words | {"kind": "reading_room", "district": town, "can_consult": True, "opened_on": FOUNDED}
    return facilities.open_facility(office.organ, values=values, **office.as_(Role.DISCLOSURE_HEAD))
