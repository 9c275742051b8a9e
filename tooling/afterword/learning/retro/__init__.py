"""The quarterly retrospective: what repeats, what was never done, and what got better."""
