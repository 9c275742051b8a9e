"""The assertion engine as files for a suite that does not have Afterword installed."""

from __future__ import annotations

from importlib.resources import files

_NOTE = "# Part of Afterword (Apache-2.0), copied by `afterword evals export`; change it there.\n"


def engine_files() -> dict[str, str]:
    """Return the modules that judge an output; they need the standard library alone."""
    room = files("afterword.evalcases")
    engine = room.joinpath("engine.py").read_text(encoding="utf-8")
    schema = room.joinpath("json_schema.py").read_text(encoding="utf-8")
    return {
        "afterword_engine.py": _NOTE
        + engine.replace("from afterword.evalcases.json_schema ", "from afterword_json_schema "),
        "afterword_json_schema.py": _NOTE + schema,
    }
