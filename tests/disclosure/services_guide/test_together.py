"""一件事 and 办事一本通: several errands as one, on the page, as PDF and as Word."""

import io

import docx
import pytest
from pypdf import PdfReader

from disclosure.services_guide import services
from disclosure.services_guide.models import ServiceGuide
from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput
from tests.disclosure.office import MORNING
from tests.disclosure.services_guide.errands import PAPER, bundle_out, bundled, out, published, with_paper

BIRTH, HOUSEHOLD, INSURANCE = "LJ-WJ-001", "LJ-GA-001", "LJ-YB-001"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def errands(office):
    """Birth certificate first, then household registration and insurance at the same time."""
    published(office, code=BIRTH, name="出生医学证明", promised_days=0, legal_days=None)
    published(office, code=HOUSEHOLD, name="出生登记", promised_days=3)
    guide = with_paper(office, code=INSURANCE, name="居民医保参保", promised_days=5, paper=PAPER | {"copies": 2})
    services.add_material(guide, values=PAPER | {"name": "银行卡", "form": "copy"}, **office.as_(Role.HANDLER))
    out(office, guide)


STEPS = ((BIRTH, 1, "出院前"), (HOUSEHOLD, 2, ""), (INSURANCE, 2, ""))


@pytest.mark.duty("S1-6.3")
def test_papers_are_handed_in_once_and_what_is_parallel_takes_no_longer(office, errands, client) -> None:
    bundle = bundle_out(office, *STEPS)
    shown = client.get(bundle.get_absolute_url()).content.decode()
    assert "<dd>5<small>个工作日</small></dd>" in shown
    assert "分开办8个工作日" in shown
    assert "<dd>2<small>样材料</small></dd>" in shown
    assert "分开办4样" in shown
    assert "少交2样" in shown
    assert "原件和复印件2份" in shown
    assert shown.count("<strong>只交一次</strong>") == 1
    assert shown.index("出院前") < shown.index("第2批，5个工作日，同时办")


@pytest.mark.duty("S1-6.3")
def test_a_new_edition_of_an_errand_shows_in_the_bundle_at_once(office, errands, client) -> None:
    bundle = bundle_out(office, *STEPS)
    old = services.revise(_guide(INSURANCE), change_note="快了", **office.as_(Role.HANDLER))
    services.write(old, values={"promised_days": 1}, **office.as_(Role.HANDLER))
    out(office, old)
    assert "<dd>3<small>个工作日</small></dd>" in client.get(bundle.get_absolute_url()).content.decode()


def _guide(code):
    return ServiceGuide.objects.public().get(code=code)


def test_a_bundle_joins_errands_that_are_out(office, errands) -> None:
    with pytest.raises(InvalidInput) as refused:
        bundled(office, ("NO-SUCH-1", 1, ""), (BIRTH, 10, ""), (BIRTH, 1, ""))
    words = "没有NO-SUCH-1这个事项的指南；同一个事项写了两次；LJ-WJ-001的批次要在1到9之间"
    assert refused.value.messages == {"steps": words}
    with pytest.raises(Blocked, match="至少要由两个事项组成"):
        services.submit_bundle(bundled(office, (BIRTH, 1, "")), **office.as_(Role.HANDLER))
    services.withdraw(_guide(BIRTH), reason="取消", **office.as_(Role.HEAD))
    with pytest.raises(Blocked, match="LJ-WJ-001还没有发布的办事指南"):
        services.submit_bundle(bundled(office, *STEPS, code="other"), **office.as_(Role.HANDLER))


def test_a_bundle_that_is_taken_back_is_off_the_page(office, errands, client) -> None:
    bundle = bundle_out(office, *STEPS)
    services.take_back_bundle(bundle, reason="改顺序", **office.as_(Role.HANDLER))
    assert client.get(bundle.get_absolute_url()).status_code == 404
    assert client.get(f"/services/book.pdf?thing={bundle.code}").status_code == 400


@pytest.mark.duty("S1-6.3", "S3-2.4a", "S2-11.C2")
def test_the_printed_book_says_what_the_pages_say_and_begins_with_contents(office, errands, client) -> None:
    bundle_out(office, *STEPS)
    response = client.get(f"/services/book.pdf?thing=newborn&code={BIRTH}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    pages = [leaf.extract_text().replace(" ", "") for leaf in PdfReader(io.BytesIO(response.content)).pages]
    assert "办事一本通" in pages[0]
    assert all(name in pages[1] for name in ("新生儿出生一件事", "出生医学证明", "出生登记", "居民医保参保"))
    whole = "".join(pages[2:]).replace("\n", "")
    for words in (
        "年满六周岁",
        "学校核对材料",
        "户口簿",
        "0000-8612601",
        "投诉电话",
        "没有户口能报名吗",
        "分开办8个工作日",
    ):
        assert words in whole
    assert sum("出生医学证明" in page[:40] for page in pages[2:]) == 1


@pytest.mark.duty("S1-6.3")
def test_the_word_file_has_the_same_parts(office, errands, client) -> None:
    response = client.get(f"/services/book.docx?code={HOUSEHOLD}&code={INSURANCE}")
    made = docx.Document(io.BytesIO(response.content))
    headings = [row.text for row in made.paragraphs if row.style.name == "Heading 1"]
    assert headings == ["出生登记", "居民医保参保"]
    said = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    assert {"收费标准", "不收费", "银行卡", "复印件1份"} <= said
    assert 'TOC \\o "1-1"' in made.element.xml


@pytest.mark.parametrize("query", ["", "?code=", "?code=NO-SUCH", "?thing=no-such", "?code=%00"])
def test_a_book_of_nothing_is_not_printed(client, db, query) -> None:
    assert client.get(f"/services/book.docx{query}").status_code == 400


def test_printing_is_counted_per_address(office, errands, client, monkeypatch) -> None:
    monkeypatch.setattr("disclosure.services_guide.views._BOOK.limit", 1)
    answers = [client.get(f"/services/book.docx?code={BIRTH}").status_code for _ in range(2)]
    assert answers == [200, 429]
