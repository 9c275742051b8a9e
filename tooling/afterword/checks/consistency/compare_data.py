"""AW005: compare what the text says of lost, changed and exposed data with the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.consistency.sentences import FRONT
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem.schema import Impact
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_THINGS = (
    r"(?:customer |personal |user |production |business )?(?:data|records?|rows|files?|documents?|notes|entries|"
    r"messages|conversations|transcripts|fields|attachments|backups|credentials|addresses|information)"
)
_BE = r"(?:is|are|was|were|has been|have been|had been|got)(?: \w+ly)?"
_DONE = {
    "loss": r"(?:lost|deleted|destroyed|wiped)",
    "corruption": r"(?:corrupted|changed|altered|damaged|modified|overwritten)",
    "exposure": r"(?:exposed|leaked|disclosed)",
}
_ANY_DATA = {"loss": "data", "corruption": "data", "exposure": "(?:customer |personal |user )?data"}
"""What is denied as a whole: only of people's data is there something to expose."""
_DENIED = {
    kind: late_pattern(
        rf"\bno {_ANY_DATA[kind]} {_BE} {done}\b(?! (?:in|on|at|for|from|to|since|after)\b)", re.IGNORECASE
    )
    for kind, done in _DONE.items()
}
_TOLD = late_pattern(
    r"\b(?:[1-9][\d,]*|two|three|four|five|six|seven|eight|nine|ten|some|several|many|hundreds of|thousands of) "
    rf"(?:of the |of our )?(?:[a-z]+ )?{_THINGS} (?:{_BE} (?:{'|'.join(_DONE.values())})|(?:could not|cannot) be "
    r"(?:recovered|restored))\b",
    re.IGNORECASE,
)
_MAY_TELL = word_set(
    "lost deleted destroyed wiped corrupted changed altered damaged modified overwritten exposed leaked disclosed "
    "recovered restored"
)
"""Words of which every such sentence has one."""
_UNSURE = late_pattern(
    r"\b(?:test\w*|staging|not in this|would|could have|might|if|another|earlier|previous\w*|on purpose|as planned|"
    r"by design|so far|at first|thought|feared|until|anonym\w+|expired|duplicates?|except|apart|other|all restored|"
    r"restored from|recovered from)\b",
    re.IGNORECASE,
)
_REMEDY = "correct the one that is wrong"


def find_other_data(statements: Statements) -> Iterator[Found]:
    """Find sentences that say what became of data otherwise than `impact.data`."""
    impact = statements.document.front.impact
    stated = str(impact.data) if isinstance(impact, Impact) and impact.data else ""
    for sentence in statements.sentences if stated else ():
        if sentence.section == FRONT or not sentence.letters.may_contain(_MAY_TELL):
            continue
        told = _TOLD.search(sentence.text) if stated == "none" else None
        denied = _DENIED[stated].search(sentence.text) if stated in _DENIED else None
        match = told or denied
        if match and not _UNSURE.search(sentence.text):
            yield Found(sentence.place(match[0]), f"“{match[0]}”, but `impact.data` is `{stated}`", _REMEDY)
