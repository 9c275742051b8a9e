"""AW1xx: problems of the file (AW101 to AW113), ignore comments (AW114, AW115), front matter (AW120 to AW123)."""

from afterword.checks.rules.aw1_reading import front_matter, ignore_comments, reader_problems

RULES = (*reader_problems.RULES, *ignore_comments.RULES, *front_matter.RULES)
