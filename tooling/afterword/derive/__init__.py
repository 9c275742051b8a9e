"""What code can say without a model: pure functions from facts to Markdown.

Everything that comes from evidence or front matter is made inert on the way.
"""
