"""What a browser carries instead of an account: a random secret, and the invitation it has shown the code of."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from assessment.appraisal.models import Appraisal, Invitation
from portal.receipts import codes
from portal.receipts.session import Counter

PATH = "/appraisals/"
COOKIE = "appraisal_voter"
SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie at all."""
COUNTER = Counter(PATH, "appraisal_panel", "appraisal_receipt", "assessment.appraisal.panel")


def secret_in(request: HttpRequest) -> str:
    """The secret of this browser, empty on its first visit."""
    secret = request.COOKIES.get(COOKIE, "")
    return secret if len(secret) == codes.TOKEN_LENGTH else ""


def keep(response: HttpResponseBase, secret: str) -> None:
    response.set_cookie(
        COOKIE, secret, max_age=SECONDS, path=PATH, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def open_invitation(response: HttpResponseBase, invitation: Invitation) -> None:
    COUNTER.open(response, pk=invitation.pk, code_hash=invitation.code_hash)


def invitation_in(request: HttpRequest, appraisal: Appraisal) -> Invitation | None:
    """The invitation to this appraisal whose code was typed in this browser."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    return appraisal.invitations.filter(pk=pk, code_hash__startswith=beginning).first()
