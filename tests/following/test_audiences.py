"""Following by topic, by whom a document is for, by town and by village (S1-6.5)."""

import pytest

from disclosure.catalogue.models import Column
from disclosure.documents import services as documents
from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.errors import InvalidInput
from portal.following import kinds
from tests.disclosure.office import FOUNDED
from tests.following.conftest import NEXT_DIGEST, digests, follow, publish
from tests.following.test_digests import titles


@pytest.mark.duty("S1-6.5")
def test_a_reader_hears_of_what_is_for_people_like_him(office) -> None:
    follow("audience", "老人")
    publish(office, "关于老年大学招生的通知", audiences=["残疾人", "老人"])
    publish(office, "关于校园安全的通知")
    (message,) = digests(NEXT_DIGEST)
    assert titles(message) == ["关于老年大学招生的通知"]
    assert "【面向老人的】1件" in message.body


@pytest.mark.duty("S1-6.5")
def test_a_document_that_says_nothing_is_for_those_of_its_column(office) -> None:
    Column.objects.filter(pk=office.column.pk).update(audiences="学生和家长")
    follow("audience", "学生和家长")
    publish(office, "关于招生的通知")
    publish(office, "关于企业减负的通知", audiences=["企业"])
    (message,) = digests(NEXT_DIGEST)
    assert titles(message) == ["关于招生的通知"]


@pytest.mark.duty("S1-6.5")
def test_a_topic_is_followed_by_its_code(office) -> None:
    follow("topic", "11")
    publish(office, "关于招生的通知")
    publish(office, "关于医院的通知", topic="12")
    (message,) = digests(NEXT_DIGEST)
    assert titles(message) == ["关于招生的通知"]


@pytest.mark.duty("S1-6.5")
def test_a_town_is_its_organs_and_its_name(office) -> None:
    Organ.objects.create(
        name="临江市青石镇人民政府", short_name="青石镇", code="qingshi", kind=OrganKind.TOWNSHIP, active_from=FOUNDED
    )
    follow("town", "qingshi")
    publish(office, "关于青石镇中心小学扩建的通知")
    publish(office, "关于校园安全的通知")
    (message,) = digests(NEXT_DIGEST)
    assert titles(message) == ["关于青石镇中心小学扩建的通知"]
    assert kinds.thing("town", "jyj") is None


def test_the_page_offers_topics_audiences_towns_and_villages(client, office) -> None:
    page = client.get("/following/").content.decode()
    for words in ("按主题关注", "按人群关注", "按村、社区关注", "/following/new/?kind=topic&amp;key=11"):
        assert words in page
    sent_on = client.get("/following/", {"place": "柳树村"})
    assert sent_on["Location"] == "/following/new/?kind=search&key=q%3D%25E6%259F%25B3%25E6%25A0%2591%25E6%259D%2591"
    assert "柳树村" in client.get(sent_on["Location"]).content.decode()
    assert client.get("/following/new/?kind=audience&key=没有").status_code == 404


def test_audiences_come_from_the_list_and_in_its_order(office) -> None:
    document = office.draft(audiences=["残疾人", "企业"])
    assert document.audiences == "企业、残疾人"
    with pytest.raises(InvalidInput) as refused:
        office.draft(audiences=["外星人"])
    assert list(refused.value.messages) == ["audiences"]


def test_for_whom_a_public_document_is_can_be_put_right(client, office) -> None:
    document = office.published()
    documents.reclassify(document, changes={"audiences": ["农民"]}, **office.as_(Role.INFO_CLERK))
    assert Document.objects.get(pk=document.pk).audiences == "农民"
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert ("适用对象" in page, "/following/new/?kind=audience&amp;key=%E5%86%9C%E6%B0%91" in page) == (True, True)
