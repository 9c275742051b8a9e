"""Small talk: greetings, thanks, presence, status pings, jokes, lunch, and what a chat says by itself.

A message is small talk only if each of its clauses is; one unknown clause makes it a statement.
"""

from __future__ import annotations

import re

from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_MAX_CHARACTERS = 240
"""A longer message says something."""
_MARKS = late_pattern(
    r":[\w+-]+:|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]|@?\[?(?:participant|responder) \d+\]?|@[\w.-]+|<@\w+>"
)
"""Emoji and mentions."""
_GIF = late_pattern(r"https?://\S+\.(?:gif|mp4|webp)")
_CLAUSE_END = late_pattern(r"[.!?,;…()]+(?:\s|$)|\s[-–—]+\s|:\s|:$|\n|\.{2,}|!+")
_FURTHER = (
    r"(?: (?:all|everyone|every ?body|team|folks|guys|both|you|u|there|again|so far|to me|from me|here|then|now|mate|"
    r"man|too|indeed|btw|please|already|yet|today|tonight|tomorrow|later|soon|for now|right now))*"
)
"""What may follow any clause."""
_CLAUSES = r"""
ok|okay|k|kk|yes|yep|yeah|yup|ya|no|nope|nah|sure|right|exactly|indeed|ack|ack'?ed|acknowledged|roger|copy(?: that)?
got it|understood|noted|same|same here|me too|lgtm|\+1|ditto|true|fair|fair enough|will do|can do|yes we can
cool|nice|great|awesome|perfect|excellent|amazing|brilliant|lovely|wow|oof|ouch|ugh|uff|h+m+|huh|oh|ah|aha|lol|lmao
(?:lol )?not again|rofl|(?:ha)+h?|(?:he)+|omg|wtf|damn|argh+|yay|woo+hoo|phew|oops|whoops|rip|o/|\\o|hooray
so|well|anyway|interesting|funny|fun|fun times|sad|crazy|weird
(?:that |it |this )?(?:makes|made) (?:total |perfect |a lot of )?sense|sounds (?:good|great|like a plan|fun)
(?:good|great|nice|well|amazing|solid) (?:point|catch|idea|call|job|one|work|stuff|question|luck|find|teamwork|spot)
well done|love (?:it|that)|great effort|(?:we|you) (?:rock|did it|made it)|congrats|congratulations|high five
(?:many |big |huge |ok |no )?(?:thanks|thank (?:you|u)|thx|ty|tysm|cheers|kudos|danke|merci|gracias){THANKED}
(?:thank you|thanks) for (?:contacting|reaching out|getting in touch)(?: to us| us| with us)?
hi|hello|hey|hiya|yo|moin|hallo|servus|morning|gm|gn|good (?:morning|afternoon|evening|night|day)|bye|cya|ttyl
see (?:you|ya)(?: (?:at|on|in) .{1,30})?|take care|welcome(?: back)?(?: to .{1,20})?|happy (?:\w+day|new year|holidays)
(?:have|enjoy) (?:a|an|your|the) .{1,30}|good ?night|(?:best|kind|warm) regards|regards|best|sleep well|rest well
(?:i'?m |i am |we'?re |just |still )?(?:on it|here|back|in|around|online|afk|brb|away|available|joining){SHORTLY}
(?:i'?m |i am |we'?re |just |still )?(?:looking|checking|investigating|(?:taking|having) a look){AT_IT}{SHORTLY}
(?:i'?m |i am )?(?:reading up|catching up|on my (?:phone|way)|commuting|out|off|driving|in transit|school run){SHORTLY}
(?:i )?(?:was|were|am|had been|i'?m) (?:in|at|on|out) (?:a |an |the )?(?:meeting|call|lunch|dinner|train|gym|plane)
(?:i'?ll|i will|will|let me|going to) (?:take a look|have a look|look|check|see|read up){AT_IT}{SHORTLY}
(?:i'?ll|i will|will) (?:be (?:right )?back|be there|join|be (?:out|off|away|at my (?:laptop|desk))){SHORTLY}
(?:give|need) (?:me )?(?:a|an|one|two|five|\d+) (?:sec|second|min|minute|moment)s?|stand ?by|hold on|hang on|wait
(?:one|just a|just one) (?:sec|second|minute|moment)|\d{1,2} ?(?:s|secs?|m|mins?|minutes?)|(?:in|at) (?:ten|five)
any (?:news|updates?|progress|luck|eta)(?: (?:here|on (?:this|that|it)))?
how (?:is|are|'s) (?:it|things|we|everything|everybody|everyone) (?:going|doing|looking)|how'?s it going
who(?:'s| is|s) (?:on (?:the )?call|(?:the )?ic|leading|driving|around|here|incident commander|in charge|up for .{1,20})
(?:is )?(?:any|some) ?(?:one|body)(?: else)? (?:there|around|here|on (?:it|this)|hungry|up for .{1,30}|awake)
(?:is )?(?:any|some) ?(?:one|body)(?: else)? looking(?: (?:at|into) (?:it|this|that))?
(?:can|could) (?:you|(?:any|some) ?(?:one|body)) (?:please )?(?:paste|share|post|(?:re)?send|repost|drop) {LINK}
(?:can|could|do) (?:you|u|everyone|anybody) (?:see|hear) (?:me|my screen|it|us|the screen)
(?:you'?re|you are|u r) (?:on mute|muted|breaking up|frozen)|break
what do you need(?: from (?:me|us))?|how can i help|need (?:any )?help|anything (?:i|we) can (?:do|help with)
let me know(?: if .{1,50})?|ping me(?: if .{1,40})?|feel free to .{1,40}|shout if .{1,40}
(?:please )?(?:use|keep it in|reply in|move to) (?:the |a )?thread|this channel is .{1,20}|i always lose it
who(?:'s| is)? (?:orders?|ordering|gets?|getting|brings?|wants?|pays(?: for)?) (?:the |some |more |us )?{FOOD}
{FOOD} (?:was|is) (?:ages ago|late|cold|here|ready|on me|overdue|needed|calling)
is the (?:retro|meeting|review|zoom|call) (?:invite )?(?:out|on)
(?:so |i'?m )?(?:sorry|apologies|my bad|pardon)(?: (?:for|about) (?:the |my )?(?:noise|spam|delay|pings?|typo))?
(?:sorry )?(?:wrong|other) (?:channel|thread|window|chat|person)|typo|ignore me|sorry to hear that
what a (?:day|week|night|morning|mess|ride|start|time)|fingers crossed|here we go|this is fine|famous last words
never (?:a dull moment|seen (?:that|this)(?: one)?(?: before)?)|i (?:knew|called) it|i owe (?:you|u) .{1,20}
rip (?:my )?(?:\w+ )?(?:evening|weekend|night|day|sleep)|who would have thought|no (?:worries|problem|prob|stress)|np
(?:happy|glad) to (?:help|hear(?: (?:it|that))?)|you'?re welcome|anytime|(?:a |to the )?party
we are sorry to hear that|your (?:message|request|ticket) (?:has been|was) (?:received|registered)(?: and .{1,40})?
(?:an? \w+|we|someone) will (?:get back to you|respond|reply|be in touch)(?: shortly)?|the \w+ team
"""
_SLOTS = {
    "{FOOD}": r"(?:pizzas?|lunch|dinner|breakfast|food|coffees?|beers?|snacks?|cakes?|sandwiches)",
    "{THANKED}": r"(?: (?:so much|a lot|a ton|in advance|for (?:the |your |all |this |that |it |digging|jumping|"
    r"helping|looking|checking)*(?:help|quick|update|info|patience|work|reply|in|out| )*))?",
    "{SHORTLY}": r"(?: (?:in|for) (?:a|an|one|two|five|ten|\d{1,2}) ?(?:s|secs?|m|mins?|minutes?|bit|moment)?)?",
    "{AT_IT}": r"(?: (?:into|at) (?:it|this|that))?",
    "{LINK}": r"(?:me )?(?:the |that |a )?(?:\w+ )?(?:link|invite|zoom|url|dashboard|screenshot|bridge)"
    r"(?: (?:to|for|of) .{1,30})?",
}


