"""Taking secrets and personal data out of text before it is committed or sent anywhere."""

from afterword.redaction.people import Known
from afterword.redaction.placeholders import PLACEHOLDER, Numbering, aligned, masked
from afterword.redaction.redactor import Find, Redaction, Redactor

__all__ = ["PLACEHOLDER", "Find", "Known", "Numbering", "Redaction", "Redactor", "aligned", "masked"]
