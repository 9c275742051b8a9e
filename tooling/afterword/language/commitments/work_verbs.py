"""Verbs of lasting work, and those of the response to an incident, which leave nothing to be done."""

from __future__ import annotations

from afterword.language.inflection import inflect
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

WORK = word_set("""
    add adjust align analyse apologise ask audit automate backfill block bring build cap capture change clean
    compare configure convert cover create cut decide define delete deprecate document draft enable encrypt enforce
    ensure escalate evaluate evict expand explain expose extend file finish fix gate generate harden
    implement improve include increase inform instrument introduce isolate label limit lint lower make measure
    migrate mirror move negotiate notify organise page pin plan port prepare prevent propose protect publish put
    raise rebuild recover reduce refactor refund reject remove rename renew replace replay report request require
    rerun retire review revise rework rewrite rotate run schedule separate set ship shorten show shrink simplify
    split standardise store switch tag talk teach test tighten track train translate trim tune turn update upgrade
    validate verify withdraw wrap write
""")
"""What somebody does of whom others say that they will: `Lena will leave` is no work."""
ERRANDS = WORK | word_set("""
    arrange ask book buy call check clarify collect contact deliver email give hand investigate order
    phone print provide send share sign submit
""")
"""What minutes hand out, too: in a conversation it is a step of the response."""
THIRD_PERSON = {form: verb for verb in WORK for form in inflect(verb) if form.endswith("s")}
"""The verbs by their form behind a name."""
THIRD_PERSON_OF_ERRANDS = {form: verb for verb in ERRANDS for form in inflect(verb) if form.endswith("s")}
PAST = {form: verb for verb in WORK for form in inflect(verb) if not form.endswith(("s", "ing")) and form != verb}
"""The verbs by their forms for what is done."""
_NO_WORK = late_pattern(
    r"^(?:never|not|no longer|look|check|see|try|ping|join|call|be|let|wait|watch|keep|have|take a|come|go|know|need|"
    r"stay|ask (?:them|him|her|you)\b|report(?: back)?$|tell|say|investigate|dig|continue|update (?:at|in|you)|"
    r"reproduce|confirm|think|like|love|bet|post (?:here|updates?)|find out|figure|handle this)\b",
)
_OPERATION = late_pattern(
    r"^(?:restart|redeploy|roll|revert|set .* back|turn .* (?:on|off)|switch .* (?:back|off|on)|pause|stop|kill|"
    r"scale)\b|.*\b(?:now|right away|for the moment|in (?:a|\d+) min\w*)\W*$"
)


def leaves_nothing_to_do(what: str, *, is_for_later: bool = False) -> bool:
    """Whether it is done with the incident, or no work at all.

    Args:
        what: beginning with its verb.
        is_for_later: whether a day is given for it, which a step of the response does not need.
    """
    is_step = _OPERATION.match(what) is not None and not is_for_later
    return is_step or _NO_WORK.match(what) is not None
