"""A stand-in for the services, a clock that nobody waits for, and a machine that has no way out."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from macros.verify.cache import Cache
from macros.verify.http import Door
from tests.verify.services import Services, stand_in

TODAY = date(2026, 11, 21)


class Clock:
    """Stands in for the module `time`: sleeping moves it on, and is remembered."""

    def __init__(self) -> None:
        self.now, self.naps = 1000.0, list[float]()

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("macros.verify.http.time", clock)
    monkeypatch.setattr("urllib3.util.retry.time", clock)
    return clock


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine has an address, and no proxy is asked."""
    real = socket.getaddrinfo

    def look_up(host, *args, **kwargs):  # type: ignore[no-untyped-def]
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def services() -> Iterator[Services]:
    with stand_in() as services:
        yield services


@pytest.fixture
def door(services: Services) -> Door:
    return Door("care@example.org", instead=services.instead, timeout=(5, 0.3))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "answers", TODAY, 6)
