"""Ways of looking back, built from few classes of words: what was plain, had to happen, was there to see, or judged.

Each with words of which a match contains at least one. What would or should have been is in `counterfactuals`.
"""

from __future__ import annotations

_ADV = r"(?:(?!not\b|never\b|hardly\b|less\b|barely\b|scarcely\b|an?\b|the\b)[\w-]+ ){0,2}?"
_PLAIN = (
    r"(?:obvious|clear|clearer|evident|apparent|plain|plainer|self-evident|unmistakable|glaring|visible|foreseeable|"
    r"predictable|knowable)"
)
_AVOIDABLE = r"(?:avoidable|preventable|foreseeable|predictable|knowable)"
_FATED = r"(?:inevitable|unavoidable|inescapable|preordained|doomed|destined|guaranteed|foreordained)"
_UNWISE = (
    r"(?:unwise|ill-advised|reckless|short-sighted|shortsighted|premature|foolish|naive|irresponsible|misguided|"
    r"indefensible|inexcusable|absurd|baffling|puzzling|incomprehensible|astonishing|inconceivable|staggering|"
    r"suspicious|hard to (?:understand|justify|explain|defend|believe))"
)
_SIGNS = (
    r"(?:(?:red |warning )?(?:signs?|signals?|flags?)|clues?|hints?|indications?|symptoms?|evidence|warnings?|omens?|"
    r"writing|indicators?|tell-?tales?|giveaways?)"
)
_SIGN_WORDS = (
    "flag flags writing tell tells telltale telltales omen omens indicator indicators giveaway giveaways signal "
    "signals clue clues hint hints sign signs indication indications symptom symptoms warning warnings evidence"
)
_ANSWER = rf"(?:{_SIGNS}|answer|cause|culprit|explanation|fix|solution|problem|bug|mistake|error|fault|risk|pattern)"
_IN_VIEW = (
    r"(?:there|visible|present|plain|on the wall|in (?:plain|full|clear|open|everyone's) (?:sight|view)|obvious|"
    r"unmistakable|plentiful|everywhere|all over|in front of (?:us|our|everyone|everybody)|under (?:our|everyone's)|"
    r"staring|right there|clear|known|on (?:the|every) (?:dashboard|screen|chart)|hard to miss|impossible to miss|"
    r"for all to see|loud and clear)"
)
_ANYBODY = r"(?:any(?:one|body)|every(?:one|body)|whoever|any \w+|every \w+|a (?:child|beginner|layman|novice))"
_SEEN = (
    r"(?:seen|told|known|noticed|spotted|guessed|foreseen|predicted|expected|read|found|realised|realized|understood|"
    r"recogni[sz]ed|caught|detected|imagined|warned|anticipated|worked out|thought)"
)
_BAD = (
    r"(?:happen|fail|break|collapse|end|go (?:wrong|bad|badly|well)|blow|crash|fall|run out|drift|come|hit|"
    r"surface|bite|explode|backfire|cause|lead|catch up|hurt|overflow|fill|repeat|occur)"
)
_PLAN = (
    r"(?:roll-?out|roll-?back|launch|release|deploy(?:ment)?|migration|change|upgrade|switch|experiment|trial|canary|"
    r"cut-?over|fail-?over|decision|choice|plan|idea|proposal|design|setup|set-up|approach|timing|date|choosing|"
    r"assumption|bet|go-live|\w+ing)"
)
_WRONG = (
    r"(?:an? (?:\w+ )?(?:mistake|misjudge?ment|miscalculation)|a (?:\w+ )?(?:bad|poor|terrible|dangerous|risky) "
    r"(?:idea|call|choice|decision|move|bet|gamble)|an? (?:grave|serious|big|huge|costly|fatal|bad|clear|"
    r"strategic|plain|expensive) error|an error of|the wrong (?:call|choice|decision|one|move|order|time|moment)|"
    r"wrong|too (?:risky|optimistic|ambitious|early|hasty|small|narrow|short)|asking for trouble)"
)
_STEP = r"(?:thing|step|move|choice|decision|course|reaction|response|answer|fix|action|option|call|way|one|order)"
_RIGHT = (
    r"(?:right|sensible|wise|wiser|better|best|safer|safest|smarter|obvious|correct|natural|logical|prudent|"
    r"proper|only (?:sensible|right))"
)
_START = (
    r"(?:from|since|in|at|ever since) (?:the )?(?:very )?(?:start|outset|beginning|first (?:minute|day|moment)|"
    r"(?<=from the )first\b|first(?=\W*$|[,;])|day one|minute one)"
)
_NOUN_AFTER = r"(?! ?(?:bias|meetings?|sessions?|templates?|reviews?|the word|is\b|isn't|was not|cannot))"
_BACK = (
    ("hindsight retrospect retrospective",
     r"(?:with|in)(?: the)?(?: (?:benefit|wisdom|power|luxury) of)? (?:hindsight|retrospect|"
     rf"retrospective)\b{_NOUN_AFTER}"),
    ("looking thinking; back",
     r"(?:looking|thinking) back(?! (?:\d|(?:over |at )?the (?:last|past|quarter|year|month|week)))(?: (?:at|on|"
     r"over|to|from) [^,.;?]{1,60})?"),
    ("seen viewed looked judged read measured; here today now afterwards hindsight end outcome result distance",
     r"(?:seen|viewed|looked at|judged|read|measured) (?:from (?:here|today|now|afterwards|the (?:end|outcome)|afar)|"
     r"(?:with|by|through) "
     r"(?:today|hindsight)\b[^,.;?]{0,30})"),
    ("know knows known knew; what", r"(?:knowing|given|with|after) what (?:we|one|is|was) (?:\w+ )?(?:know|knows|"
    r"known|knew)\b(?: now| today)?"),
    ("knowledge insight view perspective standards; today our present",
     r"(?:with|from|by) (?:today's|our (?:current|present)|the present) (?:knowledge|insight|point of view|"
     r"perspective|standards)"),
    ("now today; looking that", r"(?:looking at [^,]{1,40} (?:now|today)|now that we (?:have|know|see|"
    r"can)\b[^,.;?]{0,60})"),
)  # fmt: skip
"""How a sentence begins that looks back."""
_THEN = (
    r",? (?![^?]*\b(?:the same|at the time|again|word|do(?:es)?(?: not|n't) know|can(?:not|'t) (?:say|tell)|"
    r"learn)\b)[^?;]{0,160}\b(?:was|were|is|are|looks?|looked|seems?|should|would|could|had|has|ought|defies|"
    r"shows?|contained|needed|deserved|made|came|gave|took|left|went|pointed|missed|\w{3,}ed|\w+n't)\b"
)
HINDSIGHTS = (
    # Seen from afterwards.
    *((known, rf"(?:^\W*|[,;:(–—] ?|\b(?:and|but|that) ){back}{_THEN}") for known, back in _BACK),
    ("hindsight retrospect",
     rf"\b(?:was|were|is|looks?|looked|seems?|seemed|had|have|could|should)\b[^.;?]{{0,60}}?,? (?:in|with) "
     rf"(?:the benefit of )?(?:hindsight|retrospect)\b{_NOUN_AFTER}|\bhindsight(?:'s| is) (?:20/20|twenty)"
     rf"|\b{_PLAIN} (?:only )?in (?:hindsight|retrospect)\b|\bonly in (?:hindsight|retrospect)\b"),
    ("surprisingly retrospectively unsurprisingly predictably inevitably foreseeably",
     r"^\W*(?:retrospectively|unsurprisingly|predictably|foreseeably|inevitably|not surprisingly),? "),
    ("afterwards afterward fact event wise wiser events",
     rf"\bafterwards?,? (?:it|this|that|everything|all) (?:is|was|looks|seems) (?:\w+ )?{_PLAIN}\b|\b{_PLAIN} "
     rf"(?:afterwards?|after the fact)\b|\bafter the (?:fact|event),? (?:it|this|that|everything)\b|\bwiser? after the "
     r"(?:event|fact)\b|\balways (?:easy to be )?wiser?\b|\bas (?:later|subsequent) events (?:proved|showed)\b"),
    ("today now; see do know is seems looks appears clear clearer obvious evident plain plainer apparent visible "
     "knowable predictable foreseeable unmistakable glaring self",
     rf"\b(?:we|one|you|{_ANYBODY}) can (?:now see|see (?:now|today))\b|\bas we (?:can do|know) (?:today|now)\b|"
     rf"\bit is now {_ADV}{_PLAIN} that\b(?=[^?;]*\b(?:should|too|never|wrong|mistake|would|all along)\b)|\b(?:is|"
     rf"it's|that's|seems|looks) {_ADV}{_PLAIN} now\b|\b{_PLAIN} now that (?:the|an?|this|we|it|our)\b|\bnow "
     rf"(?:seems|looks|appears) (?:like )?(?:an? )?(?:\w+ly )?(?:{_PLAIN}|{_UNWISE})\b"),
    ("now today later afterward afterwards; see sees realise realises realize realizes understand became turned was",
     r"\bas (?:we|one) (?:can )?(?:all )?(?:sees?|reali[sz]es?|understands?) (?:it )?(?:today|now)\b|\b(?:one|we|you) "
     r"(?:all )?(?:sees?|reali[sz]es?) (?:it|that|this) (?:today|now)(?=\W*$|,)|\bas (?:it )?(?:became|turned out|was|"
     rf"proved) (?:\w+ )?{_PLAIN} (?:later|afterwards?)\b"),
    ("fact event",
     rf"\bafter the (?:fact|event),? [^.;?]{{1,80}}\b(?:is|was|are|were|looks?|seems?) {_ADV}{_PLAIN}\b(?<!visible)"),
    ("view sight; in",
     r"\b(?:was|were|had been|lay|sat|stood) (?:all |right )?in (?:plain|full|open) (?:view|sight)\b(?=\W*$| (?:by|"
     r"since|for|all|from|already)\b)"),
    ("prelude precursor precursors harbinger harbingers omen omens foretaste",
     rf"\b(?:was|were) {_ADV}(?:the|an?) (?:\w+ )?(?:prelude|precursors?|harbingers?|omens?|foretaste)\b"),
    ("loudest clearest plainest obvious unmistakable",
     rf"\b(?:loudest|clearest|plainest|most (?:obvious|unmistakable)) (?:{_SIGNS}|alarm|alert)\b"),
    ("doubt", rf"\b{_SIGNS}\b[^.;?]{{1,90}}\bleft no (?:\w+ for )?doubt\b"),
    ("along", rf"\b{_ANSWER} (?:was|were|had|lay|sat|stood|stared) [^.;?]{{0,50}}\ball along\b"),
    ("table hand hands front direction",
     r"\b(?:all|enough|every bit of) (?:of )?(?:the |these |this )?(?:information|data|facts|evidence|signs|pieces|"
     r"numbers|clues) (?:was |were |lay |we needed )?(?:on the table|at hand|in front of|in our hands)\b|\bpointed "
     r"(?:\w+ )?in (?:only |just )?(?:one|a single|the same) direction\b"),
    ("any; showed told said revealed made",
     r"(?:^\W*|[,;:] ?|\b(?:and|but|for) )any [^.;?,]{1,50} (?:showed|told|said|revealed|made) (?:it|us|so|as much|"
     r"this|plain|clear|that)\b"),
    ("told tells; story all", r"\b(?:told|tells) (?:us |everyone |anyone )?(?:the (?:whole|full|entire) "
     r"story|it all)\b"),
    ("foretold foreshadowed presaged prefigured portended",
     r"\b(?:foretold|foreshadowed|presaged|prefigured|portended) (?:the|this|our|that|what|it)\b"),
    ("better", r"\b(?:knew|known) better\b|\bnow we know better\b|\bknow better now\b"),
    # What was plain.
    ("obvious clear clearer evident apparent plain plainer self unmistakable glaring visible foreseeable predictable "
     "knowable known",
     rf"^\W*that [^.;?]{{3,90}}? (?:would|could(?: not)?|was going to) [^.;?]{{2,90}}? (?:was|is) {_ADV}{_PLAIN}\b|"
     rf"\b{_PLAIN} (?:right )?(?:{_START}|from the (?:moment|minute|day|hour)|beforehand|all along|as day|as soon "
     r"as (?:the|it|we)|to (?:any|every)(?:one|body)?\b(?! (?:on|in) the (?:call|room|channel|bridge))|for all|to "
     r"all|to see|for (?:any|every)(?:one|body)|once (?:you|one|we) (?:looks?|sees?|saw|opens?|reads?))|\b(?:it|"
     rf"this|that|which) (?:was|is|had been|must be) {_ADV}{_PLAIN} (?:that|to all that|how|where) [^.?;]{{1,90}}\b("
     r"?:would|going to|could only|had to|headed)\b|\bfrom the (?:very )?(?:start|outset|beginning|first) (?:it "
     rf"was|this was|that was|it had been) {_ADV}{_PLAIN}\b|\b(?:blindingly|glaringly|painfully|plainly|perfectly|"
     rf"pretty|abundantly) {_PLAIN}\b|\b(?:cause|answer|fix|remedy|reason|problem|culprit|solution) (?:was|is) "
     rf"{_ADV}{_PLAIN}\b(?=[^.?;]*\b(?:yet|but|all along|from|by \d))|\bis so {_PLAIN} that\b|\bvisible (?:in|on|"
     r"from) [^.;]{1,40}? (?:already|for (?:\w+ )?(?:days|weeks|months)|since)\b|\b(?:was|were) (?:well )?known "
     r"to (?:all|everyone|everybody|any\w*)\b|\bobvious one all along\b|\b(?:could|can)(?:not|n't| not| hardly) "
     rf"(?:have )?be(?:en)? (?:any )?(?:more )?{_PLAIN}\b|\bobvious (?:signs?|thing to|fix was|cause was|"
     r"explanation|culprit)\b"),
    ("obvious simplest natural likely likeliest simple",
     r"\b(?:the|our) (?:most |more )?(?:obvious|simplest|natural|likely|likeliest|simple) [\w -]{1,40}?(?:,[^,.;]"
     r"{1,60}, )?(?:was|were) (?:\w+ )?(?:missed|overlooked|ignored|considered last|(?:not|never) (?:seen|tried|"
     r"considered|asked|checked|raised|looked))"),
    ("easy easier trivial simple hard difficult straightforward; to",
     r"\b(?:is|it's) (?:now )?(?:easy|easier|simple|hard|difficult) to (?:see|say|tell|understand|believe|"
     rf"explain)(?: now\b| today\b| afterwards\b)|\b(?:was|were|been) {_ADV}(?:easy|trivial|simple|straightforward|"
     r"not (?:hard|difficult)) (?:\w+ )?to (?:see|spot|tell|foresee|predict|guess|notice|expect)\b(?![^.;?]*\b(?:on"
     r"ce|after|when|new|because)\b)|\b(?:wasn't|weren't) (?:hard|difficult) to (?:see|spot|foresee|predict|guess|"
     r"notice|avoid|prevent)\b"),
    ("avoidable preventable foreseeable predictable knowable needless unnecessary",
     rf"\b(?:was|were|been) (?:known and )?{_ADV}{_AVOIDABLE}\b(?! (?:future|to (?:the|any|all|every)\w* "
     rf"[\w-]+er\b))|\ban? {_ADV}(?:{_AVOIDABLE}|needless|unnecessary) (?:incident|outage|failure|accident|breach|"
     r"loss|disaster|mistake|error|problem|delay)\b|\b(?:the|this|another) (?:\w+ly )?(?:preventable|avoidable|"
     r"unnecessary|needless) (?:incident|outage|failure|accident|breach|loss|disaster)\b"),
    ("sight staring view nose noses front eye eyes",
     rf"\b{_ANSWER} (?:was|were|had been|lay|sat|stood) (?:\w+ )??(?:hiding )?(?:in (?:plain|full|open) (?:sight|"
     r"view)|in front of (?:us|our|everyone)|under (?:our|everyone's) noses?)\b(?! of)|\b(?:was|were) (?:hiding )?in "
     r"plain sight(?=\W*$)|\bstaring (?:us|him|her|them|everyone|one) in the face\b|\b(?:under|in front of) (?:our|"
     r"everyone's) (?:very )?(?:noses?|eyes)\b"),
    (_SIGN_WORDS,
     rf"\b{_SIGNS}(?: (?:of|for) [^.;,]{{1,30}}?)? (?:was|were|had been|lay|have been) (?:all |already |right |"
     rf"plainly |clearly |long |even |really )*{_IN_VIEW}\b(?! of\b)|\bthere (?:was|were|had been) (?:plenty of|"
     rf"enough|many|ample|several|clear|early|no lack of|no shortage of) (?:\w+ )?{_SIGNS}\b|\b{_SIGNS} had (?:been|"
     r"sat|stood|appeared|lain) (?:there|visible|sitting|in (?:the|our|every))\b(?=[^.;]*\b(?:since|for|all|"
     r"long)\b)|\b(?:many|several|enough|plenty of|ample|early|clear) (?:\w+ )?warnings? (?:existed|was|were|"
     r"had)\b|\b(?:(?:warning )?signs|clues?|hints?|indications|omens?)\b[^.;,]{0,40} (?:was|were) (?:\w+ "
     r")?(?:ignored|missed|overlooked|disregarded|not (?:seen|heeded|taken))\b"),
    ("table wonder surprising surprised miracle lucky mystery puzzle riddle",
     r"\bon the table (?:from|since|all along|the whole)\b|\b(?:surprising|a (?:wonder|miracle)|lucky) that "
     r"(?:this|it|nothing)\b[^.;]{0,30}\b(?:earlier|before|sooner)\b|\b(?:nobody|no one|none of us) was (?:\w+ "
     r")?surprised\b|\b(?:why|how)\b[^.;]{1,60}\b(?:is|remains|was) a (?:mystery|puzzle|riddle)\b"),
    ("time; high about", r"\b(?:was|is) (?:high|about) time (?:that|something|for)\b"),
    ("see read find seeing taking reading along miss answer first start; all everyone anyone there along hard",
     r"\bfor (?:all|everyone|anyone) to (?:see|read|find)\b|\bthere for the (?:taking|seeing|reading)\b|\bthe "
     r"(?:simple |right )?answer was (?:right )?there\b|\b(?:had it right|was right|were right|had the answer|was "
     r"there|were there|had known|told us|knew) all along\b|\bthere from the (?:very )?(?:first|start)\b|\bhard to "
     r"miss\b"),
    ("sign signal warning omen",
     r"\b(?:was|were) an? (?:unmistakable|blatant|glaring|obvious|plain) (?:sign|warning|omen|signal)\b(?=\W*$)"),
    ("sign signal warning warnings omen omens harbinger harbingers foretaste foretastes red signs signals",
     r"\b(?:was|were) an? (?:unmistakable|blatant|glaring|clear|obvious|plain|first|early) (?:sign|warning|omen|"
     r"signal)\b(?=[^.;]*\b(?:that|of|which)\b[^.;]*\b(?:would|was|were|to come|is|had|going)\b)|\b(?:warning|omen|"
     r"sign|foretaste|harbinger)s? of what (?:was|were) to come\b|\bred flags? (?:was|were) (?:there|visible|plain|"
     r"clear)\b"),
    ("tell telltale giveaway", r"\b(?:giveaway|tell-?tale(?: \w+)?|telltale)\b(?=[^.;]*\b(?:would|should|was|were)\b)"),
    ("game pieces dots parts announcing announced brewing screamed screaming shouted shouting yelled yelling "
     "practically leap leaps jump jumps unheeded wall self",
     r"\bwritten on the wall\b|\bgiven? the game away\b|\b(?:all|most of|enough of) the (?:pieces|dots|parts) "
     r"(?:was|were|had been)\b|\b(?:had|been) (?:announcing|announced) (?:itself|themselves)\b|\b(?:had been|was|"
     r"were) brewing\b|\b(?:logs?|graphs?|chart|dashboard|numbers|message) (?:had )?(?:been )?(?:shout|scream|"
     r"yell)(?:ed|ing)\b|\b(?:was|were|is) (?:\w+ )?self-evident\b|\b(?:screamed|leaps? off the page|jumps? (?:out|"
     r"off) (?:at|the))\b|\bwent unheeded\b"),
    ("unnoticed unseen undetected noticed saw spotted overlooked; despite spite although though",
     r"\b(?:went|remained|stayed|gone|was|were) (?:unnoticed|unseen|undetected|overlooked)\b[^.;]{0,60}\b(?:despite|in "
     r"spite of|although|though|even though)\b|\b(?:nobody|no one|none of us|we) (?:\w+ )?(?:noticed|saw|spotted)\b"
     r"[^.;]{0,60}\b(?:although|even though|despite|in spite of)\b(?![^.;]*\b(?:only|not|hidden|small)\b)"),
    ("expert genius crystal observer naked rocket much imagination phd degree eyes",
     r"\b(?:do(?:es)?|did)(?: not|n't) (?:take|need|require) (?:to be )?(?:an? (?:expert|genius|crystal ball|"
     r"rocket scientist|phd|degree)|much(?: imagination)? to (?:guess|see|know|predict|imagine))\b|\b(?:clear|"
     r"plain) to any observer\b|\b(?:visible|obvious|plain) (?:to|with) the naked eye\b|\b(?:second|another|fresh) "
     r"pair of eyes would\b"),
    ("anyone anybody everyone everybody whoever any every child beginner layman novice; could can would should "
     "might must ought see sees saw",
     rf"\b{_ANYBODY}\b[^.?;]{{0,70}}?\b(?:could|would|should|might|must|ought to) (?:\w+ )?have {_SEEN}\b|"
     rf"\b{_ANYBODY}(?: (?:looking|watching|reading|glancing|with|who|on|in)\b[^.;?]{{1,60}})?,? (?:could|can) "
     r"(?:\w+ )?(?:see|tell|guess|foresee|predict|notice)(?: (?:that|how|where|what|by|this|it)\b|\W*$)|"
     rf"\b{_ANYBODY} (?:looking|watching|reading|glancing|with (?:access|eyes|a look)|who (?:\w+ed|read|saw|looks|"
     r"reads|had|has))\b[^.;]{0,60}\b(?:would|sees?|saw)\b"),
    ("information data facts evidence signs hints indications signals knew pointed; enough all sufficient plenty "
     "every each everything",
     r"\b(?:enough|all the|sufficient|plenty of) (?:information|data|facts|evidence|signs|hints|indications|"
     r"signals)\b[^.;]{0,60}\b(?:to (?:conclude|know|see|act|stop|prevent|decide|realise|realize|infer|tell|avoid)|we "
     r"needed|needed to|was there|were there|was available|were available)\b(?![^.;]*\b(?:not|later)\b)|\bknew all "
     r"along\b|\b(?:every|each|all the?|everything)(?: \w+){0,2} (?:had )?pointed (?:to|at)\b[^.;]*\b(?:start|outset|"
     r"beginning|first|along|all day|hours)\b"),
    ("often times; as", r"^\W*as so (?:often|many times)\b"),
    ("clearly obviously plainly evidently surely naturally",
     r"^\W*(?:clearly|obviously|plainly|surely),? (?:the|an?|this|that|it|our|we|nobody|one) [^.?]{1,80}\b(?:too|"
     r"wrong|mistake|should(?:n't| not| never)? have|never going to|can be missed|doomed|bound to)\b|\bshould "
     r"(?:clearly|obviously|plainly|evidently) (?:not |never )?have\b|^\W*obviously,? (?:the|an?|it|this|that|"
     r"nobody|one)\b(?! (?:is|are|cannot|can't|need|will))|\b(?:plainly|clearly|obviously) (?:wrong|a bad idea|a "
     r"mistake|broken|doomed|flawed|insufficient|inadequate|too \w+|should (?:not )?have|never going)\b|"
     r"^\W*surely,? (?!we (?:will|can))|^\W*naturally,? (?:an?|the|this|that|it|"
     r"our|one)\b|^\W*(?:clearly|obviously|plainly|surely|naturally),? [^.?;]{1,60}\b(?:could (?:not|never|only|"
     r"hardly)|couldn't|had to)\b|\bas (?:was|is) (?:obviously|clearly|plainly|evidently) (?:needed|necessary|"
     r"required|the case)\b"),
    # What had to happen.
    ("bound fated sealed", rf"\b(?:was|were) {_ADV}(?:bound|fated) to \w+|\b(?:fate|failure|outage|end) was sealed\b"),
    ("had sure certain; go happen fail break collapse end blow crash fall run drift come hit surface bite explode "
     "backfire cause lead catch hurt overflow fill repeat occur was",
     rf"\b(?:was|were|had) {_ADV}(?:sure|certain) to {_BAD}\b|\b(?:it|that|this|something) (?:simply |just |"
     r"eventually |surely )?had to (?:go wrong|end|fail|break|collapse|blow up|happen (?:sooner|one day|eventually|"
     r"at some))\b|\b(?:had|sure|certain) to (?:go wrong|fail|break|collapse|blow up|end (?:badly|in tears))\b|"
     r"\b(?:fate|failure|outage|end) was (?:certain|sure)\b"),
    ("inevitable unavoidable inescapable preordained doomed destined guaranteed foreordained",
     rf"\b(?:was|were|seemed) {_ADV}{_FATED}\b(?! by)"),
    ("matter question when; time when if",
     r"\b(?:only|just|merely|simply) a (?:question|matter) of (?:time|when)\b|\b(?:question|matter) of (?:time "
     r"(?:before|until|till)|when)\b|\bnot (?:a (?:question|matter) of )?if,? but when\b|\bwhen, not if\b"),
    ("waiting bomb timebomb recipe trouble borrowed foregone certainty certain making",
     r"\b(?:accident|disaster|outage|incident|failure|problem) (?:just )?(?:waiting to happen|in (?:the making|"
     r"waiting))\b|\b(?:ticking )?time[- ]?bomb\b|\brecipe for (?:disaster|trouble|failure|an outage)\b|\basking "
     r"for trouble\b|\bon borrowed time\b|\ba foregone conclusion\b|\bwas a certainty\b|\bas certain as\b"),
    ("going; always never only sooner eventually",
     r"(?<!there )(?<!here )\b(?:was|were) (?:always|never|only ever) going to (?!be (?:used|migrated|read|part))\w+|"
     r"\b(?:was|were) "
     r"going to \w+ (?:sooner or later|eventually)\b"),
    ("way; no", r"\b(?:was|were) no way (?:that |the |this |it )?[^.?;]{0,40}\b(?:could|would|was going)\b"),
    ("could; end go work", r"\bcould (?:only|hardly|never|not) (?:end|go|work out)(?: (?:badly|wrong|one way|in|"
    r"like|well|right)|\W*$)"),
    ("sooner", r"\bsooner or later\b[^.?;]{0,60}\b(?:had to|was|were|would|must)\b"),
    ("wonder surprise surprised surprising",
     r"\b(?:no|little|small) wonder\b|\b(?:come|comes|came|been|was|were|is) (?:as )?(?:no|hardly an?|little) "
     r"(?:great |big |real )?surprise\b|\b(?:nobody|no one|none of us) (?:should|can|could) (?:\w+ )?(?:have been|"
     r"be) surprised\b|\bshould(?: not|n't) have (?:surprised|been a surprise)\b|\bshould have surprised (?:no one|"
     r"nobody)\b|\bacted surprised\b|\b(?:is|was) (?:not|hardly) surprising\b"),
    ("expected expect foreseen predicted; as", r"\bas (?:could|might|was to|should|would|one (?:could|would|might))(?: "
    r"have)? be(?:en)? (?:expected|foreseen|predicted)\b|\bas (?:anyone|one|everyone) (?:could|would|might) "
    r"(?:have )?expect(?:ed)?\b"),
    ("course needless saying",
     r"^\W*of course,? (?![^.;]*\b(?:not|nothing|no|cannot|\w+n't)\b)(?:(?:the|this|that|it|our|all|"
     r"every)\b(?=[^.?;]* (?:was|were|had|did|would)\b)|[^.?;]{1,80}\b(?:was|were) (?:\w+ )?(?:going|bound|"
     r"certain|sure|guaranteed|likely) to\b|[^.?]{0,60}\bwould\b)|^\W*needless to say\b|\bgoes without saying\b"),
    ("flawed wrong doomed mistake mistakes hopeless lost bad",
     rf"\b(?:wrong|mistakes?|bad idea|doomed|hopeless|lost|flawed) (?:right )?{_START}\b|\b(?:flawed|wrong|doomed|a "
     r"mistake) from the (?:moment|day|minute) (?:it|that|when)\b"),
    ("textbook classic",
     r"\ba (?:textbook|classic) (?:case|example|mistake|error|trap|story) (?:of|for)\b|^\W*(?:a )?(?:textbook|classic) "
     r"(?:case|example)\b"),
    # What little would have helped.
    ("all",
     r"\ball (?:that|it|we|anyone|one|they|he|she) (?:it )?(?:would have (?:needed|taken)|(?:was|were) (?:missing|"
     r"needed|required|necessary)|needed|took|takes|had to be done|needed to (?:be done|do))(?: \w+){0,2} (?:was|"
     r"were|is)\b|\b(?:was|were|is) all (?:that|it) (?:was|were|is|took|takes|would have taken)\b(?: (?:needed|"
     r"required|took|necessary))?|\ball it would have taken\b"),
    ("only simply; had it", r"\bone only had to (?:look|read|open|ask|check)\b|\bsimply had to be\b|\bit only "
    r"(?:needed|took) (?:some|any)(?:one|body) to\b"),
    ("stood line",
     r"\b(?:one|two|three|five|ten|a few|\d+) (?:\w+ )?(?:minutes?|seconds?|lines?|clicks?) (?:of \w+ )?stood "
     r"between\b|\b(?:one|a single) line (?:of|in)\b[^.;]{1,40}\band (?:the|this|it|none)\b"),
    ("would could; minute minutes hour hours day days more single simple",
     r"\b(?:one|a few|five|ten|two|three|\d+|another|an) (?:more |extra )?(?:\w+ )?(?:minutes?|hours?|"
     r"days?)\b[^.;]{0,40}\band (?:we|it|this|nothing|none)\b[^.;]{0,20}\b(?:would|could)\b|\b(?:one|a) "
     r"(?:more|single|simple) \w+ and (?:nothing|none of (?:this|it)) would\b"),
    ("minimal minimum moment minute little bit worth",
     r"^\W*(?:with )?(?:minimal|a minimum of|a little|a bit of|a moment's|a minute's|[^.;]{1,25}'s worth of) "
     r"[^.;]{1,60}\b(?:would|could) have\b"),
    ("common; sense", r"\bcommon sense (?:says|dictates|tells|would have|should have)\b|\b(?:little|bit of|basic) "
    r"common sense\b"),
    ("need; have", r"\bneed (?:never|not) (?:ever )?have (?:happened|occurred|been)\b|\bneed ever have\b"),
    ("had; only just but", r"^\W*had (?:we|the team|any(?:one|body)|some(?:one|body)|i) (?:only|just|but)\b"),
    ("never; happen worked held gone succeeded coped survived scaled lasted sensible good sound great safe viable "
     "right wise",
     r"\bnever (?:had|needed) to happen\b|\bcould never have (?:worked|held|gone|succeeded|coped|survived|scaled|"
     r"lasted)\b|\b(?:was|were) never (?:an?|the) (?:\w+ )?(?:sensible|good|sound|great|safe|viable|right|wise) \w+"),
    ("opportunity opportunities chance chances",
     r"\b(?:a|another|one) (?:\w+ )?missed (?:opportunity|chance)\b|\bmissed (?:an?|the|our|several|many|two|three|"
     r"our best) (?:\w+ )?(?:opportunit(?:y|ies)|chances?) to\b|\b(?:opportunit(?:y|ies)|chances?) (?:to|for) "
     r"[^.;]{1,60}\b(?:was|were) (?:missed|lost|wasted|not (?:used|taken))\b|\b(?:lost|wasted|squandered) "
     r"(?:opportunit(?:y|ies)|chances?)\b"),
    ("late slow slowly quick long eager; too",
     r"\b(?:we|i|the team) (?:\w+ )?(?:reacted|acted|responded|understood|realised|realized|escalated|noticed|"
     r"looked|asked|called|switched|rolled back|moved|started|waited|hesitated|tried|kept|searched) (?:\w+ ){0,2}"
     r"?too (?:late|slowly|long)\b|\b(?:took|taken) (?:us|me|the team|everyone) (?:\w+ )?too long to (?:see|notice|"
     r"realise|realize|understand|find|react|act|spot)\b|^\W*(?:only )?too late,? (?:did )?(?:we|the team)\b|"
     r"\b(?:we|i|the team|they) (?:was|were) (?:\w+ )?too (?:quick|slow|late|eager) (?:to|in|with)\b"),
    # Decisions that are judged by their end.
    ("mistake misjudgment misjudgement miscalculation error idea wrong bad poor terrible dangerous risky too asking",
     # `It was wrong` is said of an answer more often than of a decision.
     rf"\b(?:{_PLAN} [^.?;]{{0,80}}?|it (?!was wrong\W*$))\b(?:was|were|proved|turned out to be) {_ADV}{_WRONG}"
     r"(?=\W*$| from| on day| to\b)"),
    ("unwise ill reckless short shortsighted premature foolish naive irresponsible misguided indefensible inexcusable "
     "absurd baffling puzzling incomprehensible astonishing inconceivable staggering suspicious hard",
     rf"\b(?:{_PLAN}|it|this|that|which) (?:[^.?;]{{0,60}} )?(?:is|was|were|looks?|looked|seems?|seemed) {_ADV}"
     rf"{_UNWISE}(?= that| how| why|\W*$|, | to\b| in\b| now\b)|\b(?:is|was|remains) {_ADV}hard to (?:fathom|"
     r"believe|comprehend|grasp)(?=\W*$| that| how| why)"),
    ("wonders asks beggars", r"\bone (?:wonders|asks oneself) (?:how|why)\b|\bbeggars belief\b"),
    ("defies defied", r"\bdef(?:ies|ied) (?:explanation|belief|logic|comprehension)\b"),
    ("sense reason error worse unfortunate necessary", r"\bmade (?:no|little) sense\b(?! of)|\b(?:an error of "
    r"judge?ment|error in judge?ment)\b|\bcould (?:not|hardly) have been (?:worse|more unfortunate)\b|\bnone of "
    r"(?:this|it|that) (?:was|were) necessary\b|\bmakes no sense in\b|\bthere was every reason to\b|\bno (?:good |"
    r"real )?reason not to\b"),
    ("first; place", r"\bin the first place(?=\W*$)"),
    ("right sensible better wise wiser best safer safest smarter obvious correct natural logical prudent proper",
     rf"\bthe (?:far |much |clearly |only )?{_RIGHT} {_STEP}(?: (?:here|then|at (?:the|that|this) \w+))?(?: to "
     r"(?:do|take|make))?(?: (?:here|then|at (?:the|that|this) \w+))? (?:was (?:the obvious|always|clearly|plainly|"
     r"(?:\w+ly )?to\b)|(?:would|might) (?:\w+ly )?have been\b)|\bhad been the right (?:one|call|choice|decision)\b"),
    ("needed called warranted deserved merited required; what more second closer proper longer better further "
     "another our someone be",
     r"\bwhat (?:was|we) (?:really )?(?:needed|called for|required)(?: (?:at|in|then|here|there|by)\b[^.;,]{0,30}"
     r")? (?:was|were)\b|\b(?:deserved|warranted|merited) (?:more|a (?:second|closer|proper|longer)|closer|better|"
     r"further|another|our|someone's)\b|\b(?:page|alert|alarm|warning|ticket|report|mail|message|incident|finding|"
     r"drop|spike|error|errors) (?:[^.;,]{0,40} )?needed to be (?:escalated|taken|handled|investigated|looked|raised|"
     r"treated|read|followed|acted)\b"),
    ("lessons warning warnings lesson ignored earlier",
     r"\b(?:lessons?|warnings?) (?:of|from) (?:the )?[^.;]{1,40} (?:was|were|had been|went) (?:not learned|not learnt|"
     r"unlearned|ignored|forgotten|unheeded|lost)\b"),
)  # fmt: skip
