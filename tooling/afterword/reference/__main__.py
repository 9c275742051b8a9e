"""`python -m afterword.reference`, which `make docs` runs."""

from pathlib import Path

from afterword.reference import write

if __name__ == "__main__":
    write(Path.cwd())
