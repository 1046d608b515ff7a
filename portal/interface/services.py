"""Registering another system, its tokens, and its end. Kept by the system administrator; every act is recorded."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_network

from django.db import transaction

from portal import clock, typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require_admin
from portal.accounts.services.saving import change, check, locked
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput
from portal.interface.models import ApiClient, ApiToken, digest_of
from portal.interface.states import Scope

PREFIX = "mz_"
TOKEN_BYTES = 32
START_LENGTH = 10
NETWORKS_AT_MOST = 20
VALID_DAYS_AT_MOST = 731
OVERLAP_HOURS_AT_MOST = 168
USED_AT_MOST_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_client(
    *,
    organ: Organ,
    name: str,
    scopes: Sequence[str],
    valid_days: int,
    actor: Actor,
    at: datetime,
    networks: str = "",
    contact: str = "",
) -> tuple[ApiClient, str]:
    """Register a system; returns it with its token, which is nowhere else in clear text.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require_admin(actor, doing="登记对接系统")
    if not organ.is_active(clock.local(at).date()):
        raise InvalidInput({"organ": f"{organ}已经撤销，请选职责承接机关"})
    client = ApiClient(
        organ=organ,
        name=typed_text.line(name),
        scopes=_scopes(scopes),
        networks=_networks(networks),
        contact=typed_text.line(contact),
        created_at=at,
    )
    check(client)
    client.save(force_insert=True)
    token, row = _issue(client, valid_days=valid_days, at=at)
    after = {"organ": organ.name, "name": client.name, "scopes": client.scopes, "networks": client.networks}
    record(act="create_client", subject=client, actor=actor, at=at, after=after | _shown(row))
    return client, token


@transaction.atomic
def rotate_token(
    client: ApiClient, *, valid_days: int, overlap_hours: int, actor: Actor, at: datetime
) -> tuple[ApiToken, str]:
    """A new token; those before end ``overlap_hours`` later, so that the other side can change over without a gap."""
    require_admin(actor, doing="更换接口口令")
    client = locked(client)
    _require_open(client)
    if not 0 <= overlap_hours <= OVERLAP_HOURS_AT_MOST:
        raise InvalidInput({"overlap_hours": f"旧口令最多再用{OVERLAP_HOURS_AT_MOST}小时"})
    last = at + timedelta(hours=overlap_hours)
    client.tokens.filter(valid_until__gt=last).update(valid_until=last)
    token, row = _issue(client, valid_days=valid_days, at=at)
    after = _shown(row) | {"overlap_hours": overlap_hours}
    record(act="rotate_token", subject=client, actor=actor, at=at, after=after)
    return row, token


@transaction.atomic
def describe_client(
    client: ApiClient, *, scopes: Sequence[str], networks: str, contact: str, actor: Actor, at: datetime
) -> None:
    """Change what the system may do and from where."""
    require_admin(actor, doing="修改对接系统")
    client = locked(client)
    _require_open(client)
    values = {"scopes": _scopes(scopes), "networks": _networks(networks), "contact": typed_text.line(contact)}
    change(client, values, act="describe_client", actor=actor, at=at)


@transaction.atomic
def close_client(client: ApiClient, *, reason: str, actor: Actor, at: datetime) -> None:
    """停用: every token ends now. What was handed in stays."""
    require_admin(actor, doing="停用对接系统")
    client = locked(client)
    _require_open(client)
    client.tokens.filter(valid_until__gt=at).update(valid_until=at)
    change(client, {"closed_at": at}, act="close_client", actor=actor, at=at, reason=reason.strip())


def note_use(client: ApiClient, *, at: datetime) -> None:
    """Remember when the system last came; written once a minute at most."""
    stale = ApiClient.objects.filter(pk=client.pk).exclude(last_used_at__gt=at - USED_AT_MOST_EVERY)
    stale.update(last_used_at=at)


def _issue(client: ApiClient, *, valid_days: int, at: datetime) -> tuple[str, ApiToken]:
    if not 1 <= valid_days <= VALID_DAYS_AT_MOST:
        raise InvalidInput({"valid_days": f"有效期请写1到{VALID_DAYS_AT_MOST}天"})
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    valid_until = at + timedelta(days=valid_days)
    row = ApiToken.objects.create(
        client=client, digest=digest_of(token), start=token[:START_LENGTH], created_at=at, valid_until=valid_until
    )
    return token, row


def _shown(row: ApiToken) -> dict[str, object]:
    return {"token": row.start, "valid_until": row.valid_until}


def _require_open(client: ApiClient) -> None:
    if client.closed_at is not None:
        raise DomainError("这个系统已经停用。")


def _scopes(given: Sequence[str]) -> list[str]:
    chosen = [scope.value for scope in Scope if scope.value in given]
    if not chosen or set(given) - set(chosen):
        raise InvalidInput({"scopes": "请至少选一件可以办的事"})
    return chosen


def _networks(text: str) -> str:
    """One block a line, as the standard writes it. A single address is a block of one."""
    lines = [line.strip() for line in text.replace("，", "\n").replace(",", "\n").splitlines() if line.strip()]
    if len(lines) > NETWORKS_AT_MOST:
        raise InvalidInput({"networks": f"网络地址最多写{NETWORKS_AT_MOST}段"})
    try:
        return "\n".join(str(ip_network(line)) for line in lines)
    except ValueError:
        raise InvalidInput({"networks": "网络地址一行一段，例如10.1.2.0/24或者10.1.2.3"}) from None
