"""The assertion engine as files for a suite that does not have Afterword installed."""

from __future__ import annotations

import re
from importlib.resources import files

_NOTE = "# Part of Afterword (Apache-2.0), copied by `afterword evals export`; change it there.\n"
_MODULES = ("engine", "json_schema", "bounded_search", "templates")
_IMPORT = re.compile(r"^from afterword\.evalcases\.(\w+) import", re.MULTILINE)


def engine_files() -> dict[str, str]:
    """Return the modules that judge an output; they need the standard library alone."""
    room = files("afterword.evalcases")
    texts = {name: room.joinpath(f"{name}.py").read_text(encoding="utf-8") for name in _MODULES}
    return {
        f"afterword_{name}.py": _NOTE + _IMPORT.sub(r"from afterword_\1 import", text) for name, text in texts.items()
    }


def read_template(name: str) -> str:
    """Return a file that exports contain as it is."""
    return files("afterword.evals.exports").joinpath("templates", name).read_text(encoding="utf-8")
