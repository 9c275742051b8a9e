"""Verify that claims are supported by the evidence they cite: first by code, then, if there is one, by a reader."""
