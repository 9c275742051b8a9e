"""AW801 to AW803: what may be in an evidence folder, and what the front matter may name in it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from afterword.checks.context import Context
from afterword.checks.facts import DocumentFacts
from afterword.checks.key_facts import KeyFacts
from afterword.checks.locations import Location
from afterword.checks.rule import WARNING, Found, rule
from afterword.errors import AfterwordError
from afterword.evidence import LEDGER_NAME, read_ledger, resolve
from afterword.evidence.item import EvidenceItem
from afterword.evidence.ledger import parse_ledger
from afterword.postmortem import PostMortem, Span, yamltree
from afterword.text.counting import counted

_TOP = Span(0, 0)
_RESTORE = "restore the line from Git; the ledger only ever grows"


@rule("AW801", "files named by causes are in the evidence folder", needs={"evidence"})
def named_files(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find values of `before` and `after` that leave the folder, lead through a link, or name no file.

    A path out of the folder could publish any file of the machine that builds the site.

    Bad:
        before: ../../.env

    Good:
        before: prompts/bot.before.md
    """
    folder = facts.evidence_folder
    causes = document.front.causes if isinstance(document.front.causes, list) else []
    for index, cause in enumerate(causes):
        for key, name in (("before", cause.before), ("after", cause.after)):
            if name in (None, "unknown") or "@" in str(name):
                continue
            try:
                resolve(folder, str(name))
            except AfterwordError as error:
                node = yamltree.find(document.accepted, ("causes", index, key))
                yield Found(node.span if node else _TOP, error.message, error.remedy)


@rule("AW802", "the evidence folder contains only regular files", needs={"evidence"})
def links(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find symbolic links, pipes, and devices anywhere in the evidence folder, and folders that cannot be read.

    A link can lead to `.git`, to the environment of a process, or to a secret of the machine. What is not a file is
    not read, so no rule says anything about it.

    Bad:
        samples/1.txt -> /proc/self/environ

    Good:
        the file itself
    """
    folder = facts.evidence_folder
    if folder.is_symlink():
        yield Found(
            _TOP, f"the evidence folder {facts.display_path(folder)} is a symbolic link", "put the folder itself there"
        )
        return
    for file in facts.evidence_files:
        if not file.is_regular:
            what = "a symbolic link" if file.is_link else "not a regular file"
            shown = facts.display_path(file.path)
            yield Found(_TOP, f"{shown} is {what}", "put the file itself there, or delete it")


def changed_items(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find items that are not as the default branch has them.

    Raises:
        Skipped: git cannot say what the default branch has.
    """
    path, top = f"{facts.path.removesuffix('.md')}/{LEDGER_NAME}", Location(facts.path, 1, 1, 1)
    folder, former = (context.project.root / path).parent, path
    merged = context.merged_ledger(path)
    if merged is None:
        former, merged = _before_renaming(folder, context)
    if merged is None:
        return
    if not os.path.lexists(folder / LEDGER_NAME):
        command = f"git restore --source={context.default_branch} -- {shlex.quote(path)}"
        yield Found(
            top, f"{path} is missing; it is on the default branch", f"run `{command}`; evidence only ever grows"
        )
        return
    try:
        items = {item.id: item for item in read_ledger(folder).items}
    except AfterwordError:  # reported by the rule itself
        return
    retimed = []
    for item in parse_ledger(merged).items:
        now = items.get(item.id)
        if now is None:
            what = f"{item.id} is missing; it is on the default branch"
        elif differing := _differing(item, now):
            verb = "differs" if len(differing) == 1 else "differ"
            what = f"the {' and '.join(differing)} of {item.id} {verb} from the default branch"
        elif item.at != now.at:
            retimed.append(item.id)
            continue
        else:
            continue
        paths = " ".join(map(shlex.quote, dict.fromkeys((former, path))))
        command = f"git diff {context.default_branch} -- {paths}"
        yield Found(top, f"{path}: {what}", f"restore the line, which `{command}` shows; the ledger only ever grows")
    if retimed:
        listed = ", ".join(retimed[:5]) + (" …" if len(retimed) > 5 else "")
        message = f"{path}: the times of {counted(len(retimed), 'item')} differ from the default branch: {listed}"
        remedy = "right if `afterword collect --zone` corrected them; otherwise restore the lines from Git"
        yield Found(top, message, remedy, levels=WARNING)


def _before_renaming(folder: Path, context: Context) -> tuple[str, str | None]:
    """Find the ledger of a post-mortem that had another name on the default branch: most of its items are here."""
    try:
        items = {item.id: item.text for item in read_ledger(folder).items}
    except AfterwordError:  # reported by the rule itself
        return "", None
    for path, text in context.gone_files(LEDGER_NAME) if items else ():
        is_gone = not (context.project.root / f"{path.removesuffix(f'/{LEDGER_NAME}')}.md").exists()
        before = parse_ledger(text).items
        if is_gone and 2 * sum(items.get(item.id) == item.text for item in before) > len(before):
            return path, text
    return "", None


def _differing(merged: EvidenceItem, now: EvidenceItem) -> list[str]:
    """Name what of an item is not as it was collected, except its time."""
    same = {
        "source": merged.source == now.source,
        "actor": _role(merged.actor) == _role(now.actor),
        "text": merged.text == now.text,
    }
    return [name for name, is_same in same.items() if not is_same]


def _role(actor: str | None) -> str:
    """Return the role without the title, which `afterword collect --who` can add: `participant 2 (support lead)`."""
    return (actor or "").split(" (")[0]


@rule("AW803", "the evidence ledger is whole", needs={"evidence", "git"}, check_around=changed_items)
def ledger(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find a deleted ledger, lines that cannot be read, and items that are not as the default branch has them.

    A citation must show what was collected. The ledger only grows; whether it did is seen in Git, and reported as
    skipped where there is no history, or no default branch, to compare with.

    Bad:
        {"id": "E4", "text": "changed by hand", …}

    Good:
        the line as it was collected
    """
    folder = facts.evidence_folder
    name = facts.display_path(folder / LEDGER_NAME)
    try:
        problems = read_ledger(folder).problems
    except AfterwordError as error:
        yield Found(_TOP, f"{name}: {error.message}", error.remedy)
        return
    for problem in problems:
        yield Found(_TOP, f"{name}:{problem.line}: {problem.message}", _RESTORE)


RULES = (named_files, links, ledger)
