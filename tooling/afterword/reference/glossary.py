"""The words of Afterword, one for each thing."""

from __future__ import annotations

TERMS = {
    "action item": "a row of the action table: one piece of work with an owner, a due date and a way to see that it is "
    "done",
    "allow entry": "an entry of `redaction.allow` or of an external edition's `allow`: a text that may stay, with the "
    "reason",
    "claim": "a sentence that a model proposes, with the evidence items that it cites and the words that support it",
    "contributing factor": "a condition that made the incident possible or worse, from a list "
    "([vocabularies](vocabularies.md))",
    "derived": "made by code from the evidence, without a model: the timeline, the prompt diff, durations",
    "draft notice": "the note above a document that names the drafted sections that await review",
    "due date": "the day until which an action item is to be done",
    "eval case": "an input with what the answer must and must not contain, which guards against a repeat",
    "evidence": "what shows what happened: chats, alerts, logs, prompts, samples",
    "evidence item": "one entry of the evidence ledger, with an id such as `E7`",
    "evidence ledger": "the file `evidence.jsonl` of a post-mortem: redacted items whose ids never change",
    "external edition": "the file `ID.external.md` that customers may read; its page is the incident report",
    "finding": "what `check` reports: a file, a line, a rule, and a remedy",
    "fix": "an edit that `check --fix` makes",
    "ignore comment": "a comment in a document that turns a rule off at one place, with the reason",
    "incident issue": "the issue on GitHub in which an incident is handled",
    "leak check": "the search of an external edition for internal details and personal data",
    "level": "error, warning or note: what a finding means for the exit code",
    "marker": "a hidden comment (`<!-- afterword:… -->`) by which the tool finds its own text again",
    "missed deadline": "an action item without an issue after 24 hours, or a post-mortem not published after 72",
    "model configuration": "provider, name, version and parameters of the model that served",
    "open question": "a line that begins with **Unknown, needs investigation:**; it waits for an answer",
    "owner": "the person or team responsible for a post-mortem or an action item",
    "post-mortem": "one Markdown file about one incident, with its evidence in the folder of the same name",
    "proof": "the record that an eval case fails with what caused the incident and passes with the fix",
    "proposals": "what a model proposed, in `draft.json`, before code has judged it",
    "proposed value": "a value of the front matter that ends in `# proposed, …` until a person accepts it",
    "publication gate": "the checks that must pass before an external edition is published",
    "remedy": "the advice of a finding",
    "rule": "what a document must fulfil, with an id such as `AW503`",
    "second reading": "a second request in which a model judges each claim by only the evidence that it cites",
    "settings": "the file `afterword.yml`",
    "severity": "how severe an incident was, such as `SEV2`",
    "site guard": "the check that deploying the site makes no internal page public",
    "source": "a file, an issue or a text from which `collect` reads evidence",
    "status": "of a post-mortem: draft, in-review, published; of an action item: open, done, not planned",
    "status pull request": "the pull request from `afterword/status` that brings issue numbers and statuses into the "
    "files",
    "tracker": "where action items are tracked: issues on GitHub, or the local tracker",
    "write-back": "putting issue numbers and statuses into the action tables",
}
"""By the term, in the order of the alphabet: what it means here."""


def as_markdown() -> list[str]:
    """Return the page, from its first paragraph on."""
    rows = (f"| {term} | {meaning} |" for term, meaning in TERMS.items())
    return ["One word for each thing.", "", "| Term | Meaning |", "|---|---|", *rows, ""]
