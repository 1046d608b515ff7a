"""文书台账: who sees which letters, nothing of what they say, at a constant price."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from portal.letters import services
from tests.accounts.conftest import appointed, person
from tests.letters.samples import CASE, CONTEXT, signer

pytestmark = pytest.mark.django_db
REGISTER = "/admin/letters/letter/"


def issue(organ, at):
    return services.issue_letter(
        template="S-refusal", subject=CASE, organ=organ, context=CONTEXT, actor=signer(organ), at=at
    )


@pytest.fixture
def letters(education, sport, at):
    return issue(education, at), issue(sport, at)


@pytest.fixture
def desk(client, government, education, time_machine, at):
    """Signs in somebody of that role, city-wide ones at the government."""
    time_machine.move_to(at, tick=False)

    def signed_in(role):
        organ = government if role in {"oversight", "system_admin", "supervisor"} else education
        user = person(role, f"{role}甲")
        appointed(user, organ, role)
        client.force_login(user)
        return client

    return signed_in


def test_a_clerk_sees_the_letters_of_the_own_organ(desk, letters) -> None:
    own, other = letters
    clerk = desk("handler")
    page = clerk.get(REGISTER).content.decode()
    assert "临教公开〔2026〕1号" in page
    assert "临体公开〔2026〕1号" not in page
    assert clerk.get(f"{REGISTER}{own.pk}/change/").status_code == 200
    assert clerk.get(f"{REGISTER}{other.pk}/change/").status_code == 404


def test_the_oversight_office_sees_all_and_the_administrator_none(desk, letters) -> None:
    page = desk("oversight").get(REGISTER).content.decode()
    assert "临教公开〔2026〕1号" in page
    assert "临体公开〔2026〕1号" in page
    assert desk("system_admin").get(REGISTER).status_code == 403


def test_neither_list_nor_row_says_what_the_letter_says(desk, letters) -> None:
    clerk = desk("head")
    pages = [clerk.get(address).content.decode() for address in (REGISTER, f"{REGISTER}{letters[0].pk}/change/")]
    for page in pages:
        assert "申请 2026-12" in page
        for words in ("欧阳明", "会议纪要", "内部讨论"):
            assert words not in page
    assert letters[0].content_hash in pages[1]


def test_a_void_letter_is_marked_and_can_be_filtered(desk, letters, at) -> None:
    services.void_letter(letters[0], reason="落款机关写错", actor=signer(letters[0].organ), at=at)
    clerk = desk("handler")
    assert "已作废" in clerk.get(f"{REGISTER}?void=yes").content.decode()
    assert "临教公开〔2026〕1号" not in clerk.get(f"{REGISTER}?void=no").content.decode()
    row = clerk.get(f"{REGISTER}{letters[0].pk}/change/").content.decode()
    assert "落款机关写错" in row
    assert "作废文书" in row
    assert row.count("2026-05-21 09:30") == 2  # issued and voided


def exported(clerk, query=""):
    """The rows of the workbook, the headings first."""
    answer = clerk.get(f"{REGISTER}register.xlsx{query}")
    assert answer["Cache-Control"].startswith("no-store, private")
    return [list(row) for row in load_workbook(BytesIO(answer.content)).active.iter_rows()]


def test_the_register_is_taken_along_as_a_workbook(desk, letters, at) -> None:
    services.void_letter(letters[0], reason="=HYPERLINK(1)落款机关写错", actor=signer(letters[0].organ), at=at)
    clerk = desk("handler")
    assert "register.xlsx" in clerk.get(REGISTER).content.decode()
    headings, row = exported(clerk)
    assert [cell.value for cell in headings] == [
        "文号", "文书名称", "落款机关", "对象", "成文日期", "出具时间", "出具人", "状态",
        "作废时间", "作废人", "作废理由",
    ]  # fmt: skip
    assert [cell.value for cell in row[:6]] == [
        "临教公开〔2026〕1号", "政府信息不予公开答复书", "临江市教育局", "申请 2026-12", "2026-05-21",
        "2026-05-21 09:30",
    ]  # fmt: skip
    assert [row[7].value, row[8].value, row[10].value] == ["已作废", "2026-05-21 09:30", "=HYPERLINK(1)落款机关写错"]
    assert {cell.data_type for cell in row} == {"s"}


def test_the_export_follows_the_filters_of_the_list_and_the_rights_of_the_person(desk, letters) -> None:
    clerk = desk("oversight")
    assert len(exported(clerk)) == 3
    assert len(exported(clerk, "?void=yes")) == 1
    assert [row[0].value for row in exported(clerk, "?q=临体")[1:]] == ["临体公开〔2026〕1号"]
    assert desk("system_admin").get(f"{REGISTER}register.xlsx").status_code == 403


def test_nobody_changes_a_letter_here(desk, letters) -> None:
    address = f"{REGISTER}{letters[0].pk}/change/"
    clerk = desk("head")
    clerk.post(address, {"number": "临教公开〔2026〕99号"})
    letters[0].refresh_from_db()
    assert letters[0].number == "临教公开〔2026〕1号"
    assert clerk.get(f"{REGISTER}add/").status_code == 403
    assert clerk.post(f"{REGISTER}{letters[0].pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_register_costs_the_same_however_long_it_is(desk, education, letters, at) -> None:
    clerk = desk("handler")
    clerk.get(REGISTER)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            clerk.get(REGISTER)
        costs.append(len(asked))
        for _ in range(3):
            issue(education, at)
    assert costs[0] == costs[1]
