"""Rows of errands: the ways in, guides, 一件事, the book; guides and bundles in the staff site."""

from django.core.files.base import ContentFile

from disclosure.services_guide import services
from disclosure.services_guide.models import MaterialFile
from portal.accounts.states import Role
from tests.disclosure.services_guide import errands
from tests.surfaces.answers import ALL, CASE, CASE_LIST, GONE, HISTORY, UNSEEN, Surface, act, admin, done_by, start, to
from tests.surfaces.viewers import EVERYBODY, holding

GUIDE, BUNDLE = "disclosure/serviceguide", "disclosure/servicebundle"
WRITERS = holding("handler", "info_clerk")
SHOWN, SECOND, DOWN, DRAFT = "LJ-001", "LJ-002", "LJ-003", "LJ-004"

SERVICE_PAGES = [
    Surface("services/", "/services/", ALL),
    Surface("services/list/", "/services/list/", ALL),
    Surface("services/book/", "/services/book/", ALL),
    Surface("services/book.pdf", "/services/book.pdf", {400: EVERYBODY}),
    Surface("services/book.docx", f"/services/book.docx?code={DRAFT}", {400: EVERYBODY}),
    Surface("services/book.docx", f"/services/book.docx?code={SHOWN}", ALL),
    Surface("services/files/<int:pk>/", "/services/files/{guide_file}/", ALL),
    Surface("services/files/<int:pk>/", "/services/files/{guide_draft_file}/", UNSEEN),
    Surface("services/things/<slug:code>/", "/services/things/newborn/", ALL),
    Surface("services/things/<slug:code>/", "/services/things/drafted/", UNSEEN),
    Surface("services/<slug:code>/", f"/services/{SHOWN}/", ALL),
    Surface("services/<slug:code>/", f"/services/{DOWN}/", GONE),
    Surface("services/<slug:code>/", f"/services/{DRAFT}/", UNSEEN),
    Surface("services/<slug:code>/<int:number>/", f"/services/{SHOWN}/1/", ALL),
    Surface("services/<slug:code>/<int:number>/", f"/services/{DOWN}/1/", UNSEEN),
    Surface("services/<slug:code>/<int:number>/", f"/services/{DRAFT}/1/", UNSEEN),
    Surface("feeds/services/", "/feeds/services/", ALL),
    Surface("feeds/services.json", "/feeds/services.json", ALL),
    Surface("api/v1/services/", "/api/v1/services/", ALL),
    Surface("api/v1/services/<slug:code>/", f"/api/v1/services/{SHOWN}/", ALL),
    Surface("api/v1/services/<slug:code>/", f"/api/v1/services/{DRAFT}/", UNSEEN),
]

SERVICE_DESK = [
    *admin(GUIDE, "guide_draft", rows=CASE_LIST, row=CASE, add=to(WRITERS), history=HISTORY),
    act(GUIDE, "guide_draft", "write", done_by(WRITERS)),
    act(GUIDE, "guide_shown", "withdraw", done_by(holding("disclosure_head", "signer", "head"))),
    start(GUIDE, "begin", to(WRITERS)),
    *admin(BUNDLE, "bundle_draft", rows=CASE_LIST, row=CASE, add=to(WRITERS), history=HISTORY),
    act(BUNDLE, "bundle_draft", "write", done_by(WRITERS)),
    start(BUNDLE, "open_bundle", to(WRITERS)),
]


def guides_on_stage(office) -> dict[str, int]:
    """Two guides that are out with a bundle of them, one taken down, one under way; a form in sight and one not."""
    shown = errands.with_paper(office, code=SHOWN)
    guide_file = _form(office, shown)
    errands.out(office, shown)
    errands.published(office, code=SECOND, name="转学")
    services.withdraw(errands.published(office, code=DOWN), reason="事项取消", **office.as_(Role.HEAD))
    draft = errands.with_paper(office, code=DRAFT)
    errands.bundle_out(office, (SHOWN, 1, ""), (SECOND, 2, ""))
    drafted = errands.bundled(office, (SHOWN, 1, ""), code="drafted", name="还在编的一件事")
    return {
        "guide_shown": shown.pk,
        "guide_draft": draft.pk,
        "guide_file": guide_file.pk,
        "guide_draft_file": _form(office, draft).pk,
        "bundle_draft": drafted.pk,
    }


def _form(office, guide) -> MaterialFile:
    form = {"kind": "form", "name": "表.txt", "upload": ContentFile("填表".encode())}
    return services.attach_file(guide, material=guide.materials.get(), **form, **office.as_(Role.HANDLER))
