"""Checking post-mortems: a registry of small rules, each with a stable id."""

from afterword.checks.files import check_files, fix_files
from afterword.checks.rule import Finding, Level, Rule
from afterword.checks.run import Report, check
from afterword.checks.selection import select_files

__all__ = ["Finding", "Level", "Report", "Rule", "check", "check_files", "fix_files", "select_files"]
