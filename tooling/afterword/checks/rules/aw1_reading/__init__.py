"""AW1xx: the file (AW101 to AW113), ignore comments (AW114, AW115), front matter and old forms (AW120 to AW125)."""

from afterword.checks.rules.aw1_reading import front_matter, ignore_comments, old_forms, reader_problems

RULES = (*reader_problems.RULES, *ignore_comments.RULES, *front_matter.RULES, *old_forms.RULES)
