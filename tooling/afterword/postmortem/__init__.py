"""The post-mortem document: reading it, its parts and values, and editing it in place."""

from afterword.postmortem.document import (
    ACTION_COLUMNS,
    CATEGORIES,
    MILESTONES,
    ActionItem,
    DerivedBlock,
    Document,
    PostMortem,
    Section,
    State,
    TimelineEvent,
)
from afterword.postmortem.files import (
    find_external_editions,
    find_misnamed,
    find_post_mortems,
    find_unread,
    is_misnamed,
    misnamed,
    read_bytes,
    read_file,
    save,
    save_text,
    write_atomically,
)
from afterword.postmortem.problems import Problem, ProblemKind
from afterword.postmortem.reader import read
from afterword.postmortem.source import Source, Span

__all__ = [
    "ACTION_COLUMNS",
    "CATEGORIES",
    "MILESTONES",
    "ActionItem",
    "DerivedBlock",
    "Document",
    "PostMortem",
    "Problem",
    "ProblemKind",
    "Section",
    "Source",
    "Span",
    "State",
    "TimelineEvent",
    "find_external_editions",
    "find_misnamed",
    "find_post_mortems",
    "find_unread",
    "is_misnamed",
    "misnamed",
    "read",
    "read_bytes",
    "read_file",
    "save",
    "save_text",
    "write_atomically",
]
