"""A thread, an alert and two prompts, as people have them on a Friday evening."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

THREAD = """\
Maya Chen  5:12 PM
Customers are getting refund promises from the support bot that our policy does not allow. Three tickets so far.
Jonas Weber  5:16 PM
It runs gpt-4o-2024-08-06, temperature 0.7. Release 42 went out at 16:40 UTC with the friendly prompt.
Jonas Weber  5:21 PM
I can reproduce it: 4 of 5 tries promise a full refund after 90 days.
Jonas Weber  5:24 PM
Declaring this a SEV2.
Maya Chen  5:31 PM
Rolled back to prompt v41, deployed at 17:30 UTC.
Jonas Weber  5:52 PM
Resolved. About 120 customers were affected. We have no eval case for invented policies.
Maya Chen  5:55 PM
I'll add an eval case for the refund policy by 2026-05-08. Ask maya.chen@acme.example for the numbers.
"""
SUMMARY = "Share of answers that promise a refund is above 5%"
ALERT = {
    "version": "4",
    "status": "firing",
    "groupLabels": {"alertname": "RefundPromiseRateHigh"},
    "commonLabels": {"alertname": "RefundPromiseRateHigh", "service": "support-bot"},
    "commonAnnotations": {"summary": SUMMARY},
    "alerts": [
        {
            "status": "firing",
            "labels": {"alertname": "RefundPromiseRateHigh", "service": "support-bot"},
            "annotations": {"summary": SUMMARY},
            "startsAt": "2026-04-24T17:18:00Z",
            "endsAt": "0001-01-01T00:00:00Z",
        }
    ],
}
PROMPTS = ("You are the support bot.\nNever promise refunds after 30 days.\n",
           "You are the friendly support bot.\nMake the customer happy.\n")  # fmt: skip
PASTE = f"{THREAD}\n{json.dumps(ALERT)}\n\nprompt v41:\n```\n{PROMPTS[0]}```\n\nprompt v42:\n```\n{PROMPTS[1]}```\n"
"""The same in one clipboard."""
ID = "2026-04-24-customers-are-getting-refund-promises-from-the"
BRANCH = f"postmortem/{ID}"
SECRETS = ("Maya", "Chen", "Jonas", "Weber", "maya.chen@acme.example")


def write_sources(folder: Path) -> list[str]:
    """Write the sources into a folder, and return their paths."""
    folder.mkdir(parents=True)
    (folder / "prompts").mkdir()
    texts = {
        "thread.txt": THREAD,
        "alert.json": json.dumps(ALERT),
        "prompts/v41.md": PROMPTS[0],
        "prompts/v42.md": PROMPTS[1],
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    return [str(folder / name) for name in texts]


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder, and return what it prints."""
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def make_repository(root: Path) -> Path:
    """Make a repository with one commit on `main`."""
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    (root / "README.md").write_text("widgets\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    return root
