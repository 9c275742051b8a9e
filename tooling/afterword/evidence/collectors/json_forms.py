"""Documents of known products: each form says which documents are its own, and which events are in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from afterword.evidence.collectors import alert_forms, chat_forms, eval_metrics, incident_forms, thread_forms
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent, order_of
from afterword.evidence.collectors.known_form import Event
from afterword.evidence.source import Source


@dataclass(frozen=True, slots=True)
class Form:
    """A form of documents.

    Attributes:
        name: of the product and what it exports.
        is_form: whether a document has it.
        events: what a document says.
    """

    name: str
    is_form: Callable[[Any], bool]
    events: Callable[[Any, ReadContext], Iterator[Event]]


FORMS = tuple(
    Form(*form)
    for form in (*incident_forms.FORMS, *alert_forms.FORMS, *chat_forms.FORMS, *thread_forms.FORMS, *eval_metrics.FORMS)
)


def form_of(value: Any) -> Form | None:
    """Find the form of a document; None if it has none that is known."""
    return next((form for form in FORMS if form.is_form(value)), None)


def is_known_form(source: Source) -> bool:
    """Whether every document of a source has a form that is known."""
    return source.documents.all_are(lambda value: form_of(value) is not None)


def read_known_form(source: Source, context: ReadContext) -> SourceContent:
    """Read the events of all documents, in the order of their times."""
    content = SourceContent()
    names: dict[str, None] = {}
    for line, value in content.documents_of(source):
        form = form_of(value)
        if form is None:
            content.not_read("a document of another form", line)
            continue
        names[form.name] = None
        for number, event in enumerate(form.events(value, context), 1):
            at = content.read_time(event.time, context.times, line)
            if event.text.strip():
                content.items.append(
                    RawItem(number if line == 1 else line, at, event.actor or None, event.text.strip())
                )
            else:
                content.left_out["without text"] += 1
        if isinstance(value, dict) and (value.get("more") is True or value.get("has_more") is True):
            content.not_read("there are more than this page of them", line)
    content.items.sort(key=lambda item: order_of(item.at))
    content.form = ", ".join(names)
    return content
