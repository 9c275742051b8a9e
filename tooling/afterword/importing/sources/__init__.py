"""Exports of other programs as Markdown, in front of the same reader: Confluence, Notion, and Google Docs."""
