"""Action items as issues: what is wanted, a plan, carrying it out, and writing numbers and states back.

`plan` and what it works on are plain values; `github` and `local` are the two trackers.
"""
