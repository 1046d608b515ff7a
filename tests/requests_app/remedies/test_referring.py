"""提请确定 during a review or a suit: the text and both reasons are there, and none of it is ever public (S2-6.11)."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.files.models import StoredFile
from portal.privacy.retention import rule
from portal.privacy.services import purge
from requests_app.citizens.papers import given_to, papers_of
from requests_app.remedies import services
from requests_app.remedies.models import Referral
from tests.requests_app.agency import Role, moment
from tests.requests_app.desk_pages import CASE, hidden, signed_in
from tests.requests_app.proposing.asked import answered
from tests.requests_app.remedies.test_remedies import close, review

pytestmark = pytest.mark.django_db

DAY = date(2026, 4, 2)
ASKED = {
    "competence": "secrecy",
    "body": "临江市国家保密局",
    "asked_on": "2026-04-08",
    "organ_reason": "第三页写明了储备数量，公开后会影响公共安全。",
    "applicant_reason": "储备数量在新闻里报道过，不是秘密。",
}
TOLD = {"conclusion": "partly", "answered_on": "2026-04-20", "answer_text": "第三页不公开，其他可以公开。"}
SECRET = "木棉仓库的储备"


def upload(text=SECRET):
    return {"text": ContentFile(text.encode()), "name": "储备情况.txt"}


def as_head(agency, day=date(2026, 4, 8)):
    return agency.as_(Role.DISCLOSURE_HEAD, moment(day))


def referred(agency, remedy, file=None, **values):
    given = upload() if file is None else file
    return services.refer(remedy, values=ASKED | values, **given, **as_head(agency))


def told(agency, referral, day=date(2026, 4, 20), **more):
    return services.answer_referral(referral, values=TOLD, **as_head(agency, day), **more)


@pytest.fixture
def remedy(agency):
    return review(agency, answered(agency), DAY)


@pytest.mark.duty("S2-6.11", "law.C11")
def test_a_referral_keeps_whom_when_the_text_and_the_reasons_of_both(agency, remedy) -> None:
    referred(agency, remedy)
    row = Referral.objects.get()
    assert (row.get_competence_display(), row.body, row.asked_on) == (
        "保密行政管理部门",
        "临江市国家保密局",
        date(2026, 4, 8),
    )
    assert (row.organ_reason, row.applicant_reason) == (ASKED["organ_reason"], ASKED["applicant_reason"])
    assert (row.text.label, row.text.get_purpose_display(), row.text.request) == (
        "储备情况.txt",
        "提请确定的材料",
        remedy.request,
    )
    event = Event.objects.get(act="refer")
    assert (event.subject_label, event.actor_name) == ("requests_app.remedy", "公开工作机构负责人")


@pytest.mark.duty("S2-6.11")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"organ_reason": " "}, "organ_reason"),
        ({"applicant_reason": ""}, "applicant_reason"),
        ({"body": ""}, "body"),
        ({"competence": "court"}, "competence"),
        ({"asked_on": ""}, "asked_on"),
        ({"asked_on": "2026-04-01"}, "asked_on"),
        ({"asked_on": "2026-04-09"}, "asked_on"),
    ],
)
def test_without_both_reasons_a_body_and_a_possible_day_there_is_no_referral(agency, remedy, values, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        referred(agency, remedy, **values)
    assert set(refused.value.messages) == {field}
    assert not StoredFile.objects.filter(name="储备情况.txt").exists()


@pytest.mark.duty("S2-6.11", "law.K")
def test_the_text_is_handed_over_or_it_is_said_how(agency, remedy) -> None:
    with pytest.raises(InvalidInput) as refused:
        referred(agency, remedy, file={})
    assert refused.value.messages == {"text": "请上传信息的文本；不能存入本系统的，写明怎样提供"}
    with pytest.raises(InvalidInput) as refused:
        referred(agency, remedy, file=upload("机密★1年\n储备"))
    assert "密级标志" in refused.value.messages["text"]
    assert not Referral.objects.exists()
    row = referred(agency, remedy, file={}, text_note="涉密文本由机要件送达，收据3号")
    assert (row.text, row.text_note) == (None, "涉密文本由机要件送达，收据3号")


@pytest.mark.duty("S2-6.11")
def test_the_answer_is_entered_once_with_its_letter(agency, remedy) -> None:
    referral = referred(agency, remedy)
    with pytest.raises(InvalidInput, match="不能早于提请日期2026-04-08"):
        services.answer_referral(referral, values=TOLD | {"answered_on": "2026-04-07"}, **as_head(agency))
    told(agency, referral, text=ContentFile("第三页不公开".encode()), name="答复函.txt")
    row = Referral.objects.get()
    assert (row.get_conclusion_display(), row.answered_on, row.answer_text) == (
        "区分处理后公开",
        date(2026, 4, 20),
        "第三页不公开，其他可以公开。",
    )
    assert row.answer_file.label == "答复函.txt"
    with pytest.raises(StaleState):
        told(agency, row)


def test_an_answer_may_come_after_the_remedy_was_closed(agency, remedy) -> None:
    referral = referred(agency, remedy)
    close(agency, remedy)
    told(agency, referral, date(2026, 4, 29))
    assert Referral.objects.get().conclusion == "partly"


def test_a_complaint_and_a_closed_review_are_not_referred(agency, remedy) -> None:
    complaint = review(agency, remedy.request, DAY, kind="complaint", served_on=None)
    with pytest.raises(DomainError, match="只有行政复议和行政诉讼中"):
        referred(agency, complaint)
    suit = review(agency, remedy.request, DAY, kind="lawsuit_direct", authority="临江市人民法院", served_on=None)
    referred(agency, suit)
    close(agency, remedy)
    with pytest.raises(StaleState):
        referred(agency, remedy)


def test_those_who_keep_the_register_refer_and_nobody_else(agency, remedy) -> None:
    handler = agency.as_(Role.HANDLER, moment(date(2026, 4, 8)))
    with pytest.raises(NotAllowed):
        services.refer(remedy, values=ASKED, **upload(), **handler)
    referral = referred(agency, remedy)
    with pytest.raises(NotAllowed):
        services.answer_referral(referral, values=TOLD, **handler)


@pytest.mark.duty("S2-6.11", "S2-10.5d")
def test_the_applicant_and_the_public_get_nothing_of_it(agency, remedy, client) -> None:
    referral = referred(agency, remedy)
    told(agency, referral, text=ContentFile(SECRET.encode()), name="答复函.txt")
    case = remedy.request
    assert "储备" not in str(
        [given.label for given in given_to(case)] + [paper.letter.title for paper in papers_of(case)]
    )
    for row in (referral.text, Referral.objects.get().answer_file):
        assert client.get(f"{CASE}/{case.pk}/change/file/{row.pk}/").status_code == 302
        assert client.get(f"/files/{row.file_id}/").status_code == 404


@pytest.mark.duty("law.K")
def test_the_reasons_are_forgotten_with_the_case_and_not_while_the_suit_is_open(agency, remedy) -> None:
    referred(agency, remedy)
    after = moment(date(2031, 3, 5))
    assert purge(rule("referral_reasons"), at=after, dry_run=False).erased == 0
    close(agency, remedy)
    assert purge(rule("referral_reasons"), at=moment(date(2031, 3, 4)), dry_run=False).erased == 0
    assert purge(rule("referral_reasons"), at=after, dry_run=False).erased == 1
    row = Referral.objects.get()
    assert (row.organ_reason, row.applicant_reason, row.body) == ("", "", "临江市国家保密局")


@pytest.mark.duty("S2-6.11")
@pytest.mark.parametrize("page", ["case", "remedy"])
def test_it_is_entered_and_read_on_the_page_of_the_case_and_of_the_remedy(
    agency, remedy, settings, time_machine, page
) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(date(2026, 4, 20)), tick=False)
    head = signed_in(agency.people[Role.DISCLOSURE_HEAD])
    case, own = f"{CASE}/{remedy.request_id}/change/", f"/admin/requests_app/remedy/{remedy.pk}/change/"
    place, beside = (case, {"remedy": remedy.pk}) if page == "case" else (own, {})

    def send(act, **typed):
        url = f"{place}act/{act}/"
        return head.post(url, hidden(head.get(url).content.decode()) | typed)

    wrong = send("refer", **ASKED | beside | {"applicant_reason": ""})
    assert "请填写申请人的理由" in wrong.content.decode()
    file = ContentFile(SECRET.encode(), name="储备情况.txt")
    assert send("refer", **ASKED | beside, text=file).status_code == 302
    referral = Referral.objects.get()
    assert "还没有答复" in head.get(place).content.decode()
    assert "等答复" in head.get("/admin/requests_app/remedy/").content.decode()
    assert send("answer_referral", **TOLD, referral=referral.pk).status_code == 302
    said = ("区分处理后公开", "提请保密行政管理部门确定", "临江市国家保密局", "2026年4月8日", "储备情况.txt")
    said += (ASKED["organ_reason"], ASKED["applicant_reason"], "2026年4月20日", TOLD["answer_text"])
    for address in (case, own):
        shown = head.get(address).content.decode()
        places = [shown.index(words, shown.index("提请保密行政管理部门确定") - 200) for words in said]
        assert places == sorted(places)
    response = head.get(f"{case}file/{referral.text_id}/")
    assert b"".join(response).decode() == SECRET
