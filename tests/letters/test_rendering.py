"""Word and PDF say what the letter says, whatever was typed; drafts say that they are drafts."""

import re
import unicodedata
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from portal import typed_text
from portal.letters.composing import compose
from portal.letters.errors import FontMissing
from portal.letters.freezing import canonical, content_hash, frozen, thawed
from portal.letters.rendering import render
from portal.letters.templates import Block, BlockKind, LetterTemplate
from tests.letters.samples import CASE, CONTEXT, FREE, RECORD, REFUSAL

pytestmark = pytest.mark.once

ON = date(2026, 5, 21)
NUMBER, CODE = "临教公开〔2026〕12号", "K7MQ-2345-ABCD-EFGH-JKMN"
NASTY = [
    '#panic("x") #let a = 1',
    "\\ $x^2$ *粗* _斜_ `码` @label <label> // 注释 /* */ [方括号] = 标题",
    "<script>alert(1)</script> &amp; <w:p/> ]]> {{ applicant }} {applicant} {% now %}",
    "“引号”‘单引号’「角」『双角』《书名》——……",
    '= 标题\n- 列表\n+ 编号\n#include "letter.typ"',
]


def letter(template=REFUSAL, context=CONTEXT, number=NUMBER, code=CODE):
    draft = compose(template, organ_name="临江市教育局", context=context, edits={}, on=ON)
    return thawed(canonical(frozen(draft, number=number, code=code, subject=CASE)))


