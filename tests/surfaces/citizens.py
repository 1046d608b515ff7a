"""The public pages of requests: open to everybody, and shut, case by case, to whoever has not opened the case."""

from tests.surfaces.answers import ALL, UNSEEN, WRITES_ONLY, Answers, Surface
from tests.surfaces.viewers import EVERYBODY

NOT_OPENED: Answers = {403: EVERYBODY}
"""Nobody's appointment opens a case here; number and query code do."""
SPENT: Answers = {410: EVERYBODY}

CITIZENS = [
    Surface("requests/", "/requests/", ALL),
    Surface("requests/new/", "/requests/new/", ALL),
    Surface("requests/new/look/", "/requests/new/look/", WRITES_ONLY),
    Surface("requests/statistics/", "/requests/statistics/", ALL),
    Surface("requests/solved/", "/requests/solved/", ALL),
    Surface("requests/done/", "/requests/done/", ALL),
    Surface("requests/done/kept/", "/requests/done/kept/", WRITES_ONLY),
    Surface(r"requests/^blank\.(?P<format_>docx|pdf)$", "/requests/blank.docx", ALL),
    Surface(r"requests/^blank\.(?P<format_>docx|pdf)$", "/requests/blank.exe", UNSEEN),
    Surface("requests/track/", "/requests/track/", ALL),
    Surface("requests/track/leave/", "/requests/track/leave/", WRITES_ONLY),
    Surface("requests/track/correct/", "/requests/track/correct/", NOT_OPENED),
    Surface("requests/track/explain/", "/requests/track/explain/", NOT_OPENED),
    Surface("requests/track/withdraw/", "/requests/track/withdraw/", NOT_OPENED),
    Surface("requests/track/contact/", "/requests/track/contact/", NOT_OPENED),
    Surface(r"requests/^track/(?P<code>suggest|rectify)/$", "/requests/track/suggest/", NOT_OPENED),
    Surface(r"requests/^track/(?P<code>suggest|rectify)/$", "/requests/track/rectify/", NOT_OPENED),
    Surface("requests/track/rate/", "/requests/track/rate/", NOT_OPENED),
    Surface("requests/track/lost/", "/requests/track/lost/", ALL),
    Surface("requests/track/link/", "/requests/track/link/?token=0", SPENT),
    Surface(r"requests/^track/application\.(?P<format_>docx|pdf)$", "/requests/track/application.docx", NOT_OPENED),
    Surface(
        r"requests/^track/letters/(?P<place>[0-9]{1,3})\.(?P<format_>docx|pdf)$",
        "/requests/track/letters/1.pdf",
        NOT_OPENED,
    ),
    Surface("requests/track/files/<int:place>/", "/requests/track/files/1/", NOT_OPENED),
    Surface("requests/track/calendar/<slug:code>.ics", "/requests/track/calendar/reply.ics", NOT_OPENED),
]
