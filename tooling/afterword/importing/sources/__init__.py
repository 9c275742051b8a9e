"""Other markup, and exports of other programs, as Markdown in front of the same reader."""
