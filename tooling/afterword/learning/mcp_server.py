"""The tools for agents as a server of the Model Context Protocol, over standard input and output alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import ToolAnnotations
from pydantic import ValidationError, create_model

import afterword
from afterword.errors import AfterwordError
from afterword.learning.tools import INSTRUCTIONS, IncidentTools
from afterword.text.shorten import shorten

_MAX_ERROR = 1_000
"""Characters of an error, which can repeat what the client wrote."""


class _Tool(Tool):
    """A tool that says in a line which arguments are wrong."""

    async def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run the tool.

        Raises:
            ToolError: the arguments are wrong, or the tool says that something is.
        """
        try:
            return await super().run(*args, **kwargs)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            found = error.__cause__.errors(include_url=False, include_input=False, include_context=False)
            wrong = "; ".join(self._describe(one["type"], ".".join(map(str, one["loc"])), one["msg"]) for one in found)
            raise ToolError(shorten(wrong, _MAX_ERROR)) from None

    def _describe(self, kind: str, name: str, message: str) -> str:
        if kind == "extra_forbidden":
            return f"`{self.name}` has no argument `{name}`; it has: {', '.join(self.parameters['properties'])}"
        return f"`{self.name}` needs `{name}`" if kind == "missing" else f"`{name}`: {message}"


def make_server(tools: IncidentTools) -> MCPServer:
    """Make a server with the tools, all marked as reading only."""
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    all_tools = (tools.recall, tools.similar, tools.incident, tools.open_actions, tools.guarding_cases)
    made = [_Tool.from_function(_with_errors(one), annotations=reading, structured_output=False) for one in all_tools]
    return MCPServer(
        "afterword", instructions=INSTRUCTIONS, version=afterword.__version__, log_level="ERROR",
        tools=[_without_other_arguments(tool) for tool in made],
    )  # fmt: skip


def _without_other_arguments(tool: Tool) -> Tool:
    """Let a tool refuse arguments that it does not have: without them it would answer another question."""
    meant = tool.fn_metadata.arg_model
    tool.fn_metadata.arg_model = create_model(meant.__name__, __base__=meant)
    tool.fn_metadata.arg_model.model_config["extra"] = "forbid"
    tool.fn_metadata.arg_model.model_rebuild(force=True)
    tool.parameters["additionalProperties"] = False
    return tool


def _with_errors(tool: Callable[..., str]) -> Callable[..., str]:
    """Let a tool answer with the line that a user would see, if a user can mend what is wrong."""

    @wraps(tool)
    def call(*args: object, **kwargs: object) -> str:
        try:
            return tool(*args, **kwargs)
        except AfterwordError as error:
            raise ToolError(shorten(str(error), _MAX_ERROR)) from None

    return call
