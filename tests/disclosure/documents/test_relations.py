"""修改, 废止, 替代: linked both ways, in force from the right day."""

from datetime import date, datetime

import pytest

from disclosure.documents import services, tasks
from disclosure.documents.models import Document, DocumentRelation
from portal.accounts.states import OrganKind, Role
from portal.clock import SHANGHAI
from portal.errors import InvalidInput, NotAllowed
from portal.search.models import IndexTask
from tests.disclosure.office import open_office


def relate(office, source, target, kind, **arguments):
    return services.relate(source=source, target=target, kind=kind, **arguments, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S1-5.2b", "law.F")
def test_a_repealing_document_marks_the_other_when_it_is_published(office) -> None:
    old = office.published()
    new = office.signed(title="关于废止有关文件的决定")
    relate(office, new, old, "repeals")
    assert office.fresh(old).validity == "有效"
    services.publish(new, **office.as_(Role.INFO_CLERK))
    assert office.fresh(old).validity == "废止"


@pytest.mark.duty("law.F")
def test_the_effect_waits_for_the_day_the_new_text_comes_into_force(office) -> None:
    old = office.published()
    new = office.signed(signing={"effective_on": date(2026, 7, 1)})
    relate(office, new, old, "replaces")
    services.publish(new, **office.as_(Role.INFO_CLERK))
    assert (office.fresh(old).validity, office.fresh(new).validity) == ("有效", "尚未施行")
    assert tasks.refresh_outdated(at=datetime(2026, 6, 30, 23, 59, tzinfo=SHANGHAI)) == 0
    assert tasks.refresh_outdated(at=datetime(2026, 7, 1, 0, 5, tzinfo=SHANGHAI)) == 2
    assert (office.fresh(old).validity, office.fresh(new).validity) == ("废止", "有效")


def test_an_amended_text_says_so_on_both_pages(office) -> None:
    old, new = office.published(), office.published(title="关于修改的决定")
    IndexTask.objects.all().delete()
    relation = relate(office, new, old, "amends", takes_effect_on=date(2026, 5, 1))
    assert office.fresh(old).validity == "已被修改"
    assert list(old.relations_in.all()) == list(new.relations_out.all()) == [relation]
    assert set(IndexTask.objects.values_list("object_id", flat=True)) == {old.pk, new.pk}


@pytest.mark.duty("law.F")
def test_a_text_expires_after_its_last_day(office) -> None:
    document = office.published(effective_on=date(2026, 5, 1), expires_on=date(2026, 5, 31))
    assert document.validity == "有效"
    assert tasks.refresh_outdated(at=datetime(2026, 5, 31, 12, 0, tzinfo=SHANGHAI)) == 0
    assert tasks.refresh_outdated(at=datetime(2026, 6, 1, 12, 0, tzinfo=SHANGHAI)) == 1
    assert office.fresh(document).validity == "失效"


def test_a_text_amended_before_it_comes_into_force_remembers_it(office) -> None:
    document = office.published(effective_on=date(2026, 7, 1))
    relate(office, office.published(title="修改决定"), document, "amends", takes_effect_on=date(2026, 5, 21))
    assert office.fresh(document).validity == "尚未施行"
    tasks.refresh_outdated(at=datetime(2026, 7, 1, 8, 0, tzinfo=SHANGHAI))
    assert office.fresh(document).validity == "已被修改"


def test_no_text_of_another_organ_is_repealed(office) -> None:
    other = open_office("czj", "临江市财政局", "临财发", None)
    target = other.draft()
    type(target).objects.filter(pk=target.pk).update(
        state="published", index_number="x/2026-00001", published_at=office.at
    )
    with pytest.raises(NotAllowed, match="这份文件由临江市财政局负责"):
        relate(office, office.published(), target, "repeals")


def test_the_government_disposes_of_its_departments_texts(office) -> None:
    city = open_office("szf", "临江市人民政府", "临政发", "11370000004503168W", OrganKind.GOVERNMENT)
    old = office.published()
    relate(city, city.published(), old, "repeals")
    assert office.fresh(old).validity == "废止"


def test_a_relation_to_a_document_one_may_not_see_is_refused_as_unknown(office) -> None:
    other = open_office("czj", "临江市财政局", "临财发", None)
    with pytest.raises(InvalidInput) as refused:
        relate(office, office.published(), other.draft(), "related")
    assert refused.value.messages == {"target": "找不到这份文件"}


def test_a_relation_stands_once_and_never_to_itself(office) -> None:
    source, target = office.published(), office.published()
    relate(office, source, target, "related")
    with pytest.raises(InvalidInput):
        relate(office, source, target, "related")
    with pytest.raises(InvalidInput):
        relate(office, source, source, "related")


def test_a_relation_is_shown_when_both_ends_have_a_page(office) -> None:
    source, draft = office.published(), office.draft()
    relation = relate(office, source, draft, "related")
    assert list(DocumentRelation.objects.shown()) == []
    services.withdraw(source, reason="撤", **office.as_(Role.SIGNER))
    other = relate(office, office.published(), source, "related")
    assert list(DocumentRelation.objects.shown()) == [other]
    assert relation not in DocumentRelation.objects.shown()


def test_a_relation_that_took_effect_cannot_be_taken_back(office) -> None:
    relation = relate(office, office.published(), office.published(), "amends")
    with pytest.raises(NotAllowed):
        services.unrelate(relation, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("law.F")
def test_a_repeal_from_outside_is_declared_with_its_reason(office) -> None:
    document = office.published()
    services.declare_repealed(
        document, repealed_on=date(2026, 5, 20), reason="省教育厅2026年第3号公告", **office.as_(Role.SIGNER)
    )
    assert office.fresh(document).validity == "废止"
    with pytest.raises(NotAllowed):
        services.declare_expiry(document, expires_on=date(2026, 5, 20), reason="x", **office.as_(Role.HANDLER))


def test_a_refresh_costs_nothing_when_nothing_is_due(office, django_assert_num_queries) -> None:
    office.published()
    with django_assert_num_queries(1):
        assert tasks.refresh_outdated(at=office.at) == 0
    assert Document.objects.get().validity == "有效"
