"""What a team owes itself after an incident, and when."""

from datetime import timedelta

PUBLISH_WITHIN = timedelta(hours=72)
"""From an incident's end to the publication of its post-mortem."""

TRACK_WITHIN = timedelta(hours=24)
"""From the commit on the default branch that brings an action item in to its issue."""
