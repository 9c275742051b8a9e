"""Taking secrets and personal data out of text before it is committed or sent anywhere."""

from afterword.redaction.redactor import Redaction, Redactor, redact

__all__ = ["Redaction", "Redactor", "redact"]
