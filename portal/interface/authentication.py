"""Who another system is: its token, still valid, from an address it may come from, for what it may do."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.interface import services
from portal.interface.errors import NoToken, Refused
from portal.interface.models import ApiClient, ApiToken, digest_of

SCHEME = "Bearer"


@dataclass(frozen=True, slots=True)
class Caller:
    """The system behind a request; stands where a user would."""

    client: ApiClient

    is_authenticated = True

    @property
    def pk(self) -> int:
        return self.client.pk

    @property
    def organ(self) -> Organ:
        """The organ that answers today for what the system hands in."""
        return self.client.organ.heir()

    def actor(self) -> Actor:
        """The system as whoever acts: it drafts for its organ and does nothing else there."""
        return Actor(
            kind=ActorKind.API,
            id=self.client.pk,
            name=self.client.name,
            organ_id=self.organ.pk,
            organ_name=self.organ.name,
            roles=frozenset({(self.organ.pk, Role.HANDLER.value)}),
        )


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Caller, ApiToken]:
        """Raises ``NoToken`` (401) without a valid token and ``Refused`` (403) from a foreign address."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME.lower() or not token.strip():
            raise NoToken
        at = clock.now()
        rows = ApiToken.objects.valid(at).select_related("client__organ__successor")
        row = rows.filter(digest=digest_of(token.strip())).first()
        if row is None:
            raise NoToken
        if not _within(request.META.get("REMOTE_ADDR", ""), row.client.networks):
            raise Refused("这个口令不能从现在的网络地址使用，请联系政务公开平台的系统管理员")
        services.note_use(row.client, at=at)
        return Caller(row.client), row

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class MayDo(BasePermission):
    """The view names the scope it needs in ``scope``."""

    message = "这个口令没有这项权限，请联系政务公开平台的系统管理员"

    def has_permission(self, request: Request, view: APIView) -> bool:
        caller: Any = request.user
        if getattr(view, "scope", "") not in caller.client.scopes:
            raise Refused(self.message)
        return True


class PerClient(SimpleRateThrottle):
    """So many requests a minute for each system, wherever it comes from."""

    scope = "client"
    rate = "600/min"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": getattr(request.user, "pk", "")}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the library ships no types
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def _within(address: str, networks: str) -> bool:
    if not networks:
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    blocks = [ip_network(line) for line in networks.splitlines()]
    return any(found.version == block.version and found in block for block in blocks)
