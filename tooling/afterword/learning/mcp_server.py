"""The tools for agents as a server of the Model Context Protocol, over standard input and output alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import ToolAnnotations
from pydantic import create_model

import afterword
from afterword.errors import AfterwordError
from afterword.learning.tools import INSTRUCTIONS, IncidentTools
from afterword.text.shorten import shorten

_MAX_ERROR = 1_000
"""Characters of an error, which can repeat what the client wrote."""


def make_server(tools: IncidentTools) -> MCPServer:
    """Make a server with the tools, all marked as reading only."""
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    all_tools = (tools.recall, tools.similar, tools.incident, tools.open_actions, tools.guarding_cases)
    made = [Tool.from_function(_with_errors(one), annotations=reading, structured_output=False) for one in all_tools]
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
