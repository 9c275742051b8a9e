"""Write values as YAML: plain if that is safe, else quoted by ruamel.yaml."""

from __future__ import annotations

import io
import json
import re

# Letters, digits and marks that mean nothing to YAML anywhere; a colon and a hash need care.
_PLAIN = re.compile(r"[A-Za-z0-9~/.$(+<=](?:[\w ./()+~%$€£;?=<>^-]|:(?=[^\s,?\]}])|(?<=\S)#)*", re.UNICODE)


def scalar(text: str) -> str:
    """Write one line of text as a YAML value.

    Every reader takes it for that text, or, if it looks like a number, a date or a word such as `no`, this tool's
    reader does: front matter is text first.
    """
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and not text.startswith(("---", "...")):
        return text
    if text.isprintable():
        return json.dumps(text, ensure_ascii=False)  # which is YAML, too
    return fragment_lines({"k": text}, quoted=True)[0].removeprefix("k: ")


def in_one_line(data: object) -> str:
    """Write texts, and lists and mappings of them, in one line; what looks like a number stays plain."""
    if isinstance(data, dict):
        return f"{{{', '.join(f'{scalar(str(key))}: {in_one_line(value)}' for key, value in data.items())}}}"
    if isinstance(data, list):
        return f"[{', '.join(map(in_one_line, data))}]"
    return scalar(str(data))


def fragment_lines(data: object, *, flow: bool = False, quoted: bool = False) -> list[str]:
    """Write data as YAML lines, indented by two, never folded.

    Args:
        flow: on one line, in braces and brackets.
        quoted: strings in double quotes.
    """
    # Imported here: reading a document needs none of it.
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    def prepared(value: object) -> object:
        if isinstance(value, dict):
            return {key: prepared(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [prepared(inner) for inner in value]
        if isinstance(value, str) and "\n" not in value and (quoted or not _PLAIN.fullmatch(value)):
            return DoubleQuotedScalarString(value)
        return value

    writer = YAML()
    writer.width = 1_000_000
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.default_flow_style = flow
    stream = io.StringIO()
    writer.dump(prepared(data), stream)
    return stream.getvalue().rstrip("\n").removesuffix("\n...").split("\n")
