"""A new register is one row of the table: form, list, export, reminder, report and page come from it."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from disclosure.registers import kinds, selectors, services
from disclosure.registers.kinds import Group, RegisterKind
from disclosure.registers.kinds.items import count, one_of, some_of, text, words, yes_no
from disclosure.registers.models import RegisterEntry, RegisterReminder
from disclosure.registers.periods import Rhythm
from portal.accounts.states import OrganKind, Role
from portal.clock import SHANGHAI
from tests.disclosure.office import MORNING
from tests.disclosure.registers.pages import signed_in, words_of

ROW = RegisterKind(
    code="bulletin",
    name="村务公开简报",
    group=Group.MEDIA,
    note="每季度编一期简报。",
    rhythm=Rhythm.QUARTERLY,
    day="编印日期",
    items=(
        words("issue", "期号"),
        one_of("form", "样式", "纸质", "电子"),
        some_of("sent", "发到", "村", "社区"),
        count("copies", "印数", "份"),
        yes_no("illustrated", "配图"),
        text("remark", "备注", required=False),
    ),
    owed_by=(OrganKind.DEPARTMENT,),
    public=True,
    duties=("S0-1.10c",),
    source="测试用的规定",
)
TYPED = {
    "happened_on": "2026-05-20",
    "issue": "2026年第2期",
    "form": "纸质",
    "sent": ["村", "社区"],
    "copies": "300",
    "illustrated": "yes",
    "remark": "",
}
START = "/admin/disclosure/registerentry/start/bulletin/"
LIST = "/admin/disclosure/registerentry/"
JUNE = datetime(2026, 6, 2, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def row(monkeypatch, time_machine, settings):
    """The one thing that is written for it."""
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)
    monkeypatch.setitem(kinds.BY_CODE, "bulletin", ROW)


def filed(office) -> RegisterEntry:
    client = signed_in(office, Role.INFO_CLERK)
    response = client.post(START, TYPED | {"organ": office.organ.pk})
    assert response.status_code == 302, words_of(response)
    return RegisterEntry.objects.get(kind="bulletin")


def test_it_has_a_form_with_the_fields_of_the_row(office) -> None:
    page = words_of(signed_in(office, Role.INFO_CLERK).get(START))
    said = (
        "登记村务公开简报",
        "每季度编一期简报。",
        "编印日期",
        "期号",
        "样式",
        "发到",
        "印数（份）",
        "配图",
        "备注",
        "证明材料",
    )
    places = [page.index(word) for word in said]
    assert places == sorted(places)


def test_the_form_files_what_was_typed(office) -> None:
    entry = filed(office)
    assert (entry.period, entry.title, entry.happened_on) == ("2026-Q2", "2026年第2期", date(2026, 5, 20))
    assert entry.values == {
        "issue": "2026年第2期",
        "form": "纸质",
        "sent": ["村", "社区"],
        "copies": 300,
        "illustrated": True,
        "remark": "",
    }


def test_a_wrong_field_is_told_at_its_place_and_nothing_typed_is_lost(office) -> None:
    client = signed_in(office, Role.INFO_CLERK)
    response = client.post(START, TYPED | {"organ": office.organ.pk, "copies": "三百", "happened_on": "2026-05-22"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'id="id_copies_error">印数请填整数，没有的填0' in page
    assert 'id="id_happened_on_error">编印日期不能晚于今天' in page
    assert 'value="2026年第2期"' in page
    assert 'value="三百"' in page
    assert not RegisterEntry.objects.exists()


def test_the_list_shows_and_filters_it(office) -> None:
    entry = filed(office)
    client = signed_in(office, Role.INFO_CLERK)
    for asked in ("kind=bulletin", "kind=bulletin&year=2026", "period=2026-Q2", f"organ__id__exact={office.organ.pk}"):
        assert "2026年第2期" in words_of(client.get(f"{LIST}?{asked}")), asked
    for asked in ("kind=training", "kind=bulletin&year=2025", "period=2026-Q1"):
        assert f"{entry.pk}/change/" not in client.get(f"{LIST}?{asked}").content.decode(), asked


def test_it_leaves_as_a_workbook_and_as_csv(office) -> None:
    filed(office)
    client = signed_in(office, Role.INFO_CLERK)
    book = load_workbook(BytesIO(client.get(f"{LIST}table/registers.xlsx?kind=bulletin").content))
    assert book.sheetnames == ["村务公开简报"]
    lines = [[cell or "" for cell in line] for line in book["村务公开简报"].iter_rows(values_only=True)]
    head = ["单位", "期间", "编印日期", "停用日期", "期号", "样式", "发到", "印数", "配图", "备注", "状态", "登记人"]
    said = ["2026年第2期", "纸质", "村、社区", "300份", "是", ""]
    when = ["临江市教育局", "2026年第二季度", "2026-05-20", ""]
    assert lines == [head, [*when, *said, "已登记", "信息员"]]
    table = client.get(f"{LIST}table/registers.csv?kind=bulletin").content.decode()
    assert '"2026年第2期","纸质","村、社区","300份","是"' in table


def test_who_has_not_registered_is_reminded_in_the_queue(office) -> None:
    services.remind(at=JUNE)
    [reminder] = RegisterReminder.objects.filter(rhythm="quarterly")
    assert (reminder.organ, reminder.period) == (office.organ, "2026-Q2")
    assert "村务公开简报" in reminder.sentence
    queue = words_of(signed_in(office, Role.INFO_CLERK).get("/admin/"))
    assert "教育局2026年第二季度台账" in queue
    assert "还没有登记：" in queue
    filed(office)
    reminder.refresh_from_db()
    assert "bulletin" not in reminder.missing


def test_the_report_of_gaps_knows_it(office) -> None:
    def missing():
        [found] = [
            each
            for each in selectors.gaps(2026, on=JUNE.date(), organs=[office.organ], office=None)
            if each.kind is ROW
        ]
        return [(cell.label, cell.is_filed) for cell in found.lines[0].cells]

    assert missing() == [("2026年第一季度", False), ("2026年第二季度", False)]
    filed(office)
    assert missing() == [("2026年第一季度", False), ("2026年第二季度", True)]


def test_the_public_reads_it_after_a_second_person_has(office) -> None:
    entry = filed(office)
    assert Client().get(f"/registers/bulletin/{entry.pk}/").status_code == 404
    services.publish(entry, **office.as_(Role.DISCLOSURE_HEAD))
    page = words_of(Client().get("/registers/bulletin/?fresh"))
    assert "2026年第2期" in page
    assert "300份" in page


def test_it_is_evidence_for_its_duty(office) -> None:
    entry = filed(office)
    found = selectors.evidence("bulletin", office.organ, 2026)
    assert (list(found.entries), found.count) == ([entry], 1)
    assert found.url == f"/admin/disclosure/registerentry/?kind=bulletin&organ__id__exact={office.organ.pk}&year=2026"
    assert ROW in kinds.serving("S0-1.10c")
