"""建议主动公开 and 更正信息记录 on the tracking page."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.subjects import ref
from requests_app.cases.models import DisclosureRequest
from requests_app.proposing.models import PublicationProposal
from requests_app.rectifying.models import RecordCorrection
from tests.requests_app.agency import moment
from tests.requests_app.citizens.test_tracking import at, case, confirmed, words  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
SUGGEST, RECTIFY = "/requests/track/suggest/", "/requests/track/rectify/"
RECORD = {"record": "附件第2页的房屋面积", "fault": "写成了89平方米，实际是98平方米", "evidence": "不动产权证书"}


@pytest.fixture
def answered(agency, at, case):  # noqa: F811 - the fixtures imported above
    """The case as it stands once its answer has reached the applicant."""
    confirmed(agency, case)
    DisclosureRequest.objects.filter(pk=case.pk).update(state="answered", closed_on=date(2026, 3, 9))
    at(moment(date(2026, 3, 10)))
    return agency.fresh(case)


@pytest.mark.duty("law.A4.44")
def test_the_applicant_suggests_that_it_be_public_and_sees_what_became_of_it(agency, at, case, visitor) -> None:  # noqa: F811 - as above
    assert SUGGEST not in visitor.get("/requests/track/").content.decode()
    confirmed(agency, case)
    assert SUGGEST in visitor.get("/requests/track/").content.decode()
    assert visitor.post(SUGGEST, {"text": "住户都要看，请公开竣工验收报告"}).status_code == 302
    row = PublicationProposal.objects.get()
    assert (row.text, row.origin, row.request_id) == ("住户都要看，请公开竣工验收报告", "suggested", case.pk)
    assert "建议主动公开 ：等决定是否主动公开" in words(visitor.get("/requests/track/"))


@pytest.mark.duty("law.A4.41")
def test_a_wrong_record_is_reported_after_the_answer_and_its_clock_runs(agency, at, answered, visitor) -> None:  # noqa: F811 - as above
    assert RECTIFY in visitor.get("/requests/track/").content.decode()
    assert visitor.post(RECTIFY, RECORD).status_code == 302
    row = RecordCorrection.objects.get()
    assert (row.record, row.filed_on, row.filed_by) == ("附件第2页的房屋面积", date(2026, 3, 10), "申请人")
    assert Deadline.objects.of(ref(row)).get().due_on == date(2026, 4, 8)
    assert "更正与自己有关的信息记录 ：等核实、答复" in words(visitor.get("/requests/track/"))


def test_before_the_answer_there_is_no_record_to_mend(agency, at, case, visitor) -> None:  # noqa: F811 - as above
    confirmed(agency, case)
    assert visitor.get(RECTIFY).status_code == 404
    assert visitor.post(RECTIFY, RECORD).status_code == 404
    assert not RecordCorrection.objects.exists()


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(agency, at, answered, visitor) -> None:  # noqa: F811 - as above
    page = visitor.post(RECTIFY, RECORD | {"evidence": " "}).content.decode()
    assert '<a href="#f-evidence">请填写证据</a>' in page
    assert 'value="附件第2页的房屋面积"' in page
    assert "写成了89平方米，实际是98平方米</textarea>" in page
    assert not RecordCorrection.objects.exists()


def test_enough_is_enough(agency, at, case, visitor) -> None:  # noqa: F811 - as above
    confirmed(agency, case)
    for place in range(4):
        page = visitor.post(SUGGEST, {"text": f"第{place}次"})
    assert "您的建议机关正在研究" in words(page)
    assert PublicationProposal.objects.count() == 3
