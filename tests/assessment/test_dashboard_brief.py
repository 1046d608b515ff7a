"""本月情况: sentences and lists made of the numbers of the dashboard, as page, Word and PDF."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessment.dashboard.brief.month import change
from assessment.measures.figures import Kept
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from tests.assessment.city import NOON

BRIEF = "/dashboard/brief/"


@pytest.fixture
def desk(city, settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOON, tick=False)

    def sign_in(code: str, role: str) -> Client:
        client, person = Client(), city.people[code, role]
        person.password_changed_at = NOON
        person.save(update_fields=["password_changed_at"])
        client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
        return client

    return sign_in


@pytest.fixture
def april(city):
    """市教育局 in April: of four, one late and one not published yet; in March both kept. 市住建局: one kept. One of
    市教育局 ends in June."""
    city.standard()
    for pk, closed in ((1, 20), (2, 20)):
        city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 4, closed), pk=pk)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 5, 6), pk=3)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), pk=4)
    city.late("zhujian", "PUBLISH", date(2026, 3, 30), closed=date(2026, 4, 20), pk=5)
    for pk in (6, 7):
        city.late("jiaoyu", "PUBLISH", date(2026, 2, 12), closed=date(2026, 3, 2), pk=pk)
    city.late("jiaoyu", "PUBLISH", date(2026, 5, 19), pk=8)


def said(client: Client, **query: str) -> dict[str, str]:
    return {block.code: block.text for block, _ in client.get(BRIEF, query).context["blocks"]}


def test_the_sentences_say_the_numbers_of_the_month_and_what_changed(april, desk) -> None:
    text = said(desk("city", Role.OVERSIGHT), month="2026-04")
    assert text["intro"].startswith("2026年4月情况如下，数字截至2026年5月21日12时，")
    assert text["kept"] == (
        "全部任务到期5件，没有按时办结2件，按时率60.0%，比上月低40.0个百分点。上月到期2件，没有按时办结0件。"
    )
    assert text["duties"] == "主动公开：到期5件，没有按时办结2件，按时率60.0%，比上月低40.0个百分点。"
    assert text["overdue"] == "到现在超期未办1件，涉及1个机关，具体见附表一。"
    assert text["late"] == "本月没有按时的是：市教育局（2件，按时率50.0%）。各机关见附表二。"
    assert text["overdue_list"].splitlines()[1].startswith("市教育局\t")
    assert text["organ_list"].splitlines()[1:] == ["市教育局\t4\t2\t50.0"]
    assert text["next"] == "下月没有到期的事项。"
    assert said(desk("city", Role.OVERSIGHT), month="2026-05")["next"] == (
        "下月到期1件，其中主动公开1件，具体见附表三。"
    )


def test_the_numbers_of_the_sheet_are_the_lengths_of_the_lists_it_leads_to(april, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    found = {
        name: href for _, links in client.get(BRIEF, {"month": "2026-04"}).context["blocks"] for name, href in links
    }
    counts = {name: found[name] and client.get(found[name]).context for name in found}
    assert [counts[name]["page"].paginator.count for name in ("到期的件", "没有按时的件", "全部超期的件")] == [5, 2, 1]
    assert counts["舆情"]["scope"].first == date(2026, 4, 1)


def test_word_and_pdf_say_what_the_page_says(april, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    page = said(client, month="2026-04")
    response = client.get(f"{BRIEF}file/docx/", {"month": "2026-04"})
    made = docx.Document(BytesIO(response.content))
    words = [paragraph.text for paragraph in made.paragraphs]
    for code in ("kept", "overdue", "late", "next"):
        assert page[code] in words
    assert [cell.text for cell in made.tables[1].rows[1].cells] == ["市教育局", "4", "2", "50.0"]
    assert client.get(f"{BRIEF}file/pdf/", {"month": "2026-04"}).content[:5] == b"%PDF-"


def test_a_head_reads_of_the_own_organ_alone(april, desk) -> None:
    client = desk("zhujian", Role.HEAD)
    page = client.get(BRIEF, {"month": "2026-04"})
    assert "市教育局" not in page.content.decode()
    assert page.context["draft"].organ_name == "临江市住房和城乡建设局"
    assert said(client, month="2026-04")["late"] == "本月到期的都按时办结了。"
    assert desk("zhujian", Role.HANDLER).get(BRIEF).status_code == 403


def test_a_month_that_is_none_or_too_old_is_not_found(april, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    for asked in ("2026-13", "2020-01", "2026-06", "x"):
        assert client.get(BRIEF, {"month": asked}).status_code == 404
    assert client.get(BRIEF).context["first"] == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("now", "before", "said_"),
    [
        (Kept(10, 1), Kept(10, 2), "，比上月高10.0个百分点"),
        (Kept(10, 2), Kept(10, 1), "，比上月低10.0个百分点"),
        (Kept(10, 1), Kept(20, 2), "，和上月一样"),
        (Kept(10, 1), Kept(), ""),
    ],
)
def test_a_change_is_said_in_points(now, before, said_) -> None:
    assert change(now, before) == said_


def test_the_sheet_asks_as_much_for_many_cases_as_for_one(april, city, desk) -> None:
    client = desk("city", Role.OVERSIGHT)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(BRIEF, {"month": "2026-05"})
        return len(queries)

    asked()
    few = asked()
    for pk in range(20, 30):
        city.late("zhujian" if pk % 2 else "jiaoyu", "PUBLISH", date(2026, 3, 30), pk=pk)
        city.late("cuihu", "PUBLISH", date(2026, 5, 19), pk=100 + pk)
    assert Deadline.objects.count() > 20
    assert asked() == few
