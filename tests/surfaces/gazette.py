"""Rows of the gazette: its pages, its issues and deliveries in the staff site."""

from datetime import date

from disclosure.documents import services as documents
from disclosure.documents.models import Document
from disclosure.gazette import services
from disclosure.gazette.models import GazetteDelivery, GazetteIssue
from portal.accounts.states import Role
from tests.disclosure.gazette import issues
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    GONE,
    HISTORY,
    UNSEEN,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import holding

ISSUE, DELIVERY = "disclosure/gazetteissue", "disclosure/gazettedelivery"
EDITORS = holding("handler", "info_clerk")

GAZETTE_PAGES = [
    Surface("gazette/", "/gazette/", ALL),
    Surface("gazette/<int:year>/<int:number>/", "/gazette/2026/1/", ALL),
    Surface("gazette/<int:year>/<int:number>/", "/gazette/2026/1/?q=招生", ALL),
    Surface("gazette/<int:year>/<int:number>/", "/gazette/2026/2/", UNSEEN),
    Surface("gazette/<int:year>/<int:number>/gazette.pdf", "/gazette/2026/1/gazette.pdf", ALL),
    Surface("gazette/<int:year>/<int:number>/gazette.pdf", "/gazette/2026/2/gazette.pdf", UNSEEN),
    Surface("gazette/<int:year>/<int:number>/<int:position>/", "/gazette/2026/1/1/", ALL),
    Surface("gazette/<int:year>/<int:number>/<int:position>/", "/gazette/2026/1/2/", GONE),
    Surface("gazette/<int:year>/<int:number>/<int:position>/", "/gazette/2026/2/1/", UNSEEN),
    Surface("gazette/scans/<int:pk>/", "/gazette/scans/{gazette_scan}/", ALL),
    Surface("gazette/scans/<int:pk>/", "/gazette/scans/{gazette_hidden_scan}/", UNSEEN),
    Surface("feeds/gazette/", "/feeds/gazette/", ALL),
    Surface("feeds/gazette.json", "/feeds/gazette.json", ALL),
    Surface("api/v1/gazette/", "/api/v1/gazette/", ALL),
    Surface("api/v1/gazette/<int:year>/<int:number>/", "/api/v1/gazette/2026/1/", ALL),
    Surface("api/v1/gazette/<int:year>/<int:number>/", "/api/v1/gazette/2026/2/", UNSEEN),
]

GAZETTE_DESK = [
    *admin(ISSUE, "gazette_draft", rows=CASE_LIST, row=CASE, add=to(EDITORS), history=HISTORY),
    Surface(f"admin/{ISSUE}/owed/", f"/admin/{ISSUE}/owed/", CASE_LIST),
    act(ISSUE, "gazette_draft", "add_document", done_by(EDITORS)),
    act(ISSUE, "gazette_issue", "correct", done_by(holding("disclosure_head", "signer"))),
    start(ISSUE, "import_issues", to(EDITORS)),
    *admin(DELIVERY, "gazette_delivery", rows=CASE_LIST, row=CASE, add=to(EDITORS), history=HISTORY),
    act(DELIVERY, "gazette_delivery", "deliver", done_by(EDITORS)),
    start(DELIVERY, "ask_for", to(EDITORS)),
]


def gazette_on_stage(office, published: Document) -> dict[str, int]:
    """An issue that is out, with a document that was taken down since; one under way; one facsimile in sight, one not;
    and a document that is owed."""
    gone = office.published(title="后来撤下的通知")
    issues.published(office, published, gone, dated=date(2026, 5, 1))
    documents.withdraw(gone, reason="另行制定", **office.as_(Role.SIGNER))
    rows = [f"{year},1,,{year}-01-15,其他,旧通知,,1,1,,jiu.txt," for year in (1997, 1998)]
    packed = issues.archive(mulu__csv=issues.table(*rows), jiu__txt="旧通知。".encode())
    services.import_issues(organ=office.organ, upload=packed, **office.as_(Role.INFO_CLERK))
    old = GazetteIssue.objects.get(year=1997)
    services.submit(old, **office.as_(Role.INFO_CLERK))
    services.publish(old, **office.as_(Role.DISCLOSURE_HEAD))
    owed = office.published(is_normative=True, title="还没有登公报的办法")
    draft = issues.with_documents(office, owed, number=2)
    return {
        "gazette_issue": GazetteIssue.objects.get(year=2026, number=1).pk,
        "gazette_draft": draft.pk,
        "gazette_scan": old.entries.get().pk,
        "gazette_hidden_scan": GazetteIssue.objects.get(year=1998).entries.get().pk,
        "gazette_delivery": GazetteDelivery.objects.get(document=owed).pk,
    }
