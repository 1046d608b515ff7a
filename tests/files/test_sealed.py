"""Contents that lie encrypted: opened with their key alone, by whoever may, with a trace."""

from datetime import timedelta

import pytest

from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed
from portal.files import services, vault
from portal.files.models import StoredFile
from portal.privacy import retention
from portal.privacy.sealing import BrokenSeal, key_id_of
from portal.privacy.services import purge
from requests_app.answering import services as answering
from requests_app.cases import services as cases
from requests_app.cases.models import RequestFile
from requests_app.cases.states import FilePurpose
from tests.files import samples
from tests.requests_app.agency import CITIZEN, MORNING, Role, open_agency
from tests.requests_app.citizens.test_filing import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return open_agency()


@pytest.fixture
def identity(agency):
    request = agency.filed().request
    taken = cases.take_in(photo(), name="张三.jpg", purpose=FilePurpose.IDENTITY, actor=CITIZEN, at=MORNING)
    return cases.attach(request, taken, actor=CITIZEN, at=MORNING)


def test_what_lies_there_is_not_what_came(identity) -> None:
    stored = identity.file
    with vault.content(stored.path) as content:
        covered = content.read()
    assert samples.jpeg(size=(80, 60))[:30] not in covered
    assert (stored.name, stored.size, stored.found) == ("身份证明.jpg", len(samples.jpeg(size=(80, 60))), [])


def test_the_key_is_sealed_with_the_keys_of_the_house(identity) -> None:
    kept = RequestFile.objects.extra(select={"raw": "file_key"}).values_list("raw", flat=True).get()
    assert kept.startswith("mz1.")
    assert key_id_of(kept)


def test_opening_it_leaves_a_trace_with_the_reason(agency, identity) -> None:
    clerk = agency.as_(Role.HANDLER)
    content = cases.open_identity(RequestFile.objects.get(), reason="核对申请人身份", **clerk)
    assert content == samples.jpeg(size=(80, 60))
    event = Event.objects.get(act="reveal")
    assert (event.actor_name, event.reason, event.after) == ("经办人", "核对申请人身份", {"field": "证件的内容"})


@pytest.mark.parametrize("role", [Role.SECRECY_REVIEWER])
def test_whoever_need_not_see_it_does_not(agency, identity, role) -> None:
    with pytest.raises(NotAllowed):
        cases.open_identity(RequestFile.objects.get(), reason="看一看", **agency.as_(role))


def test_another_organ_does_not_see_it(identity) -> None:
    other = open_agency(code="jyj", name="临江市教育局", number_code="临教发", uscc=None)
    with pytest.raises(NotAllowed):
        cases.open_identity(RequestFile.objects.get(), reason="看一看", **other.as_(Role.HANDLER))


def test_another_key_or_a_changed_content_opens_nothing(identity) -> None:
    stored = identity.file
    _, key = services.store_sealed(photo(), name="b.jpg", actor=CITIZEN, at=MORNING)
    with pytest.raises(BrokenSeal):
        services.open_sealed(stored, key)
    with pytest.raises(BrokenSeal):
        services.open_sealed(stored, "x")


def test_an_erased_key_is_an_erased_document(agency, identity) -> None:
    RequestFile.objects.update(file_key="")
    with pytest.raises(Exception, match="直接下载"):
        cases.open_identity(RequestFile.objects.get(), reason="核对", **agency.as_(Role.HANDLER))


def test_identity_documents_go_a_year_after_the_case_ended(agency, identity) -> None:
    rule = retention.rule("request_identity_files")
    later = MORNING.replace(year=2027, month=3, day=3)
    assert purge(rule, at=later, dry_run=False).erased == 0  # the case still runs
    answering.withdraw(agency.fresh(identity.request), reason="不要了", actor=CITIZEN, at=MORNING)
    assert purge(rule, at=MORNING.replace(year=2027, month=3, day=1), dry_run=False).erased == 0
    assert purge(rule, at=later, dry_run=False).erased == 1
    row = RequestFile.objects.get()
    assert (row.file, str(row.file_key)) == (None, "")


def test_a_sealed_file_that_belongs_to_nothing_is_cleared_after_a_day(identity) -> None:
    services.store_sealed(photo(), name="b.jpg", actor=CITIZEN, at=MORNING)
    rows, _ = services.clear_unreferenced(at=MORNING + timedelta(days=2))
    assert rows == 1
    assert StoredFile.objects.get().pk == identity.file_id


def test_a_sealed_file_has_a_limit_of_its_own(agency, monkeypatch) -> None:
    monkeypatch.setattr(services, "SEALED_AT_MOST", 100)
    with pytest.raises(InvalidInput):
        services.store_sealed(photo(), name="b.jpg", actor=CITIZEN, at=MORNING)
    assert not StoredFile.objects.exists()
