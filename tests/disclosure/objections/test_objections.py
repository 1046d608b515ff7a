"""Another organ objects to what was published; it is answered, decided, and put right."""

from datetime import date

import pytest

from disclosure.documents import services as documents
from disclosure.objections import services
from disclosure.objections.models import Objection
from disclosure.objections.states import Situation
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.notices.models import Notice
from tests.disclosure.office import open_office

TEXT = "第三条的补助标准没有和本局协调，和实际执行的不一致。"


@pytest.fixture
def finance(db):
    return open_office(code="czj", name="临江市财政局", number_code="临财发", uscc=None)


@pytest.fixture
def judge(office):
    user = office.appoint(Role.OVERSIGHT, name="政务公开办甲")
    return {"actor": actor_of(user, at=office.at), "at": office.at}


def lodge(document, other, **changed):
    given = {"situation": "S2-7.12.2", "text": TEXT} | changed
    return services.lodge(document=document, objector=other.organ, **given, **other.as_(Role.SIGNER))


@pytest.mark.duty("S2-7.11b")
def test_an_objection_reaches_the_publisher_and_the_office_of_the_city(office, finance, judge) -> None:
    objection = lodge(office.published(), finance)
    assert (objection.state, objection.organ, objection.objector) == ("open", office.organ, finance.organ)
    clock = Deadline.objects.get(rule="OBJECTION_REPLY")
    # Thursday 21 May 2026 + 5 working days is Thursday 28 May.
    assert (clock.organ, clock.due_on) == (office.organ, date(2026, 5, 28))
    told = Notice.objects.filter(kind="objection", channel="in_site").values_list("user__name", flat=True)
    assert set(told) == {"公开工作机构负责人", "签发人（分管领导）", "政务公开办甲"}


@pytest.mark.duty("S2-7.11a")
def test_an_accepted_objection_is_closed_only_when_the_page_was_put_right(office, finance) -> None:
    document = office.published()
    objection = services.accept(lodge(document, finance), reason="确实没有协调。", **office.as_(Role.SIGNER))
    assert Deadline.objects.get(rule="OBJECTION_REPLY").outcome == "done"
    with pytest.raises(Blocked, match="还没有更正、召回或者撤回"):
        services.remedy(objection, reason="已处理。", **office.as_(Role.SIGNER))
    documents.recall(document, reason="内容要和财政局核对", **office.as_(Role.SIGNER))
    services.remedy(objection, reason="已召回，并在网站说明。", **office.as_(Role.SIGNER))
    assert (objection.state, objection.remedy) == ("remedied", "已召回，并在网站说明。")


@pytest.mark.duty("S2-7.11b", "S2-7.11a")
def test_the_office_of_the_city_orders_what_the_publisher_refused(office, finance, judge) -> None:
    objection = services.refuse(lodge(office.published(), finance), reason="已经协调过。", **office.as_(Role.HEAD))
    services.order(objection, reason="没有协调记录，应当撤回。", **judge)
    assert (objection.state, objection.ruling) == ("accepted", "没有协调记录，应当撤回。")


def test_the_office_of_the_city_may_let_the_text_stand(office, finance, judge) -> None:
    objection = lodge(office.published(), finance)
    services.dismiss(objection, reason="标准依法公布，异议不成立。", **judge)
    assert objection.state == "dismissed"
    assert Deadline.objects.get(rule="OBJECTION_REPLY").outcome == "done"


@pytest.mark.duty("S2-7.12.1", "S2-7.12.2", "S2-7.12.3", "S2-7.12.4", "S2-7.12.5")
def test_the_five_situations_of_the_rules_are_the_clues(office, finance) -> None:
    assert Situation.values == [f"S2-7.12.{number}" for number in range(1, 6)]
    objection = lodge(office.published(), finance, situation="S2-7.12.3")
    assert Objection.objects.get(situation="S2-7.12.3") == objection
    with pytest.raises(InvalidInput):
        lodge(office.published(), finance, situation="S2-7.12.6")


def test_nobody_objects_to_a_draft_to_oneself_or_twice(office, finance) -> None:
    document = office.published()
    lodge(document, finance)
    for subject, objector in ((document, finance), (document, office), (office.draft(), finance)):
        with pytest.raises(InvalidInput) as refused:
            lodge(subject, objector)
        assert list(refused.value.messages) == ["document"]
    assert Objection.objects.count() == 1


def test_each_side_does_its_own_part(office, finance) -> None:
    document = office.published()
    with pytest.raises(NotAllowed):
        services.lodge(
            document=document, objector=finance.organ, situation="S2-7.12.5", text=TEXT, **office.as_(Role.SIGNER)
        )
    objection = lodge(document, finance)
    for act in (services.accept, services.order, services.dismiss):
        with pytest.raises(NotAllowed):
            act(objection, reason="同意。", **finance.as_(Role.SIGNER))
    assert list(Objection.objects.visible_to(finance.actor(Role.HANDLER))) == [objection]
    assert list(Objection.objects.visible_to(office.actor(Role.HANDLER))) == [objection]
