"""Writes, or writes anew, the one comment on a pull request that says where its preview is.

Runs in the workflow `preview-comment` with a token that may comment. What the pull request made is never opened: which
pull request it is, and where the artifact is, both come from GitHub's own answers, and only whole numbers and a commit
id of them reach the text.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

MARK = "<!-- preview -->"
BOT = "github-actions[bot]"

# (method, path, text of the comment or None) -> what GitHub answers
Call = Callable[[str, str, str | None], Any]


def pull_request(event: dict[str, Any], call: Call) -> int | None:
    """Number of the open pull request whose newest commit was built; None when it is closed, gone or has moved on."""
    run = event["workflow_run"]
    if run["head_repository"] is None:  # the fork was deleted while it was built
        return None
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    for pull in call("GET", f"pulls?state=open&per_page=100&head={quote(head, safe='')}", None):
        if pull["head"]["sha"] == run["head_sha"] and pull["base"]["repo"]["id"] == event["repository"]["id"]:
            return int(pull["number"])
    return None


def text_of(event: dict[str, Any], call: Call) -> str | None:
    """The comment; None when the run left no site to look at."""
    run, sha = event["workflow_run"], str(event["workflow_run"]["head_sha"])
    if not re.fullmatch("[0-9a-f]{40}", sha):
        raise ValueError("this is no commit id")
    for artifact in call("GET", f"actions/runs/{int(run['id'])}/artifacts?name=site", None)["artifacts"]:
        if artifact["name"] == "site" and not artifact["expired"]:
            page = f"{event['repository']['html_url']}/actions/runs/{int(run['id'])}/artifacts/{int(artifact['id'])}"
            return (
                f"{MARK}\nThe guide as this pull request would make it: [download the preview]({page}), unpack it and open "
                f"`index.html`.\n\nIt was built by the code in this pull request, so look at the changes first. "
                f"Built from {sha}, kept for two weeks, made anew with each push."
            )
    return None


def tell(event: dict[str, Any], call: Call) -> str:
    """Comment, and say in one line what was done."""
    number = pull_request(event, call)
    if number is None:
        return "No open pull request stands at this commit."
    text = text_of(event, call)
    if text is None:
        return "The run left no preview."
    page = 1
    while comments := call("GET", f"issues/{number}/comments?per_page=100&page={page}", None):
        for comment in comments:
            # Anybody can write the mark; only our own comment may be written anew.
            if comment["user"]["login"] == BOT and comment["body"].startswith(MARK):
                call("PATCH", f"issues/comments/{int(comment['id'])}", text)
                return f"Wrote the comment on #{number} anew."
        page += 1
    call("POST", f"issues/{number}/comments", text)
    return f"Commented on #{number}."


def github(method: str, path: str, text: str | None) -> Any:
    """Ask GitHub through its own command, which takes the token from GH_TOKEN."""
    command = ["gh", "api", "--method", method, f"repos/{os.environ['GITHUB_REPOSITORY']}/{path}"]
    given = None if text is None else json.dumps({"body": text})
    if given is not None:
        command += ["--input", "-"]
    return json.loads(subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    with open(os.environ["GITHUB_EVENT_PATH"], encoding="utf-8") as file:
        print(tell(json.load(file), github))
