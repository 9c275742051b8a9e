"""The weekly review: what a meeting can go through in ten minutes."""
