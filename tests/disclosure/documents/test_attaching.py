"""附件: what may be attached, and what a public document must not carry."""

import pytest

from disclosure.documents import services
from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, StaleState
from tests.files import samples

PDF = samples.pdf("Plan", objects=(b"<<>>", b"<<>>"))


def attach(office, document, name="招生计划.pdf", content=PDF, **arguments):
    return office.attach(document, name=name, content=content, **arguments)


def test_a_file_is_kept_by_what_it_is_and_its_content_once(office) -> None:
    document = office.draft()
    first, second = attach(office, document), attach(office, document, name="副本.pdf")
    assert first.file.path == second.file.path
    stored = first.file
    assert (stored.name, stored.kind, stored.pages, stored.size) == ("招生计划.pdf", "pdf", 1, len(PDF))
    assert (stored.type.content_type, stored.person_name, second.position) == ("application/pdf", "经办人", 2)


@pytest.mark.duty("S0-5.5.3")
def test_a_public_document_carries_nothing_that_is_not_public(office) -> None:
    document = office.draft()
    attachment = attach(office, document, attribute="withheld")
    with pytest.raises(Blocked) as blocked:
        services.submit(document, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("附件“招生计划.pdf”不是主动公开的，不能夹带发布：请删去，或者换成可以公开的版本",)
    services.remove_attachment(attachment, **office.as_(Role.HANDLER))
    assert services.submit(office.fresh(document), **office.as_(Role.HANDLER)).state == "checking"


@pytest.mark.parametrize(
    ("name", "content", "field"),
    [
        ("页面.html", b"<script>alert(1)</script>", "name"),
        ("程序.exe", b"MZ", "name"),
        ("假的.pdf", b"MZ\x90\x00", "content"),
        ("假的.txt", b"a\x00b", "content"),
        ("空的.pdf", b"", "content"),
        ("控制\x00.pdf", PDF, "name"),
        ("长" * 300 + ".pdf", PDF, "name"),
    ],
)
def test_hostile_files_are_refused_at_the_field(office, name, content, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        attach(office, office.draft(), name=name, content=content)
    assert list(refused.value.messages) == [field]


def test_a_path_in_a_file_name_is_only_a_name(office) -> None:
    attachment = attach(office, office.draft(), name="../../etc/名单.pdf")
    assert attachment.file.name == ".._.._etc_名单.pdf"
    assert ".." not in attachment.file.path


def test_files_of_a_submitted_document_stand_still(office) -> None:
    document = office.draft()
    attachment = attach(office, document)
    services.submit(document, **office.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        attach(office, document)
    with pytest.raises(StaleState):
        services.remove_attachment(attachment, **office.as_(Role.HANDLER))


def test_a_clerk_with_an_older_page_cannot_attach(office) -> None:
    mine = office.draft()
    attach(office, office.fresh(mine))
    with pytest.raises(StaleState):
        attach(office, mine)
