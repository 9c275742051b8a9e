"""AW8xx: what may lie in an evidence folder, and what the front matter may name in it."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Context, Found, Rule
from afterword.errors import AfterwordError
from afterword.evidence import LEDGER_NAME, read_ledger, resolve
from afterword.postmortem import PostMortem, Span, yamltree

_TOP = Span(0, 0)


def named_files(document: PostMortem, context: Context) -> Iterator[Found]:
    """`before` and `after` that leave the folder, lead through a link or name nothing."""
    folder = context.project.evidence_folder(document.id)
    causes = document.front.causes if isinstance(document.front.causes, list) else []
    for index, cause in enumerate(causes):
        for key, name in (("before", cause.before), ("after", cause.after)):
            if name in (None, "unknown") or "@" in str(name):
                continue
            try:
                resolve(folder, str(name))
            except AfterwordError as error:
                node = yamltree.find(document.tree, ("causes", index, key))
                yield Found(node.span if node else _TOP, error.message, error.remedy)


def links(document: PostMortem, context: Context) -> Iterator[Found]:
    """Symbolic links anywhere in the evidence folder: they can lead out of the repository."""
    folder = context.project.evidence_folder(document.id)
    if folder.is_symlink():
        yield Found(
            _TOP,
            f"the evidence folder {context.project.display_path(folder)} is a symbolic link",
            "put the folder itself there",
        )
        return
    for entry in context.entries_of(document):
        if entry.is_link:
            shown = context.project.display_path(entry.path)
            yield Found(_TOP, f"{shown} is a symbolic link", "put the file itself there, or delete it")


def ledger(document: PostMortem, context: Context) -> Iterator[Found]:
    """Lines of the ledger that cannot be read or whose text was changed."""
    folder = context.project.evidence_folder(document.id)
    name = context.project.display_path(folder / LEDGER_NAME)
    try:
        problems = read_ledger(folder).problems
    except AfterwordError as error:
        yield Found(_TOP, f"{name}: {error.message}", error.remedy)
        return
    for problem in problems:
        yield Found(
            _TOP, f"{name}:{problem.line}: {problem.message}", "restore the line from Git; the ledger only ever grows"
        )


_EVIDENCE = frozenset({"evidence"})

RULES = (
    Rule(
        "AW801",
        "files that causes name lie in the evidence folder",
        "A path out of the folder could publish any file of the machine that builds the site.",
        "before: ../../.env",
        "before: prompts/bot.before.md",
        named_files,
        needs=_EVIDENCE,
    ),
    Rule(
        "AW802",
        "the evidence folder holds no symbolic links",
        "A link can lead to `.git`, to the environment of a process, or to a secret of the machine.",
        "samples/1.txt -> /proc/self/environ",
        "the file itself",
        links,
        needs=_EVIDENCE,
    ),
    Rule(
        "AW803",
        "the evidence ledger is whole",
        "What is cited must be what was collected. The ledger only grows.",
        '{"id": "E4", "text": "changed by hand", …}',
        "the line as it was collected",
        ledger,
        needs=_EVIDENCE,
    ),
)
