"""附件的内容: what a file says counts as if it stood in the text; what nobody can read a person answers for."""

import pytest
from django.core.files.base import ContentFile

from disclosure.documents import gates, services
from disclosure.documents.models import Attachment
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.files.models import RefusedUpload, StoredFile
from portal.files.services import store
from portal.screening.models import Finding
from portal.screening.selectors import findings_of, open_findings
from tests.disclosure.office import NOTHING_SECRET, put_file
from tests.files import samples

PHONE = "13800001234"
SCAN = samples.pdf(b"q 200 0 0 200 0 0 cm " + b"0 0 m 10 10 l S " * 10 + b"Q", objects=(b"<<>>", b"<<>>"))

HIDDEN_ROW = f"<worksheet><sheetData><row hidden='1'><c t='str'><v>手机{PHONE}</v></c></row></sheetData></worksheet>"


def commented(words):
    comment = f"<w:comments {samples.W}><w:comment><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment></w:comments>"
    return samples.docx_body("<w:p><w:r><w:t>正文一段</w:t></w:r></w:p>", **{"word/comments.xml": comment})


def conclude(office, document):
    who = office.as_(Role.SECRECY_REVIEWER)
    return services.record_secrecy_review(document, conclusion="active", basis="《保密法》", **NOTHING_SECRET, **who)


@pytest.mark.duty("S2-1.13b", "S1-3.5b")
def test_what_a_comment_says_is_found_with_its_place_and_stops_the_document(office) -> None:
    document = office.draft()
    office.attach(document, name="说明.docx", content=commented(f"联系张某，手机{PHONE}"))
    found = findings_of(document).get()
    assert (found.where, found.kind, found.shown) == ("附件“说明.docx”：批注", "mobile", "138****1234")
    with pytest.raises(Blocked, match="筛查发现没有处理：手机号1处"):
        services.submit(office.fresh(document), **office.as_(Role.HANDLER))


@pytest.mark.duty("S2-1.13b")
@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("表.csv", f"姓名,手机\n张某,{PHONE}\n".encode(), "附件“表.csv”：正文"),
        ("材料.zip", samples.zipped({"内.zip": samples.zipped({"人.txt": f"手机{PHONE}"})}),
         "附件“材料.zip”：压缩包里的“内.zip”：压缩包里的“人.txt”：正文"),
        ("表.xlsx", samples.with_parts(samples.xlsx(), {"xl/worksheets/sheet1.xml": HIDDEN_ROW}),
         "附件“表.xlsx”：工作表“名单”里隐藏的行"),
        ("属性.docx", samples.docx(author=f"手机{PHONE}"), "附件“属性.docx”：文档属性"),
        ("图.jpg", samples.jpeg(artist=f"tel 手机{PHONE}"), "附件“图.jpg”：图片的拍摄信息"),
    ],
)  # fmt: skip
def test_every_hiding_place_joins_the_findings(office, name, content, where) -> None:
    document = office.draft()
    office.attach(document, name=name, content=content)
    assert [(row.where, row.kind) for row in findings_of(document)] == [(where, "mobile")]


@pytest.mark.duty("S1-3.5b")
def test_a_finding_in_a_file_is_decided_like_one_in_the_text(office) -> None:
    document = office.draft()
    office.attach(document, name="说明.docx", content=commented(f"值班手机{PHONE}"))
    document = office.fresh(document)
    given = {"findings": open_findings(document), **office.as_(Role.HANDLER)}
    with pytest.raises(InvalidInput, match="请上传脱敏副本"):
        services.settle_findings(document, decision="masked", **given)
    services.settle_findings(document, decision="not_personal", reason="公务值班手机", **given)
    assert services.submit(document, **office.as_(Role.HANDLER)).state == "checking"


@pytest.mark.duty("S2-6.5.1", "S2-6.5.2")
def test_a_file_with_a_mark_leaves_nothing_but_its_trace(office) -> None:
    document = office.draft()
    with pytest.raises(InvalidInput, match="文件里有密级标志") as refused:
        office.attach(document, name="机密的名字.docx", content=commented("机密★1年"))
    assert list(refused.value.messages) == ["content"]
    assert (StoredFile.objects.count(), Attachment.objects.count(), Finding.objects.count()) == (0, 0, 0)
    trace = RefusedUpload.objects.get()
    assert (trace.stage, trace.name, trace.person_name) == ("inspection", "*.docx", "经办人")
    assert "1年" not in trace.reason


