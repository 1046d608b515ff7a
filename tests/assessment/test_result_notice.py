"""下发结果通报: the approved score as a numbered letter, once, and anew after an erratum."""

from datetime import datetime

import pytest

from assessment.scoring import services
from assessment.scoring.models import Assessment
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.errors import DomainError, NotAllowed
from portal.letters.models import Letter
from portal.letters.services import content_of, letter_file
from portal.notices.models import Notice
from tests.assessment.city import NOON

LATER = datetime(2026, 11, 2, 10, 0, tzinfo=SHANGHAI)


def words_of(letter: Letter) -> str:
    return "\n".join(line for block in content_of(letter).blocks for line in block.lines)


def approved(city) -> Assessment:
    """C2: three things not shown; B1: one late; two points off for falsehood."""
    city.standard()
    city.many("jiaoyu", "C2a", 3)
    city.many("jiaoyu", "B1a", 1)
    return city.approved(city.opened()["jiaoyu"], fraud="2", fraud_facts="改了发布日期")


@pytest.mark.duty("S2-11.8b", "S2-11.9")
def test_the_result_goes_out_with_a_number_and_says_what_cost_what(city) -> None:
    letter = services.announce(approved(city), **city.office())
    text = words_of(letter)
    assert letter.number == "临政考评〔2026〕1号"
    for said in (
        "2026年得分94分，等次为优秀。上年没有考评成绩。",
        "1．B1（扣1分）：一项内容没有按时公开，1个。",
        "2．C2（扣3分）：一项内容没有公开，3个。",
        "3．弄虚作假，扣2分：改了发布日期",
    ):
        assert said in text
    assert letter_file(letter, "docx", at=NOON).content[:2] == b"PK"
    told = Notice.objects.filter(subject_line="2026年考评结果通知书（临政考评〔2026〕1号）").values_list(
        "user__username"
    )
    assert {name for (name,) in told} == {"jiaoyu-head", "jiaoyu-disclosure_head"}


@pytest.mark.duty("S2-11.8b")
def test_no_result_goes_out_before_its_approval_or_twice_or_by_the_organ(city) -> None:
    city.standard()
    row = city.opened()["jiaoyu"]
    with pytest.raises(DomainError, match="审定以后"):
        services.announce(row, **city.office())
    row = city.approved(row)
    with pytest.raises(NotAllowed):
        services.announce(row, **city.as_("jiaoyu", Role.HEAD))
    services.announce(row, **city.office())
    with pytest.raises(DomainError, match="已经下发"):
        services.announce(row, **city.office())
    assert Letter.objects.filter(template_code="Z-3").count() == 1


def test_after_an_erratum_the_result_goes_out_anew_and_says_so(city) -> None:
    row = approved(city)
    services.announce(row, **city.office())
    struck = row.organ.problems.filter(rule="B1a").get()
    services.correct(row, change="strike", problem=struck, reason="复核后不成立。", **city.leader(LATER))
    text = words_of(services.announce(row, **city.office(LATER)))
    assert "2026年得分95分" in text
    assert "第1号更正，94分改为95分，复核后不成立。" in text
    assert "B1（" not in text


def test_its_organ_takes_the_letter_home_and_no_other_does(city, client, time_machine, settings) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOON, tick=False)
    row = approved(city)
    root = f"/admin/assessment/assessment/{row.pk}/change/"
    client.force_login(city.people["jiaoyu", Role.HEAD])
    assert client.get(f"{root}letter/docx/").status_code == 404
    services.announce(row, **city.office())
    assert client.get(f"{root}letter/docx/").content[:2] == b"PK"
    assert client.get(f"{root}letter/exe/").status_code == 404
    assert "临政考评〔2026〕1号" in client.get(root).content.decode()
    client.force_login(city.people["zhujian", Role.HEAD])
    assert client.get(f"{root}letter/docx/").status_code == 404
