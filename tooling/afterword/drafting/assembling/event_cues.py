"""The words by which a sentence or a line of a log reports an event, and those by which it does not."""

from __future__ import annotations

import re

from afterword.language import acts_abroad as abroad
from afterword.text.late_pattern import late_pattern

ALARM = late_pattern(
    r"\b(?:firing|triggered|alarm\w*|paged|escalat\w+|acknowledged?|acked|breach\w*|threshold|"
    r"(?:below|above|over|under|exceed\w*) (?:the )?(?:floor|limit|quota|budget|slo|objective)|out of memory|oom\w*)\b"
)
"""What a monitoring system or a guard of the system itself writes."""
_STEP = (
    r"(?:deploy\w*|releas\w+|roll(?:s|ed|ing)?[ -]?(?:out|back)|rollout|rollback|revert\w*|switch\w*|swap\w*|flip\w*|"
    r"chang(?:ed|ing)|updat(?:ed|ing)|reload\w*|restart\w*|scal(?:ed|ing)\b|disabl\w+|enabl\w+|purg\w+|flush\w*|"
    r"promot\w+|migrat\w+|merg(?:ed|ing)|re-?index\w*|re-?built?|re-?build\w*|re-?process\w*|re-?play\w*|"
    r"re-?train\w*|back-?fill\w*|restor\w+|fail(?:ed|s)? ?over|failover|fall(?:s|ing)? ?back|fallback|fell back|"
    r"drain\w*|evict\w*|kill\w*|revok\w+|rotat\w+|pinn\w+|paus\w+|resum\w+|stop(?:ped|ping)|shut ?down|unmut\w+|"
    r"publish\w*|applied|loaded|set to|turned (?:on|off))"
)
CLOSES = late_pattern(r"(?:^|[.,;] |\band )(?:closing|closed|resolved|all clear)\b", re.IGNORECASE)
CLOSING = late_pattern(
    r"\b(?:no (?:new|more|further|other)|all|quiet|clean|green|stable|normal|fine|good|fixed|recovered|zero|0)\b"
    r"[^.;?]{0,60}, (?:resolved|closed|closing)[.!]*$",
    re.IGNORECASE,
)
"""Ends an incident behind what is as it should be: `no new complaints, resolved`."""
COMMIT = late_pattern(r"commit `?[0-9a-f]{7,64}\b")
STATE_CHANGE = late_pattern(
    rf"\b{_STEP}\b|\b(?:start(?:ed|ing)?|begun|began|done|finish\w*|complet\w+|reached|exhausted|"
    r"redelivered)\b"
)
"""What a program writes as it changes the state of something."""
_PEOPLE = (
    r"(?:users?|customers?|clients?|tenants?|guests?|patients?|shoppers?|players?|sellers?|members?|firms?|accounts?|"
    r"tickets?|complaints?|refunds?|orders?|requests?|searches|conversations?|sessions?|calls?|listings?|"
    r"declarations?|documents?|records?|rows?|jobs?|cases?)"
)
REPORTS = late_pattern(
    rf"\b{_STEP}\b|\b(?:live|down|up again|back (?:to|on|at|up)|off|again|wieder|zurück|gone|done|finished|"
    r"completed?|running|ran|works?|working|broken|fail\w*|errors?|wrong\w*|missing|miss(?:es|ed)|fehlt\w*|falsch\w*|"
    r"empty|slow\w*|stuck|hang\w*|hung|timeouts?|timed out|crash\w*|loop\w*|leak\w*|spik\w+|spam\w*|climbing|"
    r"normal|clean|found|saw|seeing|shows?|verified|confirmed|reproduc\w+|ruled out|innocent|causes?|because|"
    r"mismatch\w*|"
    r"(?:doesn't|don't|does not|do not|no longer) match|ship(?:s|ped|ping)|commit|mov(?:e|es|ed|ing)|starting|started|"
    r"began|begins?|block\w*|clos(?:e|es|ed|ing)|open(?:s|ed|ing)|resolv\w*|mitigat\w*|fix\w*|patch\w*|capped|"
    r"declar\w*|sev-?\d|page[drs]?|paging|alerts?|escalat\w*|call(?:s|ed|ing)|ruft|notif\w*|inform\w*|emailed|mailed|"
    r"mails?|wrote|posted|published|announced|status page|complain\w*|report\w*|corrected|count(?:ed|s)?|affected|"
    r"re-?(?:run|ran|issued|view\w*)|prompt|model|cache|queue|traffic|latency|limit|quota|backlog|draining|"
    rf"look(?:s|ed)? (?:weird|odd|strange|off|wrong)|calibrated|approved|rejected|real|"
    rf"results?|answers?|returns?|returned|as {_PEOPLE}|{_PEOPLE})\b"
    rf"|\b(?:{abroad.FIXED}|{abroad.RECOVERED}|{abroad.SYMPTOM}|{abroad.CHANGE}|{abroad.BECAUSE}|{abroad.CLOSES}|"
    rf"{abroad.PEOPLE}|{abroad.THINGS})(?!\w)"
)
"""Words of what a system does, or is in, and of what people do to it."""
SAYS_NOTHING_OF_IT = late_pattern(
    r"(?!ok(?:ay)? again\b)(?:"
    # What is asked, ordered, planned or only meant
    r"(?:and |so |ok,? )*(?:what|which|who|when|where|why|how|wie ?viele?|wer|wann|warum)\b[^.:]*$"
    r"|(?:actions?|follow-?ups?|to-?dos?|next(?: steps?)?|for later)\b[^:]{0,20}:"
    r"|(?:@?\S+ )?(?:can|could|would|will) (?:u|you|we|someone|somebody)\b"
    r"|(?:btw|by the way|fyi|ps|note to|for whoever|for the record)\b"
    r"|(?:kill|stop|disable|revert|roll back|turn off|switch off|take|put|keep|do) (?:it|that|this|the|all)\b"
    r"|[^.;]{0,60}\b(?:should|could|would|ought to) (?:have|not have)\b"
    r"|[^.;]{0,60}\bi (?:do not|don't|dont) (?:trust|like|think|believe|know)\b|(?:i'd |i would )?rather\b"
    # What is denied, and what answers another
    r"|(?:no|nope|nah|not|never|neither|nobody)\b(?![^.]{0,30}[.,;] [^.]*(?:\d\s?%|\bx ?\d|\d\d))"
    r"(?! (?:made up|found|one|longer|working|responding|loading|reachable))"
    r"|(?:ok(?:ay)?|thx|thanks|thank you|np|yep|yes|yeah|sure|sorry|so sorry|oh|hm+|lol|haha|brilliant|nice|cool|great|"
    r"here|ty|same|so|agreed?|right|true|exactly)\b[,.:;! ]+(?:[\w'’]+[,.!]? ?){0,4}$"
    rf"|ok(?:ay)?\b(?![^.;]*\b{_STEP})[^.;]*$|(?:so |very |really )?sorry\b[^.;]*$|\([^()]*\)$"
    r"|[^.;]*\bnot (?:us|it|ours|related|that|the (?:cause|problem|issue|reason))$"
    r")"
)
"""What is at the beginning of a sentence that reports nothing."""
ANSWERS = late_pattern(
    r"(?:it|that|this|they|he|she|i|we|you) (?:is|are|was|were|does|did|do|has|have|can|will|know|see|agree)\b"
    r"(?: not|n't)?(?: so| too| it| that)?"
)
"""An answer that leans on what it answers."""
