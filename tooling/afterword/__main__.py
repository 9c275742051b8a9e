"""`afterword`, and `python -m afterword`."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is still loading ends it like any other Ctrl-C."""
    try:
        from afterword.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
