"""Three people before a row is public; a new state of the same thing takes the place of the old one."""

import pytest

from disclosure.documents import services as documents
from disclosure.listings import services
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.screening.kinds import PERSONAL
from portal.screening.models import Finding
from portal.screening.selectors import open_findings
from tests.disclosure.listings.rows import cleared, fresh, published, register, submitted


@pytest.mark.duty("S3-2.6f")
def test_who_registered_neither_clears_nor_publishes(office) -> None:
    clerk = office.people[Role.HANDLER]
    for role in (Role.SECRECY_REVIEWER, Role.SIGNER):
        Appointment.objects.create(user=clerk, organ=office.organ, role=role, starts_on="2020-01-01")
    row = submitted(office)
    with pytest.raises(NotAllowed, match="自己登记的"):
        services.clear(row, **office.as_(Role.HANDLER))
    services.clear(row, **office.as_(Role.SECRECY_REVIEWER))
    with pytest.raises(NotAllowed, match="自己登记的"):
        services.publish(row, **office.as_(Role.HANDLER))


@pytest.mark.duty("S3-2.6f")
def test_nothing_is_public_without_the_secrecy_review(office) -> None:
    row = submitted(office)
    with pytest.raises(StaleState):
        services.publish(row, **office.as_(Role.DISCLOSURE_HEAD))
    assert fresh(row).published_at is None


@pytest.mark.duty("law.K")
def test_personal_data_are_masked_before_the_row_goes_on(office) -> None:
    row = register(office, explanation="联系人手机13812345678。")
    with pytest.raises(Blocked, match="手机"):
        services.submit(row, **office.as_(Role.HANDLER))
    found = open_findings(row, PERSONAL)
    services.settle_findings(row, findings=found, decision="masked", **office.as_(Role.HANDLER))
    kept = fresh(row)
    assert "13812345678" not in f"{kept.values}{kept.words}"
    assert services.submit(kept, **office.as_(Role.HANDLER)).state == "checking"
    assert "13812345678" not in str(list(Event.objects.values_list("before", "after")))
    assert not Finding.objects.filter(decision="").exists()


@pytest.mark.duty("S4-1.5b", "S4-1.8a")
def test_a_new_state_takes_the_place_of_the_old_one(client, office) -> None:
    first = published(office, "projects")
    second = published(office, "projects", stage="已中标", award="中标人是临江建工集团，中标价1.2亿元。")
    assert (fresh(first).state, fresh(second).state) == ("replaced", "published")
    gone = client.get(first.get_absolute_url())
    assert gone.status_code == 410
    assert second.get_absolute_url() in gone.content.decode()
    assert [row.pk for row in client.get("/lists/projects/").context["listing"].rows] == [second.pk]


def test_what_is_withdrawn_keeps_a_page_with_the_reason(client, office) -> None:
    row = published(office)
    with pytest.raises(InvalidInput, match="个人信息"):
        services.withdraw(row, reason="电话13812345678写错了", **office.as_(Role.SIGNER))
    services.withdraw(row, reason="金额有误，重新公开。", **office.as_(Role.SIGNER))
    page = client.get(row.get_absolute_url())
    assert page.status_code == 410
    assert "金额有误，重新公开。" in page.content.decode()
    assert "临江市教育局2026年部门预算" not in page.content.decode()


def test_what_is_sent_back_goes_to_the_clerks_with_the_reason(office) -> None:
    row = cleared(office)
    services.send_back(row, reason="金额和附表不一致", **office.as_(Role.DISCLOSURE_HEAD))
    assert (fresh(row).state, fresh(row).clearer_id) == ("draft", None)


def test_only_a_public_document_can_be_linked(client, office) -> None:
    with pytest.raises(InvalidInput, match="已经公开"):
        register(office, document=office.draft())
    document = office.published()
    row = published(office, document=document)
    assert document.title in client.get(row.get_absolute_url()).content.decode()
    documents.withdraw(document, reason="内容有误，停止使用", **office.as_(Role.SIGNER))
    assert document.title not in client.get(row.get_absolute_url()).content.decode()
