"""From the text as written to the page."""

import pytest

from disclosure.documents.typesetting import body_html, chinese_number, opening, plain_text

REGULATION = """临江市养犬管理办法
目　录
第一章　总则
第二章　附则
第一章　总则
第一条　为了规范养犬行为，制定本办法。
第二条之一 县级以上人民政府负责。
（一）登记；
第二章　附则
第十二条　本办法自2026年7月1日起施行。
临江市人民政府
2026年5月21日
（此件主动公开）"""


@pytest.mark.duty("S0-1.12b")
def test_a_regulation_is_set_with_headings_addresses_and_signature() -> None:
    assert body_html(REGULATION).split("\n") == [
        "<p>临江市养犬管理办法</p>",
        '<nav class="contents" aria-label="目录"><ul><li><a href="#h1">第一章　总则</a></li>'
        '<li><a href="#h2">第二章　附则</a></li></ul></nav>',
        '<h2 id="h1">第一章　总则</h2>',
        '<p id="a1"><strong>第一条</strong>　为了规范养犬行为，制定本办法。</p>',
        '<p id="a2z1"><strong>第二条之一</strong>　县级以上人民政府负责。</p>',
        "<p>（一）登记；</p>",
        '<h2 id="h2">第二章　附则</h2>',
        '<p id="a12"><strong>第十二条</strong>　本办法自2026年7月1日起施行。</p>',
        '<p class="sign">临江市人民政府<br>2026年5月21日</p>',
        "<p>（此件主动公开）</p>",
    ]


def test_the_same_article_twice_has_two_addresses() -> None:
    assert body_html("第一条 甲\n第一条 乙").split("\n") == [
        '<p id="a1"><strong>第一条</strong>　甲</p>',
        '<p id="a1-2"><strong>第一条</strong>　乙</p>',
    ]


@pytest.mark.duty("S0-1.12b")
def test_html_loses_style_class_font_and_script() -> None:
    pasted = (
        '<h1 style="color:red">通知</h1><p class="MsoNormal" align="center"><font face="黑体">正文</font>'
        '<script>alert(1)</script><a href="javascript:alert(1)" onclick="x()">链接</a><img src=x onerror=alert(1)></p>'
        '<p>&nbsp;</p><table width="600"><tr><td colspan="2">格</td></tr></table>'
    )
    assert body_html(pasted) == (
        '<h2>通知</h2><p>正文<a rel="noopener noreferrer">链接</a></p>'
        '<table><tbody><tr><td colspan="2">格</td></tr></tbody></table>'
    )


def test_a_lone_angle_bracket_is_a_character() -> None:
    assert body_html("浓度<0.5mg 且>0.1mg") == "<p>浓度&lt;0.5mg 且&gt;0.1mg</p>"


def test_plain_text_of_html_reads_line_by_line() -> None:
    assert plain_text("<p>甲&lt;乙</p><style>p{}</style><ul><li>一</li><li>二</li></ul>") == "甲<乙\n一\n二"


def test_the_opening_passes_over_headings_and_the_addressee() -> None:
    assert (
        opening("关于招生的通知\n各区教育局：\n第一条　为了招生，制定本办法。\n其他。", length=50)
        == "为了招生，制定本办法。"
    )


def test_a_long_opening_is_cut() -> None:
    assert opening("一二三四五六七八九十。", length=6) == "一二三四五…"


NUMERALS = {"一": 1, "十": 10, "十二": 12, "二十": 20, "一百零五": 105, "一千二百六十": 1260, "二〇": 20, "15": 15}


@pytest.mark.parametrize("numeral", NUMERALS)
def test_numerals_are_read(numeral) -> None:
    assert chinese_number(numeral) == NUMERALS[numeral]


def test_a_very_long_text_is_set_whole() -> None:
    text = "\n".join(f"第{number}条 内容内容内容。" for number in range(1, 20_001))
    assert body_html(text).count("<p id=") == 20_000
