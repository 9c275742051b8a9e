"""The statistics of a proof and of a regression test: exact, sequential, and without a package."""
