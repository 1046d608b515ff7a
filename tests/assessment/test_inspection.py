"""A check from the draw to the report: what was found becomes a problem once."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from assessment.inspection import services
from assessment.inspection.models import CheckLine, Inspection
from assessment.inspection.reform import move_lines
from assessment.inspection.selectors import Again, drawn_again
from assessment.problems.models import Problem
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice

VALUES = {"title": "第二季度抽查", "way": "on_site", "announced": False, "scope": "看窗口。"}
PHOTO = ("大厅.txt", ContentFile("照片里的大厅".encode()))


def started(city, organs: int = 2, pages: int = 0, seed: str = "b7", **values) -> Inspection:
    return services.start(organs=organs, pages=pages, seed=seed, values=VALUES | values, **city.office())


def fault(city, line: CheckLine, **given) -> CheckLine:
    found = {
        "facts": "只有内设机构表，没有流程图。",
        "occurred_on": date(2026, 5, 20),
        "rule": line.row.rule,
        "uploads": [],
    }
    return services.find_fault(line, **(found | given), **city.office())


def passed(city, inspection: Inspection) -> None:
    for line in inspection.lines.filter(state="pending"):
        services.pass_line(line, **city.office())


def line_of(inspection: Inspection, item: str) -> CheckLine:
    return inspection.lines.select_related("organ", "inspection", "target").filter(item=item).first()


@pytest.mark.duty("S2-11.6", "S3-2.6e")
def test_a_draw_is_recorded_and_gives_the_same_again(city) -> None:
    one, two = started(city), started(city)
    drawn = [list(row.targets.values_list("organ__code", flat=True)) for row in (one, two)]
    assert drawn[0] == drawn[1]
    assert (len(drawn[0]), one.organ_pool, one.seed, one.drawn_on) == (2, 4, "b7", date(2026, 5, 21))
    assert drawn_again(one) == Again(same_pool=True, same_draw=True)


def test_a_seed_nobody_chose_is_another_each_time(city) -> None:
    assert started(city, seed="").seed != started(city, seed="").seed


def test_an_organ_that_came_later_changes_no_draw_of_the_past(city) -> None:
    row = started(city)
    later = city.organs["cuihu"]
    later.active_from = date(2026, 5, 22)
    later.save(update_fields=["active_from"])
    again = drawn_again(row)
    assert not again.same_pool


@pytest.mark.duty("S2-11.7a")
def test_only_the_four_ways_of_checking_are_known(city) -> None:
    for way in ("on_site", "website", "panel", "unannounced"):
        assert started(city, way=way).lines.exists()
    with pytest.raises(InvalidInput) as refused:
        started(city, way="complaint")
    assert set(refused.value.messages) == {"way"}


def test_an_unannounced_check_is_told_to_nobody(city) -> None:
    with pytest.raises(InvalidInput, match="不事先通知"):
        started(city, way="unannounced", announced=True)
    started(city, organs=4)
    assert not Notice.objects.filter(kind="inspection").exists()
    started(city, organs=4, announced=True)
    assert Notice.objects.filter(kind="inspection").count() == 4


def test_nobody_but_the_office_begins_a_check(city) -> None:
    with pytest.raises(NotAllowed):
        services.start(organs=1, pages=0, values=VALUES, **city.as_("jiaoyu", Role.HEAD))


@pytest.mark.parametrize(("organs", "pages"), [(0, 0), (5, 0), (1, 3)])
def test_more_than_there_are_and_pages_of_no_website_are_not_drawn(city, organs, pages) -> None:
    with pytest.raises(InvalidInput):
        started(city, organs=organs, pages=pages)
    assert not Inspection.objects.exists()


@pytest.mark.duty("S2-11.7b", "S2-11.C2")
def test_what_is_found_becomes_a_problem_with_its_evidence_once(city) -> None:
    city.standard()
    line = fault(city, line_of(started(city), "procedures"), uploads=[PHOTO])
    problem = Problem.objects.get()
    assert (problem.organ, problem.rule, problem.way, problem.article) == (
        line.organ,
        "C2a",
        "on_site",
        "本市考核评定标准C2",
    )
    assert (line.problem, problem.subject.pk, [row.file.name for row in line.files.all()]) == (
        problem,
        line.pk,
        ["大厅.txt"],
    )
    with pytest.raises(StaleState):
        fault(city, line)
    assert Problem.objects.count() == 1


def test_two_items_of_one_check_are_two_problems_and_one_known_before_is_not(city) -> None:
    city.standard()
    inspection = started(city, organs=4)
    organ = city.organs["jiaoyu"]
    lines = {row.item: row for row in inspection.lines.filter(organ=organ)}
    fault(city, lines["places"])
    fault(city, lines["functions"])
    assert Problem.objects.filter(organ=organ, rule="C2a").count() == 2
    city.noted("jiaoyu", "B2a")
    with pytest.raises(InvalidInput, match="同一个问题不重复扣分"):
        fault(city, lines["counter"])
    lines["counter"].refresh_from_db()
    assert lines["counter"].state == "pending"


def test_a_file_with_secrecy_marks_is_refused_and_nothing_was_found(city) -> None:
    city.standard()
    line = line_of(started(city), "procedures")
    with pytest.raises(InvalidInput):
        fault(city, line, uploads=[("会议.txt", ContentFile("机密★1年".encode()))])
    assert not Problem.objects.exists()


def test_a_check_ends_when_every_item_was_looked_at(city) -> None:
    inspection = started(city)
    with pytest.raises(Blocked, match="还有16项没有检查"):
        services.close(inspection, report="总的情况良好。", **city.office())
    passed(city, inspection)
    closed = services.close(inspection, report="总的情况良好。", **city.office())
    assert (closed.state, closed.closed_by) == ("closed", "市政府政务公开办")
    reopened = CheckLine.objects.select_related("inspection").filter(inspection=inspection).first()
    with pytest.raises(Blocked, match="已经结束"):
        fault(city, reopened, rule="")


def test_an_item_that_does_not_concern_an_organ_is_left_out_with_a_reason(city) -> None:
    line = line_of(started(city), "fees")
    services.skip(line, reason="不收费", **city.office())
    assert (line.state, line.note) == ("skipped", "不收费")


def test_a_check_under_way_is_called_off_with_a_reason_alone(city) -> None:
    inspection = started(city)
    services.call_off(inspection, reason="防汛期间停止", **city.office())
    assert inspection.state == "called_off"


@pytest.mark.duty("S2-11.6")
def test_an_organ_reads_of_an_unannounced_check_only_what_was_found_until_it_ends(city) -> None:
    city.standard()
    inspection = started(city, organs=4)
    own = city.as_("jiaoyu", Role.DISCLOSURE_HEAD)["actor"]
    assert _seen_by(own) == (0, [])
    fault(city, inspection.lines.get(organ=city.organs["jiaoyu"], item="places"))
    assert _seen_by(own) == (0, [("jiaoyu", "places")])
    passed(city, inspection)
    services.close(inspection, report="见各单位。", **city.office())
    inspections, lines = _seen_by(own)
    assert (inspections, len(lines), {code for code, _ in lines}) == (1, 8, {"jiaoyu"})


def _seen_by(actor) -> tuple[int, list[tuple[str, str]]]:
    lines = CheckLine.objects.visible_to(actor).values_list("organ__code", "item")
    return Inspection.objects.visible_to(actor).count(), list(lines)


def test_what_was_not_looked_at_yet_goes_to_the_heir_of_the_organ(city) -> None:
    inspection = started(city, organs=4)
    estate = Succession(
        source=city.organs["jiaoyu"], heir=city.organs["zhujian"], on=date(2026, 5, 21), **city.office()
    )
    assert len(move_lines(estate)) == 8
    assert inspection.lines.filter(organ=city.organs["zhujian"]).count() == 16
