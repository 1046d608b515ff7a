"""Added, changed, dropped: with a basis, by another person, as versions nobody can touch."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from disclosure.matters import content, services
from disclosure.matters.models import Matter, MatterProposal, MatterVersion
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from tests.disclosure.matters.items import REASON, VALUES, approve, changed, dropped, fresh, listed, proposed
from tests.disclosure.office import FOUNDED


@pytest.mark.duty("S0-11.1", "S3-2.6a")
def test_a_matter_says_all_nine_groups(office) -> None:
    matter = listed(office)
    version = matter.current
    assert (matter.state, version.number, version.change) == ("listed", 1, "added")
    assert content.of(version) == VALUES | {"village_topic": "", "audience_note": "", "standard": "", "procedure": ""}


@pytest.mark.duty("S0-11.1", "S3-2.6a")
@pytest.mark.parametrize("name", [name for name in VALUES if name != "domain"])
def test_none_of_them_may_be_missing(office, name) -> None:
    empty = [] if isinstance(VALUES[name], list) else ""
    with pytest.raises(InvalidInput) as refused:
        proposed(office, **{name: empty})
    assert list(refused.value.by_field()) == [name]
    assert not Matter.objects.exists()


@pytest.mark.duty("S0-11.1", "S1-6.1c")
def test_boxes_and_codes_are_those_of_the_table(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        proposed(office, channels=["传单"], levels=["省级"], way="x", domain="27")
    assert set(refused.value.by_field()) == {"channels", "levels", "way", "domain"}
    with pytest.raises(InvalidInput, match="特定群众"):
        proposed(office, audience="group")
    with pytest.raises(InvalidInput, match="村务类别"):
        proposed(office, village="青石村", village_topic="")
    with pytest.raises(InvalidInput, match="请选择领域"):
        proposed(office, domain="")


@pytest.mark.duty("S4-1.7a", "S4-1.7b")
@pytest.mark.parametrize("domain", ["20", "21", "14", "24", "25", "11", "15", "12"])
def test_public_welfare_states_standard_and_procedure(office, domain) -> None:
    with pytest.raises(InvalidInput) as refused:
        proposed(office, domain=domain)
    assert refused.value.by_field() == {
        "standard": ["这个领域要写明公开标准"],
        "procedure": ["这个领域要写明公开程序"],
    }
    assert listed(office, domain=domain, standard="按月", procedure="审核、公布").state == "listed"


@pytest.mark.duty("S0-11.2")
def test_another_person_approves(office) -> None:
    Appointment.objects.create(
        user=office.people[Role.HANDLER], organ=office.organ, role=Role.SIGNER, starts_on=FOUNDED
    )
    proposal = proposed(office)
    services.submit(proposal, **office.as_(Role.HANDLER))
    with pytest.raises(NotAllowed, match="自己拟的"):
        services.approve(proposal, **office.as_(Role.HANDLER))
    services.approve(proposal, **office.as_(Role.DISCLOSURE_HEAD))
    version = MatterVersion.objects.get()
    assert (version.proposer_name, version.approver_name) == ("经办人", "公开工作机构负责人")


@pytest.mark.duty("S0-11.2")
def test_who_puts_a_draft_right_does_not_approve_it_either(office) -> None:
    proposal = proposed(office)
    clerk = office.people[Role.INFO_CLERK]
    services.change(proposal, values=VALUES, reason="改依据", **office.as_(Role.INFO_CLERK))
    assert (proposal.proposer_id, proposal.reason) == (clerk.pk, "改依据")


@pytest.mark.duty("S0-11.2")
def test_a_change_without_a_basis_is_refused(office) -> None:
    matter = listed(office)
    with pytest.raises(InvalidInput) as refused:
        changed(office, matter, reason=" ", time_limit="每月")
    assert list(refused.value.by_field()) == ["reason"]
    with pytest.raises(InvalidInput, match="没有要变更的"):
        changed(office, matter)


@pytest.mark.duty("S0-11.2")
def test_the_list_of_any_day_can_be_read(office) -> None:
    first = listed(office)
    office.at += timedelta(days=10)
    first = changed(office, first, time_limit="每月")
    listed(office, second="申请条件")
    office.at += timedelta(days=10)
    dropped(office, first)

    def on(day: date) -> list[tuple[str, str]]:
        return list(MatterVersion.objects.as_of(day).order_by("matter").values_list("second", "time_limit"))

    assert on(date(2026, 5, 20)) == []
    assert on(date(2026, 5, 21)) == [("补助对象名单", "确定之日起20个工作日内")]
    assert on(date(2026, 5, 31)) == [("补助对象名单", "每月"), ("申请条件", "确定之日起20个工作日内")]
    assert on(date(2026, 6, 10)) == [("申请条件", "确定之日起20个工作日内")]


@pytest.mark.duty("S0-11.2")
def test_a_version_cannot_be_changed_or_removed(office) -> None:
    version = listed(office).current
    for act in (lambda: MatterVersion.objects.update(reason="别的"), version.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert MatterVersion.objects.get().reason == REASON


def test_one_change_of_a_matter_at_a_time(office) -> None:
    matter = listed(office)
    services.propose_drop(matter, reason="并入", **office.as_(Role.HANDLER))
    with pytest.raises(DomainError, match="已经有一份调整"):
        services.propose_drop(matter, reason="并入", **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput, match="已经有这个事项"):
        proposed(office)


def test_what_is_given_up_leaves_the_list_as_it_was(office) -> None:
    matter = listed(office)
    change = services.propose_drop(matter, reason="并入", **office.as_(Role.HANDLER))
    services.cancel(change, reason="不并了", **office.as_(Role.HANDLER))
    new = proposed(office, second="别的")
    services.cancel(new, reason="不要了", **office.as_(Role.HANDLER))
    assert [row.state for row in Matter.objects.order_by("pk")] == ["listed", "declined"]
    assert MatterVersion.objects.count() == 1


@pytest.mark.duty("law.K")
def test_personal_data_stop_a_change_until_they_are_settled(office) -> None:
    proposal = proposed(office, elements="咨询电话13812345678")
    with pytest.raises(Blocked):
        services.submit(proposal, **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput, match="调整依据会公开"):
        proposed(office, second="别的", reason="电话13812345678")
    assert MatterProposal.objects.get().state == "draft"


def test_what_is_sent_back_is_put_right_and_approved(office) -> None:
    proposal = proposed(office)
    services.submit(proposal, **office.as_(Role.HANDLER))
    services.send_back(proposal, reason="名称不对", **office.as_(Role.DISCLOSURE_HEAD))
    given = {"values": VALUES | {"second": "补助对象和金额"}, "reason": REASON}
    services.change(MatterProposal.objects.get(), **given, **office.as_(Role.HANDLER))
    approve(office, MatterProposal.objects.select_related("matter", "organ").get())
    assert fresh(proposal.matter).name == "农村危房改造：补助对象和金额"
