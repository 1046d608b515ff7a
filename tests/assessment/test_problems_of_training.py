"""Training that was neither planned nor given is found from the registers, by nobody's hand."""

from datetime import date, datetime

import pytest

from assessment.problems import services
from assessment.problems.models import Problem
from disclosure.registers import services as registers
from disclosure.registers.models import RegisterEntry
from portal.clock import SHANGHAI

OCTOBER = datetime(2025, 10, 15, 9, 0, tzinfo=SHANGHAI)
JANUARY = datetime(2026, 1, 5, 9, 0, tzinfo=SHANGHAI)
JUNE = datetime(2026, 6, 22, 9, 0, tzinfo=SHANGHAI)


def found(code: str) -> list[str]:
    rows = Problem.objects.filter(source="no_training", organ__code=code).order_by("title")
    return list(rows.values_list("title", flat=True))


@pytest.mark.duty("S1-1.4", "S3-7.3a", "S3-7.3b")
def test_an_organ_without_plan_or_training_is_found_once_and_one_that_trained_is_not(city) -> None:
    for kind in ("training_plan", "training"):
        RegisterEntry.objects.create(
            organ=city.organs["jiaoyu"],
            kind=kind,
            title="政务公开业务培训",
            happened_on=date(2025, 4, 8),
            period="2025",
            filer_name="经办人",
            filed_at=JANUARY,
        )
    registers.remind(at=OCTOBER)
    registers.remind(at=JANUARY)
    services.collect(at=JANUARY)
    assert found("zhujian") == []
    for _ in range(2):
        services.collect(at=JUNE)
    assert found("zhujian") == ["一期政务公开培训都没有办", "没有政务公开培训计划"]
    assert found("jiaoyu") == []


@pytest.mark.duty("S3-7.3c")
def test_a_year_in_which_those_who_do_the_work_were_not_trained_is_found(city) -> None:
    for code, audience in (("jiaoyu", ["领导干部"]), ("zhujian", ["领导干部", "政务公开工作人员"])):
        RegisterEntry.objects.create(
            organ=city.organs[code],
            kind="training",
            title="政务公开业务培训",
            happened_on=date(2025, 4, 8),
            period="2025",
            values={"audience": audience},
            filer_name="经办人",
            filed_at=JANUARY,
        )
    services.collect(at=JANUARY)
    assert Problem.objects.filter(source="untrained_staff").count() == 0  # there is still time to register
    for _ in range(2):
        services.collect(at=JUNE)
    [problem] = Problem.objects.filter(source="untrained_staff")
    assert (problem.organ.code, problem.title) == ("jiaoyu", "市教育局2025年没有轮训政务公开工作人员")
