"""What code can say without a model: pure functions from facts to Markdown.

Text from evidence or front matter is escaped on the way.
"""
