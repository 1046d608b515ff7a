"""The staff pages of clarifications, as people use them."""

import pytest

from portal.accounts.models import User
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from sentiment.clarification.models import Clarification, Consent
from sentiment.clarification.reform import move_open_rows
from tests.sentiment.clarification.rumour import (
    CLAIM,
    TRUTH,
    confirmed,
    consent_of,
    found,
    moment,
    published,
    reported,
    submitted,
    written,
)
from tests.sentiment.desk_pages import do, hidden, signed_in, words

pytestmark = pytest.mark.django_db

ROOT = "/admin/sentiment/clarification"


@pytest.fixture(autouse=True)
def stage(post, settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(12), tick=False)
    User.objects.update(password_changed_at=moment(9))


def test_a_rumour_goes_from_a_clerk_over_another_organ_to_the_public_page(post, police, city, client) -> None:
    clerk, handler = signed_in(post, Role.INFO_CLERK), signed_in(post, Role.HANDLER)
    page = clerk.get(f"{ROOT}/start/find/")
    typed = CLAIM | {"organ": post.organ.pk, "found_at": "2026-03-02T11:30"}
    assert clerk.post(f"{ROOT}/start/find/", hidden(page) | typed).status_code == 302
    row = Clarification.objects.get()
    do(clerk, row, "report")
    do(signed_in(city, Role.OVERSIGHT), row, "confirm", organ=post.organ.pk)
    chosen = {"is_sensitive": "yes", "organs": [police.organ.pk], "channels": ["internet"]}
    do(handler, row, "write", **TRUTH | chosen)
    do(signed_in(police, Role.HEAD), consent_of(row, police), "agree", opinion="")
    do(handler, row, "submit")
    do(signed_in(post, Role.HEAD), row, "approve_head")
    do(signed_in(city, Role.OFFICE_APPROVER), row, "approve_city", city_approval="临政阅〔2026〕8号")
    do(clerk, row, "publish")
    assert "今天18时恢复供水" in words(client.get(f"/clarifications/{row.pk}/"))
    told = {"channel": "internet", "released_at": "2026-03-02T11:50", "outlet": "市政府网站"}
    do(clerk, row, "note_release", **told)
    do(handler, row, "evaluate", effect="settled", effect_note="没有新的转发")
    assert row.state == "evaluated"


@pytest.mark.duty("S2-8.3b")
def test_the_page_names_the_first_person_responsible_and_the_rules(post, desk) -> None:
    row = submitted(post, desk, is_sensitive=True)
    page = words(signed_in(post, Role.HANDLER).get(f"{ROOT}/{row.pk}/change/"))
    for each in (
        "第一责任人 临江市住房和城乡建设局主要负责人：主要负责人",
        "以本机关名义澄清的，须经主要负责人审批",
        "涉及重要事项或者敏感问题的，须经市人民政府批准",
    ):
        assert each in page, each


@pytest.mark.duty("S2-8.3a", "S2-8.9")
def test_the_oversight_office_sees_who_did_not_report_in_time(post, desk) -> None:
    found(post, title="没有报告的")
    reported(post, at=moment(11, 30))
    office = signed_in(desk, Role.OVERSIGHT)
    assert "还没有澄清 2 件 到时没有报告 1 件 超时报告的 1 件" in words(office.get(f"{ROOT}/"))
    late = words(office.get(f"{ROOT}/?watch=late"))
    missing = words(office.get(f"{ROOT}/?watch=unreported"))
    assert ("没有报告的" in late, "没有报告的" in missing) == (False, True)


def test_an_organ_that_is_asked_sees_the_words_and_not_the_case(post, desk, police) -> None:
    row = written(post, desk, organs=[police.organ])
    asked = signed_in(police, Role.SIGNER)
    assert asked.get(f"{ROOT}/{row.pk}/change/").status_code == 404
    page = words(asked.get(f"/admin/sentiment/consent/{consent_of(row, police).pk}/change/"))
    assert ("今天18时恢复供水" in page, "社区微信群" in page) == (True, False)


def test_the_queue_says_whose_turn_it_is(post, desk, police) -> None:
    written(post, desk, organs=[police.organ])
    assert "答复能不能这样澄清" in words(signed_in(police, Role.HEAD).get("/admin/"))
    submitted(post, desk)
    assert "审批" in words(signed_in(post, Role.HEAD).get("/admin/"))
    found(post)
    assert "马上报告政务公开办" in words(signed_in(post, Role.INFO_CLERK).get("/admin/"))


@pytest.mark.parametrize(
    ("act", "role", "make"),
    [
        ("dismiss", Role.OVERSIGHT, lambda post, desk: reported(post)),
        ("divert", Role.OVERSIGHT, confirmed),
        ("send_back", Role.HEAD, submitted),
        ("take_down", Role.HEAD, published),
        ("transfer", Role.HEAD, published),
    ],
)
def test_every_act_has_a_page(post, desk, act, role, make) -> None:
    row = make(post, desk)
    who = desk if role == Role.OVERSIGHT else post
    assert signed_in(who, role).get(f"{ROOT}/{row.pk}/change/act/{act}/").status_code == 200


def test_the_heir_goes_on_with_what_is_open_and_answers_what_was_asked(post, desk, police) -> None:
    row, done = written(post, desk, organs=[police.organ]), published(post, desk)
    moved = move_open_rows(Succession(post.organ, police.organ, moment(12).date(), SYSTEM, moment(12)))
    assert [each.pk for each in moved] == [row.pk]
    moved = move_open_rows(Succession(police.organ, desk.organ, moment(12).date(), SYSTEM, moment(12)))
    assert {each.label for each in moved} == {"sentiment.clarification", "sentiment.consent"}
    assert Consent.objects.get().organ == desk.organ
    assert Clarification.objects.get(pk=done.pk).organ == post.organ
