"""审核区分处理 at the desk: the page says what it waits for, leads to the act, and shows what was confirmed."""

import pytest
from django.core.files.base import ContentFile

from disclosure.documents import services
from disclosure.documents.models import Attachment
from portal.accounts.states import Role
from tests.staff.test_acts import act

WORD = {
    "conclusion": "agreed",
    "basis": "教育工作国家秘密范围的规定第五条",
    "authority": "临江市国家保密局",
    "letter_number": "临保函〔2026〕2号",
    "confirmed_on": "2026-05-20",
}


@pytest.fixture
def document(office):
    drafted = office.draft()
    office.attach(drafted, name="名单.csv")
    attachment = Attachment.objects.get()
    upload = ContentFile(b"a,b\n1,*\n")
    given = {"attachment": attachment, "name": "名单（节录）.csv", "upload": upload, "kind": "redacted"}
    services.add_copy(office.fresh(drafted), **given, **office.as_(Role.HANDLER))
    services.confirm_copy(office.fresh(drafted), attachment=attachment, **office.as_(Role.INFO_CLERK))
    handed = services.submit(office.fresh(drafted), **office.as_(Role.HANDLER))
    return services.pass_check(handed, **office.as_(Role.INFO_CLERK))


def case(client, document):
    return client.get(f"/admin/disclosure/document/{document.pk}/change/").content.decode()


def form_of(client, document):
    return client.get(f"/admin/disclosure/document/{document.pk}/change/act/confirm_separation/").content.decode()


@pytest.mark.duty("S2-6.10b")
def test_the_reviewer_is_led_to_the_act_and_the_page_keeps_the_word(document, sign_in) -> None:
    reviewer = sign_in(Role.SECRECY_REVIEWER)
    shown = case(reviewer, document)
    assert "等保密审查员审核区分处理；涉及国家秘密的，要有保密部门的确认" in shown
    assert "act/confirm_separation/" in shown
    assert "名单（节录）.csv</a>" in form_of(reviewer, document)
    refused = act(reviewer, document, "confirm_separation", **WORD | {"authority": ""})
    assert "涉及国家秘密的，要填写保密部门" in refused.content.decode()
    assert act(reviewer, document, "confirm_separation", **WORD).status_code == 302
    shown = case(reviewer, document)
    assert "等保密审查员审核区分处理" not in shown
    panel = shown.partition('id="h-separation"')[2].partition("</section>")[0]
    said = ("可以公开", "保密部门确认可以区分后公开", "保密审查员", "2026年5月21日 09:30", "临江市国家保密局")
    said += ("临保函〔2026〕2号", "2026年5月20日", "依据：教育工作国家秘密范围的规定第五条")
    places = [panel.index(words) for words in said]
    assert places == sorted(places)


@pytest.mark.duty("S2-6.10b")
def test_nobody_else_of_the_organ_may_and_strangers_see_nothing_of_it(document, sign_in, stranger) -> None:
    assert act(sign_in(Role.HANDLER), document, "confirm_separation", **WORD).status_code == 403
    assert act(sign_in(Role.SECRECY_REVIEWER), document, "confirm_separation", **WORD).status_code == 302
    assert "临保函" in case(sign_in(Role.HANDLER), document)
    assert "临保函" not in case(sign_in(stranger), document)
