"""Running the real workflow files with `act` in host mode, against the loopback servers.

What runs differs from the files in three things, each because act cannot do it: `$/X` names this repository's copy,
`cache-mode:` is left out, and the actions of GitHub are stand-ins. The one of setup-python gives the Python of the
tests, whose `venv` and `pip` note what they were asked and install nothing; the tool is forked from a process that has
loaded it, and leaves no time between requests.
What act does not model: permissions, concurrency, `branches` and `types`; `test_workflows.py` is about those.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fakes.github import TOKEN
from forked import forked_command
from pull_requests.hub import Hub
from pull_requests.workflows import FOLDER, LOCKS, PINS, ROOT, TEMPLATES, of_the_guide

TOOL = "acme/afterword"
COMMIT = "a" * 40
KEY = "-".join(("key", "of", "the", "story"))
_BIN = Path(sys.executable).parent

_COMPOSITE = """\
name: stand-in
description: stand-in
inputs: {{{inputs}}}
outputs: {{{outputs}}}
runs:
  using: composite
  steps:
    - id: do
      shell: bash
      env: {{{env}}}
      run: |
{script}
"""

# The versions that GitHub Enterprise Server can use.
_FORMER = {
    "actions/upload-artifact": "c6a366c94c3e0affe28c06c8df20a878f24da3cf",
    "actions/download-artifact": "a9bc5e6ef2cb54c177f32aa5726adaa15e7e2d59",
}
_STAND_INS = {
    "actions/checkout": (
        ("ref", "fetch-depth", "persist-credentials"),
        {},
        """
        git init -q .
        git fetch -q "$HUB" '+refs/heads/*:refs/remotes/origin/*'
        git checkout -q --detach "origin/$REF" 2> /dev/null || git checkout -q --detach "${REF:-$SHA}"
        """,
    ),
    "actions/create-github-app-token": (
        ("client-id", "private-key", "permission-contents", "permission-issues", "permission-pull-requests"),
        {"token": "${{ steps.do.outputs.token }}"},
        """
        echo "token=token-of-the-app" >> "$GITHUB_OUTPUT"
        """,
    ),
    "actions/setup-python": (
        ("python-version", "update-environment"),
        {"python-path": "${{ steps.do.outputs.python-path }}"},
        """
        echo "python-path=$STORE/python" >> "$GITHUB_OUTPUT"
        """,
    ),
    "actions/upload-artifact": (
        ("name", "overwrite", "path", "if-no-files-found", "retention-days", "include-hidden-files"),
        {},
        """
        mkdir -p "$STORE/artifacts/$NAME"
        if [ -d "$PATH_" ]; then cp -R "$PATH_/." "$STORE/artifacts/$NAME/"
        elif [ -f "$PATH_" ]; then cp "$PATH_" "$STORE/artifacts/$NAME/"
        elif [ "$IF_NO_FILES_FOUND" = ignore ]; then rmdir "$STORE/artifacts/$NAME"
        else echo "no files at $PATH_"; exit 1; fi
        """,
    ),
    "actions/download-artifact": (
        ("name", "pattern", "path", "merge-multiple"),
        {},
        """
        from="$STORE/artifacts/${NAME:-$PATTERN}"
        if [ -d "$from" ]; then mkdir -p "$PATH_"; cp -R "$from/." "$PATH_/"
        elif [ -n "$NAME" ]; then echo "there is no artifact $NAME"; exit 1; fi
        """,
    ),
    "actions/upload-pages-artifact": (
        ("path", "retention-days"),
        {},
        """
        mkdir -p "$STORE/pages"; cp -R "$PATH_/." "$STORE/pages/"
        """,
    ),
    "actions/deploy-pages": (
        (),
        {"page_url": "${{ steps.do.outputs.page_url }}"},
        """
        rm -rf "$STORE/deployed"; cp -R "$STORE/pages" "$STORE/deployed"
        echo "page_url=https://acme.example/" >> "$GITHUB_OUTPUT"
        """,
    ),
}


@dataclass
class Ran:
    """What a run of a workflow came to.

    Attributes:
        code: act's exit code.
        jobs: result by job, such as `draft/generate`; jobs that were skipped are not there.
        log: everything that was printed.
        lines: what act tells, one by one.
    """

    code: int
    jobs: dict[str, str] = field(default_factory=dict)
    log: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)


def runnable(text: str) -> str:
    """A workflow as act can run it."""
    text = re.sub(r"uses: (?:\$|OWNER/afterword)/([^\s@]+)(?:@COMMIT)?", rf"uses: {TOOL}/\1@{COMMIT}", text)
    return re.sub(r"^cache-mode: none\n", "", text, flags=re.MULTILINE)


class Runner:
    """Runs workflows of the repository on the stand-in."""

    def __init__(self, folder: Path, hub: Hub) -> None:
        self.folder = folder
        self.hub = hub
        self.store = folder / "store"
        self.tool = folder / "tool"
        self.runs = 0
        self.store.mkdir(parents=True)
        (self.tool / "actions" / "run").mkdir(parents=True)
        (self.tool / ".github" / "workflows").mkdir(parents=True)
        for source in (ROOT / "actions" / "run" / "action.yml", *FOLDER.glob("*.yml")):
            target = self.tool / source.relative_to(ROOT)
            target.write_text(runnable(source.read_text()))
        for lock in LOCKS:
            shutil.copy(ROOT / lock, self.tool)
        self._python()
        self.locals = {f"{TOOL}@{COMMIT}": self.tool}
        for name, (inputs, outputs, script) in _STAND_INS.items():
            folder = self._stand_in(name, inputs, outputs, script)
            self.locals |= {f"{name}@{pin}": folder for pin in (PINS[name][0], _FORMER.get(name, "")) if pin}

    def _python(self) -> None:
        """A Python that makes no environment and installs nothing, but notes what it was asked, and does not wait."""
        shim = self.store / "python"
        shim.write_text(
            "#!/bin/bash\n"
            f'echo "$@" >> "{self.store}/installed"\n'
            'case "$*" in\n'
            '  "-I -m venv "*) mkdir -p "${@: -1}/bin"; cp "$0" "${@: -1}/bin/python";;\n'
            '  "-I -m pip "*) ;;\n'
            f'  "-I -m afterword "*) shift 3; exec {shlex.join(forked_command(is_hasty=True))} "$@";;\n'
            f'  *) exec "{sys.executable}" "$@";;\n'
            "esac\n"
        )
        shim.chmod(0o755)

    def _stand_in(self, name: str, inputs: tuple[str, ...], outputs: dict[str, str], script: str) -> Path:
        folder = self.folder / "stand-ins" / name.replace("/", "-")
        folder.mkdir(parents=True)
        env = {"STORE": str(self.store), "HUB": str(self.hub.git.path), "SHA": "${{ github.sha }}"}
        # PATH must stay what it is.
        env |= {
            ("PATH_" if one == "path" else one.upper().replace("-", "_")): f"${{{{ inputs.{one} }}}}" for one in inputs
        }
        text = _COMPOSITE.format(
            inputs=", ".join(f'{one}: {{description: x, default: ""}}' for one in inputs),
            outputs=", ".join(f'{key}: {{description: x, value: "{value}"}}' for key, value in outputs.items()),
            env=", ".join(f"{key}: {json.dumps(value)}" for key, value in env.items()),
            script="\n".join("        " + line.strip() for line in script.strip().splitlines()),
        )
        (folder / "action.yml").write_text(text)
        return folder

    def run(
        self,
        workflow: str,
        event: str,
        payload: dict[str, Any],
        *,
        sha: str,
        key: str = KEY,
        text: str = "",
        **env: str,
    ) -> Ran:
        """Run one workflow of the templates, or else that of a guide, or else a text, at a commit."""
        self.runs += 1
        work = self.folder / f"run-{self.runs}"
        shutil.rmtree(self.store / "artifacts", ignore_errors=True)
        subprocess.run(["git", "clone", "-q", str(self.hub.git.path), str(work)], check=True)
        git = ["git", "-C", str(work)]
        subprocess.run([*git, "checkout", "-q", "--detach", sha], check=True)
        subprocess.run([*git, "remote", "set-url", "origin", "https://github.com/acme/widgets.git"], check=True)
        file = work / ".github" / "workflows" / f"{workflow}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        template = TEMPLATES / ".github" / "workflows" / file.name
        text = text or (template.read_text() if template.exists() else of_the_guide(workflow))
        file.write_text(runnable(text))
        (self.folder / "event.json").write_text(json.dumps(payload))
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        command = [
            str(_BIN / "act"), event, "-W", str(file), "-e", str(self.folder / "event.json"),
            "-P", "ubuntu-24.04=-self-hosted", "-P", "self-hosted=-self-hosted",
            "--no-skip-checkout", "--no-cache-server", "--json",
            "-s", f"GITHUB_TOKEN={TOKEN}", *(["-s", f"OPENAI_API_KEY={key}"] if key else []),
            *(part for name, value in env.items() for part in ("--var", f"{name}={value}")),
            "-a", "octocat", "--env", f"GITHUB_RUN_ID={self.runs}", "--env", f"GITHUB_API_URL={self.hub.url}",
            "--env", "AFTERWORD_NOW=2026-05-01T12:00:00Z",
        ]  # fmt: skip
        for name, place in self.locals.items():
            command += ["--local-repository", f"{name}={place}"]
        # The machine's own environment would reach the jobs.
        clean = {"PATH": os.environ["PATH"], "HOME": str(home)}
        with subprocess.Popen(
            command, cwd=work, env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as self.process:
            try:
                output, errors = self.process.communicate(timeout=600)
            except BaseException:
                self.process.terminate()
                raise
        return _read(self.process.returncode, output + errors)

    def kill(self) -> None:
        """End the run that is under way: act ends its jobs at once, whatever they are doing."""
        self.process.terminate()


def _read(code: int, output: str) -> Ran:
    ran = Ran(code)
    for line in output.splitlines():
        try:
            one = json.loads(line)
        except ValueError:
            ran.log += line + "\n"
            continue
        ran.lines.append(one)
        ran.log += str(one.get("msg", "")) + "\n"
        if "jobResult" in one:
            _, _, name = str(one["job"]).strip().partition("/")
            ran.jobs[name] = str(one["jobResult"])
    return ran
