"""What a pull request with a new post-mortem says to its reviewers. Pure."""

from __future__ import annotations

_BODY = """\
{origin} The draft notice at its top names the sections that await review: read each against the footnotes at the end,
and correct it here. A draft may be merged: accepted action items get their issues then, the others when they are
accepted.

- [ ] It names effects and conditions, and is blameless.
- [ ] Every drafted section is checked: its name is off the draft notice, or the section is deleted.
- [ ] Every value that is only proposed is checked: its comment is deleted, or the key is.
- [ ] Each action item has an owner and a due date.
- [ ] An eval case would have caught it, or the post-mortem says what guards against a repeat instead.
"""


def review_request(origin: str) -> str:
    """Return the body of the pull request, with the checklist of the review.

    Args:
        origin: what the post-mortem was begun from, as sentences.
    """
    return _BODY.format(origin=origin)
