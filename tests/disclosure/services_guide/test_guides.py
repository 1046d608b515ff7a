"""A guide from the first word to the page, through editions, when what it rests on changes."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from disclosure.documents import services as documents
from disclosure.services_guide import services
from disclosure.services_guide.models import ServiceGuide
from disclosure.services_guide.plain_language import check
from portal.accounts.models import Organ
from portal.accounts.services import merge_organs
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.screening.models import Finding
from tests.disclosure.office import FOUNDED, MORNING, open_office
from tests.disclosure.services_guide.errands import CODE, GUIDE, PAPER, begun, out, published, with_paper

SIX = ["依据", "条件", "流程", "承诺办结时限", "收费标准"]


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


def blocked(office, guide):
    with pytest.raises(Blocked) as refused:
        services.submit(guide, **office.as_(Role.HANDLER))
    return list(refused.value.reasons)


@pytest.mark.duty("S3-2.4b")
def test_a_code_belongs_to_one_errand_whoever_asks(office) -> None:
    begun(office)
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    with pytest.raises(InvalidInput) as refused:
        begun(other, code=CODE.lower(), name="别的事")
    assert refused.value.messages == {"code": "这个事项编码已经有指南了：要改的，在已发布的指南上编新版"}


@pytest.mark.duty("S3-2.4b")
@pytest.mark.parametrize("code", ["", "AB", "LJ 001 X", "事项一二三四五", "A" * 41])
def test_a_code_is_letters_and_digits(office, code) -> None:
    with pytest.raises(InvalidInput) as refused:
        begun(office, code=code)
    assert set(refused.value.messages) == {"code"}


@pytest.mark.duty("S3-2.4c")
def test_all_six_elements_are_wanted(office) -> None:
    empty = dict.fromkeys(("basis", "conditions", "process", "fee"), "") | {"promised_days": None}
    assert blocked(office, with_paper(office, **empty)) == [f"还没有填写{label}" for label in SIX]


@pytest.mark.duty("S3-2.4e")
def test_one_can_ask_and_complain_by_phone_and_mail(office) -> None:
    nobody = dict.fromkeys(("consult_phone", "complaint_phone", "email"), "")
    assert blocked(office, with_paper(office, **nobody)) == [
        "还没有填写咨询电话",
        "还没有填写投诉电话",
        "还没有填写邮箱",
    ]


@pytest.mark.duty("S3-5.2a")
@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ({"online": "whole", "online_url": "", "place": "", "hours": ""}, ["网上能办的要有网上办理的网址"]),
        ({"online": "not", "online_url": "", "place": "", "hours": ""}, ["还没有填写办理地点", "还没有填写办理时间"]),
        ({"online": "partly", "online_url": ""}, ["网上能办的要有网上办理的网址"]),
    ],
)
def test_what_is_done_online_has_its_address_and_the_rest_a_place(office, values, reasons) -> None:
    assert blocked(office, with_paper(office, **values)) == reasons


@pytest.mark.duty("S3-2.4c")
def test_a_promise_is_not_longer_than_the_law_allows(office) -> None:
    assert blocked(office, with_paper(office, promised_days=21)) == ["承诺21个工作日，比法定的20个工作日长"]
    assert with_paper(office, code="LJ-JY-002", promised_days=0, legal_days=None).time_limit == "当场办结"


@pytest.mark.duty("S3-2.4d")
def test_papers_are_named_with_format_copies_and_seal_or_said_not_to_be_needed(office) -> None:
    guide = begun(office)
    assert blocked(office, guide) == ["还没有登记申请材料；不用材料的，在指南里勾选"]
    with pytest.raises(InvalidInput) as refused:
        services.add_material(guide, values={"name": "户口簿"}, **office.as_(Role.HANDLER))
    assert set(refused.value.messages) == {"form", "copies", "seal"}
    services.write(guide, values={"takes_no_papers": True}, **office.as_(Role.HANDLER))
    assert out(office, guide).is_public


@pytest.mark.duty("S3-2.4d")
def test_forms_instructions_and_samples_go_with_a_paper(office, client) -> None:
    guide = with_paper(office)
    [material] = guide.materials.all()
    for kind, name in (("form", "报名表.txt"), ("instructions", "怎么填.txt"), ("sample", "样本.txt")):
        services.attach_file(
            guide,
            material=material,
            kind=kind,
            name=name,
            upload=ContentFile("填表".encode()),
            **office.as_(Role.HANDLER),
        )
    row = material.files.first()
    assert client.get(f"/services/files/{row.pk}/").status_code == 404
    out(office, guide)
    assert b"".join(client.get(f"/services/files/{row.pk}/")).decode() == "填表"
    shown = client.get(f"/services/{CODE}/?x").content.decode()
    words = ("户口簿", "原件和复印件1份", "不用签名盖章", "自己有", ">表格<", ">填写说明<", ">示范文本<")
    places = [shown.index(word) for word in words]
    assert places == sorted(places)


def test_personal_data_in_a_sample_is_decided_about_and_never_masked_in_the_file(office) -> None:
    guide = with_paper(office)
    sample = ContentFile("姓名：张三，身份证号110101199003070011".encode())
    services.attach_file(
        guide, material=guide.materials.get(), kind="sample", name="样本.txt", upload=sample, **office.as_(Role.HANDLER)
    )
    [reason] = blocked(office, guide)
    assert reason.startswith("筛查发现")
    findings = Finding.objects.filter(gone_at=None)
    with pytest.raises(InvalidInput) as refused:
        services.settle_findings(guide, findings=findings, decision="masked", **office.as_(Role.HANDLER))
    assert set(refused.value.messages) == {"decision"}
    services.settle_findings(
        guide, findings=findings, decision="not_personal", reason="虚构的样本", **office.as_(Role.HANDLER)
    )
    assert out(office, guide).is_public


def test_what_is_masked_in_a_text_is_gone(office) -> None:
    guide = with_paper(office, conditions="联系人身份证号110101199003070011。")
    findings = Finding.objects.filter(gone_at=None)
    services.settle_findings(guide, findings=findings, decision="masked", **office.as_(Role.HANDLER))
    out(office, guide)
    assert "110101199003070011" not in ServiceGuide.objects.get().conditions


@pytest.mark.duty("S3-2.4a")
def test_another_person_publishes(office) -> None:
    guide = with_paper(office)
    services.submit(guide, **office.as_(Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.publish(guide, **office.as_(Role.HANDLER))
    ServiceGuide.objects.filter(pk=guide.pk).update(writer=office.people[Role.SIGNER])
    guide.refresh_from_db()
    with pytest.raises(NotAllowed, match="自己写的不能由自己审核"):
        services.publish(guide, **office.as_(Role.SIGNER))
    assert services.publish(guide, **office.as_(Role.DISCLOSURE_HEAD)).is_public


@pytest.mark.duty("S3-2.4a")
def test_a_new_edition_takes_the_place_of_the_one_before_and_keeps_its_papers(office, client) -> None:
    first = published(office)
    draft = services.revise(first, change_note="时限缩短", **office.as_(Role.HANDLER))
    with pytest.raises(NotAllowed, match="已经有一版在编"):
        services.revise(first, change_note="再改", **office.as_(Role.HANDLER))
    services.write(draft, values={"promised_days": 3}, **office.as_(Role.HANDLER))
    assert "5个工作日（法定20个工作日）" in client.get(f"/services/{CODE}/?a").content.decode()
    out(office, draft)
    first.refresh_from_db()
    assert (first.get_state_display(), draft.edition, draft.materials.get().name) == ("已有新版", 2, "户口簿")
    shown = client.get(f"/services/{CODE}/?b").content.decode()
    assert "3个工作日（法定20个工作日）" in shown
    assert f'<a href="/services/{CODE}/1/">第1版</a>' in shown
    old = client.get(f"/services/{CODE}/1/").content.decode()
    assert "这是第1版，已有新版" in old
    with pytest.raises(StaleState):
        services.write(draft, values={"fee": "收费"}, **office.as_(Role.HANDLER))


@pytest.mark.duty("S3-2.4a")
def test_when_the_basis_falls_the_guide_is_looked_at_in_twenty_working_days(office) -> None:
    rules = office.published(title="招生办法", is_normative=True)
    guide = published(office, cited=[rules.get_absolute_url()])
    assert services.look_at_bases(at=MORNING) == 0
    documents.withdraw(rules, reason="另行制定", **office.as_(Role.SIGNER))
    clock = Deadline.objects.get(rule="SERVICE_GUIDE_UPDATE")
    assert (clock.due_on, clock.organ, clock.closed_at) == (date(2026, 6, 18), office.organ, None)
    assert services.look_at_bases(at=MORNING + timedelta(hours=1)) == 0
    draft = services.revise(guide, change_note="换依据", **office.as_(Role.HANDLER))
    services.write(draft, values={}, cited=[], **office.as_(Role.HANDLER))
    out(office, draft)
    assert Deadline.objects.get(pk=clock.pk).outcome == "done"
    assert services.look_at_bases(at=MORNING) == 0


@pytest.mark.duty("S3-2.4a")
def test_a_change_that_does_not_touch_the_guide_is_confirmed_by_another_person(office) -> None:
    rules = office.published(doc_number="", title="招生办法")
    guide = published(office, cited=[rules.doc_number])
    with pytest.raises(StaleState):
        services.confirm_basis(guide, reason="没有变", **office.as_(Role.SIGNER))
    type(rules).objects.filter(pk=rules.pk).update(validity="已被修改")
    assert services.look_at_bases(at=MORNING) == 1
    services.confirm_basis(guide, reason="改的是别的条款", **office.as_(Role.SIGNER))
    assert not Deadline.objects.filter(rule="SERVICE_GUIDE_UPDATE", closed_at=None).exists()
    assert services.look_at_bases(at=MORNING) == 0


def test_what_is_cited_has_to_be_public(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        begun(office, cited=[f"/documents/{office.draft().pk}/", "临教发〔1999〕9号"])
    assert refused.value.messages["cited"].startswith("网站上没有找到这些公开文件：/documents/")


@pytest.mark.duty("S3-2.4a")
def test_what_was_withdrawn_says_why(office, client) -> None:
    guide = published(office)
    services.withdraw(guide, reason="事项取消", **office.as_(Role.HEAD))
    gone = client.get(f"/services/{CODE}/")
    assert gone.status_code == 410
    assert "事项取消" in gone.content.decode()
    assert GUIDE["conditions"] not in gone.content.decode()


def test_plain_language_is_asked_for_and_never_forced() -> None:
    long = (
        "申请人在规定的时间内向所在的街道办事处提交全部的申请材料并且等待工作人员核对完毕"
        "以后再到市政务服务大厅的窗口领取办理的结果和交来的全部原件"
    )
    found = check([("条件", f"{long}。"), ("流程", "不予受理的，逾期不再办理。"), ("结果", "拿到证。")])
    assert [(row.where, row.words) for row in found] == [
        ("条件", f"{long[:20]}……"),
        ("流程", "不予受理"),
        ("流程", "逾期"),
    ]


def test_a_reform_moves_what_people_read(office) -> None:
    guide = published(office)
    heir = Organ.objects.create(
        name="临江市教育和体育局", short_name="市教体局", code="jtj", kind=OrganKind.DEPARTMENT, active_from=FOUNDED
    )
    merge_organs([office.organ], into=heir, basis="机构改革方案", actor=SYSTEM, at=MORNING)
    guide.refresh_from_db()
    assert guide.organ == heir


def test_a_paper_is_taken_off_with_its_files(office) -> None:
    guide = with_paper(office)
    services.add_material(guide, values=PAPER | {"name": "房产证"}, **office.as_(Role.HANDLER))
    services.remove_material(guide, material=guide.materials.get(name="户口簿"), **office.as_(Role.HANDLER))
    assert [row.name for row in guide.materials.all()] == ["房产证"]
