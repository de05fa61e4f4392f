"""Finds the Chromium that the browser tests drive; run as a script, brings one to the machine when none is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Any

# The shell is Chromium without windows; a page opens there in a third of the time, so it comes first.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Without these a fresh Chromium calls its maker's hosts, and the tests watch for exactly such calls.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DOWNLOAD_SECONDS = 300
HELP = "type: {how}, then make test again; or name a browser you have: make test CHROMIUM=/path/to/chrome"


def find() -> str | None:
    """Return a Chromium that starts, without installing anything."""
    if named := os.environ.get("CHROMIUM"):
        # A browser somebody named is the one they mean: falling back to another would hide their typing error.
        return shutil.which(named)
    for name in (*NAMES, *MAC_APPS):
        if (path := shutil.which(name)) and starts(path):
            return path
    path = playwrights_own()
    return path if path and starts(path) else None


def ensure() -> str:
    """Return a Chromium, installing one if need be; end the program with what to type if that fails."""
    if path := find():
        return path
    if named := os.environ.get("CHROMIUM"):
        sys.exit(f"CHROMIUM={named} is not a program on this machine.")
    for bring in (download, install_with_apt):
        bring()
        if path := find():
            return path
    how = "brew install --cask chromium" if sys.platform == "darwin" else "sudo apt-get install -y chromium"
    sys.exit("The tests need Chromium or Chrome and found none; " + HELP.format(how=how))


def launch_options() -> dict[str, Any]:
    """Return what Playwright needs to launch the browser found; for the fixture `browser_type_launch_args`."""
    path = find()
    if path is None:
        # Never a skip: a skipped browser test reads as a passed one.
        raise RuntimeError("No Chromium for the browser tests; type: make test")
    # Playwright adds --no-sandbox itself when told to leave the sandbox out. Chromium refuses to start as root with it.
    return {"executable_path": path, "headless": True, "chromium_sandbox": not is_root(), "args": list(QUIET)}


def starts(path: str) -> bool:
    """Tell whether the program runs: Ubuntu's `chromium-browser` may be a stub, a download may lack libraries."""
    return run([path, "--version"], seconds=30)


def playwrights_own() -> str | None:
    """Return where Playwright keeps its own Chromium, whether or not it is there."""
    # In another process, because this one may hold Playwright open already.
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    return shutil.which(answer.stdout.strip())


def download() -> None:
    """Let Playwright download its Chromium; offline this fails, which is fine."""
    print("No Chromium here yet; trying Playwright's own download.", flush=True)
    run([sys.executable, "-m", "playwright", "install", "chromium"], seconds=DOWNLOAD_SECONDS)


def install_with_apt() -> None:
    """Install the distribution's Chromium, where that is possible without asking for a password."""
    if not (is_root() and shutil.which("apt-get")):
        return
    print("Installing Chromium with apt-get.", flush=True)
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    run([*apt, "update"], seconds=DOWNLOAD_SECONDS)
    # Distributions without the shell have the whole browser.
    any(run([*apt, "install", "-y", "--no-install-recommends", n], seconds=2 * DOWNLOAD_SECONDS) for n in NAMES[:2])


def is_root() -> bool:
    """Tell whether we are root; Windows has no such thing."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def run(command: list[str], seconds: int) -> bool:
    """Run a command silently and tell whether it succeeded in time."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    print(ensure())
