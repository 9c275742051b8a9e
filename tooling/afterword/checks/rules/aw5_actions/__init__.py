"""AW5xx, action items: what a row says (AW501 to AW503, AW508, AW510, AW511), plans (AW504 to AW507), the table."""

from afterword.checks.rules.aw5_actions import planning, rows, table

RULES = (*rows.RULES, *planning.RULES, *table.RULES)
