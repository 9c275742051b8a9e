"""Checking post-mortems: a registry of small rules, each with a stable id."""

from afterword.checks.parallel import check_files
from afterword.checks.rule import Context, Finding, Rule, Severity
from afterword.checks.run import Report, check

__all__ = ["Context", "Finding", "Report", "Rule", "Severity", "check", "check_files"]
