"""GitHub: the one client, with its errors, its pacing, and what a failed write leaves open."""
