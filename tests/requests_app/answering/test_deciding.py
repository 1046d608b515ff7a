"""The guided way: what may be chosen, what must be said, which pages go out."""

from datetime import date

import pytest

from portal.audit.models import Event
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.screening.models import RefusedText
from requests_app.answering import selectors, services
from requests_app.answering.models import Decision
from requests_app.answering.rules import walk
from requests_app.cases.models import DisclosureRequest
from tests.requests_app.agency import Role
from tests.requests_app.answering.procedures import heard, overruled
from tests.requests_app.answering.steps import attached, copied, decided, reviewed, signed, upload
from tests.requests_app.answering.ways import BY_NAME, CLEAR, REFUSED, THERE, WHY, R

pytestmark = pytest.mark.django_db


def refused(agency, request, name="3.3.5-5", **values):
    """The messages, by field."""
    with pytest.raises(InvalidInput) as error:
        decided(agency, request, name, **values)
    assert not Decision.objects.exists()
    return error.value.messages


# --- the way ------------------------------------------------------------------------------------------


def test_the_questions_come_in_their_order() -> None:
    assert walk({}).next.code == "clear"
    assert walk({"clear": "yes"}).next.code == "is_request"
    assert walk({"clear": "yes", "is_request": "yes"}).next.code == "mine"
    assert walk({"clear": "yes", "is_request": "yes", "mine": "yes"}).next.code == "exists"
    assert walk(THERE).next.code == "open"


def test_answers_leave_only_their_outcomes() -> None:
    assert walk(REFUSED).outcomes == ("3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7")
    assert walk(CLEAR | {"is_request": "complaint"}).outcomes == ("3.5.1",)
    assert walk(CLEAR | {"is_request": "complaint", "open": "no"}).outcomes == ("3.5.1",)
    assert walk({}).faults == ()
    assert walk({"clear": "perhaps", "wishes": "yes"}).faults == (
        "没有“wishes”这个问题",
        "“内容明确吗？（补不补）”没有这个答案",
    )


def test_an_outcome_the_answers_do_not_lead_to_is_refused(agency) -> None:
    request = agency.received()
    case = BY_NAME["3.4.2-1"]
    with pytest.raises(InvalidInput) as error:
        services.decide(
            request,
            item=request.items.get(),
            outcome="3.4.2",
            way="1",
            steps=REFUSED,
            values=case.values,
            **agency.as_(Role.HANDLER),
        )
    assert error.value.messages == {"outcome": "按前面的回答，不能选“没有现成信息需要另行制作”，请核对"}


def test_leaving_a_step_out_needs_a_reason(agency) -> None:
    request = agency.received()
    steps = {key: value for key, value in REFUSED.items() if key != "mine"}
    call = {"item": request.items.get(), "outcome": "3.3.5", "way": "5", "steps": steps}
    with pytest.raises(InvalidInput) as error:
        services.decide(request, values=BY_NAME["3.3.5-5"].values, **call, **agency.as_(Role.HANDLER))
    assert error.value.messages == {"skipped": "没有回答：由本机关负责公开吗？（谁负责）要跳过，请写明理由"}
    values = BY_NAME["3.3.5-5"].values | {"skipped": "本机关职责范围内的事项，没有争议"}
    decision = services.decide(request, values=values, **call, **agency.as_(Role.HANDLER))
    assert decision.skipped == "本机关职责范围内的事项，没有争议"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("3.4.3-1", "要先补正：补正以后仍不明确的，才能选这一项"),
        ("3.5.4-1", "要先让申请人说明理由：认定理由不合理，或者没有说明理由的，才能选这一项"),
        ("3.6.1-1", "要先确认申请人逾期不补正"),
        ("3.6.2-1", "要先确认申请人逾期不缴费"),
    ],
)
def test_what_rests_on_something_earlier_cannot_be_chosen_before(agency, name, message) -> None:
    assert refused(agency, agency.received(), name) == {"outcome": message}


def test_nobody_withdraws_for_the_applicant(agency) -> None:
    request = agency.received()
    with pytest.raises(InvalidInput) as error:
        services.decide(
            request,
            item=request.items.get(),
            outcome="3.6.3",
            way="withdrawn",
            steps=CLEAR | {"is_request": "not_information"},
            values={},
            **agency.as_(Role.HANDLER),
        )
    assert error.value.messages == {"way": "请选这个结果的一种情形"}


