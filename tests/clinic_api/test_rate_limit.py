from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from clinic_api.app import create_app
from clinic_api.errors import TooManyRequests
from clinic_api.kit import rate_limit
from clinic_api.kit.principal import Role
from clinic_api.kit.rate_limit import RateLimiter, network_of
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital


class Clock:
    """A clock that goes when it is told to."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def _takes(limiter: RateLimiter, key: str, per_minute: int, times: int) -> int:
    taken = 0
    for _ in range(times):
        try:
            limiter.take(key, per_minute)
        except TooManyRequests:
            continue
        taken += 1
    return taken


def test_a_bucket_holds_a_minutes_requests_and_fills_up_evenly() -> None:
    clock = Clock()
    limiter = RateLimiter(clock)
    at_once = _takes(limiter, "a", 60, 100)
    clock.seconds = 10
    after_ten_seconds = _takes(limiter, "a", 60, 100)
    clock.seconds = 1000
    after_a_long_time = _takes(limiter, "a", 60, 100)

    assert (at_once, after_ten_seconds, after_a_long_time) == (60, 10, 60)


def test_the_refusal_tells_when_there_is_room_again() -> None:
    clock = Clock()
    limiter = RateLimiter(clock)
    _takes(limiter, "a", 6, 6)
    with pytest.raises(TooManyRequests) as refusal:
        limiter.take("a", 6)
    clock.seconds = float(refusal.value.headers["Retry-After"])

    assert clock.seconds == 10
    assert _takes(limiter, "a", 6, 5) == 1


def test_each_key_has_its_own_bucket_and_zero_is_no_limit() -> None:
    limiter = RateLimiter(Clock())

    assert [_takes(limiter, key, 3, 5) for key in ("a", "b")] == [3, 3]
    assert _takes(limiter, "c", 0, 1000) == 1000


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "_MAX_KEYS", 100)
    limiter = RateLimiter(Clock())
    for number in range(1000):
        limiter.take(f"address {number}", 60)

    assert len(limiter._buckets) == 100


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_an_ipv6_network_counts_as_one(host: str, network: str) -> None:
    assert network_of(host) == network


@pytest.fixture
def limited(settings: Settings, hospital: Hospital) -> Iterator[TestClient]:
    few = settings.model_copy(update={"requests_per_minute_account": 5, "requests_per_minute_address": 3})
    with TestClient(create_app(few), follow_redirects=False) as client:
        yield client


def _statuses(client: TestClient, authorization: str | None, path: str, times: int) -> list[int]:
    headers = {} if authorization is None else {"Authorization": authorization}
    return [client.get(path, headers=headers).status_code for _ in range(times)]


@ONE_ENGINE
def test_strangers_are_counted_by_address(limited: TestClient) -> None:
    assert _statuses(limited, None, "/api/v1/me", 2) == [401, 401]
    assert _statuses(limited, "Bearer guess", "/api/v1/me", 3) == [401, 429, 429]
    refused = limited.post("/api/v1/password-resets", json={"email": "a@b.example"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert int(refused.headers["Retry-After"]) >= 1
    assert limited.get("/healthz").status_code == 200
    assert limited.get("/login").status_code == 200
    assert limited.get("/verify/" + "0" * 64).status_code == 429


@ONE_ENGINE
def test_people_are_counted_by_account_wherever_they_sit(limited: TestClient, login: Login) -> None:
    engineer, admin = (login(role).headers["Authorization"] for role in (Role.ENGINEER, Role.ADMIN))
    _statuses(limited, None, "/api/v1/me", 5)  # the address has used up what strangers have

    assert _statuses(limited, engineer, "/api/v1/me", 7) == [200] * 5 + [429] * 2
    assert _statuses(limited, admin, "/api/v1/me", 1) == [200]


@ONE_ENGINE
def test_labels_are_counted_by_label_and_by_address(limited: TestClient, hospital: Hospital) -> None:
    own, foreign = (f"Bearer {factory.label_token}" for factory in (hospital.own, hospital.foreign))

    assert _statuses(limited, own, "/api/v1/equipment", 4) == [200] * 3 + [429]
    assert _statuses(limited, foreign, "/api/v1/equipment", 1) == [429]
    assert _statuses(limited, f"Bearer {hospital.own.key}", "/api/v1/equipment", 1) == [200]


@ONE_ENGINE
def test_one_label_is_counted_over_all_addresses(settings: Settings, hospital: Hospital) -> None:
    few = settings.model_copy(update={"requests_per_minute_account": 5, "requests_per_minute_address": 3})
    app = create_app(few)
    statuses = []
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        with TestClient(app, client=(address, 1)) as client:
            statuses += _statuses(client, f"Bearer {hospital.own.label_token}", "/api/v1/equipment", 3)

    assert statuses == [200] * 5 + [429] * 4
