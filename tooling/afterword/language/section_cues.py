"""The words by which a sentence shows what it is about: a test, a safeguard, a number, a fault, a change, a fix."""

from __future__ import annotations

from afterword.language import acts_abroad as abroad
from afterword.postmortem import MILESTONES
from afterword.text.late_pattern import late_pattern

NOT = (
    r"(?:\b(?:no|none|never|not|nobody|nothing|neither|without|lacks?|lacked|missing|only|cannot|hardly|outside|"
    r"except|skipped|skips|switched off|turned off|disabled|muted|unused|ignored|ignores|hid|hides|hidden|masked|"
    r"too \w+)\b|n't\b)"
)
_PEOPLE = (
    r"(?:users?|customers?|clients?|tenants?|patients?|candidates?|colleagues|employees|guests?|merchants?|shoppers?|"
    rf"{abroad.PEOPLE}|"
    r"callers?|subscribers?|students?|sellers?|buyers?|players?|members?|drivers?|couriers?|firms?|schools?|branches|people|persons|companies|clinics?|families|"
    r"senders?|accounts?|passengers?|travell?ers?|policyholders|residents|citizens|households|pupils|farms|farmers|nurses|"
    r"riders?|tenants)"
)
_THINGS = (
    rf"(?:{abroad.THINGS}|"
    r"tickets?|complaints?|conversations?|sessions?|requests?|calls?|answers?|replies|summaries|orders?|bookings?|"
    r"appointments?|payments?|e?-?mails?|messages?|documents?|records?|rows?|images?|objects?|transcripts?|"
    r"domains?|plans?|carts?|runs?|chats?|queries|searches|jobs|questions|reports?|uploads?|files?|predictions?|"
    r"pull requests?|pallets?|transactions?|invoices?|refunds?|promises?|shipments?|items?|tokens?|claims|"
    r"applications|loans|cases|quotes|offers|articles|posts|comments|listings|products|prices|trades|letters|"
    r"deliver(?:y|ies)|parcels|declarations|brochures|hits|entries|tests|lookups|bookings|packages|bills|statements|contracts|leads|reviews|ratings|translations|labels|captions|"
    r"recommendations|suggestions|decisions|prescriptions|certificates|reservations|"
    r"policies|subscriptions|alerts sent|flights|trips|rides|vehicles|cows|animals|robots?|devices|towers|meters|"
    r"sensors|"
    r"transfers|withdrawals|cards|doses|samples|scans|lessons|exams|boxes|bins|crates|lit(?:re|er)s|seats|"
    r"rooms)"
)
_NUMBER = (
    r"(?:~|about |around |more than |at least |some |roughly )?(?<![\w-])(?!0\d)\d(?:[\d,.]*\d)?"
    r"(?:\s?(?:%|k|million|thousand|per ?cent))?"
)
COUNTED = late_pattern(
    rf"{_NUMBER}(?: of (?:the |our |all |its )?{_NUMBER})? (?:[\w'-]+ ){{0,3}}?(?:{_PEOPLE}|{_THINGS})\b"
    rf"|\b(?:{_PEOPLE}|{_THINGS}) (?:[\w'-]+ ){{0,3}}?{_NUMBER}|^{_NUMBER} (?:were|was|are|have|had) \w+|"
    rf"\bof the {_NUMBER}"
)
COUNTED_ALONE = late_pattern(
    rf"{_NUMBER} (?:[\w'-]+ ){{0,3}}?(?:{_PEOPLE}|tickets?|complaints?)\b|"
    rf"\b\d[\d,]* of (?:the )?\d[\d,]* (?:{_PEOPLE}|{_THINGS})\b"
    r"|^\d[\d,]* \w+ed, \d[\d,]* \w+|\d[^.;]{0,30}\b(?:usually|normally|on a normal \w+)\b[^.;]{0,20}\d"
)
SPENT = late_pattern(
    r"\b(?:total|burn(?:ed|t)?|costs?|spen[dt]|lost|loss|less|refund\w*|paid|credit\w*|fees?|charged|worth|damage|bill)\b"
)
"""What is said of a sum of money that an incident cost."""
AGAINST_NORMAL = late_pattern(
    r"\d[^.;]{0,40}(?:\b(?:vs\.?|against|compared (?:to|with)|normal(?:ly)?(?: is| was)?|usual(?:ly)?)\b|[;,.] normal)"
    r"[^.;]{0,20}\d|[-−]\d+(?:[.,]\d+)? ?%"
)
"""A figure beside the one that is normal, or what it fell by."""
TALLY = late_pattern(
    r"^(?:(?:ok|so|final|the|real|total|new|correct)\W+)*(?:numbers?|counts?|figures|totals?|tally|stats|correction|recount|"
    r"bilan|décompte|zahlen|nachprüfung|auswertung|korrektur|cifras|recuento|números|balance|totale|conteggio|balanço|"
    r"aantallen|bilans)\b[^:,.\d]{0,40}[:,]\s(?=[^?]*\d)"
)
"""What somebody counted, with any name of the things."""
MONEY = late_pattern(
    r"(?:[€$£¥]|\b(?:eur|usd|gbp|chf|pln|sek|dollars?|euros?))\s?\d|\d\s?(?:[€$£¥]|k?\s?(?:eur|usd|gbp|chf|pln)\b)"
)
_HARM = (
    r"(?:affect\w*|impact\w*|lost|los[es]+|leak\w*|expos\w*|delet\w*|corrupt\w*|wrong\w*|mis\w+ed|declin\w*|dropp\w*|"
    r"truncat\w*|harm\w*|charg\w*|overcharg\w*|refund\w*|credit\w*|fee|fees|fail\w*|reject\w*|miss\w*|complain\w*|"
    r"report\w*|empty|invent\w*|promis\w*|collid\w*|cancell?ed|delay\w*|denied|blocked|unable|down|repeat\w*|"
    r"paid|value|cost\w*|revenue|penalt\w*|sla|conversion (?:rate|from|fell|dropped)|threatened|downloaded|notified|"
    r"injur\w*|billed|visible|rubbish|useless|garbage|nonsense|seen|due|approved|refused|suspended|locked|flagged|twice|duplicat\w*|doubl\w*|"
    r"payouts?|too (?:high|low|early|late|many|few))"
)
HARMED = late_pattern(rf"\b{_HARM}\b|\b(?:{abroad.HARM})(?!\w)")
UNHARMED = late_pattern(
    rf"\b(?:nobody (?!who|from|asked|kn)|no ?one|none of|no (?:\w+ )?(?:{_PEOPLE}|data|money|payslips?|"
    rf"payments?|harm|injur\w+|loss))\b"
    rf"|\b(?:{_PEOPLE}|data|api|payments?|payroll|production)\b[^.]{{0,30}}\b(?:(?:is|are|was|were) not|not) "
    r"(?:affected|touched|impacted|harmed|exposed|lost|leaked)|\bno (?:use|misuse|sign) of\b"
)
SAW = late_pattern(
    rf"\b{_PEOPLE}\b (?:[\w&.'-]+ ){{0,4}}?(?:saw|sees?|got|gets?|received?|could(?:n't| not)|cannot|can't|"
    r"were (?:told|shown|given|asked)|was (?:told|shown)|lost|experienced|noticed|had to)\b"
    r"|\b(?:was|were|is|are) (?:also )?(?:affected|impacted|unavailable|degraded)\b|\baffect(?:s|ed) (?!by)"
)
TEST = late_pattern(
    r"\b(?:evals?|evaluations?|evaluated|"
    r"(?<!our own )(?<!the )tests?(?! (?:tenant|account|user|image|environment|message)s?\b)|"
    r"(?:unit|load|smoke|regression|integration|end-to-end|fairness|retrieval|gold(?:en)?|back|hand)[ -]?test\w*|"
    r"(?:smoke|regression) (?:set|run)s?|the tests?|internal testing|tested|suites?|benchmarks?|gold(?:en)? sets?|"
    r"test (?:set|data|bed|cases?)|judges?|a/b tests?|shadow (?:mode|report|runs?)|canar(?:y|ies)|fixtures?|mocks?|"
    r"simulations?|ci|val_auc|auc|dogfood\w*|internal use|dry runs?|code review|smoke test|fairness check|gates?)\b"
)
RESULT = late_pattern(
    r"\b(?:pass(?:ed|es)?|green|looked (?:good|fine|normal)|looks (?:good|fine)|show(?:s|ed|n)?|slightly|covers?|"
    r"covered|includes?|ha(?:s|ve|d) \d+|contain\w*|runs? (?:with|against|in|on)|ran|uses?|used|asks?|checks? only|"
    r"found|measured|drop of|would have|suggested|said|fail(?:s|ed)?|correct|opaque|the (?:biggest|longest|largest))\b"
    r"|(?<!\bby )(?<!\bto )(?<!\bon )(?<!\buntil )(?<!\bbefore )\b\d+ ?(?:of|/) ?\d+|\bgate of\b"
)
NO_CASE = late_pattern(
    r"\b(?:no|none of (?:our|the|its)?|there (?:is|was) no|never|without an?)\b (?:[\w'-]+ ){0,3}?"
    r"(?:tests?|cases?|evals?|evaluations?|suites?|questions?|benchmarks?)\b"
    r"|\bwould (?:have|not have) (?:failed|shown|caught|seen|found|been refused|refused|detected|revealed)\b|"
    r"\bwould have been \w+"
    r"|\b(?:test|eval|sample)s? (?:data|set|suite)? ?(?:has|have|had|contains?) only\b|\bso (?:nothing|none|"
    r"the \w+ could not)\b|\b(?:longest|biggest|largest)\b[^.]{0,40}\d|\bfound a drop\b|\ball written before\b"
)
_GUARD = (
    r"(?:alerts?|alarms?|monitor(?:s|ing)?|dashboards?|thresholds?|guardrails?|gates?|validation|checks?|approvals?|"
    r"limits?|quotas?|budgets?|canar(?:y|ies)|reviews?|confirmations?|schema|warnings?|owners?|freeze|safeguards?|"
    r"permissions?|filters?|moderation|rate limit|second person|sign-?off)"
)
_GUARDED = (
    r"(?:check|compar|enforc|validat|monitor|review|watch|limit|alert|approv|cover|gat|pin|wir|test|confirm)"
    r"(?:e?s|e?d|ed|ped|ned|ing)?"
)
UNGUARDED = late_pattern(
    rf"\bno (?:\w+ ){{0,2}}{_GUARD}\b|\b(?:nothing|nobody) (?:\w+ )?{_GUARDED}\b"
    rf"|\b{_GUARD} (?:[^\s.]+ ){{0,6}}?(?:not\b|\w+n't\b|never\b|no longer\b|only\b|skipped|switched off|turned off|"
    r"disabled|muted|missing|silenced|ignored|(?:was|were|had been) off|to a mailbox)"
    rf"|\b(?:not|never|\w+n't) (?:\w+ ){{0,3}}{_GUARDED}\b|\b(?:lacks?|lacked|missing|without|skipped) (?:an? |"
    rf"any |the |its )?(?:\w+ ){{0,2}}{_GUARD}\b|\bonly {_GUARDED}\b|\b{_GUARDED} only\b|\bexists? only for\b"
    r"|\b(?:had|has|have|with) (?:write|full|admin|root|s3:\S+|too (?:broad|many|much))(?: access| permissions?|"
    r" rights)?\b|\bhides? the\b|\bhid (?:the|it)\b|\bmask(?:s|ed) (?:the|a|it)\b|\bswallow(?:s|ed)\b|\bexits? 0\b|"
    r"\bsilent(?:ly)?\b"
    r"|\bonly (?:a|an) (?:sentence|instruction|prompt|line|comment|convention|rule in)\b|\ball (?:regions|users|"
    r"tenants) at once\b"
    r"|\b(?:launched|released|shipped|went ahead|merged|deployed) (?:it )?anyway\b|\boverruled\b|\bgoes to (?:a|"
    r"an|the|an old) (?:mailbox|channel|list|address)\b"
    r"|\bone database for\b|\bstayed off\b|\blooked mostly at\b|\basked for no\b"
)
SLOW = late_pattern(
    r"\btook (?:\w+ ){0,4}?(?:an?|\d+|two|three|several|many|half an)\b[^.]{0,40}\b(?:to (?:find|notice|detect|reach|"
    r"get|know|realise|page|see|understand)|until|before)\b|\b(?:minutes?|hours?|days?|h|min) (?:passed|were lost|"
    r"was lost|went by|elapsed)\b|\b(?:lost|wasted) (?:\w+ ){0,2}(?:minutes|hours?|half an hour|days?)\b"
    r"|\bonly after (?:more than )?(?:an?|\d+|several|two)\b"
    r"|\bmore than an? (?:week|day|hour) of\b|\bnobody (?:noticed|looked|saw|was paged)\b|\b(?:before|"
    r"until) (?:any|some)(?:body|one) (?:looked|noticed|from|saw|was)\b|\bdo(?:es)? not page\b"
    r"|\b(?:redeploy|rollback|fix|restore|failover)\b[^.]{0,40}\b(?:failed|needs? the|blocked|impossible|"
    r"not possible|did not work)\b"
    r"|\bwrong (?:channel|dashboard|team|runbook)\b|\b(?:page|alert) (?:was|went) (?:missed|to)\b|"
    r"\bhard to find\b|\bno reception\b"
    r"|\brunbook\b[^.]{0,30}\b(?:old|outdated|wrong|missing)\b|\btoo (?:late|slow(?:ly)?)\b|\bdid not (?:tell|"
    r"inform|reach)\b"
)
GOOD = late_pattern(
    r"\b(?:saved us|helped (?:us|a lot)?|worked (?:well|as (?:planned|designed|expected))|thanks to|paid off|"
    r"could be (?:switched|turned) off|caught (?:it|this)|named the right|came (?:within|after only|just)|"
    r"were seen at once|lucky?|luckily|just in time|in time)\b"
)
LESSON = late_pattern(
    r"\b(?:lessons?|take-?away|in hindsight|we (?:have )?learn(?:ed|t)|teaches us|worth remembering)\b"
)
PROVIDER = late_pattern(
    r"\b(?:provider'?s?|upstream|third[- ]party|vendor'?s?|supplier's (?:api|model)|"
    r"sub-?processor)\b(?! (?:support|of us))"
)
PROVIDED = late_pattern(
    r"\b(?:chang\w*|degrad\w*|status|outage|incidents?|capacity|announc\w*|unchanged|same snapshot|"
    r"no (?:\w+ )?(?:fault|part|defect|factor|provider)|"
    r"not (?:the cause|involved)|involved|deprecat\w*|retir\w*|alias|quota|limit|defect|error|newsletter|"
    r"notif\w*|nothing|points to|parser|upgrade\w*|green|renamed|cause)\b"
)
ORGANISATION = late_pattern(
    r"\bnobody (?:here |who \w+ it |else )?(?:asked|knew|knows|own(?:s|ed)|gets|compared|told|expected|thought|reads?|"
    r"had)\b|\bno (?:\w+ )?owner (?:is|was)\b|\b(?:edited|changed|maintained|updated|set|entered) by hand\b|"
    r"\b(?:in|on|from|to) (?:the|our|their) (?:\w+ )?backlog\b"
    r"|\bcontractor\b|\bnot part of\b|\bwas skipped because\b|\b(?:team|company) wanted\b|\bfreeze ended\b"
    r"|\bdoes not support\b|\breadme\b|\bwiki says\b|\breviewed (?:for|only)\b|\bread like\b|\btrade-?off\b"
    r"|\bunder (?:time )?pressure\b|\bexisted in the\b|\breviewers? (?:saw|only|did|had)\b|\bwho reviewed\b"
    r"|\bmost users kept\b|\bwe chose\b|\bnormal way\b|\bhad been copied\b"
    r"|\b(?:came|taken|copied) from (?:a |the )?(?!bug|fact)[\w-]+(?: service| team| project| branch| readme)?, which\b"
)
BECAUSE = late_pattern(
    r"\b(?:because(?! of (?:this|that|it|those|these)\b)|due to|owing to|root cause|"
    r"the (?:real |actual )?(?:reason|cause|problem) (?:is|was)|caused|causing|"
    r"led to|resulted in|turned out|introduced by|which is why|that'?s why)\b"
    rf"|\b(?:{abroad.BECAUSE})(?!\w)"
)
MECHANISM = late_pattern(
    r"\b(?:filter|check|rule|line|entry|field|clause|guard|header|key|column|index|limit|timeout|validation|lock|"
    r"mapping|"
    r"permission|flag|tenant|threshold|condition|instruction|example|tool)s? (?:is|are|was|were|got|has been|have been|"
    r"went) (?:now |simply |silently )?(?:gone|missing|lost|dropped|ignored|skipped|swallowed|overwritten|"
    r"never (?:set|sent|read|called|applied))\b"
    r"|\b(?:file|config(?:uration)?|profile|key|query|prompt|template|index|map|table|schema|request|job|manifest|"
    r"chart|"
    r"version|build) (?:has|have|had|contains?|contained|lists?) (?:no|not) (?:[\w-]+ ){0,2}?[\w-]+"
    r"(?: any ?more| any longer| since\b| left\b|[,.;:]|$| so\b)"
    r"|\b(?:falls|fell|falling) back to\b|\bfalls? (?:through )?to (?:the |a )?default\b|\bdefaults? to \S+ (?:now|"
    r"instead)"
    r"|\b(?:do not|don't|does not|doesn't|no longer|did not|didn't) match\b(?! (?:my|our|the (?:policy|docs?)))"
    r"|\b(?:cron|scheduler|hook|migration|job|step|trigger) (?:skipped|never ran|ran twice|"
    r"did not run|didn't run)\b|\bre-?deliver\w* (?:it |them |each |every )?(?:\S+ ){0,4}?as (?:a )?new\b"
    r"|\b(?:config|profile|settings?|flag|environment) (?:has|have|had) \S+:? (?:disabled|off|false|unset|null)\b"
    r"|\b(?:is|are|was|were) (?:read|parsed|counted|sorted|sent|stored|cached|keyed|joined|rounded|truncated) "
    r"(?:as|by|without|twice|before)\b"
)
"""How a part of the system fails: what it lacks, falls back to, reads as something else, or does twice."""
CHANGE = late_pattern(
    r"\b(?:(?:deploy(?:ment)?|release|roll-?out) (?:of [^.]{0,40}? )?(?:is |was )?(?:now )?(?:finished|done|completed?|"
    r"out|live)|deployed|releas(?:ed|e \S+ (?:puts|replaces|is live))|rolled out|rollout (?:of [^.]{0,40}?)?(?:began|"
    r"started|complete)|went live|go(?:es|ne) live|shipped|merged|promoted|retrained|upgraded|migrated|moved? (?:from|"
    r"to)|moves from|replac(?:ed|es)|switched (?:from|to)|points? to|changed|renamed|removed|lowered|raised|added|"
    r"introduced|enabled|is live|served all|new (?:version|template|prompt|model|release|index|chart|feed|schema)|"
    r"went from|came up with|put on all|combined|updated|switched on|(?:went|goes|gone) out (?:with|in|on|to)|"
    r"(?:re-?build|re-?index\w*|migration|import|sync|back-?fill|cut-?over) (?:\w+ ){0,2}(?:finished|completed?|ran)|"
    r"was restarted|was edited|loaded|gone in the new|dropp(?:ed|s) the|pushed)\b|(?<!^tool)(?:\w ?(?:->|=>|→) ?\w)"
    r"|\bin place of\b|, (?:yesterday|before|previously|earlier|until \w+) (?:it |that )?(?:was|had been|ran) \S*\d"
    r"|\b(?:release|deploy\w*|version|rollout|change|commit|migration|flag|pull request) \S+ (?:now )?(?:raises|lowers|"
    r"changes|removes|adds|introduces|enables|disables|renames|upgrades|moves|sets|switches)\b"
    r"|\b(?:raises|lowers|changes|sets|moves|switches|upgrades) (?:[\w'-]+ ){1,8}from \S+ to \S+"
    rf"|\b(?:{abroad.CHANGE})(?!\w)"
)
CHANGED_THING = late_pattern(
    r"\b(?:v?\d+(?:\.\d+)+\S*|v\d+|prompts?|models?|config\w*|settings?|values? file|temperature|top_p|parameters?|"
    r"index(?:es)?|alias(?:es)?|snapshots?|polic(?:y|ies)|flags?|features?|release|version|chart|schema|column|fields?|"
    r"keys?|template|threshold|limits?|quota|retries|backoff|weights?|training|labels?|data ?set|calendar|feed|"
    r"tokenizer|embedding\w*|reranker|retriev\w*|tools?|permission\w*|role|code|branch|library|dependenc\w+|update|"
    r"firmware|(?:base|container|docker) images?|drivers?|"
    r"effort|votes?|rev \d+|judge|scorer|ranker|deploy\w*|system message|instructions?|migrat\w*|tables)\b"
)
FIXED = late_pattern(
    r"\b(?:rolled back|rollback (?:is |was )?(?:finished|done|complete\w*|deployed|worked|started)|full rollback|"
    r"reverted|reverting|restor(?:ed|es|e finished)|(?<!falls )(?<!fell )(?<!fall )back (?:on|to|in) (?:v?\d|the old|"
    r"the previous|version|\w+-\d|production|all)|going back|(?:is|are|was|were) (?:now |all )?(?:off|offline|disabled|"
    r"back|on again|fixed|unblocked|pinned|patched|blocked|revoked|drained|moved back|cancelled|reset|restored|"
    r"removed)|(?:turn(?:ed|ing)?|switch(?:ed|ing)?|tak(?:en|ing)|took) (?:(?:off|over|out of) \S+|(?:[^\s.,;]+ ){1,5}?"
    r"(?:off|over|out of|offline))|(?:paused|pausing|killed|killing|pinning|\w+ back on|flags? (?:\w+ )?off)(?! (?:for|"
    r"until|since))|(?:hot-?)?fix (?:for [^.;]{1,60} )?(?:has been |is |was )?(?:now )?(?:deployed|released|rolled out|"
    r"shipped|merged)|kill[ -]?switch [^.;]{0,40}\b(?:on|enabled|activated|pulled|flipped)|(?:degraded|fallback|safe|"
    r"maintenance|read-only) mode (?:is |now )?(?:on|enabled|active)|^(?:hot-?)?fix: [^.;]+[.;] (?:now )?(?:deployed|"
    r"released|live)|(?:am|are|is|we'?re|i'?m) rolling (?:\w+ )?back|(?:switched|moved|put|set|changed|pointed|"
    r"turned) (?:[\w'-]+ ){0,4}back (?:to|on|in)|(?:bringing|putting|switching|going) (?:[\w'’-]+ ){0,3}back|"
    r"switched over|disabled|pinned to|fixed(?! \w+ (?:name|version|in the))|fix (?:is |was )?(?:out|live|deployed|"
    r"complete)|restarted|scaled|purged|(?:queue|nodes?|pods?) (?:was |were )?drained|failed over|mitigat\w+|"
    r"work-?around|revoked|reprocess\w*|re-?index\w*|re-?generated|re-?built|re-?trained|quota is (?:at|now)|"
    r"threshold (?:is )?now|pausing|closing all|closed on|all moved back|max \w+ \d+ ?->|flag \S+ ?(?:=|is) ?(?:on|"
    r"off)\b|\boff (?:at \d|for (?:all|now)|everywhere|in prod\w*|on (?:all|web)|(?:[\w-]+ )?(?:pushed|live|"
    r"deployed))\b|"
    r"\w=off\b|scal(?:ed|ing) (?:[\w-]+ )?(?:down )?to (?:0|zero)\b|reason=rollback|deployed: |"
    r"promoted to production, manual|put back|switching \S+ off)\b"
    rf"|\b(?:{abroad.FIXED})(?!\w)"
)
RECOVERED = late_pattern(
    r"\b(?:verified|spot[- ]?check(?:ed)?|recovered|work(?:s|ing)? (?:again|normally)|"
    r"(?<!falls )(?<!fell )(?<!fall )(?:back|down|returned) (?:to|under|below|at)|"
    r"looks? right|correct (?:\w+ ){0,2}again|(?:repeat|errors?|timeouts?) gone|normal again|no (?:more |new |"
    r"invented )?\w+ since|0 (?:errors|failures|conflicts)|all (?:\d[\d,]* )?\w+ (?:are there|cite|quote|pass|parse)|"
    r"\d+ of \d+ right|normally since)\b|\b(?:count|rate|ratio|errors?)\S*[ =]{1,3}0\b(?![.,]\d)"
    rf"|\b(?:{abroad.RECOVERED})(?!\w)"
)
NO_FIX = late_pattern(
    rf"\b(?:{abroad.OPEN})\b|"
    r"\bno (?:difference|effect|change)\b|\bdid(?:n't| not) (?:help|work)\b|\bin vain\b|\bfailed\b|\bstill\b"
)
SYMPTOM = late_pattern(
    r"\b(?:reports?|reported|complain\w*|quotes?|tells?|told|(?<!she )(?<!he )(?<!they )(?<!who )(?<!team )says?|"
    r"cannot|can't|down|broken|fail\w*|errors?|slow|wrong|empty|(?:returns?|returned|shows?|showed|finds?|"
    r"found) (?:nothing|no \w+)|unavailable|garbage|nonsense|spik(?:es?|ed|ing)|(?:doubl|tripl|halv|jump|surg|soar|"
    r"plummet|climb)(?:ed|ing)|stuck|mismatch\w*|hallucinat\w*|instead of|seeing|missing|gone|strange|drop(?:s|ped)?|"
    r"crash\w*|timeouts?|tickets?|spam\w*|weird|(?:look(?:s|ed)?|smells) (?:odd|off|wrong)|loop(?:s|ing)|leak(?:s|ed|"
    r"ing)?|"
    r"another (?:customer|tenant|client|user|firm|company|patient|account)'?s|reproduc\w*|land in|invents?|promises?|"
    r"is gone|open)\b"
    rf"|\b(?:{abroad.SYMPTOM})(?!\w)"
)
MILESTONE = late_pattern(rf"^(?:{'|'.join(MILESTONES)})\b ?:")
BEGAN = late_pattern(
    r"\b(?:began|begins|started|opened|closed|resolved|mitigated|declar(?:ed|ing)|appeared|published|announced|ended|"
    r"stopped|joined|arrived|sent)\b"
)