# --- what must be said --------------------------------------------------------------------------------


@pytest.mark.duty("S1-3.4b")
def test_before_a_refusal_it_is_answered_whether_the_rest_can_be_separated(agency) -> None:
    request = agency.received()
    assert refused(agency, request, separability="") == {"separability": "拟属于三类内部事务信息，先回答能不能区分处理"}


@pytest.mark.duty("S2-2.10.3")
def test_what_can_be_separated_is_not_refused_whole_without_a_reason(agency) -> None:
    request = agency.received()
    assert refused(agency, request, separability="yes") == {
        "separability": "能区分处理的，应当选部分公开；仍然全部不予公开的，要写明理由"
    }
    note = "去掉以后只剩页码，没有可以提供的内容"
    assert decided(agency, request, "3.3.5-5", separability="yes", separability_note=note).separability_note == note


@pytest.mark.parametrize(
    ("name", "field", "message"),
    [
        ("3.1-a", "access", "请填写获取的方式、途径"),
        ("3.1-c", "available_on", "请填写可以获取的时间"),
        ("3.2-1", "reason", "请填写理由"),
        ("3.3.2-2", "statute", "请填写依据的法律、行政法规和办理渠道"),
        ("3.4.1-absent", "search_record", "请填写检索的范围、方法和结果"),
        ("3.5.1-1", "channel", "请填写可以反映的渠道"),
        ("3.5.2-1", "earlier_reply", "请填写前次答复的文号、日期"),
        ("3.5.3-1", "access", "请填写获取的方式、途径"),
        ("3.6.3-other", "reason", "请填写理由"),
    ],
)
def test_what_the_way_must_say_is_asked_for_at_its_field(agency, name, field, message) -> None:
    assert refused(agency, agency.received(), name, **{field: ""}) == {field: message}


@pytest.mark.parametrize(
    ("name", "articles", "message"),
    [
        ("3.3.5-5", [], "没有写依据条款"),
        ("3.3.5-5", [f"{R}第十六条"], f"“{R}第十六条”没有写到法律名称和条款项；依据里要有{R}第十六条第一款"),
        ("3.3.5-5", [f"{R}第三十六条第三项"], f"依据里要有{R}第十六条第一款"),
        ("3.3.5-5", [f"{R}第十六条第一款", "有关规定"], "“有关规定”没有写到法律名称和条款项"),
        ("3.2-1", [f"{R}第三十七条"], "不提供的部分依据哪一条，要写出第十四条、第十五条或者第十六条的哪一款"),
        ("3.6.3-other", [], "没有写依据条款"),
    ],
)
def test_articles_are_written_to_clause_and_item(agency, name, articles, message) -> None:
    assert refused(agency, agency.received(), name, articles=articles) == {"articles": message}


def test_a_special_law_may_be_added(agency) -> None:
    extra = [f"{R}第十四条", f"{R}第三十六条第三项", "《中华人民共和国保守国家秘密法》第十三条第一款"]
    assert decided(agency, agency.received(), "3.3.1-1", articles=extra).articles == extra


def test_a_repeated_request_names_the_reply_there_was(agency) -> None:
    assert refused(agency, agency.received(), "3.5.2-1", earlier_reply="去年已经答复") == {
        "earlier_reply": "前次答复要写文号和日期，例如“临教公开〔2026〕3号，2026年3月5日”"
    }


def test_what_is_to_be_public_soon_is_not_in_the_past(agency) -> None:
    assert refused(agency, agency.received(), "3.1-c", available_on="2026-03-01") == {
        "available_on": "可以获取的时间已经过了：已经公开的，请选“已经主动公开”"
    }


