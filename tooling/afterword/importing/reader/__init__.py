"""Reading a foreign document: pure functions from its text to what it says, each part with its line."""
