"""The acts a document rarely needs, each through its page."""

from datetime import datetime

from disclosure.documents.models import Document, DocumentRelation
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.staff.test_acts import ANSWERS, READ, act, state


def fresh():
    return Document.objects.order_by("pk").first()


def test_a_doubtful_document_is_referred_and_then_determined(office, sign_in) -> None:
    document = office.checked()
    doubt = ANSWERS | {"state_secret": "yes", "conclusion": "refer", "basis": "《保密法》"}
    assert act(sign_in(Role.SECRECY_REVIEWER), document, "secrecy_review", **doubt).status_code == 302
    assert state(document) == "referred"
    answer = {"conclusion": "active", "authority": "临江市国家保密局", "opinion": "不属于国家秘密"}
    assert act(sign_in(Role.SECRECY_REVIEWER), document, "determine", **answer).status_code == 302
    assert state(document) == "first_review"


def test_a_reviewer_who_disagrees_sends_it_back_with_the_opinion(office, sign_in) -> None:
    document = office.cleared()
    refusal = READ | {"approved": "no", "opinion": "第二段数字要核实"}
    assert act(sign_in(Role.INFO_CLERK), document, "review_first", **refusal).status_code == 302
    assert state(document) == "returned"
    page = sign_in(Role.HANDLER).get(f"/admin/disclosure/document/{document.pk}/change/").content.decode()
    assert "第二段数字要核实" in page


def test_a_correction_passes_four_people(office, sign_in) -> None:
    document = office.published()
    client = sign_in(Role.HANDLER)
    url = f"/admin/disclosure/document/{document.pk}/change/act/propose_correction/"
    form = client.get(url).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    proposal = values | READ | {"title": "改正后的标题", "reason": "标题少一个字"}
    assert act(client, document, "propose_correction", **proposal).status_code == 302
    page = sign_in(Role.SECRECY_REVIEWER).get(f"/admin/disclosure/document/{document.pk}/change/").content.decode()
    assert "改正后的标题" in page
    clearance = ANSWERS | {"basis": "《保密法》"}
    assert act(sign_in(Role.SECRECY_REVIEWER), document, "clear_correction", **clearance).status_code == 302
    assert act(sign_in(Role.DEPT_REVIEWER), document, "check_correction", **READ).status_code == 302
    assert fresh().title != "改正后的标题"
    assert act(sign_in(Role.SIGNER), document, "correct", **READ).status_code == 302
    assert fresh().title == "改正后的标题"


def test_publication_is_scheduled_and_unscheduled(office, sign_in) -> None:
    document = office.signed()
    assert act(sign_in(Role.INFO_CLERK), document, "schedule", publish_after="2026-05-22T08:00").status_code == 302
    assert fresh().publish_after == datetime(2026, 5, 22, 8, 0, tzinfo=SHANGHAI)
    assert act(sign_in(Role.INFO_CLERK), document, "unschedule").status_code == 302
    assert fresh().publish_after is None


def test_a_moment_in_the_past_is_refused_at_its_field(office, sign_in) -> None:
    response = act(sign_in(Role.INFO_CLERK), office.signed(), "schedule", publish_after="2026-05-20T08:00")
    assert response.context["form"].errors == {"publish_after": ["定时发布的时间要在现在之后、半年之内"]}


def test_a_document_is_withdrawn_in_favour_of_its_successor(office, sign_in) -> None:
    document, successor = office.published(), office.published(title="新的通知")
    values = {"reason": "内容有误", "successor": str(successor.pk)}
    assert act(sign_in(Role.SIGNER), document, "withdraw", **values).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.successor, document.taken_down_reason) == ("withdrawn", successor, "内容有误")


def test_a_successor_nobody_knows_is_refused_at_its_field(office, sign_in) -> None:
    document = office.published()
    response = act(sign_in(Role.SIGNER), document, "withdraw", reason="有误", successor="临教发〔2020〕99号")
    assert response.context["form"].errors == {
        "successor": ["没有找到“临教发〔2020〕99号”。请写完整的发文字号，或者网址里的编号"]
    }
    assert state(document) == "published"


def test_a_recall_after_36_hours_is_not_offered_and_says_why(office, sign_in, time_machine) -> None:
    document = office.published()
    assert act(sign_in(Role.SIGNER), document, "recall", reason="错字").status_code == 302
    other = office.published(title="另一件")
    time_machine.move_to(datetime(2026, 5, 23, 9, 30, tzinfo=SHANGHAI))
    context = sign_in(Role.SIGNER).get(f"/admin/disclosure/document/{other.pk}/change/").context
    assert "召回" not in [button.label for button in context["buttons"]]
    assert "发布已经超过36小时，不能召回，请用“撤回”并说明理由" in [button.refusal for button in context["refused"]]


def test_a_relation_is_made_by_number_and_taken_back(office, sign_in) -> None:
    old, new = office.published(title="旧办法"), office.draft(title="新办法")
    client = sign_in(Role.HANDLER)
    wanted = old.doc_number.replace("〔", "[").replace("〕", "]")
    assert act(client, new, "relate", kind="repeals", target=wanted).status_code == 302
    relation = DocumentRelation.objects.get()
    assert (relation.source, relation.target, relation.kind) == (new, old, "repeals")
    assert act(client, new, "unrelate", relation=relation.pk).status_code == 302
    assert not DocumentRelation.objects.exists()


def test_a_filed_document_is_assessed_and_released(office, sign_in) -> None:
    document = office.filed()
    assert act(sign_in(Role.DISCLOSURE_HEAD), document, "reassess", reason="仍在办理").status_code == 302
    assert act(sign_in(Role.DISCLOSURE_HEAD), document, "release", reason="事项已经办结").status_code == 302
    draft = Document.objects.get(derived_from=document)
    assert (draft.state, draft.attribute) == ("draft", "active")
    client = sign_in(Role.DISCLOSURE_HEAD)
    original_page, draft_page = (f"/admin/disclosure/document/{row.pk}/change/" for row in (document, draft))
    assert f'<a href="{draft_page}">看公开稿</a>' in client.get(original_page).content.decode()
    assert f'<a href="{original_page}">不公开的原件</a>' in client.get(draft_page).content.decode()


def test_repeal_expiry_and_place_are_declared(office, sign_in) -> None:
    document = office.published()
    repeal = {"repealed_on": "2026-05-20", "reason": "由新文件代替"}
    assert act(sign_in(Role.SIGNER), document, "declare_repealed", **repeal).status_code == 302
    assert fresh().validity == "废止"
    place = {"column": office.column.pk, "topic": "11", "subtopic": ""}
    assert act(sign_in(Role.INFO_CLERK), document, "reclassify", **place).status_code == 302


def test_an_entrusted_draft_is_endorsed_by_its_own_head(office, sign_in, stranger) -> None:
    other = stranger.appointments.get().organ
    form = {
        "organ": other.pk, "kind": "通知", "title": "代拟的通知", "body": "正文", "attribute": "active",
        "attribute_reason": "需要广泛知晓", "is_secret_matter": "no", "origin": "made", "source_kind": "lawful",
    }  # fmt: skip
    assert sign_in(Role.HANDLER).post("/admin/disclosure/document/add/", form).status_code == 302
    document = Document.objects.get()
    assert (document.organ, document.drafting_organ) == (other, office.organ)
    assert act(sign_in(Role.HEAD), document, "endorse").status_code == 302
    assert fresh().endorsed_at == office.at
