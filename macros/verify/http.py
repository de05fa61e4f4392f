"""The one door to the network: asks politely, waits as long as it is told to, and says why when nobody answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, ResponseError
from urllib3.util import Retry

from .questions import Kind, Question

CROSSREF = "https://api.crossref.org"
PUBMED = "https://eutils.ncbi.nlm.nih.gov"
TOOL = "guide-verify"
PAUSE = 1.0
"""Seconds between two requests to one host. NCBI allows three requests a second without a key, Crossref more."""
LONGEST_WAIT = 300
"""Seconds. A service that wants a longer rest is left alone until the next start, never asked too early."""
MAX_HOPS = 8
SILENCES = 3
BUSY = frozenset({429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Reply:
    """What came back: status and text of the last page, and the addresses that redirects led to."""

    status: int
    body: str = ""
    hops: tuple[str, ...] = ()


class Unanswered(Exception):
    """No usable answer this time; the text says why in words that can follow a colon."""


class Unreachable(Unanswered):
    """The host could not even be connected to."""


class CutOff(Unanswered):
    """The answer broke off in the middle."""


class Gate:
    """Lets one request through to a host, then none for PAUSE seconds."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Return when the host may be asked again."""
        early = self._next.get(host, 0.0) - time.monotonic()
        if early > 0:
            time.sleep(early)
        self._next[host] = time.monotonic() + PAUSE


class Patient(Retry):
    """Retries with growing pauses, none shorter than PAUSE; gives up where a service asks for more than LONGEST_WAIT."""

    def get_backoff_time(self) -> float:
        return max(PAUSE, super().get_backoff_time())

    def increment(self, *args: Any, **kwargs: Any) -> Patient:
        response = kwargs.get("response")
        if response is not None and (self.get_retry_after(response) or 0) > LONGEST_WAIT:
            raise MaxRetryError(kwargs["_pool"], None, ResponseError("asked for a long rest"))
        return super().increment(*args, **kwargs)


class Door:
    """Asks one question at a time.

    `contact` is the address that services may write to. `instead` maps the start of an address to another one, so
    that tests can stand in for a service. `timeout` is seconds to connect, seconds without a byte.
    """

    def __init__(
        self,
        contact: str,
        *,
        instead: Mapping[str, str] | None = None,
        timeout: tuple[float, float] = (10, 30),
    ) -> None:
        self._contact, self._instead, self.timeout = contact, instead or {}, timeout
        self._gate = Gate()
        self._resting: dict[str, tuple[type[Unanswered], str]] = {}
        self._silent: dict[str, int] = {}
        self._session = requests.Session()
        # Crossref puts programs that leave an address into its polite pool.
        self._session.headers["User-Agent"] = f"{TOOL} (mailto:{contact})"
        patience = Patient(total=3, backoff_factor=PAUSE, status_forcelist=BUSY, raise_on_status=False)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=patience))

    def ask(self, question: Question) -> Reply:
        """One answer. Raises Unanswered when there is none to be had: Unreachable, CutOff, or too busy."""
        address = self._address(question)
        if question.kind != Kind.LINK:
            return self._follow("GET", address, read=True)
        reply = self._follow("HEAD", address, read=False)
        # Some servers do not know HEAD, or answer it wrongly.
        return self._follow("GET", address, read=False) if reply.status >= 400 else reply

    def online(self) -> bool:
        """Whether at least one of the two services can be reached."""
        for service in (CROSSREF, PUBMED):
            try:
                self._send("HEAD", self._stand_in(service)).close()
            except Unreachable:
                continue
            except Unanswered:
                pass  # busy or odd, but there
            return True
        return False

    def _address(self, question: Question) -> str:
        name = quote(question.about, safe="")
        if question.kind == Kind.CROSSREF:
            address = f"{CROSSREF}/v1/works/{name}"
        elif question.kind == Kind.AGENCY:
            address = f"{CROSSREF}/v1/works/{name}/agency"
        elif question.kind == Kind.PUBMED:
            fields = {"db": "pubmed", "id": question.about, "retmode": "xml", "tool": TOOL, "email": self._contact}
            address = f"{PUBMED}/entrez/eutils/efetch.fcgi?{urlencode(fields)}"
        else:
            address = question.about
        return self._stand_in(address)

    def _stand_in(self, address: str) -> str:
        for start, other in self._instead.items():
            if address.startswith(start):
                return other + address.removeprefix(start)
        return address

    def _follow(self, method: str, address: str, *, read: bool) -> Reply:
        """Redirects are followed here, not by requests, so that every host on the way gets its pause."""
        hops: list[str] = []
        while True:
            with self._send(method, address) as response:
                if response.status_code not in MOVED or "Location" not in response.headers:
                    return Reply(response.status_code, _text(response) if read else "", tuple(hops))
                address = urljoin(address, response.headers["Location"])
            hops.append(address)
            if len(hops) > MAX_HOPS:
                raise Unanswered(f"it redirects more than {MAX_HOPS} times")

    def _send(self, method: str, address: str) -> requests.Response:
        host = urlsplit(address).netloc
        if host in self._resting:
            kind, why = self._resting[host]
            raise kind(why)
        self._gate.wait(host)
        try:
            response = self._session.request(method, address, timeout=self.timeout, allow_redirects=False, stream=True)
        except requests.exceptions.SSLError:
            raise Unanswered(f"{host} shows no certificate that can be trusted") from None
        except requests.ConnectionError as error:
            if not _never_connected(error):
                raise self._no_answer(host) from None
            self._resting[host] = Unreachable, f"{host} cannot be reached"
            raise Unreachable(f"{host} cannot be reached") from None
        except (requests.RequestException, ValueError) as error:
            raise Unanswered(f"the request failed ({type(error).__name__})") from None
        self._silent[host] = 0
        if response.status_code in BUSY:
            response.close()
            why = f"{host} is busy (HTTP {response.status_code})"
            if response.status_code in (429, 503):
                self._resting[host] = Unanswered, why
            raise Unanswered(why)
        return response

    def _no_answer(self, host: str) -> Unanswered:
        """A host that lets several questions in a row hang, retries and all, would hold us up for hours."""
        self._silent[host] = self._silent.get(host, 0) + 1
        if self._silent[host] == SILENCES:
            self._resting[host] = Unanswered, f"{host} gave no answer {SILENCES} times in a row"
        return Unanswered(f"{host} gave no answer")


def _text(response: requests.Response) -> str:
    try:
        return response.content.decode("utf-8")
    except (requests.RequestException, UnicodeDecodeError):
        raise CutOff("its answer broke off") from None


def _never_connected(error: requests.ConnectionError) -> bool:
    """Told apart from an answer that does not come, which requests reports by the same name once retries are used up."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, requests.exceptions.ProxyError) or isinstance(
        reason, NewConnectionError | ConnectTimeoutError
    )
