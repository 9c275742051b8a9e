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
    """An external edition: always something, however broken the file. Its id is that of the post-mortem."""

    front: ExternalFrontMatter

    @property
    def title(self) -> str:
        """The title, or the id where there is none."""
        return self.front.title or self.id

    def own_text(self, section: Section) -> str:
        """What stands in a section beside the tool's derived blocks, its notices and comments."""
        hidden = [block.span for block in self.derived]
        hidden += [notice.span for part, notice in self.notices if part.span.start >= section.span.start]
        text, position = "", section.body.start
        for span in sorted((s for s in hidden if section.body.start <= s.start < section.body.end), key=_start):
            text += self.text(Span(position, max(position, span.start)))
            position = max(position, span.end)
        return without_comments(text + self.text(Span(position, max(position, section.body.end)))).strip()

    def is_written(self, section: Section) -> bool:
        """Whether a person or a model said something in it, beside what code derived."""
        return section.state is State.ANSWERED and bool(self.own_text(section))


def _start(span: Span) -> int:
    return span.start
