"""Historic issues: a table and files go in row by row, with their texts."""

from datetime import date

import pytest

from disclosure.documents.importing.reading import Unreadable
from disclosure.gazette import selectors, services
from disclosure.gazette.models import GazetteEntry, GazetteIssue
from portal.accounts.states import Role
from portal.errors import Blocked, DomainError, NotAllowed
from portal.files.models import StoredFile
from portal.screening.models import Finding, RefusedText
from tests.disclosure.gazette.issues import archive, table, uploaded
from tests.disclosure.office import MORNING

FIRST = "1998,1,1,1998-01-15,市政府文件,关于加强春耕生产的通知,临政发〔1998〕1号,1,2,是,,各乡镇：抓好春耕。"
SECOND = "1998,1,1,1998-01-15,大事记,一月大事记,,3,3,,,1月5日召开会议。"
THIRD = "1998,3,3,1998-03-15,市政府文件,关于防汛的通知,临政发〔1998〕9号,1,4,是,,做好防汛。"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


def imported(office, upload):
    return services.import_issues(organ=office.organ, upload=upload, **office.as_(Role.INFO_CLERK))


def brought_online(office):
    for issue in GazetteIssue.objects.order_by("pk"):
        services.submit(issue, **office.as_(Role.INFO_CLERK))
        services.publish(issue, **office.as_(Role.DISCLOSURE_HEAD))


@pytest.mark.duty("S3-5.5c", "S1-4.2a")
def test_issues_of_the_past_are_read_online_with_their_gaps(office, client) -> None:
    outcome = imported(office, uploaded(table(FIRST, SECOND, THIRD)))
    assert (outcome.issues, outcome.created, outcome.faults) == (2, 3, [])
    brought_online(office)
    [year] = selectors.years()
    assert (year.year, [issue.number for issue in year.issues], year.missing) == (1998, [3, 1], [2])
    shown = client.get("/gazette/?x").content.decode()
    assert "还缺第2期" in shown
    issue = client.get("/gazette/1998/1/?x").content.decode().replace("<wbr>", "")
    places = [
        issue.index(words) for words in ("关于加强春耕生产的通知", "第1—2页", "一月大事记", "第3页", "由纸质公报录入")
    ]
    assert places == sorted(places)
    assert "抓好春耕" in client.get("/gazette/1998/1/1/").content.decode()


@pytest.mark.duty("S3-5.5c")
def test_years_without_any_issue_are_shown_as_gaps(office) -> None:
    later = "2001,1,,2001-01-15,其他,新年致辞,,1,1,,,新年好。"
    imported(office, uploaded(table(FIRST, later)))
    brought_online(office)
    told = [(each.label, len(each.issues)) for each in selectors.years()]
    assert told == [("2001年", 1), ("1999—2000年", 0), ("1998年", 1)]


@pytest.mark.duty("S3-5.5c")
def test_the_text_of_a_file_can_be_searched_and_the_file_fetched(office, client) -> None:
    row = "1998,1,1,1998-01-15,市政府文件,关于加强春耕生产的通知,,1,2,是,chungeng.txt,"
    imported(office, archive(mulu__csv=table(row), chungeng__txt="各乡镇：\n抓好早稻育秧。".encode()))
    brought_online(office)
    entry = GazetteEntry.objects.get()
    assert entry.text == "各乡镇：\n抓好早稻育秧。"
    found = client.get("/gazette/1998/1/?q=早稻").content.decode()
    assert "抓好<mark>早稻</mark>育秧" in found
    fetched = client.get(f"/gazette/scans/{entry.pk}/")
    assert b"".join(fetched).decode() == "各乡镇：\n抓好早稻育秧。"


@pytest.mark.duty("S3-5.5c")
def test_every_wrong_row_says_why_and_the_others_go_in(office) -> None:
    rows = (
        FIRST,
        FIRST,
        "1998,x,,1998-02-15,其他,没有期号,,,,,,字",
        "1998,2,,,其他,没有日期,,,,,,字",
        "1998,2,,1998-02-15,副刊,没有这个栏目,,,,,,字",
        "1998,2,,1998-02-15,其他,没有内容,,,,,,",
        "1998,2,,1998-02-15,其他,页码倒了,,5,3,,,字",
        "1998,2,,1998-02-15,其他,文件没有,,,,,a.pdf,",
        "1998,1,,1998-01-16,其他,日期不一致,,,,,,字",
        "1998,2,,1998-02-15,其他,带密级,,,,,,机密★十年",
    )
    outcome = imported(office, uploaded(table(*rows)))
    assert (outcome.created, outcome.unchanged) == (1, 1)
    assert outcome.faults == [
        (4, "期号“x”不是整数"),
        (5, "没有出版日期"),
        (6, "栏目里没有“副刊”这一项"),
        (7, "正文和文件要有一样"),
        (8, "结束页不能在起始页前面"),
        (9, "压缩包里没有“a.pdf”"),
        (10, "同一期的出版日期不一致：前面是1998-01-15"),
        (11, "有密级标志（★），没有导入：请按保密规定处理"),
    ]
    assert GazetteEntry.objects.count() == 1
    assert RefusedText.objects.count() == 1


def test_running_it_again_changes_nothing_and_a_trial_writes_nothing(office) -> None:
    given = table(FIRST, SECOND)
    trial = services.read_issues(organ=office.organ, upload=uploaded(given), **office.as_(Role.INFO_CLERK))
    assert (trial.issues, trial.created, GazetteIssue.objects.count()) == (1, 2, 0)
    imported(office, uploaded(given))
    again = imported(office, uploaded(given))
    assert (again.created, again.unchanged, GazetteEntry.objects.count()) == (0, 2, 2)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.doc", b"x", "请上传CSV、XLSX"),
        ("a.csv", "年份,标题\n1998,甲".encode(), "表里没有这些列：期号、出版日期"),
        ("a.csv", b"", "表里没有内容"),
        ("a.zip", b"PK nothing", "压缩包打不开"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(office, name, content, words) -> None:
    with pytest.raises(Unreadable, match=words):
        imported(office, uploaded(content, name))
    assert not StoredFile.objects.exists()


def test_a_file_without_one_good_row_is_refused(office) -> None:
    with pytest.raises(DomainError, match="没有可以导入的行"):
        imported(office, uploaded(table("1998,x,,,,,,,,,,")))


def test_only_who_edits_the_gazette_takes_issues_in(office) -> None:
    with pytest.raises(NotAllowed):
        services.import_issues(organ=office.organ, upload=uploaded(table(FIRST)), **office.as_(Role.SIGNER))


@pytest.mark.duty("S3-5.5c")
def test_personal_data_of_the_past_is_masked_before_it_goes_online(office, client) -> None:
    row = "1998,1,1,1998-01-15,人事任免,关于任免的通知,,1,1,,rm.txt,"
    text = "联系人身份证号110101199003070011。"
    imported(office, archive(mulu__csv=table(row), rm__txt=text.encode()))
    issue = GazetteIssue.objects.get()
    with pytest.raises(Blocked, match="1处个人信息没有处理"):
        services.submit(issue, **office.as_(Role.INFO_CLERK))
    findings = Finding.objects.filter(gone_at=None)
    services.settle_findings(issue, findings=findings, decision="masked", **office.as_(Role.INFO_CLERK))
    brought_online(office)
    entry = GazetteEntry.objects.get()
    assert "110101199003070011" not in client.get("/gazette/1998/1/1/").content.decode()
    assert entry.file is None
    assert client.get(f"/gazette/scans/{entry.pk}/").status_code == 404
    assert entry.issue.dated == date(1998, 1, 15)
