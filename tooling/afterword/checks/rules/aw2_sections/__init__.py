"""AW2xx: sections and citations (AW201 to AW204, AW211), and the timeline (AW210, AW212 to AW215)."""

from afterword.checks.rules.aw2_sections import sections, timeline

RULES = (*sections.RULES, *timeline.RULES)
