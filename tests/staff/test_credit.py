"""The way of a decision through the staff site: typed or imported, reviewed, shown, taken down, handed over."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from disclosure.credit import services
from disclosure.credit.models import CreditRecord, HandOver
from portal.accounts.states import Role
from tests.disclosure.credit.records import PERSON, cleared, published, register
from tests.staff.test_coordination import lines, press

ROOT = "/admin/disclosure/creditrecord/"
TYPED = {
    "party_name": "临江测试商贸有限公司",
    "party_type": "organisation",
    "party_code": "91370100000000001W",
    "number": "临教罚〔2026〕3号",
    "cause": "违规办学",
    "facts": "没有取得办学许可。",
    "basis": "某法第一条",
    "category": ["罚款", "警告"],
    "content": "警告，罚款1万元。",
    "fine": "1",
    "decided_on": "2026-05-18",
}


def start(client, act, **given):
    return client.post(f"{ROOT}start/{act}/", given)


@pytest.mark.duty("S3-2.5b", "S3-2.6f", "S3-5.6a")
def test_a_decision_goes_from_desk_to_desk_to_the_page(office, sign_in) -> None:
    assert start(sign_in(Role.HANDLER), "register_penalty", organ=office.organ.pk, **TYPED).status_code == 302
    record = CreditRecord.objects.get()
    assert record.category == "警告、罚款"
    headline = "行政处罚：临江测试商贸有限公司（临教罚〔2026〕3号）"
    for role, act, step in (
        (Role.HANDLER, "submit", "补齐并送审"),
        (Role.SECRECY_REVIEWER, "clear", "保密审查"),
        (Role.DISCLOSURE_HEAD, "publish", "审核公示"),
    ):
        desk = sign_in(role)
        assert lines(desk) == [(headline, step)]
        assert press(desk, record, act).status_code == 302
    assert "公示情况" in desk.get(ROOT).content.decode()
    assert desk.get(f"/credit/{record.pk}/").status_code == 200


@pytest.mark.duty("S3-2.5b")
def test_an_overturned_decision_is_work_for_who_may_withdraw_it(office, sign_in) -> None:
    record = published(office)
    desk = sign_in(Role.HANDLER)
    assert press(desk, record, "report_overturned", overturned_on="2026-05-20", reason="撤销。").status_code == 302
    signer = sign_in(Role.SIGNER)
    assert [step for _, step in lines(signer)] == ["撤回并说明理由"]
    assert press(signer, record, "withdraw", reason="已被撤销。").status_code == 302
    assert signer.get(f"/credit/{record.pk}/").status_code == 410


def test_what_is_missing_is_said_and_mended_on_the_case_page(office, sign_in) -> None:
    record = register(office, facts="电话13812345678", cause="")
    desk = sign_in(Role.HANDLER)
    page = desk.get(f"{ROOT}{record.pk}/change/").content.decode()
    assert "还没有填写违法行为类型" in page
    assert "138****5678" in page
    assert 'href="act/settle_personal/"' in page
    finding = (
        desk.get(f"{ROOT}{record.pk}/change/act/settle_personal/").context["form"].fields["findings"].queryset.get()
    )
    assert press(desk, record, "settle_personal", findings=finding.pk, decision="masked").status_code == 302
    changed = TYPED | {"facts": "没有取得办学许可。"}
    assert press(desk, record, "change", **changed).status_code == 302
    assert press(desk, record, "submit").status_code == 302


@pytest.mark.duty("law.K")
def test_the_name_of_a_person_is_shown_for_a_reason_only(office, sign_in) -> None:
    record = register(office, **PERSON)
    desk = sign_in(Role.HANDLER)
    assert "赵某某" not in desk.get(f"{ROOT}{record.pk}/change/").content.decode()
    assert "赵某某" not in desk.get(f"{ROOT}{record.pk}/change/act/change/").content.decode()
    shown = desk.post(f"{ROOT}{record.pk}/change/reveal/person_name/", {"reason": "核对决定书"})
    assert "赵某某" in shown.content.decode()


def test_many_are_published_in_one_go(office, sign_in) -> None:
    records = [cleared(office, number=f"{number}号") for number in range(3)]
    given = {"action": "publish", "_selected_action": [record.pk for record in records]}
    assert sign_in(Role.DISCLOSURE_HEAD).post(ROOT, given).status_code == 302
    assert CreditRecord.objects.public().count() == 3


def table(*rows) -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("表.xlsx", file.getvalue())


HEADINGS = ["行政相对人名称", "行政相对人类别", "行政处罚决定文书号", "处罚决定日期", "处罚内容"]
RIGHT = ["赵某某", "自然人", "临教罚〔2026〕3号", "2026-05-18", "警告"]
WRONG = ["", "自然人", "临教罚〔2026〕4号", "2026-05-18", "警告"]


@pytest.mark.duty("S3-5.6a")
def test_a_table_is_tried_first_and_then_imported(office, sign_in) -> None:
    desk = sign_in(Role.INFO_CLERK)
    given = {"organ": office.organ.pk, "kind": "penalty"}
    trial = start(desk, "import_file", file=table(HEADINGS, RIGHT, WRONG), **given)
    page = trial.content.decode()
    assert (trial.status_code, CreditRecord.objects.count()) == (200, 0)
    assert "新登记<strong>1</strong>条" in page
    assert "请填写行政相对人名称" in page
    done = start(desk, "import_file", file=table(HEADINGS, RIGHT, WRONG), is_checked="on", **given)
    assert (done.status_code, CreditRecord.objects.get().party_name) == (302, "赵**")


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("表.xlsx", b"PK\x03\x04 broken"),
        SimpleUploadedFile("表.xls", b"x"),
        SimpleUploadedFile("表.csv", "甲,乙\n1,2\n".encode()),
        SimpleUploadedFile("表.csv", ("行政相对人名称\n" + "甲\n" * 1001).encode()),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(office, sign_in, file) -> None:
    given = {"organ": office.organ.pk, "kind": "penalty", "is_checked": "on", "file": file}
    answer = start(sign_in(Role.INFO_CLERK), "import_file", **given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])
    assert not CreditRecord.objects.exists()


@pytest.mark.duty("S3-5.6c")
def test_the_tables_of_a_hand_over_are_text_and_nothing_else(office, sign_in) -> None:
    published(office, party_name="=HYPERLINK(1)", content="+1+1")
    desk = sign_in(Role.INFO_CLERK)
    given = {"organ": office.organ.pk, "channel": "市公共信用信息平台"}
    assert desk.post("/admin/disclosure/handover/start/hand_over/", given).status_code == 302
    case = f"/admin/disclosure/handover/{HandOver.objects.get().pk}/change/"
    assert "行政处罚（CSV）" in desk.get(case).content.decode()
    csv = b"".join(desk.get(f"{case}table/penalty.csv")).decode()
    assert '"\'=HYPERLINK(1)"' in csv
    sheet = load_workbook(BytesIO(desk.get(f"{case}table/all.xlsx").content))["行政处罚"]
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", "=HYPERLINK(1)")
    assert desk.get(f"{case}table/licence.csv").status_code == 404
    assert desk.get(f"{case}table/x.csv").status_code == 404


def test_another_organ_sees_neither_case_nor_hand_over(office, sign_in, stranger) -> None:
    record = published(office)
    row = services.hand_over(organ=office.organ, channel="平台", **office.as_(Role.INFO_CLERK))
    desk = sign_in(stranger)
    for address in (f"{ROOT}{record.pk}/change/", f"/admin/disclosure/handover/{row.pk}/change/table/all.xlsx"):
        assert desk.get(address).status_code == 404
