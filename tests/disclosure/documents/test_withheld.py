"""What is not published is filed, assessed again, and released when it can be."""

from datetime import date

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document, WithheldAssessment, WithheldRecord
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.deadlines.models import Deadline
from portal.deadlines.services import set_local_limit
from portal.errors import DomainError, NotAllowed, StaleState
from tests.disclosure.office import WITHHELD_DRAFT, open_office, put_file


@pytest.mark.duty("S0-5.6.3", "S2-1.4c", "S2-6.5.6")
def test_a_withheld_document_is_filed_with_a_number_and_its_reason(office) -> None:
    document = office.filed()
    record = WithheldRecord.objects.get()
    assert (document.state, document.annotation) == ("filed", "（此件不予公开）")
    assert record.number == "11370000004503125F/BA2026-00001"
    assert (record.basis, record.reason) == ("X16b", "向上级的请示，属于过程性信息")
    assert list(Document.objects.with_page()) == []


@pytest.mark.duty("S0-1.4b")
def test_what_is_withheld_is_assessed_again_within_twelve_months(office) -> None:
    office.filed()
    clock = Deadline.objects.get()
    # 2027-05-21 is a Friday.
    assert (clock.rule, clock.due_on) == ("WITHHELD_REVIEW", date(2027, 5, 21))


def released(office, document, reason="事项已经办结，可以公开"):
    return services.release(document, reason=reason, **office.as_(Role.DISCLOSURE_HEAD))


@pytest.mark.duty("S0-1.4b")
def test_what_is_only_given_on_request_is_assessed_again_too(office) -> None:
    office.signed(**WITHHELD_DRAFT | {"attribute": "on_request", "conclusion": "on_request"})
    assert Deadline.objects.running().get().rule == "WITHHELD_REVIEW"


@pytest.mark.duty("S0-1.4b")
def test_an_assessment_that_changes_nothing_starts_the_next_period(office) -> None:
    document = office.filed()
    services.reassess(document, reason="仍是过程性信息", **office.as_(Role.DISCLOSURE_HEAD))
    assert list(Deadline.objects.order_by("pk").values_list("outcome", flat=True)) == ["done", ""]
    assert WithheldRecord.objects.get().assessed_at == office.at
    assessment = WithheldAssessment.objects.get()
    assert (assessment.conclusion, assessment.reason) == ("stays", "仍是过程性信息")
    assert assessment.person_name == office.actor(Role.DISCLOSURE_HEAD).name


@pytest.mark.duty("S0-1.4b")
def test_the_city_may_set_a_shorter_period(office) -> None:
    terms = {"rule": "WITHHELD_REVIEW", "value": 6, "basis": "临政发〔2026〕3号", "effective_from": office.at.date()}
    set_local_limit(**terms, actor=SYSTEM, at=office.at)
    office.filed()
    # Half a year after Thursday 2026-05-21 is Saturday 2026-11-21: it rolls to Monday.
    assert Deadline.objects.get().due_on == date(2026, 11, 23)


@pytest.mark.duty("S0-1.4b", "S0-1.4c")
def test_an_assessment_without_reasons_is_none(office) -> None:
    document = office.filed()
    for act in (services.reassess, services.release):
        with pytest.raises(DomainError, match="要写明理由"):
            act(document, reason=" ", **office.as_(Role.DISCLOSURE_HEAD))
    assert not WithheldAssessment.objects.exists()


@pytest.mark.duty("S0-1.4c", "S2-6.12.1", "S2-6.12.2")
def test_what_can_be_public_now_becomes_a_draft_on_the_clock(office) -> None:
    document = office.filed()
    draft = released(office, document)
    assert (draft.state, draft.attribute, draft.round) == ("draft", "active", 0)
    assert (draft.title, draft.body, draft.doc_number) == (document.title, document.body, document.doc_number)
    running = Deadline.objects.running().get()
    assert (running.rule, running.due_on, running.subject_id) == ("WITHHELD_RELEASE", date(2026, 6, 18), draft.pk)
    assessment = WithheldAssessment.objects.get()
    assert (assessment.conclusion, assessment.released_as, draft.derived_from) == ("opens", draft, document)
    assert WithheldRecord.objects.get().released_at == office.at
    assert draft.secrecy_conclusion() is None


@pytest.mark.duty("S0-1.4c", "S2-6.10a")
def test_what_is_cut_in_the_draft_stays_in_the_original(office) -> None:
    document = office.filed()
    draft = released(office, document)
    services.edit_draft(draft, changes={"body": "可以公开的部分。"}, **office.as_(Role.HANDLER))
    assert office.fresh(document).body == WITHHELD_DRAFT.get("body", document.body)
    assert (office.fresh(document).state, office.fresh(document).attribute) == ("filed", "withheld")


@pytest.mark.duty("S0-1.4c")
def test_the_draft_goes_all_the_way_and_its_clock_ends_there(office) -> None:
    document = office.filed()
    draft = released(office, document)
    services.edit_draft(draft, changes={"column": office.column}, **office.as_(Role.HANDLER))
    public = office.to_publication(draft)
    assert (public.state, public.doc_number) == ("published", document.doc_number)
    assert not Deadline.objects.running().exists()
    assert list(Document.objects.with_page()) == [public]


@pytest.mark.duty("S0-1.4b", "S0-1.4c")
def test_giving_the_draft_up_does_not_end_the_duty_to_assess(office) -> None:
    document = office.filed()
    draft = released(office, document)
    services.cancel(draft, reason="情况又有变化", **office.as_(Role.HANDLER))
    assert WithheldRecord.objects.get().released_at is None
    running = Deadline.objects.running().get()
    assert (running.rule, running.subject_id) == ("WITHHELD_REVIEW", document.pk)
    assert released(office, office.fresh(document)).state == "draft"


def test_a_document_is_released_once(office) -> None:
    document = office.filed()
    released(office, document)
    with pytest.raises(StaleState):
        released(office, office.fresh(document))


def test_files_and_organs_concerned_go_with_the_draft(office) -> None:
    document = office.filed()
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None).organ
    document.concerns.create(organ=other, note="学校用地")
    put_file(document)
    draft = released(office, document)
    assert list(draft.concerns.values_list("organ", "note")) == [(other.pk, "学校用地")]
    mine, theirs = draft.attachments.get().file, document.attachments.get().file
    assert (mine.name, mine.path, mine.pk == theirs.pk) == ("附件.txt", theirs.path, False)


@pytest.mark.duty("S0-1.4b")
def test_only_the_head_of_disclosure_assesses(office) -> None:
    document = office.filed()
    for act in (services.reassess, services.release):
        with pytest.raises(NotAllowed):
            act(document, reason="公开吧", **office.as_(Role.HANDLER))
