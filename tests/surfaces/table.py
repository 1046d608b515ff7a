"""Who gets what from which address: one row per route of the product, read with GET.

``{name}`` in an address is a key of the stage. A route may have several rows; one without a row fails the build
(tests/test_house.py). Unseen is 404, not allowed is 403, log-in needed is 302.
"""

from tests.surfaces.accountability import ACCOUNTABILITY
from tests.surfaces.answers import (
    ALL,
    ANY_STAFF,
    CASE,
    CASE_LIST,
    ELSEWHERE,
    GONE,
    HISTORY,
    KEEPERS,
    KEPT,
    NOBODY,
    REGISTER,
    STAFF_WRITES_ONLY,
    TOKEN_ONLY,
    UNSEEN,
    WRITES_ONLY,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.appraisals import APPRAISAL_DESK, APPRAISAL_PAGES
from tests.surfaces.assessment import ASSESSMENTS, REPORTS, SITE_REPORTS, UNIT_ASSESSMENTS
from tests.surfaces.between_organs import COORDINATION, CREDIT, OBJECTIONS_AND_SECRECY, REPOSTING
from tests.surfaces.citizens import CITIZENS
from tests.surfaces.clarifications import CLARIFICATION_DESK, CLARIFICATION_PAGES
from tests.surfaces.complaints import COMPLAINTS
from tests.surfaces.consultations import CONSULTATION_DESK, CONSULTATION_PAGES
from tests.surfaces.dashboard import DASHBOARD
from tests.surfaces.datasets import DATA_DESK, DATA_PAGES
from tests.surfaces.decisions import DECISION_DESK, DECISION_PAGES
from tests.surfaces.demonstration import DEMONSTRATIONS
from tests.surfaces.gazette import GAZETTE_DESK, GAZETTE_PAGES
from tests.surfaces.inspection import INSPECTIONS
from tests.surfaces.institutions import INSTITUTION_DESK, INSTITUTION_PAGES
from tests.surfaces.interpretation import INTERPRETATION
from tests.surfaces.listings import LISTING_DESK, LISTING_PAGES
from tests.surfaces.mailbox import MAILBOX_DESK, MAILBOX_PAGES
from tests.surfaces.matters import MATTER_DESK, MATTER_PAGES
from tests.surfaces.meetings import MEETING_DESK, MEETING_PAGES
from tests.surfaces.opinions import CONCERNS, OPINIONS
from tests.surfaces.registers import REGISTER_DESK, REGISTER_PAGES
from tests.surfaces.released import BESIDE_REQUESTS, RELEASED_TO_ALL, RESTRICTED_REQUEST
from tests.surfaces.requests import REQUESTS
from tests.surfaces.services_guide import SERVICE_DESK, SERVICE_PAGES
from tests.surfaces.sessions import SESSION_DESK, SESSION_PAGES
from tests.surfaces.supervision import SUPERVISION
from tests.surfaces.viewers import (
    ADMIN,
    CITY_WIDE,
    EVERYBODY,
    OTHER,
    OVERSIGHT,
    OWN,
    PUBLIC,
    STAFF,
    SUPERVISOR,
    holding,
)
from tests.surfaces.workpoints import WORK_POINTS

PUBLIC_SITE = [
    Surface("", "/", ALL),
    Surface("columns/", "/columns/", ALL),
    Surface("columns/<slug:code>/", "/columns/jyj-policy/", ALL),
    Surface("columns/<slug:code>/", "/columns/no-such/", UNSEEN),
    Surface("statutory/", "/statutory/", ALL),
    Surface("organs/", "/organs/", ALL),
    Surface("organs/<slug:code>/", "/organs/jyj/", ALL),
    Surface("organs/<slug:code>/directory/", "/organs/jyj/directory/", ALL),
    Surface("guide/", "/guide/", ALL),
    Surface("guide/<slug:code>/", "/guide/jyj/", ALL),
    Surface("regulations/", "/regulations/", ALL),
    Surface("catalogue/", "/catalogue/", ALL),
    Surface(r"^catalogue/catalogue\.(?P<ending>csv|xlsx)$", "/catalogue/catalogue.csv", ALL),
    Surface(r"^normative/normative\.(?P<ending>csv|xlsx)$", "/normative/normative.csv", ALL),
    Surface("feeds/", "/feeds/", ALL),
    Surface("sitemap/", "/sitemap/", ALL),
    Surface("sitemap.xml", "/sitemap.xml", ALL),
    Surface("sitemap-<section>.xml", "/sitemap-documents.xml", ALL),
    Surface("documents/<int:pk>/", "/documents/{published}/", ALL),
    Surface("documents/<int:pk>/", "/documents/{withdrawn}/", GONE),
    Surface("documents/<int:pk>/", "/documents/{draft}/", UNSEEN),
    Surface("documents/<int:pk>/", "/documents/{signed}/", UNSEEN),
    Surface("documents/<int:pk>/", "/documents/{withheld}/", UNSEEN),
    Surface("documents/<int:pk>/cite/", "/documents/{published}/cite/", ALL),
    Surface("documents/<int:pk>/cite/", "/documents/{withdrawn}/cite/", UNSEEN),
    Surface("documents/<int:pk>/report/", "/documents/{published}/report/", ALL),
    Surface("documents/<int:pk>/report/", "/documents/{draft}/report/", UNSEEN),
    Surface("report/", "/report/", ALL),
    Surface("report/done/", "/report/done/", ALL),
    Surface("specials/", "/specials/", ALL),
    Surface("specials/<slug:code>/", "/specials/zhaosheng/", ALL),
    Surface("specials/<slug:code>/", "/specials/no-such/", UNSEEN),
    Surface("facilities/", "/facilities/", ALL),
    Surface("topics/", "/topics/", ALL),
    Surface("topics/<str:code>/", "/topics/11/", ALL),
    Surface("normative/", "/normative/", ALL),
    Surface("files/<int:pk>/", "/files/{file}/", ALL),
    Surface("files/<int:pk>/", "/files/{draft_file}/", UNSEEN),
    Surface("files/<int:pk>/", "/files/{withdrawn_file}/", UNSEEN),
    Surface("feeds/documents/", "/feeds/documents/", ALL),
    Surface("feeds/columns/<slug:code>/", "/feeds/columns/jyj-policy/", ALL),
    Surface("feeds/organs/<slug:code>/", "/feeds/organs/jyj/", ALL),
    Surface("feeds/documents.json", "/feeds/documents.json", ALL),
    Surface("feeds/columns/<slug:code>.json", "/feeds/columns/jyj-policy.json", ALL),
    Surface("feeds/organs/<slug:code>.json", "/feeds/organs/jyj.json", ALL),
    Surface("search/feed.json", "/search/feed.json", ALL),
    Surface("search/", "/search/", ALL),
    Surface("search/feed/", "/search/feed/", ALL),
    Surface("following/", "/following/", ALL),
    Surface("following/new/", "/following/new/?kind=organ&key=jyj", ALL),
    Surface("following/new/", "/following/new/?kind=audience&key=老人", ALL),
    Surface("following/new/", "/following/new/?kind=organ&key=no-such", UNSEEN),
    Surface("following/asked/", "/following/asked/", ALL),
    Surface("following/confirm/", "/following/confirm/?token=no-such", GONE),
    Surface("following/mine/", "/following/mine/?token={own_page}", ALL),
    Surface("following/mine/", "/following/mine/?token=no-such", GONE),
    Surface("following/stop/", "/following/stop/?token=no-such", ALL),
    Surface("open-data/", "/open-data/", ALL),
    Surface("open-data/catalogue.json", "/open-data/catalogue.json", ALL),
    Surface(r"^open-data/(?P<name>(?:documents|withdrawn)\.(?:csv|jsonl\.gz))$", "/open-data/documents.csv", ALL),
    Surface("calculator/", "/calculator/", ALL),
    Surface("calculator/deadline.ics", "/calculator/deadline.ics", ALL),
    Surface("letters/verify/", "/letters/verify/", ALL),
    Surface("accessibility/", "/accessibility/", ALL),
    Surface("preferences/", "/preferences/", WRITES_ONLY),
    Surface("robots.txt", "/robots.txt", ALL),
    Surface("healthz", "/healthz", ALL),
    Surface("readyz", "/readyz", {503: EVERYBODY}),  # no worker runs in a test
]

INTERFACE = [
    Surface("api/docs/", "/api/docs/", ALL),
    Surface("api/schema/", "/api/schema/", ALL),
    Surface("api/v1/documents/", "/api/v1/documents/", ALL),
    Surface("api/v1/documents/<int:pk>/", "/api/v1/documents/{published}/", ALL),
    Surface("api/v1/documents/<int:pk>/", "/api/v1/documents/{withdrawn}/", GONE),
    Surface("api/v1/documents/<int:pk>/", "/api/v1/documents/{draft}/", UNSEEN),
    Surface("api/v1/documents/<int:pk>/", "/api/v1/documents/{withheld}/", UNSEEN),
    Surface("api/v1/documents/changes/", "/api/v1/documents/changes/", ALL),
    Surface("api/v1/topics/", "/api/v1/topics/", ALL),
    Surface("api/v1/codes/", "/api/v1/codes/", ALL),
    Surface("api/v1/organs/", "/api/v1/organs/", ALL),
    Surface("api/v1/organs/<slug:code>/", "/api/v1/organs/jyj/", ALL),
    Surface("api/v1/columns/", "/api/v1/columns/", ALL),
    Surface("api/v1/columns/<slug:code>/", "/api/v1/columns/jyj-policy/", ALL),
    Surface("api/v1/calendar/", "/api/v1/calendar/", ALL),
    Surface("api/v1/intake/documents/", "/api/v1/intake/documents/", TOKEN_ONLY),
    Surface("api/v1/intake/documents/<int:pk>/", "/api/v1/intake/documents/{draft}/", TOKEN_ONLY),
    Surface(
        "api/v1/intake/documents/<int:pk>/attachments/", "/api/v1/intake/documents/{draft}/attachments/", TOKEN_ONLY
    ),
    Surface("api/v1/opinions/sightings/", "/api/v1/opinions/sightings/", TOKEN_ONLY),
    Surface("api/<path:rest>", "/api/v1/no-such/", UNSEEN),
    Surface("api/v1/search/", "/api/v1/search/", ALL),
    Surface("api/v1/search/suggest/", "/api/v1/search/suggest/?q=招生", ALL),
    Surface("api/v1/deadlines/rules/", "/api/v1/deadlines/rules/", ALL),
    Surface("api/v1/deadlines/calculate/", "/api/v1/deadlines/calculate/?rule=PUBLISH&from=2026-05-21", ALL),
]

ENTRANCE = [
    Surface("admin/login/", "/admin/login/", {200: PUBLIC, 302: STAFF}),
    Surface("admin/login/second-factor/", "/admin/login/second-factor/", ELSEWHERE),
    Surface("admin/login/second-factor/set-up/", "/admin/login/second-factor/set-up/", ELSEWHERE),
    Surface("admin/login/go-on/", "/admin/login/go-on/", WRITES_ONLY),
    Surface("admin/login/new-password/", "/admin/login/new-password/", ELSEWHERE),
    Surface("admin/password_change/", "/admin/password_change/", {302: {"anonymous"}, 200: EVERYBODY - {"anonymous"}}),
    Surface("admin/password_change/done/", "/admin/password_change/done/", ANY_STAFF),
    Surface("admin/logout/", "/admin/logout/", STAFF_WRITES_ONLY),
]

DESK = [
    Surface("admin/", "/admin/", ANY_STAFF),
    Surface("admin/all/", "/admin/all/", ANY_STAFF),
    Surface("admin/inbox/", "/admin/inbox/", ANY_STAFF),
    Surface("admin/inbox/read/", "/admin/inbox/read/", STAFF_WRITES_ONLY),
    Surface("admin/autocomplete/", "/admin/autocomplete/", NOBODY),
    Surface("admin/<app_label>/", "/admin/disclosure/", ANY_STAFF),
    Surface("admin/jsi18n/", "/admin/jsi18n/", ANY_STAFF),
    Surface("admin/r/<path:content_type_id>/<path:object_id>/", "/admin/r/1/1/", to(set(), others=404)),
    Surface("admin/(?P<url>.*)$", "/admin/no-such/", to(set(), others=404)),
    *admin(
        "notices/notice",
        "notice",
        rows=to(CITY_WIDE | ADMIN),
        row={302: PUBLIC, 404: CITY_WIDE | ADMIN, 403: OWN | OTHER | SUPERVISOR},
        history=to(set(), others=404),
    ),
]

CASES = [
    *admin(
        "disclosure/document",
        "published",
        rows=CASE_LIST,
        row=CASE_LIST,
        add=to(holding("handler", "info_clerk")),
        history=ELSEWHERE,
    ),
    Surface("admin/disclosure/document/<path:object_id>/change/", "/admin/disclosure/document/{draft}/change/", CASE),
    Surface(
        "admin/disclosure/document/<path:object_id>/change/", "/admin/disclosure/document/{withdrawn}/change/", CASE
    ),
    Surface(
        "admin/disclosure/document/<path:object_id>/change/", "/admin/disclosure/document/{withheld}/change/", CASE
    ),
    act("disclosure/document", "withheld", "reassess", done_by(holding("disclosure_head"))),
    act("disclosure/document", "withheld", "release", done_by(holding("disclosure_head"))),
    act("disclosure/document", "draft", "edit", done_by(holding("handler", "info_clerk"))),
    act("disclosure/document", "signed", "publish", done_by(holding("info_clerk", "disclosure_head"))),
    act("disclosure/document", "published", "withdraw", done_by(holding("signer", "head", "oversight"))),
    start("disclosure/document", "create", to(holding("handler", "info_clerk"))),
    Surface(
        "admin/disclosure/document/<path:object_id>/change/attachment/<int:attachment_id>/",
        "/admin/disclosure/document/{draft}/change/attachment/{draft_file}/",
        KEPT,
    ),
    *admin("disclosure/column", "column", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/column", "column", "edit_column", done_by(KEEPERS)),
    start("disclosure/column", "apply_template", to(KEEPERS)),
    Surface("admin/disclosure/column/coverage/", "/admin/disclosure/column/coverage/", CASE_LIST),
    *admin("disclosure/guide", "guide", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/guide", "guide", "no-such", to(set(), others=404)),
    start("disclosure/guide", "revise_guide", to(KEEPERS)),
    *admin("disclosure/regulation", "regulation", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/regulation", "regulation", "end_regulation", done_by(KEEPERS)),
    start("disclosure/regulation", "no-such", {302: PUBLIC, 404: KEEPERS, 403: STAFF - KEEPERS}),
    *admin("disclosure/special", "special", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/special", "special", "collect", done_by(KEEPERS | holding("info_clerk"))),
    act("disclosure/special", "special", "archive", done_by(KEEPERS)),
    start("disclosure/special", "open_special", to(KEEPERS)),
    *admin("disclosure/facility", "facility", rows=CASE_LIST, row=CASE, add=to(KEEPERS), history=HISTORY),
    act("disclosure/facility", "facility", "edit_facility", done_by(KEEPERS)),
    act("disclosure/facility", "facility", "close_facility", done_by(KEEPERS)),
    start("disclosure/facility", "open_facility", to(KEEPERS)),
    *admin("disclosure/return", "return", rows=CASE_LIST, row=CASE, history=KEPT),
    *admin("disclosure/withheldrecord", "withheld_record", rows=CASE_LIST, row=CASE, history=KEPT),
    *admin("disclosure/errorreport", "report", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("disclosure/errorreport", "report", "resolve", done_by(holding("handler", "info_clerk", "disclosure_head"))),
    start("disclosure/errorreport", "create", NOBODY),
    Surface(
        "admin/disclosure/errorreport/<path:object_id>/change/reveal/<slug:field>/",
        "/admin/disclosure/errorreport/{report}/change/reveal/contact/",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
    *admin("disclosure/finding", "finding", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("disclosure/finding", "finding", "no-such", {302: PUBLIC, 404: STAFF}),
    start("disclosure/finding", "no-such", NOBODY),
]

REGISTERS = [
    *admin(
        "deadlines/holidaynotice", "holiday_notice", rows=REGISTER, row=REGISTER, add=to(OVERSIGHT), history=ELSEWHERE
    ),
    act("deadlines/holidaynotice", "holiday_notice", "no-such", to(set(), others=404)),
    start("deadlines/holidaynotice", "import_notice", to(OVERSIGHT)),
    *admin("deadlines/locallimit", "local_limit", rows=REGISTER, row=REGISTER, add=to(OVERSIGHT), history=ELSEWHERE),
    act("deadlines/locallimit", "local_limit", "no-such", to(set(), others=404)),
    start("deadlines/locallimit", "set_local_limit", to(OVERSIGHT)),
    *admin("accounts/organ", "organ", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("accounts/organ", "organ", "describe_organ", to(ADMIN)),
    start("accounts/organ", "found_organ", to(ADMIN)),
    *admin("accounts/user", "user", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("accounts/user", "user", "describe_user", to(ADMIN)),
    start("accounts/user", "create_user", to(ADMIN)),
    *admin("accounts/appointment", "appointment", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("accounts/appointment", "appointment", "end_appointment", to(ADMIN)),
    start("accounts/appointment", "appoint", to(ADMIN)),
    *admin("accounts/accessreview", "review", rows=REGISTER, row=REGISTER, history=ELSEWHERE),
    act("accounts/accessreview", "review", "no-such", to(set(), others=404)),
    start("accounts/accessreview", "no-such", NOBODY),
    *admin("interface/apiclient", "client", rows=REGISTER, row=REGISTER, add=to(ADMIN), history=ELSEWHERE),
    act("interface/apiclient", "client", "rotate_token", to(ADMIN)),
    start("interface/apiclient", "create_client", to(ADMIN)),
    *admin("audit/event", "event", rows=to(OVERSIGHT), row=to(OVERSIGHT), history=ELSEWHERE),
    act("audit/event", "event", "no-such", to(set(), others=404)),
    start("audit/event", "no-such", NOBODY),
    *admin("audit/verification", "verification", rows=REGISTER, row=REGISTER, history=ELSEWHERE),
    act("audit/verification", "verification", "no-such", to(set(), others=404)),
    start("audit/verification", "no-such", NOBODY),
    *admin("files/refusedupload", "refused_upload", rows=REGISTER, row=REGISTER, history=ELSEWHERE),
    act("files/refusedupload", "refused_upload", "no-such", to(set(), others=404)),
    start("files/refusedupload", "no-such", NOBODY),
    *admin("letters/letter", "letter", rows=CASE_LIST, row=CASE, history=HISTORY),
    Surface("admin/letters/letter/register.xlsx", "/admin/letters/letter/register.xlsx", CASE_LIST),
    act("letters/letter", "letter", "no-such", {302: PUBLIC, 404: STAFF}),
    start("letters/letter", "no-such", NOBODY),
]

PARTS: dict[str, list[Surface]] = {
    "public site": PUBLIC_SITE,
    "dashboard": DASHBOARD,
    "institution pages": INSTITUTION_PAGES,
    "institution desk": INSTITUTION_DESK,
    "session pages": SESSION_PAGES,
    "session desk": SESSION_DESK,
    "interface": INTERFACE,
    "entrance": ENTRANCE,
    "desk": DESK,
    "cases": CASES,
    "registers": REGISTERS,
    "coordination": COORDINATION,
    "objections and secrecy": OBJECTIONS_AND_SECRECY,
    "reposting": REPOSTING,
    "credit": CREDIT,
    "data pages": DATA_PAGES,
    "data desk": DATA_DESK,
    "listing pages": LISTING_PAGES,
    "listing desk": LISTING_DESK,
    "matter pages": MATTER_PAGES,
    "matter desk": MATTER_DESK,
    "explanations": INTERPRETATION,
    "citizens": CITIZENS,
    "requests": REQUESTS,
    "released to all": RELEASED_TO_ALL,
    "restricted request": RESTRICTED_REQUEST,
    "beside requests": BESIDE_REQUESTS,
    "concerns": CONCERNS,
    "opinions": OPINIONS,
    "mailbox pages": MAILBOX_PAGES,
    "mailbox desk": MAILBOX_DESK,
    "register pages": REGISTER_PAGES,
    "register desk": REGISTER_DESK,
    "meeting pages": MEETING_PAGES,
    "meeting desk": MEETING_DESK,
    "gazette pages": GAZETTE_PAGES,
    "gazette desk": GAZETTE_DESK,
    "service pages": SERVICE_PAGES,
    "service desk": SERVICE_DESK,
    "clarification pages": CLARIFICATION_PAGES,
    "clarification desk": CLARIFICATION_DESK,
    "consultation pages": CONSULTATION_PAGES,
    "consultation desk": CONSULTATION_DESK,
    "decision pages": DECISION_PAGES,
    "decision desk": DECISION_DESK,
    "assessment": ASSESSMENTS,
    "annual_reports": REPORTS,
    "website reports": SITE_REPORTS,
    "unit assessments": UNIT_ASSESSMENTS,
    "inspections": INSPECTIONS,
    "accountability": ACCOUNTABILITY,
    "appraisal pages": APPRAISAL_PAGES,
    "appraisal desk": APPRAISAL_DESK,
    "supervision": SUPERVISION,
    "complaints": COMPLAINTS,
    "workpoints": WORK_POINTS,
    "demonstrations": DEMONSTRATIONS,
}

SURFACES = [surface for part in PARTS.values() for surface in part]
