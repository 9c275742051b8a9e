"""The external edition: a document of its own, for customers and the public."""

from afterword.postmortem.external.document import ExternalEdition
from afterword.postmortem.external.reader import read, read_file

__all__ = ["ExternalEdition", "read", "read_file"]
