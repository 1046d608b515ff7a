"""副本: what stands for an attachment; with it, the original is served to nobody."""

import pytest
from django.core.files.base import ContentFile

from disclosure.documents import services
from disclosure.documents.models import Attachment
from portal.accounts.states import Role
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.files.models import StoredFile
from portal.screening.selectors import open_findings
from tests.disclosure.office import NOTHING_SECRET
from tests.files import samples

PHONE = "13800001234"
LIST = f"姓名,手机\n张某,{PHONE}\n".encode()
REDACTED = "姓名,手机\n张某,138****1234\n".encode()


@pytest.fixture
def document(office):
    drafted = office.draft()
    office.attach(drafted, name="名单.csv", content=LIST)
    return office.fresh(drafted)


@pytest.fixture
def attachment(document):
    return Attachment.objects.get()


def add_copy(
    office, document, attachment, *, content=REDACTED, name="名单（脱敏）.csv", kind="redacted", role=Role.HANDLER
):
    given = {"attachment": attachment, "name": name, "upload": ContentFile(content), "kind": kind}
    return services.add_copy(document, **given, **office.as_(role))


@pytest.mark.duty("S2-6.10a")
def test_a_redacted_copy_takes_the_place_of_its_original_once_a_second_person_confirms(
    office, document, attachment
) -> None:
    copy = add_copy(office, document, attachment)
    assert (copy.original, attachment.file.for_public()) == (attachment.file, None)
    assert open_findings(document).count() == 0
    document = services.submit(office.fresh(document), **office.as_(Role.HANDLER))
    document = services.pass_check(document, **office.as_(Role.INFO_CLERK))
    reviewer = office.as_(Role.SECRECY_REVIEWER)
    conclusion = {"conclusion": "active", "basis": "《保密法》", **NOTHING_SECRET, **reviewer}
    with pytest.raises(Blocked, match=r"附件“名单（脱敏）\.csv”的副本还没有由另一个人确认"):
        services.record_secrecy_review(document, **conclusion)
    with pytest.raises(NotAllowed, match="另一个人"):
        services.confirm_copy(document, attachment=attachment, **office.as_(Role.HANDLER))
    document = office.fresh(document)
    services.confirm_copy(document, attachment=attachment, **reviewer)
    assert Attachment.objects.get().file.for_public() == copy
    seen = {"conclusion": "no_secret", "basis": "遮盖的是手机号"}
    services.confirm_separation(office.fresh(document), values=seen, **reviewer)
    document = office.fresh(document)
    assert services.record_secrecy_review(document, **conclusion).state == "first_review"


@pytest.mark.duty("S2-6.10a", "S1-3.5b")
def test_a_copy_is_screened_itself(office, document, attachment) -> None:
    add_copy(office, document, attachment, content=LIST, name="还是原样.csv")
    found = open_findings(document).get()
    assert found.where == "附件“还是原样.csv”：正文"
    with pytest.raises(InvalidInput, match="密级标志"):
        add_copy(office, office.fresh(document), attachment, content="机密★\n".encode())


def test_a_copy_that_is_dropped_brings_the_original_and_its_findings_back(office, document, attachment) -> None:
    add_copy(office, document, attachment)
    services.drop_copy(office.fresh(document), attachment=attachment, **office.as_(Role.HANDLER))
    assert Attachment.objects.get().file.for_public() == attachment.file
    assert open_findings(document).get().where == "附件“名单.csv”：正文"
    with pytest.raises(StaleState):
        services.drop_copy(office.fresh(document), attachment=Attachment.objects.get(), **office.as_(Role.HANDLER))


@pytest.mark.duty("S2-6.10a")
def test_one_press_cleans_and_proves_it(office) -> None:
    document = office.draft()
    attachment = office.attach(document, name="说明.docx", content=samples.docx(author=f"手机{PHONE}"))
    document = office.fresh(document)
    assert open_findings(document).count() == 1
    copy = services.clean_copy(document, attachment=attachment, **office.as_(Role.HANDLER))
    assert attachment.file.for_public() == copy
    assert open_findings(document).count() == 0
    assert services.submit(office.fresh(document), **office.as_(Role.HANDLER)).state == "checking"


@pytest.mark.duty("S2-6.10a")
def test_cleaning_is_no_way_round_the_second_person(office) -> None:
    document = office.draft()
    attachment = office.attach(document, name="说明.docx", content=samples.docx("全部内容", author="甲"))
    redacted = samples.docx("遮过的内容", author="乙")
    add_copy(office, office.fresh(document), attachment, content=redacted, name="脱敏.docx")
    with pytest.raises(DomainError, match="还没有由另一个人确认"):
        services.clean_copy(office.fresh(document), attachment=attachment, **office.as_(Role.HANDLER))
    services.confirm_copy(office.fresh(document), attachment=attachment, **office.as_(Role.INFO_CLERK))
    copy = services.clean_copy(office.fresh(document), attachment=attachment, **office.as_(Role.HANDLER))
    assert (copy.name, copy.original, dict(copy.found)) == ("脱敏.docx", attachment.file, {"正文": 5})


def test_a_copy_made_while_somebody_else_changed_the_draft_does_not_stay(office, document, attachment) -> None:
    services.edit_draft(office.fresh(document), changes={"keywords": "名单"}, **office.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        add_copy(office, document, attachment)
    assert StoredFile.objects.get() == attachment.file
    assert open_findings(document).count() == 1


def test_files_of_a_submitted_document_get_no_copies(office) -> None:
    document = office.draft()
    attachment = office.attach(document)
    document = services.submit(office.fresh(document), **office.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        add_copy(office, document, attachment)
    with pytest.raises(StaleState):
        services.clean_copy(document, attachment=attachment, **office.as_(Role.HANDLER))


@pytest.mark.duty("S0-1.6a")
def test_another_text_of_a_copy_is_asked_about_again_and_a_cleaned_one_is_not(office, document, attachment) -> None:
    from disclosure.coordination.gates import essence_of

    before = essence_of(document)
    add_copy(office, document, attachment)
    assert essence_of(document) != before
    other = office.draft(title="另一份")
    cleanable = office.attach(other, name="说明.docx", content=samples.docx(author="甲"))
    before = essence_of(other)
    services.clean_copy(office.fresh(other), attachment=cleanable, **office.as_(Role.HANDLER))
    assert essence_of(other) == before
