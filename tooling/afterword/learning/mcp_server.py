"""The tools for agents as a server of the Model Context Protocol, over standard input and output alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

import afterword
from afterword.errors import AfterwordError
from afterword.learning.tools import INSTRUCTIONS, IncidentTools
from afterword.text.shorten import shorten

_MAX_ERROR = 1_000
"""Characters of an error, which can repeat what the client wrote."""


def make_server(tools: IncidentTools) -> MCPServer:
    """Make a server with the tools, all marked as reading only."""
    server = MCPServer("afterword", instructions=INSTRUCTIONS, version=afterword.__version__, log_level="ERROR")
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (tools.recall, tools.similar, tools.incident, tools.open_actions, tools.guarding_cases):
        server.add_tool(_with_errors(tool), annotations=reading, structured_output=False)
    return server


def _with_errors(tool: Callable[..., str]) -> Callable[..., str]:
    """Let a tool answer with the line that a user would see, if a user can mend what is wrong."""

    @wraps(tool)
    def call(*args: object, **kwargs: object) -> str:
        try:
            return tool(*args, **kwargs)
        except AfterwordError as error:
            raise ToolError(shorten(str(error), _MAX_ERROR)) from None

    return call
