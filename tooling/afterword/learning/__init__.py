"""Learning from past incidents: which ones are similar, and which ones a change should bring to mind."""
