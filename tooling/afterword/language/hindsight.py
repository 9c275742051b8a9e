"""Ways of looking back: what was plain from the start, what had to happen, what little would have helped.

Each with words of which a match contains at least one.
"""

from __future__ import annotations

_PLAIN = r"(?:obvious|clear|evident|apparent|plain|foreseeable|predictable|self-evident|visible)"

HINDSIGHTS = (
    ("better", r"\b(?:knew|known) better\b"),
    ("sense",
     r"\bcommon sense (?:says|dictates|tells|would have|should have)\b|\b(?:little|bit of|basic) common sense\b"),
    ("saying", r"\bgoes without saying\b"),
    ("obvious clear evident apparent plain foreseeable predictable self visible",
     rf"\b(?:it|this|that|which) (?:is|was|seems) {_PLAIN} (?:in (?:hindsight|retrospect)|from the (?:very )?(?:start|"
     rf"first|beginning|outset))\b|\bin (?:hindsight|retrospect),? (?:it|this|that) (?:is|was|seems) {_PLAIN}\b|"
     rf"\b(?:it|that|this) should have been {_PLAIN}\b|\b(?:was|were) {_PLAIN} as soon as\b|"
     r"\b(?:mistake|error|answer|cause) (?:is|was) plain to see\b"),
    ("hindsight",
     r"\b(?:with (?:the benefit of )?hindsight|in hindsight),? [^.?]{0,80}\b(?:wrong|mistake|clear|obvious)\b"),
    ("looking", rf"\blooking back(?: \w+){{0,3}}?,? [^.?]{{0,80}}\b(?:{_PLAIN}|unmistakable|red flags?|too small"
                rf"|wrong"
                r"|mistake|signs?|(?:should|could|ought)(?: not)?(?: to)? have)\b"),
    ("obvious clear clearer evident apparent plain plainer foreseeable predictable self visible",
     rf"\b(?:could|can)(?:not|n't| not| hardly) have been (?:any )?(?:more {_PLAIN}|clearer|plainer)\b"
     rf"|\b(?:was|were|is|had been) {_PLAIN} all along\b|\bby (?:now|then) it should have been (?:\w+ )?{_PLAIN}\b"),
    ("borrowed foregone certainty certain",
     r"\b(?:on borrowed time|a foregone conclusion|was a certainty|as certain as)\b"),
    ("had sure certain", r"\b(?:had|sure|certain) to (?:go wrong|fail|break|collapse|blow up|end (?:badly|in tears)"
                         r"|happen (?:sooner|one day|eventually|at some))\b"),
    ("foreseen predicted anticipated averted",
     r"\bcould (?:easily )?have been (?:foreseen|predicted|anticipated|averted)\b"),
    ("never", r"\b(?:was|were) never (?:an?|the) (?:\w+ )?(?:sensible|good|sound|great|safe|viable|right|wise) \w+"),
    ("all", r"\b(?:was|were|is) all it (?:took|would have taken)\b"),
    ("minimal minimum moment minute little bit worth single simple quick basic",
     r"^\W*(?:with )?(?:minimal|a minimum of|a little|a bit of|a moment's|a minute's|[^.;]{1,25}'s worth of) "
     r"[^.;]{1,60}\b(?:would|could) have\b"
     r"|^\W*\w+ing (?:a|one|any) (?:single|simple|quick|basic) [^.?;]{1,60}\bwould have\b"),
    ("unheeded", r"\bwent unheeded\b"),
    ("screamed leap leaps jump jumps", r"\b(?:screamed|leaps? off the page|jumps? (?:out|off) (?:at|the))\b"),
    ("now", r"\bnow that we (?:have|know|see|can)\b[^.;]{0,60}, [^.;]{1,80}\b(?:seems?|looks?|appears?|should)\b"
            r"|^\W*looking at [^,]{1,40} now,"),
    ("flawed wrong doomed mistake",
     r"\b(?:flawed|wrong|doomed|a mistake) from the (?:moment|day|minute) (?:it|that|when)\b"),
    ("bells bell", r"\b(?:alarm|warning) bells? (?:should|ought to) have\b"),
    ("been done", r"\bas (?:it|they|we|he|she|this|that) should (?:\w+ )?have (?:been|done)\b"),
    ("seems looks appears", rf"\bnow (?:seems|looks|appears) (?:like )?(?:an? )?(?:\w+ly )?{_PLAIN}\b"),
    ("surprised surprise", r"\b(?:nobody|no one|none of us) (?:should|can|could) (?:\w+ )?have been surprised\b"),
    ("wall", r"\bwrit(?:ing|ten) (?:was )?on the wall\b"),
    ("coming", r"\b(?:could|should) have seen (?:it|this|that) coming\b"),
    ("bound", r"\b(?:was|were) (?:always )?bound to (?:happen|fail|go wrong|break|end|\w+ sooner or later)\b"),
    ("taken", r"\ball it would have taken\b"),
    ("needed took", r"\bit only (?:needed|took) (?:some|any)(?:one|body) to\b"),
    ("flag flags", r"\bred flags? (?:was|were) (?:there|visible|plain|clear)\b"),
    ("clearly obviously plainly", r"^\W*(?:clearly|obviously|plainly),? (?:the|an?|this|that|it|our|we|nobody) "
                                  r"[^.?]{1,60}\b(?:too|wrong|mistake|should(?:n't| not| never)? have)\b"
                                  r"|\bshould (?:clearly|obviously|plainly|evidently) (?:not |never )?have\b"),
    ("every", r"\bthere was every reason to\b"),
    ("unsurprisingly predictably inevitably naturally",
     r"^\W*(?:unsurprisingly|predictably|inevitably),? |^\W*naturally, (?!we\b|i\b)"),
    ("sight", r"\b(?:was|were) (?:hiding )?in plain sight(?=\W*$)"),
    ("anyone anybody everyone everybody",
     r"\b(?:any|every)(?:one|body) (?:could|would|should|might|ought to) (?:\w+ly )?have (?:seen|known|noticed|told|"
     r"predicted|foreseen|guessed|expected|spotted|realised|realized|worked|thought|warned|anticipated)\b"
     r"|\bany(?:one|body) "
     r"(?:looking|who)\b"
     r"[^.?;]{1,60}\bwould have (?:seen|known|noticed)\b|\bevery(?:one|body) could see (?:that )?(?:this|it) would\b"),
    ("earlier sooner",
     r"\bcould have been (?:spotted|prevented|caught|found|noticed|avoided|seen) (?:\w+ )?(?:earlier|sooner)\b"),
    ("had",
     r"^\W*had (?:any(?:one|body)|some(?:one|body)|he|she|they|we) (?:\w+ly )?(?:looked|checked|read|asked|noticed"
     r"|tested|"
            r"thought|bothered)\b"),
    ("matter", r"\bwas only a matter of time\b"),
    ("waiting", r"\b(?:accident|disaster|outage|incident) waiting to happen\b"),
    ("avoidable preventable", r"\b(?:entirely|completely|totally|easily|perfectly) (?:avoidable|preventable)\b"),
    ("easily", r"\b(?:could|can|might) (?:so |very )?easily have (?:prevented|avoided|caught|seen|spotted|stopped)\b|"
               r"\b(?:could|can) (?:so )?easily have been (?:prevented|avoided|caught|seen|spotted|fixed)\b"),
    ("prevented avoided trivial easy easier simpler",
     r"\b(?:could|would) have been (?:(?:prevented|avoided)(?= with (?:an? |one )?(?:single|simple|one|little)\b|"
     r"\W*$)|trivial\b(?! for))|\bnothing would have been (?:easier|simpler)\b"),
    ("easy trivial simple hard difficult straightforward",
     r"\b(?:was|were) (?:\w+ )?(?:easy|trivial|simple|straightforward|not (?:hard|difficult)) to (?:see|spot|tell"
     r"|foresee|predict|guess|notice|expect)\b(?![^.;?]*\b(?:once|after|when|new)\b)|"
     r"\bwould have been (?:\w+ )?(?:easy|trivial|simple|straightforward) to (?:see|spot|foresee|predict|notice|avoid"
     r"|prevent|stop|check|test|catch)\b(?![^.;?]*\bnew\b)|"
     r"\b(?:wasn't|weren't) (?:hard|difficult) to (?:see|spot|foresee|predict|guess|notice|avoid|prevent)\b"),
    ("foreseeable predictable", r"\b(?:was|were) (?:entirely |perfectly )?(?:foreseeable|predictable)(?=\W*$| from)"),
    ("sign signs writing",
     r"\b(?:signs?|writing) (?:was|were|had been) (?:all |clearly |already |right |plainly )?(?:there|"
     r"visible|on the wall|clear|plain)\b"),
    ("knew", r"\bknew all along\b"),
    ("told warned shown taught alerted made",
     r"\b(?:this|that|it|which|outage|incident|failure|alert|alerts|error|errors|sign|signs|graph|graphs)\b[^.;?]{0,80}"
     r"\b(?:should|ought to) have (?:told|warned|shown|taught|alerted|made) (?:us|everyone|everybody|anyone|the team) "
     r"(?:that|how|aware)\b"),
    ("now", rf"\b(?:is|it's|that's|seems) (?:\w+ )?(?:\w+ly )?{_PLAIN} now\b|\b{_PLAIN} now that (?:the|an?|this|we"
            rf"|it|our)\b"),
    ("if",
     r"\bif (?:we|any(?:one|body)|some(?:one|body)) had (?:\w+ )?(?:read|looked|checked|tested|asked|listened|thought"
     r"|noticed|paid|taken|watched|followed|compared|verified|reviewed|run|done)\b[^?;]{1,120}\bwould(?:n't| not)? "
     r"(?:\w+ )?have (?:known|seen|noticed|found|caught|spotted|avoided|prevented|realised|realized|discovered|been"
     r"|happened|understood|learned|learnt)\b"),
    ("miss", r"\bhard to miss\b"),
    ("staring", r"\bstaring (?:us|him|her|them|everyone) in the face\b"),
    ("would",
     r"\b(?:simple|quick|single|trivial|brief|short|basic|second|[\w]+-(?:second|minute)|any|one) (?:\w+ )?(?:look|"
     r"glance|check|query|test|search|question)\b[^.?;]{0,60}\bwould have (?:been enough|saved|ended|caught|shown|"
     r"prevented|revealed|sufficed|found|spotted|avoided|told|suggested|brought|uncovered|exposed|stopped|detected|"
     r"pointed|"
     r"discovered|confirmed|made|turned up|warned|spared|settled)\b"),
    ("done needed",
     r"\ball (?:that|anyone|one|they|he|she|it) (?:had to be done|needed to be done|needed to do) (?:was|is)\b"),
    ("simply", r"\bsimply had to be\b"),
    ("only", r"\bone only had to (?:look|read|open|ask|check)\b"),
    ("happen", r"\bnever had to happen\b"),
    ("reason", r"\bno (?:good |real )?reason not to\b"),
    ("obviously", r"^\W*obviously,? (?:the|an?|it|this|that|nobody|one)\b(?! (?:is|are|cannot|can't|need|will))"),
    ("course", r"^\W*of course,? [^.?]{0,60}\bwould\b"),
    # What is judged from what became of it.
    ("hindsight retrospect retrospectively looking looked seen viewed judged know knowledge known knows",
     r"\b(?:with (?:the (?:benefit|wisdom) of )?hindsight|in (?:hindsight|retrospect)|retrospectively|"
     r"looking at (?:it|this|that) (?:now|today)|(?:seen|viewed|looked at|judged) from (?:here|today|now|afterwards)|"
     r"with (?:the (?:benefit|wisdom) of )?(?:today's|our present|what we now) know\w*),? "
     r"(?!the word|is not|we learn|(?:we|i|it) (?:do|does|did|can)(?:n.t| not|not) (?:know|say|tell))(?!.*\bthe "
     r"same\b)[^?;]{0,120}\b(?:was|were|is|looks?|looked|seems?|should|would"
     r"|could|had|defies)\b(?!.*\bat the time\b)|\bhindsight(?:'s| is) (?:20/20|twenty)"),
    ("knowing today now given",
     r"\b(?:knowing|given|from) what (?:we|is|was) (?:now )?kn\w+(?: now| today)?\b|\b(?:we|one|anyone|anybody) can "
     r"(?:now )?see (?:now|today)\b|\bas we can do today\b|\bit is now (?:evident|obvious|clear|plain|apparent) "
     r"that\b(?=[^?;]*\b(?:should|too|never|wrong|mistake|would)\b)"),
    ("events", r"\bas (?:later|subsequent) events (?:proved|showed)\b"),
    # What was plain from the start, or to anybody.
    ("start outset beginning day minute first moment",
     rf"\b(?:{_PLAIN}|wrong|mistakes?|bad idea|doomed|hopeless|lost|flawed) (?:right )?(?:from|since|in|"
     r"ever since) the (?:very )?(?:start|outset|beginning|first (?:minute|day|moment))"
     rf"|\b(?:mistake|wrong|doomed|{_PLAIN}) from (?:day|minute) one\b"
     r"|\bfrom the (?:very )?(?:start|outset|beginning|first) (?:it was|this was|that was|it had been)"
     rf" (?:(?!not|never|hardly|less|now)\w+ )?{_PLAIN}\b|\b(?:was|were) there from the (?:first|very first|start)\b"),
    ("anyone anybody everyone everybody any every expert genius crystal observer",
     rf"\b{_PLAIN} (?:to|for) (?:any|every)(?:one|body)?\b(?! (?:on|in) the (?:call|room|channel|bridge))|\b(?:any"
     rf"|every)(?:one|body) (?:could|can) see (?:that|how|where)"
     r"\b|\bdo(?:es)?(?: not|n't) (?:take|need|require) an? (?:expert|genius|crystal ball)\b|\b(?:clear"
     r"|plain) to any observer\b"),
    ("would going could",
     rf"\b(?:it|this|that) (?:was|is) (?:(?!not|never|hardly|less|now)\w+ )?{_PLAIN} (?:that|to all that"
     rf"|how) [^.?;]{{1,90}}\b(?:would|going to|could only)\b"),
    ("evident obvious clear apparent plain",
     r"\bis so (?:evident|obvious|clear|plain) that\b|\b(?:cause|answer|fix|remedy|reason|problem|culprit) (?:was|is) "
     r"(?:(?!not|never|hardly|less)\w+ )?(?:evident|obvious|clear|apparent|plain)\b(?=[^.?;]*\b(?:yet|but|all along"
     r"|from|by \d))|\bobvious one all along\b"),
    ("self unmistakable blatant glaring blindingly glaringly painfully plainly obvious clear",
     r"\b(?:was|were|is) (?:\w+ )?self-evident\b|\b(?:was|were) an? (?:unmistakable|blatant|glaring|clear) (?:sign"
     r"|warning|"
     r"omen|signal)\b|\b(?:blindingly|glaringly|painfully|plainly) (?:simple|obvious|clear)\b|\bobvious signs?\b"),
    ("plainly clearly obviously surely",
     r"\b(?:plainly|clearly|obviously) (?:wrong|a bad idea|a mistake|broken|doomed|flawed|insufficient|inadequate|"
     r"too \w+|should (?:not )?have|never going)\b"
     r"|^\W*(?:clearly|obviously|surely),? [^.?;]{1,80}\b(?:never going to|can be missed|doomed"
     r"|bound to)\b"),
    ("come warning warnings omen", r"\b(?:warning|omen|sign|foretaste|harbinger)s? of what (?:was|were) to come\b"
     r"|\b(?:ample|clear|plenty of|enough) warnings? (?:existed|was|were|had)\b"),
    ("answer there", r"\bthe (?:simple |right )?answer was (?:right )?there\b|\bwas right there\b"),
    # What had to happen.
    ("going", r"\b(?:was|were) (?:always|never|only ever) going to (?!be (?:used|migrated|read|part))\w+"),
    ("doomed destined inevitable guaranteed unavoidable inescapable preordained",
     r"\b(?:was|were|seemed) (?:\w+ )?(?:doomed|destined|guaranteed|preordained|inevitable|unavoidable"
     r"|inescapable)\b(?! by)"),
    ("bomb timebomb disaster trouble recipe catastrophe failure outage",
     r"\b(?:ticking )?time[- ]?bomb\b|\brecipe for (?:disaster|trouble"
     r"|failure|an outage)\b|\basking for trouble\b"
     r"|\b(?:disaster|catastrophe|failure|outage) (?:in the making|in waiting|waiting)\b"),
    ("sooner", r"\bsooner or later\b[^.?;]{0,60}\b(?:had to|was|were|would|must)\b"),
    ("way could", r"\b(?:was|were) no way (?:that |the |this |it )?[^.?;]{0,40}\b(?:could|would|was going)\b"
     r"|\bcould only (?:end|go) (?:badly|wrong|one way|in|like)"),
    ("bound", r"\b(?:was|were) (?:always |surely )?bound to \w+"),
    ("course", r"^\W*of course,? (?:(?:the|this|that|it|our|all|every)\b|[^.?;]{1,80}\b(?:was|were) (?:\w+ )?"
               r"(?:going|bound|certain|sure|guaranteed|likely) to\b)"),
    ("needless", r"^\W*needless to say\b"),
    ("expected foreseen predicted", r"\bas (?:could|might|was to|should) have been (?:expected|foreseen"
     r"|predicted)\b|\bas was to be expected\b"),
    ("foreseeable predictable", r"\b(?:was|were) (?:\w+ )?(?:foreseeable|predictable)(?=\W*$|\s?[:;,]| from| to| at"
     r"| by)"),
    # What little would have helped.
    ("prevented avoided averted spared stopped easily readily avoidable preventable",
     r"\b(?:could|would|might) (?:so |quite |all )?(?:easily |simply |readily )?have been (?:\w+ )?(?:prevented"
     r"|avoided|averted|spared|stopped) (?:by|with|through) (?:an? |one )?(?:single|simple|one|little|quick|basic"
     r"|few|trivial|mere|five|two|three)\b|\bcould (?:easily|readily) have been \w+ed\b|\b(?:wholly|perfectly"
     r"|utterly|absolutely|quite|so) (?:avoidable|preventable)\b"),
    ("would stood",
     r"\bwould (?:only )?have (?:taken|cost|needed|required) (?:us |him |her |them |someone |anyone )?(?:only "
     r"|just |no more than |less than |barely )?(?:a |an |one |two |"
     r"three |five |ten |\d+ )?(?:few )?(?:more )?(?:minutes?|seconds?|lines?|hours?|clicks?|glances?)\b(?! (?!of|to"
     r"|more|and|at|or)\w)|\b(?:one|two|three|five|ten|a few|\d+) (?:\w+ )?"
     r"(?:minutes?|seconds?|lines?|clicks?) (?:of \w+ )?(?:would have|stood between)\b"),
    ("would",
     r"\bany (?:reasonable|sensible|decent|half-decent|sane|basic|standard) [^.?;]{1,40}\bwould have\b"
     r"|^\W*(?:simply |just |merely )\w+ing\b[^.?;]{1,60}\bwould have\b"
     r"|^\W*\w+ing [^.?;]{1,60}\b(?:right away|at once|immediately|earlier|sooner|first"
     r"|beforehand|straight away) would have (?:saved|prevented|avoided|spared|shown|revealed|caught|been)\b"),
    ("all enough sufficient",
     r"\b(?:was|were|is) all (?:that|it) (?:was|were|is) (?:needed|required|takes|took|necessary)\b"
     r"|\ball it took was\b|\bwould have been (?:more than )?(?:enough|sufficient) to\b"),
    ("need", r"\bneed (?:never|not) (?:ever )?have (?:happened|occurred|been)\b|\bneed ever have\b"),
    ("simpler easier clearer plainer", r"\bcould have been (?:simpler|easier|clearer|plainer)\b"),
    ("only", r"^\W*had (?:we|anyone|somebody|someone|anybody) only\b"),
    # Decisions that are judged by their end.
    ("sense", r"\bmade no sense to\b|\bmakes no sense in\b"),
    ("mistake error idea wrong",
     r"\b(?:\w+ing|decision|choice|launch|plan|idea|proposal) [^.?;]{0,80}\b(?:was|were) (?:\w+ )?(?:a (?:huge "
     r"|big |grave |clear |plain )?mistake|a bad idea|"
     r"an error of|the wrong (?:call|choice|decision|one)|wrong)(?=\W*$| from| in| on day)"),
    ("right wrong correct sensible better wise wiser smart obvious",
     r"\bthe (?:right|correct|sensible|better|wise|wiser|smart|obvious) (?:one|choice|call|decision|fix|answer|move"
     r"|thing|step|course|reaction|response)(?: at (?:the|that) \w+)?(?: to \w+)? (?:(?:was|were) (?:the obvious|always"
     r"|clearly|plainly|(?:\w+ly )?to\b)|would (?:\w+ly )?have been\b)|\bhad been the right one\b"),
    ("never", r"\bshould never have been (?:chosen|merged|built|put|shipped|used|deployed|enabled|introduced"
     r"|approved|started|made|taken|released|designed|stored|connected|exposed|accepted)\b(?! by)"),
    ("absurd baffling puzzling incomprehensible astonishing inconceivable wonders unthinkable staggering",
     r"\b(?:is|was|looks?|seems?) (?:\w+ )?(?:absurd|baffling|puzzling|incomprehensible|astonishing|inconceivable"
     r"|staggering)\b(?= that| how| why|\W*$|, )|\bone wonders (?:how|why)\b"),
    ("defies defied", r"\bdef(?:ies|ied) (?:explanation|belief|logic|comprehension)\b"),
    ("first", r"\bin the first place(?=\W*$)"),
    ("moment sealed certain sure", r"\bthe moment (?:at which|when|where) [^.?;]{1,60}\bshould have\b|\b(?:fate"
     r"|failure|outage|end) was (?:sealed|certain|sure)\b"),
    ("surprised", r"\bacted surprised\b"),
    ("plain clear obvious", r"\b(?:would|could) have been (?:plain|clear|obvious) to see\b"
                              r"|\b(?:is|was|are|were) plain to see\b"),
    ("preventable avoidable unnecessary needless",
     r"\b(?:a|an|this|the|another) (?:\w+ly )?(?:preventable|avoidable|unnecessary|needless) (?:incident|outage|failure"
     r"|accident|breach|loss|disaster)\b"),
    ("along", r"\b(?:had it right|was right|were right|had the answer|was there|were there|had known|told us)"
              r" all along\b"),
    ("spared", r"\bcould have been spared\b"),
    ("surprise surprised", r"\b(?:come|came|been|was|were) (?:as )?no (?:great |big |real )?surprise\b"
                           r"|\bshould(?: not|n't) have (?:surprised|been a surprise)\b"
                           r"|\bshould have surprised (?:no one|nobody)\b"),
    ("wise wiser", r"\balways (?:easy to be )?wiser?\b|\bwis(?:e|er) after the (?:event|fact)\b"),
    ("sooner eventually", r"\b(?:was|were) (?:\w+ )?going to \w+ (?:sooner or later|eventually)\b"),
    ("nothing none", r"\b(?:one|a) (?:more|single|simple) \w+ and (?:nothing|none of (?:this|it)) would\b"),
)  # fmt: skip
