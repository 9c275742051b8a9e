"""AW8xx: the evidence folder (AW801 to AW803), privacy (AW805 to AW807), footnotes (AW808), and external editions
(AW850 to AW865).
"""

from afterword.checks.rules.aw8_evidence import evidence_folder, external_editions, footnotes, privacy

RULES = (*evidence_folder.RULES, *privacy.RULES, *footnotes.RULES, *external_editions.RULES)
