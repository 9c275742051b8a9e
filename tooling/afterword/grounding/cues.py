"""The words by which a sentence denies, plans, guesses, generalises, names a cause or a direction."""

from __future__ import annotations

import re

from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set
from afterword.times.calendar_names import DAY_START, MONTH_START


def _words(*alternatives: str) -> str:
    """A pattern of whole words and phrases; a blank separates alternatives, `_` is a blank within one."""
    return rf"\b(?:{'|'.join(' '.join(alternatives).split()).replace('_', ' ')})\b"


NEGATION = late_pattern(
    _words(
        "not(?!_(?:more|less|fewer|later)_than) no(?!_(?:more|less|fewer|later|earlier|longer)_than)",
        "never none nobody nothing neither nor without cannot hardly",
    )
    + r"|\bzero(?= (?:\w+s|downtime|impact|data|harm)\b)|n't\b"
    r"|(?<![\d.,:-])0(?![\d:]|[.,-]\d| ?(?:min|h\b))"
)
SOFT_NEGATION = late_pattern(
    _words(
        r"fail\w* miss\w* omit\w* lack\w* los[te]\w* absent unable refus\w* den(?:y|ied|ies) reject\w* "
        r"stop\w* end(?:ed|s)",
        r"gone unaffected unchanged disabled? off skipp\w* only except exclud\w* instead harmless abolish\w* remov\w*",
        r"revok\w* withdr\w* clos\w* empty cut left wait\w* pending but should supposed wrong ",
        r"non-?exist\w*",
        r"ok fine normal correct\w* 100 back all every despite in_spite_of regardless invent\w* made_up fabricat\w* "
        r"fictitious caught_up cleared drained",
    )
)
"""Words that deny without a negation, so that a claim may say the same with one."""
OTHER_DENIAL = late_pattern(
    _words(
        r"unable impossible incapable without before rather_than instead_of intact un\w{3,}ed unavailable unknown",
        r"withh[eo]ld\w* refrain\w* abstain\w* forb\w+ prohibit\w* prevent\w* object(?:s|ed|ing|ion)? ceased",
    )
)
"""Words that deny as a negation does."""
DENIAL_END = late_pattern(rf"[,;:()]\s|\s{_words('and but so since because while although when if that which who')}\s")
HEDGE = late_pattern(
    _words(
        r"could_(?:be|have) (?<!of_)(?<!in_)(?<!\d_)may_(?!\d) might maybe perhaps possibly probably likely suspect\w*",
        r"i_think i_believe not_sure unsure hypothes[ie]s looks_like seems? seemed appears? guess assum\w* "
        r"as_far_as (?:first|initially|originally)_(?:i_|we_)?(?:thought|believed)",
        r"presumably apparently expect(?:s|ed|ing)?(?!_\d|_\w+,?_(?:but_)?(?:got|found|was)) roughly hard_to",
    )
    + r"|(?<!\?)\?(?![?\"])"
)
HEDGED_CLAIM = late_pattern(
    _words(
        r"could (?<!\d_)may(?!_\d) might maybe perhaps possibly probably likely suspect\w* thought thinks?",
        r"believ\w* doubt\w* seem\w*",
        r"hypothes\w* appear\w* guess\w* assum\w* as_far_as presum\w* apparent\w* expect\w* estimat\w* "
        r"consider\w* took",
        r"unclear unsure uncertain possibilit\w* wonder\w* speculat\w* suggest\w* allow\w* permit\w*",
        r"about roughly around regard\w* according_to asked whether",
    )
    + r"|\?"
)
CERTAIN = late_pattern(
    _words(
        "exactly (?<!not_)(?<!without_being_)certain certainly definitely (?<!not_)proven (?<!not_)proved (?<!not_)sure"
    )
)
PLEDGE = late_pattern(
    _words(
        "i'll i_will we'll we_will will going_to to-?do to_do: i_take_it plan(?:s|ned)? proposal propose[sd]?",
        "scheduled",
        r"to_follow follows?_on (?:moves?|switch)_to_\d+ next_(?:week|sprint|month) no_earlier_than "
        r"go_out_by owner_for",
        rf"until_(?:\d+|(?:{DAY_START})\w*) can_we considers? undecided no_decision tomorrow",
    )
    + r"|^action(?: item)?s?: |\bi (?:add|write|make|build|create|prepare|extend|update|document|draft) "
    r"(?:an?|the|our) "
)
WISH = late_pattern(
    r"^if\b.*\bwe\b|"
    + _words("please must should eta wants? wanted needs?_to can(?!'t) then_(?:raise|lower|turn|set|roll)")
)
PLANNED_CLAIM = late_pattern(
    _words(
        r"will would plan\w* propos\w* to_be going_to schedul\w* expect\w* announc\w* intend\w* want\w* "
        r"ask\w* should must",
        rf"due owns? owner to_follow later by_(?:\d+|(?:{DAY_START}|{MONTH_START})\w*) (?:at|in)_the_earliest",
        r"to_go needs? can could undecided considering offer\w* ready request\w* was_to were_to next decid\w* "
        r"decision take agreed hopes?",
        r"aims? no_decision until_\d+",
    )
)
DONE = late_pattern(
    _words("done merged deployed live executed is_out sent finished is_set closed completed as_of_today")
)
ALL = late_pattern(
    r"(?<!\d of )(?<!one of )"
    + _words(
        r"(?<!in_)all(?!_other|_the_other) in_all(?=_[a-z])",
        r"every(?!_(?:other|few|\d+|two|three|four|five|six|eight|ten)\b)",
        r"everyone everything entire\w* whole always any each",
        "worldwide anyone anybody everywhere throughout",
    )
)
_OF_ITSELF = r"\b(\d[\d,]*)(?: of (?:the )?|/)\1\b"
OF_ITSELF = late_pattern(_OF_ITSELF)
"""`41 of 41`."""
ALL_SAID = late_pattern(
    _words(
        r"all every\w* entire\w* whole always any each per throughout failed_0 0_failed 0_errors nobody no none both",
        r"alle[nrs]? tou[st] toutes todos todas tutti tutte wszystki\w+ alla",
    )
    + rf"|100 ?%|{_OF_ITSELF}"
)
ONLY = late_pattern(
    _words(
        "only(?!_(?:about|around|\\d|a|an|one|two|three|half|just|after|when)\\b) solely sole exclusively nothing_but"
    )
)
ONLY_SAID = late_pattern(_words("only just sole but limited nothing not no except apart_from other_than still"))
NONE = late_pattern(r"\b(?:no|none of|not a single|zero) (?!longer|more|doubt)")
NONE_SAID = late_pattern(
    _words("no none not nobody nothing 0 zero never without null empty missing blank absent lack(?:s|ed|ing)?")
    + r"|n't\b"
)
PART = late_pattern(
    r"\b(?:of the |of )?(\d[\d,]*)(?: out)?,? (?:of (?:the )?|/ ?)(\d[\d,]*)\b|of (?:the )?(\d[\d,]*), (\d[\d,]*)\b"
)
CAUSAL = late_pattern(
    r"\b(?:because|(?<!finding the )(?<!found the )(?<!know the )(?<!knew the )(?<!identified the )"
    r"caus(?:e[sd]?(?! was (?:known|found|clear|identified))|ing)|due to|owing to|le(?:d|ads?|ading) to|"
    r"root causes?(?! analys)|b/?c|cuz|coz|result(?:s|ed|ing)? (?:in|from)|as a result|trigger(?:s|ed|ing)?|"
    r"responsible for|introduced by|attributed to|thanks to|blame[sd]?|therefore|hence|made it|"
    r"ma(?:de|kes|king) (?:the |its |our |their |every |all )?(?:[\w-]+ ){1,3}(?:answer|behave|crash|drop|fail|fall|go|"
    r"grow|hallucinate|hang|less|loop|lose|miss|more|refuse|repeat|respond|return|rise|send|skip|slow|slower|stop|"
    r"time out|worse|wrong)\b|stem(?:s|med|ming)? from)\b"
)
CAUSE_IN_PASSING = late_pattern(
    _words(
        r"it's_the it_is_the it_was_the",
        r"so since as reason\w* remov\w+ broke breaks why that's explains? instead (?:is|are)_lost fix\w* got gets?",
    )
    + "|->|=>"
)
CAUSE_BESIDE = late_pattern(r": (?=\w)|\((?=[a-z])")
"""Between what happened and why, in a note that names both: `job killed (deadline exceeded)`."""
CAUSE_AND_EFFECT = late_pattern(
    r"\b(?:because(?: of)?|due to|owing to|caused|le(?:d|ads?) to|result(?:s|ed) "
    r"(?:in|from)|triggered|responsible for|thanks to|therefore|hence|stem(?:s|med) from|"
    rf"since (?!\d|then|release|version|v\d|(?:{MONTH_START})))\b"
)
"""What stands between the two."""
UP = late_pattern(
    _words(
        r"rose ris(?:es|ing|en) raised? increas\w+ climb\w* grew grown went_up gone_up improved? higher jumped doubled"
    )
)
DOWN = late_pattern(
    _words(
        r"fell fall(?:s|en)? drop(?:s|ped)? lower(?:s|ed)? reduc\w+ decreas\w+ shrank shrunk went_down down "
        r"declin(?:es|ed)",
        "under below less fewer instead back",
    )
)
CORRECTS = late_pattern(
    r"\b(?:correction|(?<=^)corrected|corrected(?=:| (?:\w+ )?(?:counts?|numbers?|figures?|totals?|times?|values?)\b)|"
    r"correcting|replaces|supersedes|digits swapped|(?:that|this|it|i|we|counts?|numbers?|figures?|totals?|times?|"
    r"dates?|values?|query|filter|estimates?|messages?|posts?|notes?|\d[\d,.]*) (?:was|were) wrong|rated wrongly|"
    r"count(?:ed)? again|recount|moves to|moved to|postponed|actually|fix:|my mistake|misread|revised|"
    r"not ~?\d[\d,.]*(?: ?%| [a-z]+)?(?: but|,? (?:it|they|there) (?:is|was|are|were)) ~?\d|scrap that|confirmed: the|"
    r"(?:i )?take (?:that|it|this) back|update:|disregard|had the \w+ wrong|got (?:that|it|this) wrong|"
    r"was not the cause|wasn't the cause|false alarm|forget (?:what|that)|strike that|never ?mind|ignore my)"
)
"""An item that takes back or replaces what an earlier one says."""
RETRACTS = late_pattern(
    r"\b(?:take (?:that|it|this) back|disregard|scrap (?:that|it)|ignore my|forget (?:what|that)|strike that|"
    r"never ?mind|(?:had|got) (?:that|it|this|the \w+) wrong|(?:was|were|am) wrong|was not the cause|"
    r"wasn't the cause|my mistake)\b",
    re.I,
)
"""An item that takes back what its author said before, without a value for it."""
TELLS_CORRECTION = late_pattern(
    _words(
        r"first initial\w* original\w* correct\w* earlier previous\w* thought believed assumed estimat\w* "
        r"postponed moved",
        r"before differ\w* recount\w* revis\w* instead lower_than later",
    )
)
SUCCESS = late_pattern(_words(r"ok success\w* pass(?:ed|es)? right correct fine clean green done"))
NOW = late_pattern(_words("now still currently at_present today"))
_REPORTED = (
    "said says? reported reports wrote found noticed stated confirmed explained complained admitted "
    "claimed counted estimated corrected proposed decided asked apologised suspected thinks? thought "
    "believed reproduced restored reverted moved raised added regenerated closed discovered observed told "
    "announced saw recorded offered mentioned remarked replied answered objected argued insisted warned acknowledged "
    "admits pointed_out noted disagreed promised complains"
)
SPEAKER = late_pattern(
    r"^(?:at first,? |later,? |in the end,? )?(?:the |an? )?(?P<who>[a-z][\w' -]{1,40}?) (?:had |has |first )?"
    + _words(_REPORTED)
)
ANYBODY = word_set("""
    team we they it nobody somebody people users it's who which that one everyone engineers customer's this pipeline
    staff crew personnel operators responders management dashboard service version release change job alert log model
    system code number rate latency value
""")
"""Subjects that nobody can be taken for."""
STOP = FUNCTION_WORDS | word_set("""
    around cest cet day days done everything hour hours minute minutes never nobody none nothing said say says second
    seconds till time times today two utc way week weeks well yesterday
""")
"""Words that do not tell what a sentence is about."""
