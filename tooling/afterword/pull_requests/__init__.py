"""What the workflows do with a pull request: draft it without a checkout, and say the rest in one comment."""
