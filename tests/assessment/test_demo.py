"""The assessment of the demonstration is made by the acts of its people."""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from assessment.annual_reports.models import AnnualReport
from assessment.demonstration.models import Candidacy
from assessment.inspection.models import Inspection
from assessment.problems.models import Problem
from assessment.rectification.models import Rectification
from assessment.scoring.models import Assessment
from assessment.standards.models import Standard
from portal.audit.verification import verify
from portal.clock import SHANGHAI

AFTERNOON = datetime(2026, 5, 21, 17, tzinfo=SHANGHAI)


def test_last_year_is_approved_and_this_year_under_way(city, settings, time_machine) -> None:
    settings.DEMO = True
    time_machine.move_to(AFTERNOON, tick=False)
    call_command("load_demo_assessment")
    assert list(Standard.objects.values_list("year", "state")) == [(2026, "in_force"), (2025, "in_force")]
    assert set(Assessment.objects.values_list("year", "state")) == {(2025, "approved")}
    assert Problem.objects.filter(source="person").count() == 6
    assert sorted(Inspection.objects.values_list("way", "state")) == [("on_site", "closed"), ("website", "underway")]
    assert sorted(Rectification.objects.values_list("state", flat=True)) == ["cleared", "draft"]
    assert Problem.objects.filter(state="contested").count() == 1
    assert not verify(at=AFTERNOON).findings
    call_command("load_demo_assessment")
    assert Standard.objects.count() == 2


def test_last_years_reports_are_out(city, settings, time_machine, client) -> None:
    settings.DEMO = True
    time_machine.move_to(AFTERNOON, tick=False)
    call_command("load_demo_assessment")
    states = dict(AnnualReport.objects.values_list("organ__code", "state"))
    assert states == {"jiaoyu": "published", "zhujian": "published", "cuihu": "published", "city": "published"}
    assert client.get("/annual-reports/city/2025/").status_code == 200


def test_units_of_every_stage_of_the_year_stand_there(city, settings, time_machine) -> None:
    settings.DEMO = True
    november = datetime(2026, 11, 27, 17, tzinfo=SHANGHAI)
    time_machine.move_to(november, tick=False)
    call_command("load_demo_assessment")
    found = Candidacy.objects.order_by("pk").values_list("programme__year", "organ__code", "kind", "state")
    assert list(found) == [
        (2025, "jiaoyu", "department", "named"),
        (2026, "zhujian", "department", "shown"),
        (2026, "cuihu", "township", "preparing"),
    ]
    assert [row.bonus for row in Assessment.objects.order_by("organ__code") if row.bonus] == [2]
    assert not verify(at=november).findings


def test_only_a_demonstration_loads_it(db, settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="不是演示库"):
        call_command("load_demo_assessment")
