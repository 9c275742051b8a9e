"""The copy that the demo works on."""

from afterword.demo.workspace import Prepared, prepare

__all__ = ["Prepared", "prepare"]