@pytest.mark.duty("S2-6.5.1")
def test_a_mark_in_the_name_of_a_file_is_refused_too(office) -> None:
    with pytest.raises(InvalidInput, match="密级标志"):
        office.attach(office.draft(), name="秘密★.csv")
    assert RefusedUpload.objects.get().name == "*.csv"


# --- what cannot be read ------------------------------------------------------------------------------


def checked_with_a_scan(office):
    document = office.draft()
    office.attach(document, name="照片.pdf", content=SCAN)
    document = services.submit(office.fresh(document), **office.as_(Role.HANDLER))
    return services.pass_check(document, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S2-1.13a")
def test_what_cannot_be_read_waits_for_the_written_word_of_the_reviewer(office) -> None:
    document = checked_with_a_scan(office)
    finding = open_findings(document).get()
    assert (finding.where, finding.shown) == ("附件“照片.pdf”", "第1页只有图像，没有文字可查")
    with pytest.raises(Blocked, match="附件里有1处系统读不出来，等保密审查员看过原件、书面确认"):
        conclude(office, document)
    given = {"findings": [finding], "decision": "confirmed"}
    for role in (Role.HANDLER, Role.INFO_CLERK, Role.HEAD):
        with pytest.raises(NotAllowed):
            services.settle_findings(document, reason="看过", **given, **office.as_(role))
    who = office.as_(Role.SECRECY_REVIEWER)
    with pytest.raises(InvalidInput, match="请填写理由"):
        services.settle_findings(document, reason=" ", **given, **who)
    services.settle_findings(document, reason="逐页看过，是办公楼照片", **given, **who)
    finding.refresh_from_db()
    assert (finding.decider_name, finding.reason) == ("保密审查员", "逐页看过，是办公楼照片")
    assert conclude(office, document).state == "first_review"


@pytest.mark.duty("S2-1.13a", "S2-10.5d")
def test_signing_and_publishing_ask_again(office) -> None:
    """A file that came in past the services, or that was decided about in an earlier round, is no exception."""
    reviewed, signed = office.reviewed(), office.signed(title="另一份通知")
    for document in (reviewed, signed):
        put_file(document, name="照片.pdf", content=SCAN)
    with pytest.raises(Blocked, match="系统读不出来"):
        office.sign(reviewed)
    with pytest.raises(Blocked, match="系统读不出来"):
        services.publish(signed, **office.as_(Role.INFO_CLERK))
    assert office.fresh(signed).state == "signed"


@pytest.mark.duty("S2-1.13a")
def test_a_file_that_came_in_before_files_were_read_stops_and_is_read(office) -> None:
    document = office.checked()
    stored = store(ContentFile(f"手机{PHONE}".encode()), name="旧.txt", actor=SYSTEM, at=office.at)
    Attachment.objects.create(document=document, file=stored)
    with pytest.raises(Blocked, match=r"附件“旧\.txt”的内容还没有筛查"):
        conclude(office, document)
    services.screen_again(document, **office.as_(Role.SECRECY_REVIEWER))
    with pytest.raises(Blocked, match="手机号1处"):
        conclude(office, office.fresh(document))


def test_the_gates_ask_the_same_for_one_file_and_for_four(office, django_assert_num_queries) -> None:
    documents = [office.draft(title=f"通知{count}") for count in (1, 4)]
    for document, count in zip(documents, (1, 4), strict=True):
        for number in range(count):
            office.attach(
                office.fresh(document), name=f"表{number}.csv", content=f"手机,{PHONE[:-1]}{number}\n".encode()
            )
        for gate, queries in ((gates.personal_data_is_settled, 3), *((gate, 3) for gate in gates.FILE_GATES[:2])):
            with django_assert_num_queries(queries):
                gate(document, office.at)
        with django_assert_num_queries(2):
            gates.copies_are_confirmed(document, office.at)
