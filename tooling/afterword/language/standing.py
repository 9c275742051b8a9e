"""Whether a sentence says that something is so: or asks, guesses, plans or wishes it."""

from __future__ import annotations

import re
from enum import StrEnum

from afterword.language import acts_abroad as abroad
from afterword.language.section_labels import TO_DO
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import MONTHS, any_of


class Standing(StrEnum):
    """How a sentence stands to what it says."""

    STATED = "stated"
    ASKED = "asked"
    GUESSED = "guessed"
    PLANNED = "planned"
    WISHED = "wished"
    TAKEN_BACK = "taken back"


_SUBJECT = (
    r"(?:we|you|u|i|they|it|this|that|there|he|she|any ?one|any ?body|some ?one|some ?body|people|the|our|your|these)"
)
_ASKED = late_pattern(
    r"(?<![?!])\?[\"')\s]*$"
    rf"|^(?:and |so |but |hmm,? |ok,? )?(?:did|does|do|is|are|was|were|has|have|had|can|could|should|would|"
    rf"will) {_SUBJECT}\b"
    r"|^(?:any ?one|any ?body|does any ?one|some ?one|who)\b[^.]{0,20}\b(?:know|knows|seen|remember|has|have|"
    r"changed|touched)\b"
    r"|^(?:why|how|what|who|where|when|which) (?:is|are|was|were|did|does|do|can|could|would|should|has|have)\b"
    r"|\b(?:i wonder|not clear|unclear|open question|to be (?:clarified|checked|confirmed)|tbd|tbc)\b"
)
_SURE = late_pattern(
    r"\b(?:hypothesis|suspicion|guess|theory) (?:is |was )?(?:confirmed|holds|right)|\bno longer (?:likely|possible)\b"
    r"|\b(?:may|might|maybe) (?=\d)|\bin may\b|\b(?:of|since|until|in|on|from) may\b|\bmay \d|\d(?:st|nd|rd|th)? may\b"
)
_GUESSED = late_pattern(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|apparently|likely|hypothes[ei]s|theory|assum(?:e|es|ing|ption)|"
    r"suspect(?:s|ed)?|supposedly|conceivably|speculat\w*|guess(?:es|ing)?|imho|afaict|afaik|iirc)\b"
    r"|\b(?:first|initially|originally) (?:i |we )?(?:thought|believed|assumed|suspected)\b"
    r"|\bi (?:do not|don't|dont) (?:really )?(?:trust|like)\b"
    r"|\b(?:i|we) (?:just )?(?:think|believe|bet|reckon|feel|figure|fear)\b(?! that we(?:'ve| have) (?:learn|show))"
    r"|\b(?:might|may) (?:not )?(?:be|have|also|well|make|still|only|need|count|cause|affect|explain|come|take|show)\b"
    r"|(?<!it )\bcould(?: not)? (?:be|also|well|explain|cause|be related|it be)\b(?! (?:seen|reproduced|reached|"
    r"read|cancell?ed))"
    r"|\b(?:looks|look|looked|seems?|seemed|appears?|appeared|smells|sounds|feels) (?:like|as if|to be|to have|"
    r"related|that)\b"
    r"|\b(?:seems|appears) (?:to|\w+ed|ok|fine|odd)\b|\bnot (?:sure|certain)\b|\bunsure\b|\bhard to (?:say|tell|"
    r"separate)\b"
    r"|\b(?:must|has to) (?:be|have been) (?:the|a|an|some|due|related|because|caused)\b|\bi estimate\b|\bno idea\b"
    rf"|\b(?:{abroad.GUESSED})(?!\w)"
)
_TO_BE_DONE = (
    r"(?<!\bpra )(?<!\bpara )(?<!\bde )(?<!\bcon )(?<!\bcom )(?<!\ben )(?<!\bem )(?<!\bpor )\btodo\b"
    r"(?! (?:el|los?|o|os|un|um|mundo|est\w+|es|é|va|vai|sigue|continua|bien|bem|normal|ok|día|dia|volvió|voltou)\b)"
)
"""What is to be done, and not `all` in Spanish or Portuguese."""
_PLANNED = late_pattern(
    r"\b(?:i|we|he|she|they|you|someone|somebody|it|this|that|which|who)(?:'ll| will| shall)\b|\bwill (?:be|"
    r"also|not|now)\b"
    r"|\b(?:will|shall) [a-z]+\b(?<!will have)|\b(?:am|is|are|'m|'re|'s) (?:going|about|planning|planned|due|"
    r"scheduled) to\b"
    rf"|\bto[- ]do\b|{_TO_BE_DONE}"
    r"|\bi(?:'ll| can)? (?:take|own|pick up|handle) (?:it|this|that|care of|an?|the|our)\b|\bgonna\b"
    r"|\bplan(?:s|ned)? (?:is )?to\b|\bplan:|\bplanned\b(?! maint)|\b(?:next|coming) (?:week|sprint|month|quarter|"
    r"release|year)\b|\b(?:tomorrow|later today|in the coming)\b|\betas?\b"
    r"|\b(?:to follow|follows? (?:on|in) \d)|\b(?:is|are) (?:still )?(?:to be|being prepared|building|under way)\b"
    r"|^scheduled\b|\bundecided\b|\bnot (?:yet )?decided\b|\bno decision\b|\b(?:proposal|propose[sd]?|"
    r"suggest(?:s|ion)?)\b"
    rf"|^(?:{TO_DO})\s?:"
    r"|^(?:\w+s?: )?\[?(?:participant|responder) \d+\]? ?(?:→|->|=>) "
    r"|\b(?:action|ai|follow-?up|next step)s? ?(?:item)?s?:|\b(?:needs|need) (?:approx|about|another|two|three|"
    r"\d|a few) |\bin progress\b|\bowner(?: (?:for|of)\b|:| is me\b)|\bby (?:end of|next)\b|^(?:i|we) (?:make|write|"
    r"prepare|add|fix|take|build)\b"
    r"|\b(?:going out|goes out|shipping|moves|switch(?:es)?) (?:tonight|tomorrow|on|to \d|next|later)\b"
    rf"|\b(?:{abroad.PLANNED})(?!\w)"
)
_WISHED = late_pattern(
    r"\b(?:please|pls|kindly)\b|\b(?:should|must|ought to|needs? to|ha(?:s|ve) to|"
    r"shall)\b(?! have\b)(?! be (?:down|up|fine))"
    r"|^(?:i'?d |we'?d |i would |we would )?rather\b|^(?:add|remove|use|set|make|stop|check|ensure|raise|write|update|"
    r"move|create|introduce|replace|give|let|keep|"
    r"let'?s|then|just|do not|don'?t|never|make sure|remember to|be sure)\b(?!:)"
    r"|\bwould (?:be (?:nice|good|great)|like|love)\b"
    r"|\b(?:can|could) (?:we|you|someone|somebody)\b|\b(?:i|we) want\b|\b(?:wants?|demands?|requests?) (?:us|"
    r"an?|the|to|it)\b|\bhope(?:s|fully)?\b"
    rf"|\b(?:{abroad.WISHED})(?!\w)"
)
_BUT = late_pattern(
    r"\bbut\b|\bhowever\b|\bwhich (?:it|they) (?:do|did|does)(?:n'?t| not)\b|\balthough\b|\band (?:did|does)n'?t\b"
)
_MONTHS = rf"(?:{any_of(MONTHS)})"
_OF_ANOTHER_INCIDENT = late_pattern(
    r"(?<!the )\b(?:last|previous) time\b(?! (?:i|we) (?:checked|looked|tested|tried))"
    r"|\bthe last time (?:we (?:had|saw)|(?:it|this|that) (?:happened|occurred|broke|failed))\b"
    r"|\b(?:the|an?|that|our) (?:(?:\w+ )?(?:other|previous|earlier|last|older?|similar)|"
    rf"(?:{_MONTHS}|\d{{4}})(?: \d{{4}})?) (?:\w+ )?(?:incident|outage)\b"
    r"|\b(?:during|in|at) (?:the|a|an|our|last \w+'s) (?:\w+ )?(?:drill|game ?day|tabletop|rehearsal)\b"
    r"|\b(?:had|saw|happened|occurred)\b[^.;,]{0,25}? (?:once before\b|before(?= ?(?:[.,;:(]|$))|back in \w+|"
    rf"in {_MONTHS}\b|last (?:month|year|quarter|summer|winter|spring|autumn|fall)\b)"
    rf"|\b(?:back then|that time|in {_MONTHS}),? (?:the |our |its )?(?:root |real )?(?:cause|reason|culprit|fix) was\b"
    rf"|\b(?:cause|reason|culprit|fix) (?:back then|that time|(?:back )?in {_MONTHS}) was\b"
    r"|\b(?:beim|das) letzten? (?:mal|ausfall|vorfall)\b|\b(?:la|l[ae]) (?:última vez|dernière fois) "
    r"(?:que |qu.)|\b[dn]a última vez\b|\bl.ultima volta\b"
)
"""By which a sentence tells of an earlier incident, or of one that was only played."""
_SUPPOSED = late_pattern(
    r"\b(?:would|could|might)(?: not|n't)?(?:'ve| have)\b|\b(?:hätten?|wären?|aur(?:ait|aient|ions)|habr[ií]a\w*|"
    r"hubiera\w*|teri(?:a|am|amos)|avrebbe\w*|avremmo)\b|\bwould(?: not|n'?t)? (?:be|need|fail|refuse|require|"
    r"give|lead|mean|catch|show|call)\b"
)


