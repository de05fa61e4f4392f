"""Talks to a language server as an editor does: over stdio, one request at a time, answering what the server asks back."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

PATIENCE = 60  # seconds; a server that is silent for longer has died or hangs


class Server:
    """A running yaml-language-server with a folder open and its settings applied."""

    def __init__(self, command: list[str], folder: Path, settings: dict[str, Any]):
        self.folder, self.settings = folder, settings
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.last_id = 0
        self.opened: set[str] = set()
        threading.Thread(target=self._read, daemon=True).start()
        able = {"workspace": {"configuration": True, "workspaceFolders": True}, "textDocument": {"hover": {}}}
        able["textDocument"]["completion"] = {"completionItem": {"documentationFormat": ["markdown"]}}
        here = {"uri": folder.as_uri(), "name": folder.name}
        self.ask("initialize", processId=None, rootUri=here["uri"], capabilities=able, workspaceFolders=[here])
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=settings)

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()

    def diagnostics(self, files: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
        """What the server says of each file with its text. A file need not be on disk, and is opened once only."""
        uris = {self.open(file, text): file for file, text in files.items()}
        found: dict[str, list[dict[str, Any]]] = {}
        while len(found) < len(uris):
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] in uris:
                found[uris[message["params"]["uri"]]] = list(message["params"]["diagnostics"])
        return found

    def open(self, file: str, text: str) -> str:
        """Open a file with this text, and return its address."""
        uri = (self.folder / file).as_uri()
        if uri in self.opened:  # the server would go on telling of the text it had first
            raise ValueError(f"{file} is open already; take another name")
        self.opened.add(uri)
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def completions(self, file: str, text: str, line: int, col: int) -> list[str]:
        """What the server offers at a place, counted from 1 as everywhere else."""
        where = {"line": line - 1, "character": col - 1}
        found = self.ask("textDocument/completion", textDocument={"uri": self.open(file, text)}, position=where)
        return [item["label"] for item in found["items"]]

    def hover(self, file: str, text: str, line: int, col: int) -> str:
        """What the server explains at a place."""
        where = {"line": line - 1, "character": col - 1}
        found = self.ask("textDocument/hover", textDocument={"uri": self.open(file, text)}, position=where)
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        self.last_id += 1
        self._send({"id": self.last_id, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self.last_id and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Send a notice."""
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """The next message that is not a question; questions are answered here."""
        while True:
            message = self.inbox.get(timeout=PATIENCE)
            if message is None:
                raise RuntimeError("the language server has ended")
            if "method" not in message or "id" not in message:
                return message
            wanted = message.get("params") or {}
            sections = [item.get("section", "") for item in wanted.get("items", [])]
            known = [self.settings.get(section, {}) for section in sections]
            answer = known if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": answer})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> None:
        out = self.process.stdout
        assert out is not None
        while line := out.readline():
            length = 0
            while line.strip():
                name, _, value = line.decode().partition(":")
                if name.lower() == "content-length":
                    length = int(value)
                line = out.readline()
            self.inbox.put(json.loads(out.read(length)))
        self.inbox.put(None)
