"""Make the table of look-alikes from Unicode's `confusables.txt`.

    python tooling/make_lookalikes.py confusables.txt

The file is part of the data of Unicode Technical Standard #39. Kept are the characters that look like ASCII letters,
digits, or the signs that keys and addresses contain. Brackets and quotation marks are left out: no secret depends on
them, and typographic ones are in every text.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TABLE = Path(__file__).parent / "afterword/text/unicode/lookalikes.txt"
_ENTRY = re.compile(r"(?P<char>[0-9A-F]+) ;\t(?P<look>[0-9A-F ]+) ;\tMA")
_KEPT = re.compile(r"[A-Za-z0-9]+|[-_.:/+=~]")
_WIDTH = 120


def make_table(confusables: str) -> str:
    """Make the table's text: on each line what characters look like, then their code points."""
    looks: dict[str, list[int]] = {}
    ascii_looks: dict[str, str] = {}
    for char, look in _ENTRY.findall(confusables):
        code, seen = int(char, 16), "".join(chr(int(part, 16)) for part in look.split())
        if code < 128:
            ascii_looks[seen] = chr(code)
        elif _KEPT.fullmatch(seen):
            looks.setdefault(seen, []).append(code)
    version = re.search(r"# Version: ([\d.]+)", confusables)
    lines = [
        f"# From confusables.txt of Unicode {version[1] if version else '?'} by tooling/make_lookalikes.py;",
        "# Copyright © 1991-2025 Unicode, Inc., under the Unicode License V3 (see LICENSE beside this file).",
    ]
    for look, codes in sorted(looks.items()):
        # What looks like `rn` looks like an `m`.
        line = shown = ascii_looks.get(look, look) if len(look) > 1 else look
        for code in sorted(codes):
            if len(line) + 6 > _WIDTH:
                lines.append(line)
                line = shown
            line += f" {code:04X}"
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(make_table(Path(sys.argv[1]).read_text(encoding="utf-8-sig")), encoding="utf-8")
