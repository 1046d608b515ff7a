"""Issued letters are numbered, frozen, sealed and on record; a letter that never went out can be voided."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from portal.accounts.states import Role
from portal.actors import SYSTEM, Actor, ActorKind
from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.letters import services
from portal.letters.errors import BrokenLetter, MissingElements, Voided
from portal.letters.models import Letter, LetterRendering, LetterSeries, LetterText, LetterVoid
from portal.letters.selectors import letter_by_code, letters_of
from portal.privacy.services import rotate
from tests.letters.samples import CASE, CONTEXT, SERVED, handler, signer
from tests.privacy.conftest import NEW, OLD

pytestmark = pytest.mark.django_db


def issue(organ, at, *, template="S-refusal", actor=None, **values):
    return services.issue_letter(
        template=template,
        subject=CASE,
        organ=organ,
        context=CONTEXT | values.pop("context", {}),
        actor=actor or signer(organ),
        at=at,
        **values,
    )


@pytest.fixture
def letter(education, at):
    return issue(education, at)


def test_numbers_go_on_per_series_organ_and_year(education, sport, at) -> None:
    assert [issue(education, at).number for _ in range(3)] == [
        "临教公开〔2026〕1号",
        "临教公开〔2026〕2号",
        "临教公开〔2026〕3号",
    ]
    assert issue(education, at, template="S-receipt").number == "临教公开〔2026〕回执第1号"
    assert issue(sport, at).number == "临体公开〔2026〕1号"
    assert issue(education, at.replace(year=2027)).number == "临教公开〔2027〕1号"


def test_a_form_without_series_has_no_number(education, at) -> None:
    forms = [issue(education, at, template="S-record", context={"rows": [["受送达人", "欧阳明"]]}) for _ in range(2)]
    assert [form.number for form in forms] == ["", ""]
    assert str(forms[0]) == "送达回证"


def test_an_incomplete_letter_is_not_issued_and_uses_no_number(education, at) -> None:
    with pytest.raises(MissingElements) as refused:
        issue(education, at, context={"remedy": "", "reason": ""})
    assert refused.value.reasons == ("没有写不予公开的理由", "没有救济告知")
    assert (Letter.objects.count(), LetterSeries.objects.count()) == (0, 0)


def test_an_organ_without_code_issues_no_numbered_letter(government, at) -> None:
    with pytest.raises(InvalidInput) as refused:
        issue(government, at)
    assert refused.value.messages == {"number": "临江市人民政府没有登记机关代字，不能给文书编号"}


def test_only_the_roles_of_the_template_issue(education, sport, at) -> None:
    for actor in (handler(education), signer(sport)):
        with pytest.raises(NotAllowed):
            issue(education, at, actor=actor)
    assert issue(education, at, actor=handler(education), template="S-receipt").issued_by == "经办人乙"
    assert issue(education, at, actor=SYSTEM).issued_by == "系统"


def test_the_inspection_reads_every_word_and_can_stop_the_letter(education, at) -> None:
    read = []

    def inspect(text):
        read.append(text)
        raise InvalidInput({"": "里有密级标志"})

    with pytest.raises(InvalidInput):
        issue(education, at, edits={"reason": "改过的理由"}, inspect=inspect)
    assert len(read) == 1
    assert "改过的理由" in read[0]
    assert "欧阳明：" in read[0]
    assert Letter.objects.count() == 0


def test_a_frozen_letter_says_the_same_when_organ_and_case_have_changed(letter, education, at) -> None:
    education.name, education.number_code = "临江市教育体育局", "临教体发"
    education.save(update_fields=["name", "number_code"])
    content = services.content_of(Letter.objects.get(pk=letter.pk))
    assert (content.organ_name, content.number, content.dated) == (
        "临江市教育局",
        "临教公开〔2026〕1号",
        date(2026, 5, 21),
    )
    assert content.context["received_on"] == "2026-05-06"
    assert content.text.startswith("欧阳明：\n")


def test_nothing_personal_stands_outside_the_seal(letter) -> None:
    with connection.cursor() as cursor:
        rows = []
        for model in (Letter, LetterText, LetterSeries, Event):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608  # the name of a table
            rows += cursor.fetchall()
    stored = json.dumps(rows, default=str, ensure_ascii=False)
    assert "临教公开〔2026〕1号" in stored
    assert "欧阳明" not in stored
    assert services.verification_code(letter) not in stored


def test_the_issue_is_on_record(letter) -> None:
    event = Event.objects.get(act="issue_letter")
    assert event.subject_title == "政府信息不予公开答复书（临教公开〔2026〕1号）"
    assert event.after == {
        "template": "S-refusal",
        "version": 1,
        "number": "临教公开〔2026〕1号",
        "content_hash": letter.content_hash,
        "subject": ["disclosure.document", 7],
    }


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return "append-only" in str(error)
    return False


def test_the_database_lets_nobody_change_or_remove_a_letter(letter, at) -> None:
    services.letter_file(letter, "docx", at=at)
    assert refused(lambda: Letter.objects.update(number="临教公开〔2026〕99号"))
    assert refused(lambda: Letter.objects.filter(pk=letter.pk)._raw_delete("default"))
    assert refused(lambda: LetterRendering.objects.update(sha256="f" * 64))
    services.void_letter(letter, reason="重新核对", actor=signer(letter.organ), at=at)
    assert refused(lambda: LetterVoid.objects.update(reason="别的"))
    assert refused(lambda: LetterVoid.objects.all().delete())


def test_a_changed_word_is_found_out(letter) -> None:
    words = LetterText.objects.get(letter=letter)
    words.content = words.content.plain().replace("内部讨论记录", "已公开的文件")
    words.save(update_fields=["content"])
    with pytest.raises(BrokenLetter):
        services.content_of(letter)


def test_words_that_are_gone_are_found_out(letter, at) -> None:
    LetterText.objects.all().delete()
    with pytest.raises(BrokenLetter):
        services.letter_file(letter, "docx", at=at)


def test_a_new_key_seals_the_words_anew(letter, settings, at) -> None:
    settings.PRIVACY_KEYS = [NEW, *settings.PRIVACY_KEYS]
    assert rotate(actor=SYSTEM, at=at, dry_run=False).sealed == 1
    assert services.content_of(letter).number == "临教公开〔2026〕1号"


@pytest.fixture(autouse=True)
def _one_key(settings):
    settings.PRIVACY_KEYS = [OLD]


def test_a_letter_is_found_by_its_code_however_it_is_typed(letter) -> None:
    code = services.verification_code(letter)
    wide = "".join(chr(ord(each) + 0xFEE0) if each != "-" else "－" for each in code.lower())
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ", wide):
        assert letter_by_code(typed) == letter
    assert letter_by_code(code[:-1] + ("2" if code[-1] != "2" else "3")) is None


def test_a_void_letter_keeps_its_number(letter, education, at) -> None:
    services.void_letter(letter, reason="落款机关写错，没有送出", actor=signer(education), at=at)
    assert letters_of(CASE).get().is_void
    assert issue(education, at).number == "临教公开〔2026〕2号"
    event = Event.objects.get(act="void_letter")
    assert (event.reason, event.after) == ("落款机关写错，没有送出", {"number": "临教公开〔2026〕1号"})
    with pytest.raises(Voided):
        services.void_letter(letter, reason="再来一次", actor=signer(education), at=at)
    with pytest.raises(Voided), transaction.atomic():
        services.require_in_force(letter)


@pytest.fixture
def served(letter):
    SERVED.add(letter.pk)
    yield letter
    SERVED.discard(letter.pk)


def test_a_letter_that_went_out_is_never_voided(served, education, at) -> None:
    with pytest.raises(DomainError, match="已经送达"):
        services.void_letter(served, reason="写错了", actor=signer(education), at=at)
    assert LetterVoid.objects.count() == 0


def test_a_letter_nobody_can_say_was_served_is_never_voided(education, at) -> None:
    receipt = issue(education, at, template="S-receipt")
    with pytest.raises(DomainError, match="不能作废"):
        services.void_letter(receipt, reason="写错了", actor=signer(education), at=at)


@pytest.mark.parametrize(("reason", "words"), [("", "请填写作废理由"), ("电话13912345678打不通", "理由里不要写电话")])
def test_voiding_needs_a_reason_that_can_be_kept(letter, education, at, reason, words) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.void_letter(letter, reason=reason, actor=signer(education), at=at)
    assert refused.value.messages["reason"].startswith(words)


def test_only_those_who_issue_may_void(letter, education, sport, at) -> None:
    for actor in (handler(education), signer(sport)):
        with pytest.raises(NotAllowed):
            services.void_letter(letter, reason="写错了", actor=actor, at=at)


def test_the_register_shows_own_organs_and_city_wide_roles_see_all(letter, education, sport, at) -> None:
    other = issue(sport, at)
    oversight = Actor(ActorKind.USER, 9, "丙", None, "", frozenset({(education.parent_id, Role.OVERSIGHT)}))
    admin = Actor(ActorKind.USER, 8, "丁", None, "", frozenset({(education.pk, Role.SYSTEM_ADMIN)}))
    assert list(Letter.objects.visible_to(handler(education))) == [letter]
    assert list(Letter.objects.visible_to(oversight)) == [other, letter]
    assert list(Letter.objects.visible_to(admin)) == []
