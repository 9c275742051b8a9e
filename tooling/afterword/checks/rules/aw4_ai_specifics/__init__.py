"""AW4xx, AI specifics: prompts, models, samples, agents (AW401 to AW404, AW409), and evals (the others)."""

from afterword.checks.rules.aw4_ai_specifics import evals, prompts_and_models, proofs

RULES = (*prompts_and_models.RULES, *evals.RULES, *proofs.RULES)
