"""Which network addresses a message may be pushed to.

A webhook address is typed by a person, so the server must not become a tunnel into its own network: only public
addresses pass, and the address that was checked is the one that is connected to (a second look-up could differ).
"""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from portal.notices.channels import Undeliverable

Network = IPv4Network | IPv6Network
TUNNELS = (ip_network("64:ff9b::/96"), ip_network("2002::/16"))
"""Global IPv6 addresses that carry any IPv4 address inside, a private one too."""


@dataclass(frozen=True, slots=True)
class Target:
    """``address`` is what to connect to, ``host`` what to ask for."""

    host: str
    address: str
    port: int
    path: str
    secure: bool


def resolve(url: str, *, allowed: Sequence[str] = ()) -> Target:
    """The target of a webhook address. Raises ``Undeliverable`` unless every address of the host may be reached.

    ``allowed`` are networks (CIDR) of the government's own that count as public; plain http is accepted only there.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise Undeliverable("推送地址要用https开头的完整网址")
    secure = parts.scheme == "https"
    try:
        port = parts.port or (443 if secure else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (ValueError, UnicodeError) as error:
        raise Undeliverable("推送地址的主机名或者端口不对") from error
    addresses = [ip_address(str(row[4][0]).partition("%")[0]) for row in found]
    networks = [ip_network(text) for text in allowed]
    own = all(_within(address, networks) for address in addresses)
    if not own and not all(_is_public(address) for address in addresses):
        raise Undeliverable("推送地址指向内部网络，不能推送")
    if not secure and not own:
        raise Undeliverable("推送地址要用https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.hostname, str(addresses[0]), port, path, secure)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not _within(address, TUNNELS)


def _within(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)
