"""审核区分处理 on the page of a request."""

from datetime import date

import pytest

from portal.accounts.states import Role
from requests_app.answering import services
from tests.requests_app.agency import moment
from tests.requests_app.answering.steps import decided
from tests.requests_app.answering.ways import R
from tests.requests_app.desk_pages import CASE, perform, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.duty("S2-6.10b")
def test_the_reviewer_enters_the_word_of_the_authority_before_passing_the_answer(
    agency, settings, time_machine
) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)
    request = agency.received()
    decided(agency, request, "3.2-1", articles=[f"{R}第三十七条", f"{R}第十四条"])
    services.submit(request, **agency.as_(Role.HANDLER))
    services.pass_review(request, **agency.as_(Role.DEPT_REVIEWER))
    reviewer = signed_in(agency.people[Role.SECRECY_REVIEWER])
    page = f"{CASE}/{request.pk}/change/"
    shown = reviewer.get(page).content.decode()
    assert "等保密审查员审核区分处理" in shown
    assert "第十四条" in reviewer.get(f"{page}act/confirm_separation/").content.decode()
    blocked = perform(reviewer, request, "pass_secrecy")
    assert "等保密审查员审核区分处理" in blocked.content.decode()
    word = {"conclusion": "agreed", "basis": "保密事项范围第三条", "authority": "临江市国家保密局"}
    word |= {"letter_number": "临保函〔2026〕2号", "confirmed_on": "2026-03-02"}
    assert perform(reviewer, request, "confirm_separation", **word).status_code == 302
    panel = reviewer.get(page).content.decode().partition('id="h-separation"')[2].partition("</section>")[0]
    assert "临江市国家保密局，临保函〔2026〕2号，2026年3月2日" in panel
    assert perform(reviewer, request, "pass_secrecy").status_code == 302
    assert agency.fresh(request).state == "signing"
