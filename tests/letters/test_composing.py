"""Locked words stay, editable ones may change, and what is missing is told all at once."""

from datetime import date

import pytest

from portal.errors import InvalidInput
from portal.letters.composing import compose
from tests.letters.samples import CONTEXT, REFUSAL

ON = date(2026, 5, 21)
LONG = "长" * 19_000


def composed(edits=None, **changes):
    return compose(REFUSAL, organ_name="临江市教育局", context=CONTEXT | changes, edits=edits or {}, on=ON)


def test_a_complete_letter_reads_as_the_template_says() -> None:
    draft = composed()
    assert draft.missing == ()
    assert draft.text == (
        "欧阳明：\n"
        "本机关于2026年5月6日收到您提出的申请，申请公开“2025年度招生工作会议纪要”。\n"
        "该会议纪要是内部讨论记录。\n"
        "以上依据是《中华人民共和国政府信息公开条例》第十六条第二款。\n"
        "如对本答复不服，应当自收到本答复书之日起60日内先向临江市人民政府申请行政复议。"
    )


def test_a_block_stands_only_when_its_condition_holds() -> None:
    items = composed(given=["招生计划（1份）", "  ", "实施方案（1份）"]).blocks[2]
    assert (items.code, items.lines) == ("given", ("招生计划（1份）", "实施方案（1份）"))
    assert [block.code for block in composed().blocks] == ["to", "intro", "reason", "law", "remedy"]


def test_the_clerk_rewords_what_is_editable_and_nothing_else() -> None:
    draft = composed({"reason": "纪要记录的是讨论过程。\r\n没有形成结论。"})
    assert draft.blocks[2].lines == ("纪要记录的是讨论过程。", "没有形成结论。")
    assert draft.blocks[2].default == "该会议纪要是内部讨论记录。"
    with pytest.raises(InvalidInput) as refused:
        composed({"remedy": "不服也没有办法。", "no_such": "甲"})
    assert refused.value.messages == {"remedy": "这一段是固定文字，不能改", "no_such": "这份文书里没有这一段"}


@pytest.mark.duty("law.B2")
def test_everything_missing_is_told_at_once_in_chinese() -> None:
    draft = composed(applicant="", reason=" ", articles=["有关规定"], remedy=None, is_online=True)
    assert draft.missing == (
        "还没有填：申请人",
        "没有写不予公开的理由",
        "依据没有写到条款项",
        "没有救济告知",
        "从网上送达的，要写网上申请行政复议的渠道",
    )


def test_an_element_rubbed_out_by_the_clerk_is_missing() -> None:
    assert composed({"reason": "……"}).missing == ("没有写不予公开的理由",)


@pytest.mark.duty("law.B3")
def test_the_online_channel_must_stand_in_the_letter_word_for_word() -> None:
    """Administrative Reconsideration Law art. 22(2): knowing the address is not enough, the letter must tell it."""
    url = "https://www.linjiang.example/review/"
    assert composed(is_online=True, review_url=url).missing == ("从网上送达的，要写网上申请行政复议的渠道",)
    assert composed(is_online=True, review_url=url, remedy=f"先申请行政复议（网上渠道：{url}）。").missing == ()


def test_hidden_characters_and_endless_text_are_refused_at_their_block() -> None:
    with pytest.raises(InvalidInput) as refused:
        composed(reason="理由\x07")
    assert list(refused.value.messages) == ["reason"]
    with pytest.raises(InvalidInput) as refused:
        composed({"reason": "长" * 20_001})
    assert refused.value.messages == {"reason": "理由最多20000个字，现在是20001个字，请缩短"}
    with pytest.raises(InvalidInput) as refused:
        composed(
            applicant=LONG, asked_for=LONG, given=[LONG], reason=LONG, remedy=LONG, articles=["长" * 19_000, "长" * 900]
        )
    assert refused.value.messages[""].startswith("文书最多100000个字")