def _clause() -> re.Pattern[str]:
    text = "|".join(_CLAUSES.split("\n")[1:-1])
    for slot, pattern in _SLOTS.items():
        text = text.replace(slot, pattern)
    return re.compile(f"(?!ok(?:ay)? again)(?:{text}){_FURTHER}")  # `ok again` reports a recovery


_CLAUSE = _clause()
_SYSTEM = late_pattern(
    r"(?:[\w .-]{1,40} )?(?:has |have )?(?:"
    r"(?:joined|left) (?:the|this) (?:channel|call|meeting|conversation|chat|huddle|group|server)|"
    r"set the channel (?:topic|purpose|description)\b.*|pinned a message\b.*|(?:un)?archived (?:the|this) channel|"
    r"renamed the channel\b.*|(?:was|were) added (?:to|by) .{1,40}|started a (?:call|huddle|meeting|thread)\b.*|"
    r"created (?:the|this) channel\b.*|changed the (?:group|channel) .*)"
    r"|reminder: (?!.*\b(?:error|rollback|deadline)\b).{1,60}"
)
_OFF_TOPIC = late_pattern(
    r"\b(?:lunch|dinner|breakfast|coffee|beers?|pizza|cakes?|cookies?|snacks?|croissants?|birthday|weekend|holidays?|"
    r"vacation|football|soccer|world cup|weather|snow|gym|kids|school run|summer party|christmas|karaoke|drinks)\b"
)
_INCIDENT = late_pattern(
    r"\d|[_/`=<>{}]|\b(?:errors?|fail\w*|broke\w*|down|slow\w*|wrong|missing|empty|alerts?|logs?|deploy\w*|releas\w*|"
    r"roll\w*|prompts?|models?|evals?|tests?|index\w*|cache\w*|queries|query|requests?|users?|customers?|tickets?|"
    r"traffic|latency|spikes?|flags?|servers?|services?|pods?|data|config\w*|prod|staging|outage|incident|bug|fix\w*|"
    r"resolv\w*|recover\w*|mitigat\w*|restor\w*|revert\w*|re-?buil\w*|closing|declar\w*|"
    r"because|proxy|bot|orders?|answers?|missed|paged?|on-?call|night|owner|nobody|no one)\b"
)


def is_small_talk(text: str) -> bool:
    """Whether a message says nothing about an incident."""
    if len(text) > _MAX_CHARACTERS:
        return False
    said = normalise_caseless(text).strip()
    if _SYSTEM.fullmatch(said) or _GIF.fullmatch(said):
        return True
    bare = _MARKS.sub(" . ", said)
    clauses = [clause for part in _CLAUSE_END.split(bare) if (clause := " ".join(part.split()).strip(" '\"*_~-:"))]
    if all(map(_CLAUSE.fullmatch, clauses)):
        return True
    return _OFF_TOPIC.search(bare) is not None and not _INCIDENT.search(bare)
