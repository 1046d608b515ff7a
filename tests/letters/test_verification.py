"""The public page tells whether a letter is real and in force, and nothing about anybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.letters import services
from portal.letters.verification_codes import ALPHABET, is_complete, new_code, normalised
from tests.letters.samples import CASE, CONTEXT, signer

pytestmark = pytest.mark.django_db
PAGE = "/letters/verify/"
UNKNOWN = "K7MQ-2345-ABCD-EFGH-JKMN"


@pytest.fixture
def letter(education, at):
    return services.issue_letter(
        template="S-refusal", subject=CASE, organ=education, context=CONTEXT, actor=signer(education), at=at
    )


@pytest.fixture
def code(letter):
    return services.verification_code(letter)


def asked(client, code, **values):
    return client.post(PAGE, {"code": code, **values})


@pytest.mark.duty("law.B2")
def test_a_letter_is_confirmed_by_kind_number_organ_date_and_hash(client, letter, code) -> None:
    page = asked(client, code).content.decode()
    for words in (
        "确有这份文书，没有作废",
        "政府信息不予公开答复书",
        "临教公开〔2026〕1号",
        "临江市教育局",
        "2026年5月21日",
        letter.content_hash,
    ):
        assert words in page


def test_the_page_tells_nothing_personal_and_nothing_of_the_content(client, code) -> None:
    page = asked(client, code).content.decode()
    for words in ("欧阳明", "会议纪要", "内部讨论", "申请 2026-12", "第十六条"):
        assert words not in page


def test_a_void_letter_is_told_with_its_day_and_not_with_its_reason(client, letter, code, at) -> None:
    services.void_letter(letter, reason="落款机关写错", actor=signer(letter.organ), at=at.replace(month=6, day=3))
    page = asked(client, code).content.decode()
    assert "这份文书已经作废" in page
    assert "2026年6月3日起作废" in page
    assert "确有这份文书" not in page
    assert "写错" not in page


def test_every_unknown_code_gets_the_same_answer(client, code) -> None:
    near = code[:-1] + ("2" if code[-1] != "2" else "3")
    pages = [asked(client, typed).content.decode().replace(typed, "") for typed in (UNKNOWN, near)]
    assert "没有查到这份文书" in pages[0]
    assert without_token(pages[0]) == without_token(pages[1])


def without_token(page: str) -> str:
    head, _, rest = page.partition('name="csrfmiddlewaretoken" value="')
    return head + rest.partition('"')[2]


@pytest.mark.parametrize("typed", ["12345", "", "K7MQ-2345-ABCD-EFGH-JKM0", "<script>alert(1)</script>", "码" * 20])
def test_what_is_no_code_is_told_at_the_field(client, letter, typed) -> None:
    page = asked(client, typed).content.decode()
    assert "没有查到这份文书" not in page
    assert "错误：核验文书" in page
    assert "<script>alert" not in page


def test_the_code_is_never_read_from_the_address(client, code) -> None:
    page = client.get(f"{PAGE}?code={code}").content.decode()
    assert "确有这份文书" not in page
    assert "临教发公开" not in page
    assert f'value="{code}"' not in page
    assert client.get(f"{PAGE}{code}/").status_code == 404


def test_answers_are_kept_by_no_cache(client, code) -> None:
    assert "no-store" in asked(client, code)["Cache-Control"]


def test_guessing_is_slowed_down_and_the_right_code_waits_too(client, code) -> None:
    for _ in range(30):
        assert asked(client, UNKNOWN).status_code == 200
    late = asked(client, code)
    assert late.status_code == 429
    assert "请10分钟以后再试" in late.content.decode()
    assert "确有这份文书" not in late.content.decode()


def test_the_page_asks_the_database_once(client, code, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        asked(client, code)
    with django_assert_num_queries(1):
        asked(client, UNKNOWN)


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_a_file_is_compared_with_what_was_handed_out(client, letter, code, at, format_) -> None:
    made = services.letter_file(letter, format_, at=at)
    assert services.letter_file(letter, format_, at=at).sha256 == made.sha256
    assert letter.renderings.count() == 1
    same = asked(client, code, file=SimpleUploadedFile(made.name, made.content)).content.decode()
    assert "一致，是本站生成的原文件" in same
    changed = asked(client, code, file=SimpleUploadedFile(made.name, made.content + b" ")).content.decode()
    assert "一致，是本站生成的原文件" not in changed
    assert "不一致" in changed


def test_a_draft_is_no_letter_to_compare_with(client, letter, code, education, at) -> None:
    draft = services.preview_letter(template="S-refusal", organ=education, context=CONTEXT, on=at.date())
    file = services.draft_file(draft, "docx")
    page = asked(client, code, file=SimpleUploadedFile(file.name, file.content)).content.decode()
    assert "不一致" in page


def test_a_huge_file_is_refused(client, code) -> None:
    file = SimpleUploadedFile("文书.pdf", b"0" * (20 * 1024 * 1024 + 1))
    assert "文件不能超过20MB" in asked(client, code, file=file).content.decode()


def test_codes_are_long_and_made_of_characters_nobody_confuses() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(is_complete(code) and len(code) == 24 and len(normalised(code)) == 20 for code in codes)
    assert set("01ILOU") & set(ALPHABET) == set()
    assert len(set(ALPHABET)) ** 20 > 2**98


def test_letters_by_guessed_address_are_nowhere(client, letter) -> None:
    for address in (f"/letters/{letter.pk}/", f"/letters/{letter.pk}.pdf", f"/letters/{letter.number}/", "/letters/"):
        assert client.get(address).status_code == 404
