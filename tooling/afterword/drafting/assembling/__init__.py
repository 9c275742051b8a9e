"""Assemble sections from evidence, without a model: its own sentences, each where it belongs, and nothing twice."""
