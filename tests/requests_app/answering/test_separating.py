"""区分处理 for state secrets: nothing of the rest is handed out before the 保密部门 has confirmed it (S2-6.10b)."""

from datetime import date

import pytest

from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.screening.models import Separation
from requests_app.answering import services
from tests.requests_app.agency import MORNING
from tests.requests_app.answering.steps import attached, copied, decided
from tests.requests_app.answering.ways import BY_NAME, R

pytestmark = pytest.mark.django_db

SECRET = [f"{R}第三十七条", f"{R}第十四条"]
AGREED = {
    "conclusion": "agreed",
    "basis": "城乡建设工作国家秘密范围的规定第三条",
    "authority": "临江市国家保密局",
    "letter_number": "临保函〔2026〕2号",
    "confirmed_on": "2026-03-02",
}
WAITING = "等保密审查员审核区分处理"


def partly(agency, articles=SECRET):
    """Handed in and past the 法制审核, with a part kept back for these articles."""
    request = agency.received()
    decided(agency, request, "3.2-1", articles=articles)
    return passed_on(agency, request)


def passed_on(agency, request):
    services.submit(request, **agency.as_(Role.HANDLER))
    return services.pass_review(request, **agency.as_(Role.DEPT_REVIEWER))


def confirm(agency, request, role=Role.SECRECY_REVIEWER, **values):
    return services.confirm_separation(request, values=AGREED | values, **agency.as_(role))


def cleared(agency, request):
    return services.pass_secrecy(request, **agency.as_(Role.SECRECY_REVIEWER))


@pytest.mark.duty("S2-6.10b")
@pytest.mark.parametrize("law", [f"{R}第十四条", "《中华人民共和国保守国家秘密法》第十三条第二项"])
def test_a_part_kept_back_as_a_secret_waits_for_the_secrecy_authority(agency, law) -> None:
    request = partly(agency, [f"{R}第三十七条", f"{R}第十四条", law])
    with pytest.raises(Blocked, match=WAITING):
        cleared(agency, request)
    confirm(agency, request)
    assert cleared(agency, request).state == "signing"
    assert services.sign(request, **agency.as_(Role.SIGNER)).state == "signed"


@pytest.mark.duty("S2-6.10b")
def test_who_confirmed_when_and_on_what_is_kept(agency) -> None:
    request = partly(agency)
    row = confirm(agency, request, opinion="只提供第一页")
    assert (row.person_name, row.at, row.get_conclusion_display()) == (
        "保密审查员",
        MORNING,
        "涉及国家秘密，保密部门确认可以区分后公开",
    )
    assert (row.authority, row.letter_number, row.confirmed_on) == (
        "临江市国家保密局",
        "临保函〔2026〕2号",
        date(2026, 3, 2),
    )
    event = Event.objects.get(act="confirm_separation")
    assert (event.actor_name, event.after["basis"], event.reason) == (
        "保密审查员",
        "城乡建设工作国家秘密范围的规定第三条",
        "只提供第一页",
    )


@pytest.mark.duty("S2-6.10b")
def test_a_refusal_of_the_authority_stops_the_answer_until_it_says_otherwise(agency) -> None:
    request = partly(agency)
    confirm(agency, request, conclusion="refused")
    with pytest.raises(Blocked, match="临江市国家保密局不同意区分后公开"):
        cleared(agency, request)
    confirm(agency, request, letter_number="临保函〔2026〕5号")
    assert cleared(agency, request).state == "signing"


@pytest.mark.duty("S2-6.10b")
def test_pages_chosen_anew_are_confirmed_anew(agency) -> None:
    request = partly(agency)
    confirm(agency, request)
    services.return_secrecy(request, reason="再去掉一段", **agency.as_(Role.SECRECY_REVIEWER))
    decision = request.current_decisions()[0]
    copied(agency, request, decision.pages.get().file, text="更短的节录")
    request = passed_on(agency, agency.fresh(request))
    with pytest.raises(Blocked, match="内容又改过，等保密审查员重新审核"):
        cleared(agency, request)
    confirm(agency, request)
    assert cleared(agency, request).state == "signing"
    assert Separation.objects.count() == 2