def test_deciding_again_leaves_nothing_of_the_first_behind(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.3.5-5")
    decided(agency, request, "3.4.1-absent")
    row = Decision.objects.get()
    assert (row.outcome, row.separability, row.articles) == ("3.4.1", "", [f"{R}第三十六条第四项"])
    assert [event.after["outcome"] for event in Event.objects.filter(act="decide").order_by("pk")] == [
        "3.3.5 属于三类内部事务信息",
        "3.4.1 本机关不掌握相关政府信息",
    ]


def test_a_stranger_decides_nothing(agency) -> None:
    request = agency.received()
    with pytest.raises(NotAllowed):
        services.decide(
            request,
            item=request.items.get(),
            outcome="3.4.2",
            way="1",
            steps={},
            values=WHY,
            **agency.as_(Role.SIGNER),
        )


def test_of_two_clerks_who_decide_at_once_one_is_told(agency) -> None:
    request = agency.received()
    as_the_other_read_it = DisclosureRequest.objects.get(pk=request.pk)
    decided(agency, request, "3.3.5-5")
    with pytest.raises(StaleState):
        decided(agency, as_the_other_read_it, "3.4.2-1")
    assert Decision.objects.get().outcome == "3.3.5"


@pytest.mark.duty("S2-2.8")
def test_a_reason_with_a_secrecy_mark_is_refused_and_only_the_refusal_is_kept(agency) -> None:
    request = agency.received()
    messages = refused(agency, request, "3.3.1-1", reason="该件为机密★10年的文件")
    assert set(messages) == {"reason"}
    assert "密级标志" in messages["reason"]
    assert RefusedText.objects.get().where == "理由"
    assert not Event.objects.filter(act="decide").exists()


# --- pages --------------------------------------------------------------------------------------------


def pages_fault(agency, request, decision, *rows):
    with pytest.raises(InvalidInput) as error:
        services.set_pages(request, decision=decision, ranges=list(rows), **agency.as_(Role.HANDLER))
    return error.value.messages


def page(file, first, last, *, out=True, article=""):
    return {"file": file, "first": first, "last": last, "is_released": out, "article": article}


def five_pages(agency, request):
    """A file of five pages, as its count was taken when it came in."""
    file = attached(agency, request)
    file.file.pages = 5
    file.file.save(update_fields=["pages"])
    return file


@pytest.mark.duty("S2-2.10.3")
def test_every_page_is_either_handed_out_or_kept_back_for_an_article(agency) -> None:
    request = agency.received()
    decision = decided(agency, request, "3.2-1")
    file = five_pages(agency, request)
    assert pages_fault(agency, request, decision, page(file, 1, 6)) == {"pages-0": "这个文件只有5页"}
    assert pages_fault(agency, request, decision, page(file, 1, 3)) == {"pages-0": "第4至5页提供不提供，还没有写"}
    assert pages_fault(agency, request, decision, page(file, 3, 5)) == {"pages-0": "第1至2页提供不提供，还没有写"}
    assert pages_fault(agency, request, decision, page(file, 2, 1)) == {"pages-0": "起页要从1开始，止页不能小于起页"}
    assert pages_fault(agency, request, decision, page(file, 1, 3), page(file, 3, 5)) == {
        "pages-1": "第3页已经写在前面的页码里"
    }
    assert pages_fault(agency, request, decision, page(file, 1, 3), page(file, 4, 5, out=False)) == {
        "pages-1": "不提供的页要写依据"
    }
    assert pages_fault(
        agency, request, decision, page(file, 1, 3), page(file, 4, 5, out=False, article=f"{R}第十六条")
    ) == {"pages-1": "依据要写到法律名称和条款项"}
    kept = page(file, 4, 5, out=False, article=f"{R}第十六条第二款")
    services.set_pages(request, decision=decision, ranges=[kept, page(file, 1, 3)], **agency.as_(Role.HANDLER))
    assert [(row.first, row.last, row.is_released) for row in decision.pages.all()] == [(1, 3, True), (4, 5, False)]


@pytest.mark.duty("S2-2.2b")
def test_a_file_of_which_pages_are_kept_back_goes_out_as_a_confirmed_copy_alone(agency) -> None:
    request = agency.received()
    decision = decided(agency, request, "3.2-1")
    file = five_pages(agency, request)
    kept = page(file, 4, 5, out=False, article=f"{R}第十五条")
    services.set_pages(request, decision=decision, ranges=[page(file, 1, 3), kept], **agency.as_(Role.HANDLER))
    with pytest.raises(Blocked) as blocked:
        services.submit(request, **agency.as_(Role.HANDLER))
    assert "第1项《施工合同》有不提供的页，先上传去掉这些页的副本并确认" in blocked.value.reasons
    copied(agency, request, file)
    services.submit(request, **agency.as_(Role.HANDLER))
    [release] = selectors.released_files(request)
    assert (release.stored.name, release.extent) == ("施工合同节录.txt", "第1至3页")


def test_who_made_the_copy_does_not_confirm_it(agency) -> None:
    request = agency.received()
    file = attached(agency, request)
    copy = services.attach_copy(
        request, file=file, upload=upload("施工合同（节录）"), name="节录.txt", **agency.as_(Role.HANDLER)
    )
    with pytest.raises(NotAllowed):
        services.confirm_copy(request, file=file, copy=copy, **agency.as_(Role.HANDLER))
    services.confirm_copy(request, file=file, copy=copy, **agency.as_(Role.DEPT_REVIEWER))
    assert agency.fresh(request).files.get().file.for_public() == copy


def test_what_is_granted_keeps_nothing_back(agency) -> None:
    request = agency.received()
    decision = decided(agency, request, "3.1-b")
    file = five_pages(agency, request)
    kept = page(file, 4, 5, out=False, article=f"{R}第十五条")
    services.set_pages(request, decision=decision, ranges=[page(file, 1, 3), kept], **agency.as_(Role.HANDLER))
    with pytest.raises(Blocked) as blocked:
        services.submit(request, **agency.as_(Role.HANDLER))
    assert "第1项有不提供的页，请选部分公开" in blocked.value.reasons


def test_a_file_of_another_request_is_no_file_of_this(agency) -> None:
    request, other = agency.received(), agency.received()
    decision = decided(agency, request, "3.1-b")
    assert pages_fault(agency, request, decision, page(attached(agency, other), 1, 1)) == {
        "pages-0": "请选这件申请要提供的文件"
    }


@pytest.mark.duty("S2-2.8")
def test_a_file_with_a_secrecy_mark_is_not_taken_in(agency) -> None:
    request = agency.received()
    with pytest.raises(InvalidInput) as error:
        attached(agency, request, text="秘密★5年\n施工合同")
    assert "密级标志" in error.value.messages["content"]
    assert not request.files.exists()


# --- third parties ------------------------------------------------------------------------------------


def submit_faults(agency, request):
    with pytest.raises(Blocked) as blocked:
        services.submit(request, **agency.as_(Role.HANDLER))
    return list(blocked.value.reasons)


@pytest.mark.duty("law.A4.32")
def test_nothing_is_kept_back_for_a_third_party_nobody_asked(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.3.4-4", third_party_note="")
    assert submit_faults(agency, request) == ["第1项没有征求第三方的意见：事实清楚、不用征求的，要写明理由"]


@pytest.mark.duty("law.A4.32")
def test_an_objection_is_overruled_in_the_public_interest_alone(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.1-b")
    row = heard(agency, request, "object", "涉及商业秘密")
    assert submit_faults(agency, request) == ["第三方不同意公开：要公开，先登记不公开会对公共利益造成重大影响的理由"]
    overruled(agency, row)
    services.submit(request, **agency.as_(Role.HANDLER))
    assert request.state == "review"


def test_a_part_kept_back_for_the_third_party_needs_no_overruling(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.2-1")
    heard(agency, request, "object_partly", "单价不同意公开")
    services.submit(request, **agency.as_(Role.HANDLER))
    assert request.state == "review"


@pytest.mark.duty("law.A4.32")
def test_who_the_third_party_is_stands_in_no_letter(agency) -> None:
    request = agency.received()
    heard(agency, request, "object", "涉及商业秘密")
    decided(agency, request, "3.3.4-4", reason="临江某装饰有限公司认为合同价款是商业秘密，本机关认为理由成立。")
    reviewed(agency, request)
    with pytest.raises(Blocked) as blocked:
        services.sign(request, **agency.as_(Role.SIGNER))
    assert blocked.value.reasons == ("政府信息不予公开答复书：里面写了第三方的名称或者联系方式，请改掉",)
    services.return_signing(request, reason="去掉第三方的名称", **agency.as_(Role.SIGNER))
    decided(agency, request, "3.3.4-4", reason="第三方认为合同价款是商业秘密，本机关认为理由成立。")
    signed(agency, request)
    words = "\n".join(draft.text for draft in selectors.drafts_of(request, on=date(2026, 3, 2)))
    assert "本机关已经书面征求第三方的意见，第三方不同意公开并说明了理由。" in words
    assert "临江某装饰有限公司" not in words
    assert "13900000002" not in words
