"""What every page shows about the site itself and about this visitor's display settings."""

from django.conf import settings
from django.http import HttpRequest

from portal import clock
from portal.site.navigation import entries_for
from portal.site.preferences import preferences


def site(request: HttpRequest) -> dict[str, object]:
    """``site`` identification, the display preferences kept in cookies, the navigation and the civil day."""
    return {
        "site": settings.SITE,
        "demo": settings.DEMO,
        "prefs": preferences(request),
        "navigation": entries_for(request.path),
        "today": clock.today(),
    }