@pytest.mark.duty("S2-6.10b")
def test_a_copy_with_something_cut_and_no_article_is_examined_too(agency) -> None:
    request = agency.received()
    decision = decided(agency, request, "3.1-b")
    copied(agency, request, decision.pages.get().file)
    passed_on(agency, request)
    with pytest.raises(Blocked, match=WAITING):
        cleared(agency, request)
    none = {"conclusion": "no_secret", "basis": "去掉的是手机号", "authority": "", "letter_number": ""}
    confirm(agency, request, **none, confirmed_on=None)
    assert cleared(agency, request).state == "signing"


@pytest.mark.duty("S2-6.10b")
def test_an_answer_on_the_spot_is_no_way_around(agency) -> None:
    request = agency.registered()
    decision = decided(agency, request, "3.1-b")
    copied(agency, request, decision.pages.get().file)
    services.answer_on_the_spot(request, **agency.as_(Role.HANDLER))
    with pytest.raises(Blocked, match=WAITING):
        services.sign(request, **agency.as_(Role.SIGNER))
    confirm(agency, request)
    assert services.sign(request, **agency.as_(Role.SIGNER)).state == "signed"


def test_what_is_kept_back_for_another_article_needs_no_confirmation(agency) -> None:
    request = partly(agency, list(BY_NAME["3.2-1"].values["articles"]))
    with pytest.raises(DomainError, match="没有要审核的区分处理"):
        confirm(agency, request)
    assert cleared(agency, request).state == "signing"


def test_a_file_handed_out_whole_needs_no_confirmation(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.1-b")
    attached(agency, request, name="没有用到.txt", text="另一份")
    passed_on(agency, request)
    assert cleared(agency, request).state == "signing"


def test_only_the_secrecy_reviewer_who_drafted_nothing_enters_it(agency) -> None:
    request = partly(agency)
    for role in (Role.HANDLER, Role.DEPT_REVIEWER, Role.SIGNER, Role.DISCLOSURE_HEAD):
        with pytest.raises(NotAllowed):
            confirm(agency, request, role)
    type(request).objects.filter(pk=request.pk).update(drafter_id=agency.people[Role.SECRECY_REVIEWER].pk)
    with pytest.raises(NotAllowed, match="自己起草的"):
        confirm(agency, agency.fresh(request))


def test_it_is_entered_while_the_answer_stands_still(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.2-1", articles=SECRET)
    with pytest.raises(StaleState):
        confirm(agency, request)


@pytest.mark.parametrize(
    ("values", "messages"),
    [
        ({"conclusion": ""}, {"conclusion": "请选择结论"}),
        ({"basis": " "}, {"basis": "请填写依据"}),
        ({"authority": ""}, {"authority": "涉及国家秘密的，要填写保密部门"}),
        ({"letter_number": ""}, {"letter_number": "涉及国家秘密的，要填写确认的文号"}),
        ({"confirmed_on": ""}, {"confirmed_on": "涉及国家秘密的，要填写确认日期"}),
        ({"confirmed_on": "2026-03-03"}, {"confirmed_on": "这一天还没有到，请核对日期"}),
        (
            {"conclusion": "no_secret", "letter_number": "", "confirmed_on": ""},
            {"authority": "去掉的内容不是国家秘密的，不填这一项"},
        ),
    ],
)
def test_what_a_confirmation_lacks_is_named_at_its_field(agency, values, messages) -> None:
    request = partly(agency)
    with pytest.raises(InvalidInput) as refused:
        confirm(agency, request, **values)
    assert refused.value.messages == messages
    assert not Separation.objects.exists()


@pytest.mark.duty("S2-6.10b")
def test_the_law_on_secrets_as_a_reason_leaves_no_other_conclusion(agency) -> None:
    request = partly(agency, [*SECRET, "《中华人民共和国保守国家秘密法》第十三条第二项"])
    none = {"conclusion": "no_secret", "authority": "", "letter_number": "", "confirmed_on": None}
    with pytest.raises(InvalidInput, match="要有保密部门的确认"):
        confirm(agency, request, **none)


@pytest.mark.duty("law.K")
def test_an_opinion_with_a_secrecy_mark_is_refused_unstored(agency) -> None:
    request = partly(agency)
    with pytest.raises(InvalidInput, match="密级标志"):
        confirm(agency, request, opinion="机密★1年 的那一段")
    assert not Separation.objects.exists()
