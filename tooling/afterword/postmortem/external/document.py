"""An external edition as read."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.postmortem.document import Document, Section, State
from afterword.postmortem.external.schema import ExternalFrontMatter
from afterword.postmortem.source import Span
from afterword.text.comments import without_comments

SUFFIX = ".external.md"


@dataclass(frozen=True, kw_only=True)
class ExternalEdition(Document):
    """An external edition as read, however broken its file is. Its id is that of the post-mortem."""

    front: ExternalFrontMatter

    @property
    def title(self) -> str:
        """The title, or the id if there is none."""
        return self.front.title or self.id

    def own_text(self, section: Section) -> str:
        """Return the text of a section without the tool's derived blocks, draft notices and comments."""
        hidden = [block.span for block in self.derived]
        hidden += [notice.span for part, notice in self.notices if part.span.start >= section.span.start]
        text, position = "", section.body.start
        for span in sorted((s for s in hidden if section.body.start <= s.start < section.body.end), key=_start):
            text += self.text(Span(position, max(position, span.start)))
            position = max(position, span.end)
        return without_comments(text + self.text(Span(position, max(position, section.body.end)))).strip()

    def is_written(self, section: Section) -> bool:
        """Whether a section contains more than what code derived."""
        return section.state is State.ANSWERED and bool(self.own_text(section))


def _start(span: Span) -> int:
    return span.start
