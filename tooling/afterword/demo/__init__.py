"""The demo: a copy of some post-mortems, and the commands that are run on it."""
