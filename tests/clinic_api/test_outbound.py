from __future__ import annotations

import ast
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import clinic_api
from clinic_api.kit.outbound import AddressRefused, Unreachable, post

PACKAGE = Path(clinic_api.__file__).parent
MAY_CALL_OUT = {
    "kit/outbound.py",  # the one way out to addresses that strangers name
    "demo/story.py",  # calls this very machine
    "embedded/stack.py",  # so does this
    "notifications/chat.py",  # Apprise calls its vendors' hosts
    "oidc/provider.py",  # calls the provider that the operator's settings name
}


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what arrives there."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                heard.append(b"connected")
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "[fd00::1]",
        "[fe80::1]",
        "224.0.0.1",
        "255.255.255.255",
    ],
)
def test_no_way_of_writing_a_private_address_is_called(host: str) -> None:
    with pytest.raises((AddressRefused, Unreachable)) as refusal:
        post(f"https://{host}/", b"x", {})

    assert not isinstance(refusal.value, Unreachable) or str(refusal.value) == "connection", refusal.value


def test_a_name_whose_address_changes_is_called_at_the_checked_one(
    listener: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _port, heard = listener
    asked = []

    def resolve(host: str, port: int, *rest: object, **named: object) -> list[object]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    connected = []

    def connect(address: tuple[str, int], *rest: object, **named: object) -> socket.socket:
        connected.append(address[0])
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreachable):
        post("https://rebinding.example/", b"x", {})

    assert (asked, connected) == (["rebinding.example"], ["93.184.216.34"])
    assert heard == []


def test_a_name_with_one_private_address_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, *rest: object, **named: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(AddressRefused):
        post("https://half.example/", b"x", {})


def test_a_receiver_that_drips_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic_api.kit.outbound._TOTAL_SECONDS", 1.0)
    stopped = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while not stopped.wait(0.1):
                    try:
                        connection.sendall(b".")
                    except OSError:
                        return

        threading.Thread(target=drip, daemon=True).start()
        started = time.monotonic()
        with pytest.raises(Unreachable, match="timeout"):
            post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"x", {}, allow_private=True)
        took = time.monotonic() - started
        stopped.set()

    assert took < 30  # it would drip for 100 seconds


def test_nothing_else_calls_out() -> None:
    calling = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in {"httpx", "httpcore", "requests", "apprise", "aiohttp"} for name in names) or (
                "urllib.request" in names
            ):
                calling.add(str(path.relative_to(PACKAGE)))

    assert calling == MAY_CALL_OUT
