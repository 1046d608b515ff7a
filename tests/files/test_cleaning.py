"""A cleaned copy is read again: nothing hidden is left in it, and whoever opens it sees what he saw before."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image

from portal.files.cleaning import CannotCleanError, clean, proof
from portal.files.extraction import extract
from portal.files.kinds import KINDS
from tests.files import samples

pytestmark = pytest.mark.once


@pytest.fixture
def cleaned(tmp_path):
    """The copy, and what is found before and after."""

    def cleaned_(content, kind):
        source, target = tmp_path / "before", tmp_path / "after"
        source.write_bytes(content)
        with target.open("wb") as file:
            clean(source, KINDS[kind], file)
        return target.read_bytes(), extract(source), extract(target)

    return cleaned_


def texts(found):
    return {part.where: part.text for part in found.parts}


TRACKED = (
    "<w:p><w:r><w:t>联系</w:t></w:r><w:del w:author='修订人'><w:r><w:delText>张三</w:delText></w:r></w:del>"
    "<w:ins w:author='修订人'><w:r><w:t>办公室</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>"
    "<w:p><w:commentRangeStart w:id='0'/><w:r><w:t>第二段</w:t></w:r><w:commentRangeEnd w:id='0'/>"
    "<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的一段</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:trPr><w:del w:author='修订人'/></w:trPr><w:tc><w:p><w:del><w:r>"
    "<w:delText>删掉的行</w:delText></w:r></w:del></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>留下的行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def commented(inner=TRACKED):
    """A text document with a comment that is properly linked, as Word writes it."""
    document = Document()
    document.core_properties.author = "张三"
    document.add_paragraph("一段").add_run("字")
    document.add_comment(document.paragraphs[0].runs, text="这句删掉", author="领导", initials="领")
    buffer = BytesIO()
    document.save(buffer)
    body = f"<w:document {samples.W}><w:body>{inner}<w:sectPr/></w:body></w:document>"
    return samples.with_parts(buffer.getvalue(), {"word/document.xml": body})


@pytest.mark.duty("S2-1.13b")
def test_a_text_document_keeps_its_text_and_loses_what_it_hides(cleaned) -> None:
    content, before, after = cleaned(commented(), "docx")
    assert set(texts(before)) >= {"修订中已删除的文字", "批注", "修订和批注的作者", "隐藏的文字", "文档属性"}
    assert texts(after) == {"正文": "联系办公室。\n第二段\n留下的行"}
    assert (after.faults, proof.fault(before, after)) == ((), "")
    opened = Document(BytesIO(content))
    assert [paragraph.text for paragraph in opened.paragraphs][:2] == ["联系办公室。", "第二段"]
    with ZipFile(BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "comments" in name or "docProps" in name]


def workbook():
    book = Workbook()
    book.properties.creator = "制表人甲"
    sheet = book.worksheets[0]
    sheet.title = "名单"
    for row in (
        ("姓名", "单位", "备注", "合计"),
        ("看得见的人", "某局", "隐藏列的话", "=工资!B1"),
        ("隐藏行的人", "某局", "", 1),
    ):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["A1"].comment = Comment("单元格批注", "批注人乙")
    secret = book.create_sheet("工资")
    secret.append(["隐藏表里的数", 622202123456789])
    secret.sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.duty("S2-1.13b")
def test_a_workbook_loses_hidden_sheets_rows_columns_and_the_strings_only_they_used(cleaned) -> None:
    content, before, after = cleaned(workbook(), "xlsx")
    assert "隐藏的工作表“工资”" in texts(before)
    assert texts(after) == {"工作表的名称": "名单", "工作表“名单”": "姓名\t单位\t合计\n看得见的人\t某局"}
    assert (after.faults, proof.fault(before, after)) == ((), "")
    opened = load_workbook(BytesIO(content))
    assert opened.sheetnames == ["名单"]
    assert [cell.value for cell in opened["名单"]["A"]] == ["姓名", "看得见的人"]
    assert b"622202123456789" not in b"".join(parts_of(content))


def parts_of(content):
    with ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_workbook_of_hidden_sheets_only_is_not_emptied(cleaned) -> None:
    content = samples.xlsx()
    with ZipFile(BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").decode().replace('state="visible"', 'state="hidden"')
    with pytest.raises(CannotCleanError, match="清理以后就没有内容了"):
        cleaned(samples.with_parts(content, {"xl/workbook.xml": book}), "xlsx")


def show():
    root = (
        f'<Relationships {samples.RELS}><Relationship Id="rId1" Type="{samples.OFFICE}/officeDocument" '
        'Target="ppt/presentation.xml"/></Relationships>'
    )
    return samples.with_parts(samples.pptx(), {"_rels/.rels": root})


@pytest.mark.duty("S2-1.13b")
def test_a_presentation_loses_hidden_slides_notes_and_comments(cleaned) -> None:
    content, before, after = cleaned(show(), "pptx")
    assert set(texts(before)) == {"第1张幻灯片", "第1张幻灯片的备注", "隐藏的第2张幻灯片", "批注"}
    assert texts(after) == {"第1张幻灯片": "第一页的话"}
    assert proof.fault(before, after) == ""
    with ZipFile(BytesIO(content)) as archive:
        assert [name for name in archive.namelist() if "slide1" in name or "notes" in name] == []


@pytest.mark.duty("S2-1.13b")
@pytest.mark.parametrize(("make", "kind"), [(samples.jpeg, "jpeg"), (samples.png, "png")])
def test_a_picture_loses_its_notes_and_no_pixel(cleaned, make, kind) -> None:
    noted = make() if kind == "jpeg" else with_note(make())
    content, before, after = cleaned(noted, kind)
    assert before.parts
    assert after.parts == ()
    assert pixels(content) == pixels(noted)
    assert proof.fault(before, after) == ""


def with_note(content):
    from PIL.PngImagePlugin import PngInfo

    note = PngInfo()
    note.add_text("Author", "Zhang San")
    buffer = BytesIO()
    Image.open(BytesIO(content)).save(buffer, "png", pnginfo=note)
    return buffer.getvalue()


def pixels(content):
    with Image.open(BytesIO(content)) as picture:
        return picture.convert("RGB").tobytes()


def test_a_picture_stays_the_right_way_up_and_ends_where_it_ends(cleaned) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, b"Zhang San"
    buffer = BytesIO()
    Image.new("RGB", (64, 32), "white").save(buffer, "jpeg", exif=exif)
    content, _, after = cleaned(buffer.getvalue() + b"appended by the camera", "jpeg")
    with Image.open(BytesIO(content)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}
    assert after.parts == ()
    assert content.endswith(b"\xff\xd9")


def test_a_picture_inside_a_document_loses_its_place(cleaned) -> None:
    picture = BytesIO(samples.jpeg())
    document = Document()
    document.add_picture(picture)
    buffer = BytesIO()
    document.save(buffer)
    _, before, after = cleaned(buffer.getvalue(), "docx")
    assert "里面的图片的拍摄位置" in texts(before)
    assert "里面的图片的拍摄位置" not in texts(after)


@pytest.mark.duty("S2-1.13b")
def test_a_pdf_loses_properties_notes_and_earlier_states(cleaned) -> None:
    info, note = b"<</Author(Zhang San)>>", b"<</Type/Annot/Subtype/Text/Contents(Remove this)/T(Li Si)>>"
    content, before, after = cleaned(samples.pdf("First page", "Second page", objects=(info, note)), "pdf")
    assert set(texts(before)) == {"第1页", "第2页", "第1页的批注", "第2页的批注", "批注的作者", "文档属性"}
    assert texts(after) == {"第1页": "First page", "第2页": "Second page"}
    assert b"Zhang San" not in content
    assert b"Remove this" not in content
    assert proof.fault(before, after) == ""


def test_a_signed_pdf_is_left_alone(cleaned) -> None:
    signed = samples.pdf("x", trailer="/AcroForm<</SigFlags 3/Fields[]>>", objects=(b"<</Author(A)>>", b"<<>>"))
    with pytest.raises(CannotCleanError, match="签章就失效了"):
        cleaned(signed, "pdf")


# --- when it cannot be proved ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([("正文", "一"), ("批注", "二")], "批注还在"),
        ([("正文", "变了")], "看得见的内容有变化"),
        ([("正文", "一"), ("链接的地址", "多的")], "多出了原来没有的内容"),
        ([("正文", "一"), ("隐藏的工作表“a：正文”", "二")], "隐藏的工作表“a：正文”还在"),
    ],
)
def test_a_copy_that_is_not_clean_is_told_apart(parts, why) -> None:
    before = proof.Extraction(parts=(proof.Part("正文", "一"), proof.Part("批注", "二")))
    after = proof.Extraction(parts=tuple(proof.Part(*part) for part in parts))
    assert proof.fault(before, after) == why


def test_a_copy_that_cannot_be_read_is_not_clean() -> None:
    part = proof.Part("正文", "一")
    assert proof.fault(proof.Extraction((part,)), proof.Extraction((part,), faults=("坏了",))) == "副本读不全"


def test_markup_in_a_rare_encoding_is_not_cut(cleaned) -> None:
    body = f"<?xml version='1.0' encoding='utf-16'?><w:document {samples.W}/>".encode("utf-16")
    with pytest.raises(CannotCleanError, match="编码不常见"):
        cleaned(samples.with_parts(commented(), {"word/document.xml": body}), "docx")


def test_entities_stop_the_cutting(cleaned) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "哈">]><x>&a;</x>'
    with pytest.raises(CannotCleanError):
        cleaned(samples.with_parts(commented(), {"word/document.xml": laughs}), "docx")
