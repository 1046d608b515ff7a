"""The public pages of a website's report, the first page of the site, the files, the staff pages."""

from datetime import datetime
from io import BytesIO

import docx
import pytest

from assessment.website_reports import services
from assessment.website_reports.models import WebsiteReport
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.assessment.test_annual_pages import Tables
from tests.assessment.websites import JANUARY, NOTE, opened, published, signed

ADDRESS = "/website-reports/0000000001/2025/"
TITLE = "临江市政府信息公开政府网站工作年度报表（2025年度）"


@pytest.mark.duty("law.E6", "S0-1.11b")
def test_the_page_has_every_row_of_the_form_and_where_it_comes_from(city, client) -> None:
    report = signed(city, opened(city))
    assert client.get(ADDRESS).status_code == 404
    services.publish(report, **city.as_("city", Role.HANDLER, JANUARY))
    page = client.get(ADDRESS).content.decode()
    found = Tables(page)
    assert (found.captions, found.cells, set(found.scopes)) == (10, 2 * 58, {"col", "row"})
    assert f"<h1>{TITLE}</h1>" in page
    assert "946210次" in page
    assert NOTE in page
    assert 'href="/mailbox/statistics/?year=2025"' in page
    assert TITLE in client.get("/website-reports/").content.decode()
    assert "/website-reports/" in client.get("/annual-reports/").content.decode()


def test_word_pdf_and_json_say_the_same(city, client) -> None:
    published(city, opened(city))
    word = docx.Document(BytesIO(client.get(f"{ADDRESS}report.docx").content))
    assert [len(table.rows) - 1 for table in word.tables] == [7, 2, 4, 2, 5, 7, 12, 6, 8, 5]
    assert [cell.text for cell in word.tables[1].rows[2].cells] == ["网站总访问量", "946210", "次"]
    assert client.get(f"{ADDRESS}report.pdf").content.startswith(b"%PDF")
    data = client.get(f"{ADDRESS}report.json").json()
    assert (data["title"], data["values"]["visits"], data["values"]["drills"]) == (TITLE, 946210, True)
    assert data["values"]["weibo"] is None
    assert data["typed"]["visits"] == NOTE
    assert "letters" not in data["typed"]


@pytest.mark.duty("law.E6")
@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        (datetime(2026, 1, 31, 9, 0, tzinfo=SHANGHAI), True),
        (datetime(2026, 3, 31, 9, 0, tzinfo=SHANGHAI), True),
        (datetime(2026, 4, 1, 9, 0, tzinfo=SHANGHAI), False),
        (datetime(2027, 1, 15, 9, 0, tzinfo=SHANGHAI), False),
    ],
)
def test_from_january_to_march_it_stands_on_the_first_page(city, client, time_machine, moment, stands) -> None:
    published(city, opened(city))
    time_machine.move_to(moment, tick=False)
    assert (f'href="{ADDRESS}"' in client.get("/").content.decode()) is stands


def test_a_draft_stands_nowhere(city, client, time_machine) -> None:
    opened(city)
    time_machine.move_to(JANUARY, tick=False)
    assert ADDRESS not in client.get("/").content.decode()
    assert "2025年度" not in client.get("/website-reports/").content.decode()
    assert client.get("/website-reports/0000000001/").status_code == 404
    assert client.get(f"{ADDRESS}report.json").status_code == 404


def test_two_years_stand_side_by_side_with_charts(city, client) -> None:
    first = published(city, opened(city))
    WebsiteReport.objects.filter(pk=first.pk).update(year=2024)
    published(city, opened(city))
    page = client.get("/website-reports/0000000001/").content.decode()
    assert page.count('<th scope="col"><a href="/website-reports/0000000001/') == 2
    assert "访问量：网站总访问量" in page
    assert page.count("<svg") == 3
    assert "946210次" in client.get(ADDRESS).content.decode()


@pytest.mark.duty("S2-10.5d")
def test_an_organ_sees_its_own_sites_alone(city, client) -> None:
    report = opened(city)
    page = f"/admin/assessment/websitereport/{report.pk}/change/"
    client.force_login(city.people["jiaoyu", Role.HANDLER])
    assert client.get(page).status_code == 404
    client.force_login(city.people["city", Role.HANDLER])
    assert "没有填" in client.get(page).content.decode()


def test_the_form_asks_what_the_site_does_not_know(city, client, time_machine) -> None:
    time_machine.move_to(JANUARY, tick=False)
    report = opened(city)
    client.force_login(city.people["city", Role.HANDLER])
    address = f"/admin/assessment/websitereport/{report.pk}/change/act/fill/"
    form = client.get(address)
    page = form.content.decode()
    assert 'name="visits"' in page
    assert 'name="letters"' not in page
    given = {"note": NOTE, "version": form.context["revision"], "seen": form.context["seen"]}
    assert client.post(address, given | {"visits": "12", "drills": "yes"}).status_code == 302
    report.refresh_from_db()
    assert (report.values["visits"], report.values["drills"]) == (12, True)
    form = client.get(address.replace("fill", "correct_row"))
    given = {"note": NOTE, "version": form.context["revision"], "seen": form.context["seen"]}
    client.post(address.replace("fill", "correct_row"), given | {"row": "one_platform", "value": "否"})
    report.refresh_from_db()
    assert report.values["one_platform"] is False