REPORTING_QUESTION = late_pattern(
    r"^(?:(?:hey|hi|hello|hm+|ok|folks|team|all|guys)[,: ]+)*(?:is|are|does)?\s?(?:any ?(?:one|body)|you) (?:else )?"
    r"(?:is |are |also )*(?:seeing|noticing|getting|having|see|notice)\b(?! (?:a )?(?:reason|why|if|me|my)\b)\s*",
    re.IGNORECASE,
)
"""A question by which somebody reports what they see."""


def standing_of(sentence: str) -> Standing:
    """Say how a sentence stands to what it says, by its words alone."""
    said = normalise_caseless(sentence).strip()
    if REPORTING_QUESTION.match(said):
        return Standing.STATED
    if _ASKED.search(said):
        return Standing.ASKED
    if _GUESSED.search(_SURE.sub(" ", said)):
        return Standing.GUESSED
    if _PLANNED.search(said):
        return Standing.PLANNED
    if _WISHED.search(said) and not _BUT.search(said):
        return Standing.WISHED
    return Standing.STATED


def is_supposed(sentence: str) -> bool:
    """Whether a sentence says what would have been the case."""
    return _SUPPOSED.search(normalise_caseless(sentence)) is not None


def is_of_another_incident(sentence: str) -> bool:
    """Whether a sentence tells of an earlier incident, or of a drill."""
    return _OF_ANOTHER_INCIDENT.search(normalise_caseless(sentence)) is not None
