"""What addresses for other systems have in common: a token, what it allows, so many requests a minute."""

from typing import Any, ClassVar

from django.http import Http404
from rest_framework.views import APIView

from portal.interface.authentication import Caller, MayDo, PerClient, TokenAuthentication
from portal.interface.states import Scope


class FromSystem(APIView):
    """For systems with a token. ``scopes`` says what a token must allow for each method."""

    authentication_classes = [TokenAuthentication]
    permission_classes = [MayDo]
    throttle_classes = [PerClient]
    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.FOLLOW_UP, "HEAD": Scope.FOLLOW_UP, "POST": Scope.HAND_IN}

    @property
    def scope(self) -> str:
        return self.scopes.get(self.request.method or "", Scope.FOLLOW_UP)

    def caller(self) -> Caller:
        found: Any = self.request.user
        return found if isinstance(found, Caller) else _nobody()


def _nobody() -> Caller:
    raise Http404
