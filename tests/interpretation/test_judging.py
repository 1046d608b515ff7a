"""Which documents need an explanation, and who gives it."""

import pytest

from disclosure.coordination import services as coordination
from disclosure.documents import services as documents
from interpretation.judging.rules import responsible_for, verdict_on
from interpretation.judging.services import judge
from portal.accounts.states import OrganKind, Role
from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed
from tests.disclosure.office import open_office
from tests.interpretation.explaining import planned

CITY = {"code": "gov", "name": "临江市人民政府", "number_code": "临政发", "kind": OrganKind.GOVERNMENT, "uscc": None}
OFFICE = {"code": "zfb", "name": "临江市人民政府办公室", "number_code": "临政办发", "uscc": None}


def code(document) -> str:
    return verdict_on(document).code


@pytest.mark.duty("S0-2.3.1")
@pytest.mark.parametrize("kind", ["政府规章", "部门规章"])
def test_a_rule_needs_an_explanation(office, kind) -> None:
    verdict = verdict_on(office.draft(kind=kind))
    assert (verdict.needs, verdict.code, verdict.is_major) == (True, "rule", True)


@pytest.mark.duty("S0-2.3.2", "S0-2.7.3c")
@pytest.mark.parametrize("organ", [CITY, OFFICE])
def test_a_normative_document_of_the_city_or_its_office_needs_one_and_is_major(db, organ) -> None:
    verdict = verdict_on(open_office(**organ).draft(is_normative=True))
    assert (verdict.needs, verdict.code, verdict.is_major) == (True, "government", True)


@pytest.mark.duty("S0-2.3.3")
def test_a_normative_document_of_a_department_needs_one(office) -> None:
    verdict = verdict_on(office.draft(is_normative=True))
    assert (verdict.needs, verdict.code, verdict.is_major) == (True, "own", False)


@pytest.mark.duty("S0-2.3.4", "S2-4.1")
@pytest.mark.parametrize("ground", ["reach", "livelihood", "attention", "difficulty", "expertise"])
def test_any_of_the_five_judgements_is_enough(office, ground) -> None:
    draft = office.draft()
    assert code(draft) == "none"
    judge(draft, grounds=[ground], **office.as_(Role.HANDLER))
    assert code(draft) == "judged"


def test_the_verdict_says_why_in_words(office) -> None:
    draft = office.draft()
    judge(draft, grounds=["livelihood", "reach"], **office.as_(Role.HANDLER))
    assert verdict_on(draft).why == "判定为涉及面广、与民生关系密切，应当解读"


@pytest.mark.duty("S0-2.3.5")
def test_a_mark_by_hand_needs_a_reason(office) -> None:
    draft = office.draft()
    with pytest.raises(InvalidInput, match="请填写理由"):
        judge(draft, is_marked=True, **office.as_(Role.HANDLER))
    judge(draft, is_marked=True, reason="热线问得多", **office.as_(Role.HANDLER))
    assert code(draft) == "marked"


@pytest.mark.parametrize(
    "values", [{"attribute": "on_request"}, {"source_kind": "superior"}, {"source_kind": "repost"}]
)
def test_what_is_not_public_or_was_not_made_here_needs_none(office, values) -> None:
    assert code(office.draft(is_normative=True, **values)) == "not_ours"


def test_a_draft_whose_attribute_is_open_is_judged_all_the_same(office) -> None:
    assert code(office.draft(is_normative=True, attribute="", attribute_reason="")) == "own"


def test_a_judgement_replaces_the_one_before_and_both_stay_on_record(office) -> None:
    draft = office.draft()
    judge(draft, grounds=["reach"], **office.as_(Role.HANDLER))
    judge(draft, traits=["service"], **office.as_(Role.INFO_CLERK))
    assert (draft.judgement.grounds, draft.judgement.traits) == ([], ["service"])
    events = Event.objects.filter(act="judge").order_by("pk")
    assert [event.after["grounds"] for event in events] == [["reach"], []]


def test_strangers_do_not_judge_and_unknown_codes_are_refused(office) -> None:
    draft = office.draft()
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    with pytest.raises(NotAllowed):
        judge(draft, grounds=["reach"], **other.as_(Role.HANDLER))
    with pytest.raises(InvalidInput):
        judge(draft, grounds=["whim"], **office.as_(Role.HANDLER))


# --- who explains -------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.7.0a", "S3-3.2a")
def test_what_a_department_drafts_for_the_city_it_explains(db, office) -> None:
    city = open_office(**CITY)
    given = {"kind": "通知", "title": "临江市校园餐管理办法", "body": "正文。", "attribute": "active"}
    draft = documents.create_draft(
        organ=city.organ, drafting_organ=office.organ, values=given, **office.as_(Role.HANDLER)
    )
    found = responsible_for(draft)
    assert (found.organ, found.code) == (office.organ, "drafting")


@pytest.mark.duty("S2-4.6", "S3-3.2a")
def test_the_lead_organ_explains_what_several_issue(office) -> None:
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    draft = office.draft()
    coordination.name_organ(draft, organ=other.organ, part="co_issuer", **office.as_(Role.HANDLER))
    found = responsible_for(draft)
    assert (found.organ, found.code) == (office.organ, "lead")


@pytest.mark.duty("S2-4.6", "S0-2.9a", "S3-3.2a")
def test_a_department_explains_its_own_documents(office) -> None:
    found = responsible_for(office.draft())
    assert (found.organ, found.code) == (office.organ, "own")


def test_what_needs_no_explanation_is_judged_before_it_gets_one(office) -> None:
    draft = office.draft()
    with pytest.raises(NotAllowed, match="要解读的，先判定"):
        planned(office, draft)
    judge(draft, is_marked=True, reason="热线问得多", **office.as_(Role.HANDLER))
    assert planned(office, draft).organ == office.organ
