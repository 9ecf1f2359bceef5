"""The one way out: requests to addresses that strangers name.

A name is resolved once, every address it has must be public, and the connection goes to just that address, while the
certificate and the ``Host`` are those of the name: a name server that changes its answer gains nothing. There are no
redirects, no proxies of the environment, and a bound on time and size whatever the other side does.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpcore

__all__ = ["AddressRefused", "Answer", "Unreachable", "post", "refuse_url"]

_PORTS: Final = frozenset({443, 8443})
_CONNECT_SECONDS: Final = 5.0
_TOTAL_SECONDS: Final = 15.0
_ANSWER_BYTES: Final = 64 * 1024
_NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0/96", "fec0::/10")
)
"""Ways to write an IPv4 address in IPv6 (RFC 6052, 3056, 4380) and site-local addresses: none is ever needed."""


class AddressRefused(Exception):
    """The URL or the address behind it is not one the hospital calls; the argument says which rule."""


class Unreachable(Exception):
    """No whole answer came in time; the argument names the kind of trouble, without any detail of the network."""


@dataclass(frozen=True)
class Answer:
    """What the other side answered; the body is cut off after 64 KiB."""

    status: int
    body: bytes


def refuse_url(url: str, *, allow_private: bool) -> None:
    """Raise `AddressRefused` for a URL that would never be called, before any name is resolved."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused("malformed") from None
    if parts.scheme not in ({"https", "http"} if allow_private else {"https"}):
        raise AddressRefused("scheme")
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressRefused("malformed")
    if not url.isascii() or any(character.isspace() for character in url):
        raise AddressRefused("malformed")
    if not allow_private and (port or 443) not in _PORTS:
        raise AddressRefused("port")


def post(url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool = False) -> Answer:
    """Send ``body`` to ``url`` and return the answer; raises `AddressRefused` or `Unreachable`.

    5 s to connect, 15 s in all, at most 64 KiB of the answer.
    """
    refuse_url(url, allow_private=allow_private)
    deadline = time.monotonic() + _TOTAL_SECONDS
    backend = _PinnedBackend(deadline, allow_private=allow_private)
    with httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(), network_backend=backend, http1=True, http2=False, retries=0
    ) as pool:
        timeouts = {"connect": _CONNECT_SECONDS, "read": _TOTAL_SECONDS, "write": _TOTAL_SECONDS, "pool": 1.0}
        try:
            with pool.stream(
                "POST", url, headers=list(headers.items()), content=body, extensions={"timeout": timeouts}
            ) as response:
                return Answer(response.status, _beginning_of(response.iter_stream()))
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
            raise Unreachable(_kind_of(error)) from None


def _beginning_of(parts: Iterable[bytes]) -> bytes:
    beginning = b""
    for part in parts:
        beginning += part
        if len(beginning) >= _ANSWER_BYTES:
            break
    return beginning[:_ANSWER_BYTES]


def _kind_of(error: Exception) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return "timeout"
    if isinstance(error, httpcore.ProtocolError):
        return "protocol"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "certificate"
        cause = cause.__cause__ or cause.__context__
    return "connection"


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if ip.is_multicast or not ip.is_global:
        return False
    return not any(ip in network for network in _NOT_PUBLIC if network.version == ip.version)


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, and to no other."""

    def __init__(self, deadline: float, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError):
            raise httpcore.ConnectError("name") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private and not all(map(_is_public, addresses)):
            raise AddressRefused("address")
        last: Exception = httpcore.ConnectError("no address")
        for address in addresses[:2]:
            try:
                stream = httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return _BoundedStream(stream, self._deadline)
        raise last

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise AddressRefused("scheme")


class _BoundedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, so that a drop a second does not hold it for ever."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._left(httpcore.ConnectTimeout))
        return _BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, too_late: type[Exception]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise too_late
        return left
