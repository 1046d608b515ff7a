"""The requests of the demonstration city are made by the acts of its people, on any day of loading."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from portal.audit.verification import verify
from requests_app.asking.models import Demand
from requests_app.cases.models import DisclosureRequest
from requests_app.proposing.models import PublicationProposal, PublishedAnswer
from requests_app.rectifying.models import RecordCorrection
from requests_app.remedies.models import Referral
from tests.requests_app.agency import moment, open_agency


@pytest.fixture
def small_city(city, settings, tmp_path, time_machine):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    open_agency("zhujian", parent=city)
    open_agency("jiaoyu", "临江市教育局", "临教发", uscc=None, parent=city)
    time_machine.move_to(moment(date(2026, 5, 21), 17), tick=False)
    return tmp_path


def test_requests_in_every_stage_with_codes_to_follow_them(small_city) -> None:
    call_command("load_demo_requests")
    states = Counter(DisclosureRequest.objects.values_list("state", flat=True))
    assert states == {
        "answered": 7,
        "handling": 5,
        "submitted": 2,
        "correcting": 1,
        "review": 1,
        "unreachable": 1,
        "withdrawn": 1,
    }
    lines = (small_city / "demo_requests.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 19
    assert not verify(at=moment(date(2026, 5, 21), 17)).findings
    call_command("load_demo_requests")
    assert DisclosureRequest.objects.count() == 18


def test_what_applicants_ask_besides_and_what_is_released_has_something_to_show(small_city) -> None:
    call_command("load_demo_requests")
    shown = {model: sorted(model.objects.values_list("state", flat=True)) for model in _BESIDES}
    assert shown == {
        PublicationProposal: ["accepted", "declined", "open"],
        PublishedAnswer: ["approval", "published"],
        RecordCorrection: ["corrected", "open"],
        Demand: ["asked", "explained"],
    }


def test_a_review_with_a_question_put_to_the_department_has_something_to_show(small_city) -> None:
    call_command("load_demo_requests")
    referral = Referral.objects.get()
    assert (referral.remedy.kind, referral.body, referral.conclusion) == ("review", "省住房和城乡建设厅", "")


_BESIDES = (PublicationProposal, PublishedAnswer, RecordCorrection, Demand)


def test_only_a_demonstration_loads_them(db, settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="不是演示库"):
        call_command("load_demo_requests")
