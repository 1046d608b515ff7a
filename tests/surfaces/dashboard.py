"""Rows of the leadership page and of 公开情况."""

from tests.surfaces.answers import ALL, Surface, to
from tests.surfaces.viewers import CITY_WIDE, PUBLIC, STAFF, holding

LEADERS = CITY_WIDE | holding("head", "signer", "disclosure_head")
NO_SUCH_LIST = {302: PUBLIC, 404: STAFF}
NO_SUCH_ORGAN = {302: PUBLIC, 404: LEADERS, 403: STAFF - LEADERS}

DASHBOARD = [
    Surface("dashboard/", "/dashboard/", to(LEADERS)),
    Surface("dashboard/", "/dashboard/?organ=no-such", NO_SUCH_ORGAN),
    Surface("dashboard/cases/", "/dashboard/cases/?measure=overdue", to(LEADERS)),
    Surface("dashboard/cases/", "/dashboard/cases/?measure=no-such", NO_SUCH_LIST),
    Surface("dashboard/requests/", "/dashboard/requests/?row=1", to(LEADERS)),
    Surface("dashboard/requests/", "/dashboard/requests/?row=9.9", NO_SUCH_ORGAN),
    Surface("dashboard/on-time.json", "/dashboard/on-time.json", to(LEADERS)),
    Surface("dashboard/on-time.csv", "/dashboard/on-time.csv", to(LEADERS)),
    Surface("dashboard/brief/", "/dashboard/brief/", to(LEADERS)),
    Surface("dashboard/brief/", "/dashboard/brief/?month=1999-01", NO_SUCH_ORGAN),
    Surface("dashboard/brief/file/<slug:ending>/", "/dashboard/brief/file/docx/", to(LEADERS)),
    Surface("dashboard/brief/file/<slug:ending>/", "/dashboard/brief/file/odt/", NO_SUCH_ORGAN),
    Surface("dashboard/panels/", "/dashboard/panels/", to(LEADERS)),
    Surface("dashboard/panels/<slug:code>/", "/dashboard/panels/refusals/", to(LEADERS)),
    Surface("dashboard/panels/<slug:code>/", "/dashboard/panels/no-such/", NO_SUCH_ORGAN),
    Surface("dashboard/panels/<slug:code>/table.csv", "/dashboard/panels/letters/table.csv", to(LEADERS)),
    Surface("dashboard/panels/<slug:code>/cases/", "/dashboard/panels/letters/cases/?key=open", to(LEADERS)),
    Surface("dashboard/panels/<slug:code>/cases/", "/dashboard/panels/letters/cases/?key=no-such", NO_SUCH_ORGAN),
    Surface("performance/", "/performance/", ALL),
    Surface("performance/on-time.csv", "/performance/on-time.csv", ALL),
    Surface("performance/on-time.json", "/performance/on-time.json", ALL),
    Surface("performance/methods/", "/performance/methods/", ALL),
]