def free(text):
    return letter(FREE, {"text": text}, number="")


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def bare(text: str) -> str:
    """Without what line breaking adds or takes away; look-alike forms of one character made equal."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def without_page_marks(text: str) -> str:
    """The running text of a PDF without what stands at the foot of every page."""
    return re.sub(r"—\s*\d+\s*—|核验网址.*", "", text)


# --- whatever was typed ---------------------------------------------------------------------------------

_CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
_MARKS = st.sampled_from("，。；：“”‘’（）《》〔〕、？！—…#\\$<>{}[]*_`@=+-/&%~^|'\"0123456789abcXYZ")
_TYPED = st.text(_CHINESE | _MARKS | st.just(" ") | st.just("\n"), min_size=1, max_size=300).filter(
    lambda text: any(unicodedata.category(each)[0] in "LN" for each in text)
)


@settings(max_examples=40)
@given(_TYPED)
@example(NASTY[0])
@example(NASTY[1])
@example(NASTY[2])
@example(NASTY[3])
@example(NASTY[4])
def test_whatever_is_typed_stands_in_both_files(text) -> None:
    said = bare(free(text).text)
    assert said == bare(typed_text.paragraphs(text))
    assert said in bare(docx_text(render(free(text), "docx").content))
    assert said in bare(pdf_text(render(free(text), "pdf").content))


def test_a_paragraph_of_five_thousand_characters_goes_over_pages() -> None:
    text = "".join(f"第{number}句说明理由。" for number in range(600))
    assert len(text) > 5000
    made = render(free(text), "pdf").content
    assert len(PdfReader(BytesIO(made)).pages) == 9
    assert bare(text) in bare(without_page_marks(pdf_text(made)))
    assert text in docx_text(render(free(text), "docx").content)


def test_a_value_is_no_template() -> None:
    said = letter(context=CONTEXT | {"applicant": "{remedy}"}).text
    assert said.startswith("{remedy}：\n")


# --- the page -------------------------------------------------------------------------------------------


def test_the_pdf_carries_title_number_signature_and_the_way_to_verify_it() -> None:
    text = bare(pdf_text(render(letter(), "pdf").content))
    for words in ("临江市教育局政府信息不予公开答复书", NUMBER, "2026年5月21日(印章)", "核验网址", CODE, "—1—"):
        assert bare(words) in text


def test_the_pdf_is_tagged_titled_and_brings_its_fonts() -> None:
    reader = PdfReader(BytesIO(render(letter(), "pdf").content))
    catalogue = reader.trailer["/Root"]
    assert bool(catalogue["/MarkInfo"]["/Marked"])
    assert catalogue["/Lang"] == "zh-CN"
    assert reader.metadata.title == "临江市教育局政府信息不予公开答复书"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert descriptors != []
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)


def test_the_word_file_is_set_as_the_standard_says() -> None:
    document = docx.Document(BytesIO(render(letter(), "docx").content))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin, section.right_margin)] == [37, 28, 26]
    title, number, to, intro = document.paragraphs[:4]
    assert (title.text, number.text, to.text) == ("临江市教育局\n政府信息不予公开答复书", NUMBER, "欧阳明：")
    assert _typeface(title) == "方正小标宋简体"
    assert (_typeface(intro), intro.runs[0].font.size.pt) == ("仿宋_GB2312", 16)
    assert intro._element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert to._element.pPr.find(qn("w:ind")) is None
    assert [row.text for row in document.paragraphs[-3:]] == ["临江市教育局", "2026年5月21日", "（印章）"]
    footers = [bare(part.paragraphs[1].text) for part in (section.footer, section.even_page_footer)]
    assert footers == [bare(f"核验网址www.linjiang.example/letters/verify/验证码{CODE}")] * 2


def _typeface(paragraph) -> str:
    return paragraph.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia"))


def test_every_part_of_the_word_file_is_well_formed() -> None:
    for is_draft in (False, True):
        with ZipFile(BytesIO(render(free(NASTY[2]), "docx", is_draft=is_draft).content)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(name))


def test_a_block_that_continues_stands_in_the_same_paragraph() -> None:
    lines = docx_text(render(letter(), "docx").content).splitlines()
    law = "以上依据是《中华人民共和国政府信息公开条例》第十六条第二款。"
    assert f"该会议纪要是内部讨论记录。{law}" in lines


def test_tables_headings_and_lists_stand_in_both_files() -> None:
    template = LetterTemplate(
        code="S-kinds",
        version=1,
        title="通知书",
        in_force_from=ON,
        names={"items": "清单", "rows": "各栏"},
        blocks=(
            Block("head", "一、清单", kind=BlockKind.HEADING),
            Block("items", "{items}", kind=BlockKind.ITEMS),
            Block("rows", "{rows}", kind=BlockKind.TABLE),
            Block("more", "附件：1．明细表", kind=BlockKind.ATTACHMENT),
        ),
    )
    rows = [["受送达人", "欧阳明"], ["送达地点", "人民路1号\n收发室"], ["只有一格"], ["一", "二", "三"]]
    made = letter(template, {"items": ["甲件（1份）", "乙件（2份）"], "rows": rows}, number="")
    for text in (docx_text(render(made, "docx").content), pdf_text(render(made, "pdf").content)):
        for words in (
            "一、清单",
            "甲件(1份)",
            "乙件(2份)",
            "受送达人",
            "人民路1号",
            "收发室",
            "只有一格",
            "三",
            "附件:1.明细表",
        ):
            assert bare(words) in bare(text)


def test_a_form_without_signature_shows_no_organ_and_no_seal() -> None:
    form = letter(RECORD, {"rows": [["受送达人", "欧阳明"]]}, number="")
    for text in (docx_text(render(form, "docx").content), pdf_text(render(form, "pdf").content)):
        assert "送达回证" in text
        assert "印章" not in text
        assert "教育局" not in text


# --- drafts, names, bytes ---------------------------------------------------------------------------------


def test_a_draft_says_so_and_carries_no_number_and_no_code() -> None:
    draft = letter(number="", code="")
    word, page = render(draft, "docx", is_draft=True), render(draft, "pdf", is_draft=True)
    assert (word.name, page.name) == ("政府信息不予公开答复书 草稿.docx", "政府信息不予公开答复书 草稿.pdf")
    with ZipFile(BytesIO(word.content)) as package:
        headers = [package.read(name).decode() for name in package.namelist() if "header" in name]
    assert len(headers) == 2
    assert all("草稿，没有编号，不作为答复" in header and 'string="草稿"' in header for header in headers)
    text = bare(pdf_text(page.content))
    assert "草稿,没有编号,不作为答复" in text
    assert "核验网址" not in text


def test_a_file_is_named_after_the_letter_and_nobody_else() -> None:
    assert render(letter(), "docx").name == f"政府信息不予公开答复书 {NUMBER}.docx"


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_the_same_letter_makes_the_same_bytes(format_, time_machine) -> None:
    time_machine.move_to("2026-05-21 09:30")
    first = render(letter(), format_)
    time_machine.move_to("2031-11-02 23:59")
    assert render(letter(), format_).sha256 == first.sha256
    assert render(letter(number="临教公开〔2026〕13号"), format_).sha256 != first.sha256


def test_the_hash_changes_with_every_word() -> None:
    texts = [letter(), letter(context=CONTEXT | {"reason": "别的理由。"}), letter(code="K7MQ-2345-ABCD-EFGH-JKMP")]
    assert len({content_hash(canonical(each)) for each in texts}) == 3
    assert canonical(thawed(canonical(texts[0]))) == canonical(texts[0])


# --- fonts ----------------------------------------------------------------------------------------------


def test_without_chinese_fonts_the_pdf_says_what_to_install_and_word_still_works(settings, tmp_path) -> None:
    settings.LETTER_SYSTEM_FONTS, settings.LETTER_FONTS = False, str(tmp_path)
    with pytest.raises(FontMissing) as refused:
        render(letter(), "pdf")
    assert refused.value.message == (
        "这台机器没有中文字体，做不出PDF。Word格式（docx）照常可以下载。请系统管理员安装中文字体"
        f"（Debian、Ubuntu：apt install fonts-noto-cjk），或者把仿宋、小标宋等字体文件放进{tmp_path}，再生成PDF。"
    )
    assert "欧阳明" in docx_text(render(letter(), "docx").content)


def test_a_character_no_font_has_is_refused_instead_of_a_box() -> None:
    with pytest.raises(FontMissing) as refused:
        render(free("姓名\U000323afE"), "pdf")
    assert refused.value.message.startswith("里面有这台机器的字体没有的字，做不出PDF。")
