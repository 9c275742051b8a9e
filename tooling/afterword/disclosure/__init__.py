"""What must not leave: comparing an external edition with what is internal, and the gate before publication."""

from afterword.disclosure.compare import leaks
from afterword.disclosure.gate import Refusal, refusals
from afterword.disclosure.leak import Kind, Leak
from afterword.disclosure.material import Material, gather

__all__ = ["Kind", "Leak", "Material", "Refusal", "gather", "leaks", "refusals"]
