"""Ways of looking back: what was plain from the start, what had to happen, what little would have helped.

Each with words of which a match contains at least one.
"""

from __future__ import annotations

_PLAIN = r"(?:obvious|clear|evident|apparent|plain|foreseeable|predictable|self-evident|visible)"
_ADV = r"(?:\w+ly|also|long|already|at least|perhaps|surely|then|simply|instead|rather|first|by then|by now|probably)"
_SEEN = (
    r"(?:recogni[sz]ed|identified|seen|spotted|noticed|detected|foreseen|predicted|anticipated|expected|known|"
    r"understood|interpreted|read as|taken (?:as|seriously|for)|treated as|regarded|considered|weighed|flagged|"
    r"questioned|challenged|escalated|declared|inferred|concluded|deduced|drawn|caught|discovered|suspected|realised|"
    r"realized|discussed|consulted|rehearsed|communicated|announced|made (?:on|at|earlier|sooner|much|long|right)|"
    r"clear|obvious|apparent|evident|plain|alarmed|suspicious|alerted|thought of|borne in mind|on (?:our|the) radar|"
    r"asked|raised|investigated|followed up|looked (?:at|into)|acted (?:on|upon)|heeded|stopped|halted|aborted|paused|"
    r"postponed|cancelled|canceled|reverted|rolled back|closed (?:at once|earlier|sooner)|involved|informed|warned|"
    r"paged|tested|checked|reviewed|prevented|avoided|addressed)"
)
_MINDED = (
    r"(?:considered|weighed|asked|questioned|discussed|noticed|seen|known|foreseen|caught|thought|realised|realized|"
    r"looked|checked|taken|included|covered|raised|flagged|spotted|tested|planned|anticipated|expected|recogni[sz]ed|"
    r"acted|reacted|stopped|waited|paused|insisted|challenged|required|demanded)"
)
_CHANGE = (
    r"(?:the|our|this|that) (?:[\w-]+ ){0,2}?(?:roll-?out|roll-?back|launch|release|deploy(?:ment)?|migration|change|"
    r"upgrade|switch|experiment|trial|canary|cut-?over|failover|fail-over|decision|escalation|alert|page|call|"
    r"announcement|fix)"
)
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
                r"|wrong|mistake|signs?|(?:should|could|ought)(?: not)?(?: to)? have)\b"),
    ("obvious clear clearer evident apparent plain plainer foreseeable predictable self visible",
     rf"\b(?:could|can)(?:not|n't| not| hardly) have been (?:any )?(?:more {_PLAIN}|clearer|plainer)\b|\b(?:was|were|"
     rf"is|had been) {_PLAIN} all along\b|\bby (?:now|then) it should have been (?:\w+ )?{_PLAIN}\b"),
    ("borrowed foregone certainty certain",
     r"\b(?:on borrowed time|a foregone conclusion|was a certainty|as certain as)\b"),
    ("had sure certain; go fail break collapse blow end happen",
     r"\b(?:had|sure|certain) to (?:go wrong|fail|break|collapse|blow up|end (?:badly|in tears)"
                         r"|happen (?:sooner|one day|eventually|at some))\b"),
    ("foreseen predicted anticipated averted",
     r"\bcould (?:easily )?have been (?:foreseen|predicted|anticipated|averted)\b"),
    ("never", r"\b(?:was|were) never (?:an?|the) (?:\w+ )?(?:sensible|good|sound|great|safe|viable|right|wise) \w+"),
    ("all; took taken", r"\b(?:was|were|is) all it (?:took|would have taken)\b"),
    ("minimal minimum moment minute little bit worth single simple quick basic",
     r"^\W*(?:with )?(?:minimal|a minimum of|a little|a bit of|a moment's|a minute's|[^.;]{1,25}'s worth of) "
     r"[^.;]{1,60}\b(?:would|could) have\b|^\W*\w+ing (?:a|one|any) (?:single|simple|quick|basic) [^.?;]{1,60}\bwould "
     r"have\b"),
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
    ("flag flags; red", r"\bred flags? (?:was|were) (?:there|visible|plain|clear)\b"),
    ("clearly obviously plainly evidently", r"^\W*(?:clearly|obviously|plainly),? (?:the|an?|this|that|it|our|we"
     r"|nobody) [^.?]{1,60}\b(?:too|wrong|mistake|should(?:n't| not| never)? have)\b|\bshould (?:clearly|obviously|"
     r"plainly|evidently) (?:not |never )?have\b"),
    ("every; reason", r"\bthere was every reason to\b"),
    ("unsurprisingly predictably inevitably naturally",
     r"^\W*(?:unsurprisingly|predictably|inevitably),? |^\W*naturally, (?!we\b|i\b)"),
    ("sight", r"\b(?:was|were) (?:hiding )?in plain sight(?=\W*$)"),
    ("anyone anybody everyone everybody",
     r"\b(?:any|every)(?:one|body) (?:could|would|should|might|ought to) (?:\w+ly )?have (?:seen|known|noticed|told|"
     r"predicted|foreseen|guessed|expected|spotted|realised|realized|worked|thought|warned|anticipated)\b|\bany(?:one|"
     r"body) (?:looking|who)\b[^.?;]{1,60}\bwould have (?:seen|known|noticed)\b|\bevery(?:one|body) could see (?:that "
     r")?(?:this|it) would\b"),
    ("earlier sooner",
     r"\bcould have been (?:spotted|prevented|caught|found|noticed|avoided|seen) (?:\w+ )?(?:earlier|sooner)\b"),
    ("had; looked checked read asked noticed tested thought bothered",
     r"^\W*had (?:any(?:one|body)|some(?:one|body)|he|she|they|we) (?:\w+ly )?(?:looked|checked|read|asked|noticed|"
     r"tested|thought|bothered)\b"),
    ("matter", r"\bwas only a matter of time\b"),
    ("waiting", r"\b(?:accident|disaster|outage|incident) waiting to happen\b"),
    ("avoidable preventable", r"\b(?:entirely|completely|totally|easily|perfectly) (?:avoidable|preventable)\b"),
    ("easily", r"\b(?:could|can|might) (?:so |very )?easily have (?:prevented|avoided|caught|seen|spotted|stopped)\b|"
               r"\b(?:could|can) (?:so )?easily have been (?:prevented|avoided|caught|seen|spotted|fixed)\b"),
    ("prevented avoided trivial easy easier simpler",
     r"\b(?:could|would) have been (?:(?:prevented|avoided)(?= with (?:an? |one )?(?:single|simple|one|little)\b|"
     r"\W*$)|trivial\b(?! for))|\bnothing would have been (?:easier|simpler)\b"),
    ("easy trivial simple hard difficult straightforward",
     r"\b(?:was|were) (?:\w+ )?(?:easy|trivial|simple|straightforward|not (?:hard|difficult)) to (?:see|spot|tell|"
     r"foresee|predict|guess|notice|expect)\b(?![^.;?]*\b(?:once|after|when|new)\b)|\bwould have been (?:\w+ "
     r")?(?:easy|trivial|simple|straightforward) to (?:see|spot|foresee|predict|notice|avoid|prevent|stop|check|test|"
     r"catch)\b(?![^.;?]*\bnew\b)|\b(?:wasn't|weren't) (?:hard|difficult) to (?:see|spot|foresee|predict|guess|notice|"
     r"avoid|prevent)\b"),
    ("foreseeable predictable", r"\b(?:was|were) (?:entirely |perfectly )?(?:foreseeable|predictable)(?=\W*$| from)"),
    ("sign signs writing",
     r"\b(?:signs?|writing) (?:was|were|had been) (?:all |clearly |already |right |plainly )?(?:there|visible|on the "
     r"wall|clear|plain)\b"),
    ("knew", r"\bknew all along\b"),
    ("told warned shown taught alerted made",
     r"\b(?:this|that|it|which|outage|incident|failure|alert|alerts|error|errors|sign|signs|graph|"
     r"graphs)\b[^.;?]{0,80}\b(?:should|ought to) have (?:told|warned|shown|taught|alerted|made) (?:us|everyone|"
     r"everybody|anyone|the team) (?:that|how|aware)\b"),
    ("now", rf"\b(?:is|it's|that's|seems) (?:\w+ )?(?:\w+ly )?{_PLAIN} now\b|\b{_PLAIN} now that (?:the|an?|this|we"
            r"|it|our)\b"),
    ("if",
     r"\bif (?:we|any(?:one|body)|some(?:one|body)) had (?:\w+ )?(?:read|looked|checked|tested|asked|listened|thought|"
     r"noticed|paid|taken|watched|followed|compared|verified|reviewed|run|done)\b[^?;]{1,120}\bwould(?:n't| not)? "
     r"(?:\w+ )?have (?:known|seen|noticed|found|caught|spotted|avoided|prevented|realised|realized|discovered|been|"
     r"happened|understood|learned|learnt)\b"),
    ("miss", r"\bhard to miss\b"),
    ("staring", r"\bstaring (?:us|him|her|them|everyone) in the face\b"),
    ("would",
     r"\b(?:simple|quick|single|trivial|brief|short|basic|second|[\w]+-(?:second|minute)|any|one) (?:\w+ )?(?:look|"
     r"glance|check|query|test|search|question)\b[^.?;]{0,60}\bwould have (?:been enough|saved|ended|caught|shown|"
     r"prevented|revealed|sufficed|found|spotted|avoided|told|suggested|brought|uncovered|exposed|stopped|detected|"
     r"pointed|discovered|confirmed|made|turned up|warned|spared|settled)\b"),
    ("done needed",
     r"\ball (?:that|anyone|one|they|he|she|it) (?:had to be done|needed to be done|needed to do) (?:was|is)\b"),
    ("simply", r"\bsimply had to be\b"),
    ("only; one", r"\bone only had to (?:look|read|open|ask|check)\b"),
    ("happen", r"\bnever had to happen\b"),
    ("reason", r"\bno (?:good |real )?reason not to\b"),
    ("obviously", r"^\W*obviously,? (?:the|an?|it|this|that|nobody|one)\b(?! (?:is|are|cannot|can't|need|will))"),
    ("course", r"^\W*of course,? [^.?]{0,60}\bwould\b"),
    # What is judged from what became of it.
    ("hindsight retrospect retrospectively looking looked seen viewed judged know knowledge known knows",
     r"\b(?:with (?:the (?:benefit|wisdom) of )?hindsight|in (?:hindsight|retrospect)|retrospectively|looking at "
     r"(?:it|this|that) (?:now|today)|(?:seen|viewed|looked at|judged) from (?:here|today|now|afterwards)|with (?:the "
     r"(?:benefit|wisdom) of )?(?:today's|our present|what we now) know\w*),? (?!the word|is not|we learn|(?:we|i|it) "
     r"(?:do|does|did|can)(?:n.t| not|not) (?:know|say|tell))(?!.*\bthe same\b)[^?;]{0,120}\b(?:was|were|is|looks?|"
     r"looked|seems?|should|would|could|had|defies)\b(?!.*\bat the time\b)|\bhindsight(?:'s| is) (?:20/20|twenty)"),
    ("knowing today now given; what see do evident obvious clear plain apparent",
     r"\b(?:knowing|given) what (?:we|is|was) (?:now )?kn\w+(?: now| today)?\b|\b(?:we|one|anyone|anybody) can (?:now "
     r")?see (?:now|today)\b|\bas we can do today\b|\bit is now (?:evident|obvious|clear|plain|apparent) "
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
     rf"\b{_PLAIN} (?:to|for) (?:any|every)(?:one|body)?\b(?! (?:on|in) the (?:call|room|channel|bridge))|\b(?:any|"
     rf"every)(?:one|body) (?:could|can) see (?:that|how|where)"
     r"\b|\bdo(?:es)?(?: not|n't) (?:take|need|require) an? (?:expert|genius|crystal ball)\b|\b(?:clear|plain) to any "
     r"observer\b"),
    ("would going could",
     rf"\b(?:it|this|that) (?:was|is) (?:(?!not|never|hardly|less|now)\w+ )?{_PLAIN} (?:that|to all that|how) "
     rf"[^.?;]{{1,90}}\b(?:would|going to|could only)\b"),
    ("evident obvious clear apparent plain",
     r"\bis so (?:evident|obvious|clear|plain) that\b|\b(?:cause|answer|fix|remedy|reason|problem|culprit) (?:was|is) "
     r"(?:(?!not|never|hardly|less)\w+ )?(?:evident|obvious|clear|apparent|plain)\b(?=[^.?;]*\b(?:yet|but|all along|"
     r"from|by \d))|\bobvious one all along\b"),
    ("self unmistakable blatant glaring blindingly glaringly painfully plainly obvious clear",
     r"\b(?:was|were|is) (?:\w+ )?self-evident\b|\b(?:was|were) an? (?:unmistakable|blatant|glaring|clear) (?:sign|"
     r"warning|omen|signal)\b|\b(?:blindingly|glaringly|painfully|plainly) (?:simple|obvious|clear)\b|\bobvious "
     r"signs?\b"),
    ("plainly clearly obviously surely",
     r"\b(?:plainly|clearly|obviously) (?:wrong|a bad idea|a mistake|broken|doomed|flawed|insufficient|inadequate|too "
     r"\w+|should (?:not )?have|never going)\b|^\W*(?:clearly|obviously|surely),? [^.?;]{1,80}\b(?:never going to|can "
     r"be missed|doomed|bound to)\b"),
    ("come warning warnings omen", r"\b(?:warning|omen|sign|foretaste|harbinger)s? of what (?:was|were) to come\b"
     r"|\b(?:ample|clear|plenty of|enough) warnings? (?:existed|was|were|had)\b"),
    ("answer there", r"\bthe (?:simple |right )?answer was (?:right )?there\b|\bwas right there\b"),
    # What had to happen.
    ("going", r"\b(?:was|were) (?:always|never|only ever) going to (?!be (?:used|migrated|read|part))\w+"),
    ("doomed destined inevitable guaranteed unavoidable inescapable preordained",
     r"\b(?:was|were|seemed) (?:\w+ )?(?:doomed|destined|guaranteed|preordained|inevitable|unavoidable|"
     r"inescapable)\b(?! by)"),
    ("bomb timebomb disaster trouble recipe catastrophe failure outage",
     r"\b(?:ticking )?time[- ]?bomb\b|\brecipe for (?:disaster|trouble|failure|an outage)\b|\basking for trouble\b|"
     r"\b(?:disaster|catastrophe|failure|outage) (?:in the making|in waiting|waiting)\b"),
    ("sooner", r"\bsooner or later\b[^.?;]{0,60}\b(?:had to|was|were|would|must)\b"),
    ("way could", r"\b(?:was|were) no way (?:that |the |this |it )?[^.?;]{0,40}\b(?:could|would|was going)\b"
     r"|\bcould only (?:end|go) (?:badly|wrong|one way|in|like)"),
    ("bound", r"\b(?:was|were) (?:always |surely )?bound to \w+"),
    ("course",
     r"^\W*of course,? (?![^.;]*\b(?:not|nothing|no|cannot|\w+n't)\b)(?:(?:the|this|that|it|our|all|every)\b|"
     r"[^.?;]{1,80}\b(?:was|were) (?:\w+ )?(?:going|bound|certain|sure|guaranteed|likely) to\b)"),
    ("needless", r"^\W*needless to say\b"),
    ("expected foreseen predicted", r"\bas (?:could|might|was to|should) have been (?:expected|foreseen"
     r"|predicted)\b|\bas was to be expected\b"),
    ("foreseeable predictable", r"\b(?:was|were) (?:\w+ )?(?:foreseeable|predictable)(?=\W*$|\s?[:;,]| from| to| at"
     r"| by)"),
    # What little would have helped.
    ("prevented avoided averted spared stopped easily readily avoidable preventable; could would might wholly "
     "perfectly utterly absolutely quite so",
     r"\b(?:could|would|might) (?:so |quite |all )?(?:easily |simply |readily )?have been (?:\w+ )?(?:prevented|"
     r"avoided|averted|spared|stopped) (?:by|with|through) (?:an? |one )?(?:single|simple|one|little|quick|basic|few|"
     r"trivial|mere|five|two|three)\b|\bcould (?:easily|readily) have been \w+ed\b|\b(?:wholly|perfectly|utterly|"
     r"absolutely|quite|so) (?:avoidable|preventable)\b"),
    ("would stood",
     r"\bwould (?:only )?have (?:taken|cost|needed|required) (?:us |him |her |them |someone |anyone )?(?:only |just |"
     r"no more than |less than |barely )?(?:a |an |one |two |three |five |ten |\d+ )?(?:few )?(?:more )?(?:minutes?|"
     r"seconds?|lines?|hours?|clicks?|glances?)\b(?! (?!of|to|more|and|at|or)\w)|\b(?:one|two|three|five|ten|a few|"
     r"\d+) (?:\w+ )?(?:minutes?|seconds?|lines?|clicks?) (?:of \w+ )?(?:would have|stood between)\b"),
    ("would",
     r"\bany (?:reasonable|sensible|decent|half-decent|sane|basic|standard) [^.?;]{1,40}\bwould have\b|^\W*(?:simply |"
     r"just |merely )\w+ing\b[^.?;]{1,60}\bwould have\b|^\W*\w+ing [^.?;]{1,60}\b(?:right away|at once|immediately|"
     r"earlier|sooner|first|beforehand|straight away) would have (?:saved|prevented|avoided|spared|shown|revealed|"
     r"caught|been)\b"),
    ("all enough sufficient; needed required takes took necessary would",
     r"\b(?:was|were|is) all (?:that|it) (?:was|were|is) (?:needed|required|takes|took|necessary)\b|\ball it took "
     r"was\b|\bwould have been (?:more than )?(?:enough|sufficient) to\b"),
    ("need", r"\bneed (?:never|not) (?:ever )?have (?:happened|occurred|been)\b|\bneed ever have\b"),
    ("simpler easier clearer plainer", r"\bcould have been (?:simpler|easier|clearer|plainer)\b"),
    ("only; had", r"^\W*had (?:we|anyone|somebody|someone|anybody) only\b"),
    # Decisions that are judged by their end.
    ("sense", r"\bmade no sense to\b|\bmakes no sense in\b"),
    ("mistake error idea wrong",
     r"\b(?:\w+ing|decision|choice|launch|plan|idea|proposal) [^.?;]{0,80}\b(?:was|were) (?:\w+ )?(?:a (?:huge |big |"
     r"grave |clear |plain )?mistake|a bad idea|an error of|the wrong (?:call|choice|decision|one)|wrong)(?=\W*$| "
     r"from| in| on day)"),
    ("right wrong correct sensible better wise wiser smart obvious",
     r"\bthe (?:right|correct|sensible|better|wise|wiser|smart|obvious) (?:one|choice|call|decision|fix|answer|move|"
     r"thing|step|course|reaction|response)(?: at (?:the|that) \w+)?(?: to \w+)? (?:(?:was|were) (?:the obvious|"
     r"always|clearly|plainly|(?:\w+ly )?to\b)|would (?:\w+ly )?have been\b)|\bhad been the right one\b"),
    ("never", r"\bshould never have been (?:chosen|merged|built|put|shipped|used|deployed|enabled|introduced"
     r"|approved|started|made|taken|released|designed|stored|connected|exposed|accepted)\b(?! by)"),
    ("absurd baffling puzzling incomprehensible astonishing inconceivable wonders unthinkable staggering",
     r"\b(?:is|was|looks?|seems?) (?:\w+ )?(?:absurd|baffling|puzzling|incomprehensible|astonishing|inconceivable|"
     r"staggering)\b(?= that| how| why|\W*$|, )|\bone wonders (?:how|why)\b"),
    ("defies defied", r"\bdef(?:ies|ied) (?:explanation|belief|logic|comprehension)\b"),
    ("first", r"\bin the first place(?=\W*$)"),
    ("moment sealed certain sure", r"\bthe moment (?:at which|when|where) [^.?;]{1,60}\bshould have\b|\b(?:fate"
     r"|failure|outage|end) was (?:sealed|certain|sure)\b"),
    ("surprised", r"\bacted surprised\b"),
    ("plain clear obvious", r"\b(?:would|could) have been (?:plain|clear|obvious) to see\b"
                              r"|\b(?:is|was|are|were) plain to see\b"),
    ("preventable avoidable unnecessary needless",
     r"\b(?:a|an|this|the|another) (?:\w+ly )?(?:preventable|avoidable|unnecessary|needless) (?:incident|outage|"
     r"failure|accident|breach|loss|disaster)\b"),
    ("along", r"\b(?:had it right|was right|were right|had the answer|was there|were there|had known|told us)"
              r" all along\b"),
    ("spared", r"\bcould have been spared\b"),
    ("surprise surprised", r"\b(?:come|came|been|was|were) (?:as )?no (?:great |big |real )?surprise\b"
                           r"|\bshould(?: not|n't) have (?:surprised|been a surprise)\b|\bshould have surprised (?:no "
                           r"one|nobody)\b"),
    ("wise wiser", r"\balways (?:easy to be )?wiser?\b|\bwis(?:e|er) after the (?:event|fact)\b"),
    ("sooner eventually", r"\b(?:was|were) (?:\w+ )?going to \w+ (?:sooner or later|eventually)\b"),
    ("nothing none; would", r"\b(?:one|a) (?:more|single|simple) \w+ and (?:nothing|none of (?:this|it)) would\b"),
    ("question matter",
     r"\b(?:only|just|merely|simply) a (?:question|matter) of time\b|\b(?:question|matter) of time (?:before|until|"
     r"till)\b"),
    ("had; only just but would", r"^\W*had (?:we|the team|anyone|somebody|someone|anybody|i) (?:only|just|but)\b"
            r"|^\W*had (?:we|i) (?:\w+ed|kept|read|run|taken|done|known|seen|thought|waited)\b[^.;]{0,80}\bwould\b"),
    ("warning read see find there signs sign clues clue hints hint giveaway tell telltale indications symptoms evidence"
     " writing warnings flags",
     r"\b(?:signs?|clues?|hints?|indications|symptoms|evidence|warnings?|red flags|writing) (?:was|were|had been|lay) "
     r"(?:all |already |right |plainly |clearly |long )*(?:there|visible|present|plain|on the wall|in plain sight(?! "
     r"of)|obvious|unmistakable|for all to see)\b|\b(?:giveaway|tell-?tale(?: \w+)?|telltale)\b(?=[^.;]*\b(?:would|"
     r"should|was|were)\b)|\bfor (?:all|everyone|anyone) to (?:see|read|find)\b|\bthere for the (?:taking|seeing|"
     r"reading)\b"),
    ("anyone anybody everyone everybody whoever",
     r"\b(?:any|every)(?:one|body) (?:looking|watching|reading|glancing|with (?:access|eyes|a look)|who (?:\w+ed|read|"
     r"saw|looks|reads|had|has))\b[^.;]{0,60}\b(?:(?:could|can) (?:\w+ )?(?:see|tell|have)|would|must have|should "
     r"have|sees?|saw)\b|\b(?:any|every)(?:one|body) (?:could|can) (?:\w+ )?(?:see|tell|guess|foresee|predict)(?: "
     r"(?:that|how|where|what|by)\b|\W*$)|\bwhoever (?:had )?(?:looked|read|opened|checked|"
     r"watched)\b[^.;]{0,60}\bwould\b"),
    ("right sensible better wiser safer smarter simpler easier quicker faster cheaper best",
     r"\b(?:would|might) (?:\w+ )?have been (?:far |much |so much |a lot |clearly |the )?(?:better|wiser|safer|"
     r"smarter|simpler|easier|quicker|faster|cheaper|best|right|sensible)\b(?= (?:to|if|not|had|choice|move|call|"
     r"thing|idea|course|decision|option|way)\b|\W*$)"),
    ("fact day afterwards afterward wiser",
     r"\b(?:clear|plain) as day\b|\bafterwards?,? (?:it|this|that|everything|all) (?:is|was|looks|seems) (?:\w+ )?"
     rf"{_PLAIN}\b|\b{_PLAIN} (?:afterwards?|after the fact)\b"),
    ("today knowledge insight",
     r"\bwith (?:today's|our current|the present|our present) (?:knowledge|insight)\b|\b(?:seen|viewed|looked at|"
     r"judged) (?:from|with) today\b"),
    ("evidence signs hints indications signals information knew everything data facts",
     r"\b(?:enough|all the|sufficient|plenty of) (?:information|data|facts|evidence|signs|hints|indications|"
     r"signals)\b[^.;]{0,60}\b(?:to (?:conclude|know|see|act|stop|prevent|decide|realise|realize|infer|tell|avoid)|we "
     r"needed|needed to|was there|were there|was available|were available)\b(?![^.;]*\b(?:not|later)\b)"),
    ("naked eye eyes",
     r"\b(?:visible|obvious|plain) (?:to|with) the naked eye\b|\b(?:second|another|fresh) pair of eyes would\b"),
    ("day days minutes minute hour hours; would could",
     r"\b(?:one|a few|five|ten|two|three|\d+|another|an) (?:more |extra )?(?:\w+ )?(?:minutes?|hours?|"
     r"days?)\b[^.;]{0,40}\band (?:we|it|this|nothing|none)\b[^.;]{0,20}\b(?:would|could)\b"),
    ("lessons warning warnings lesson ignored earlier",
     r"\b(?:lessons?|warnings?) (?:of|from) (?:the )?[^.;]{1,40} (?:was|were|had been|went) (?:not learned|not learnt|"
     r"unlearned|ignored|forgotten|unheeded|lost)\b"),
    ("obvious right natural sensible logical",
     r"\bthe (?:obvious|right|natural|sensible|logical|only sensible) (?:thing|step|move|choice|decision|course|"
     r"reaction|response|answer|fix)(?: to do| then| here)? (?:was|would have been) to\b"),
    ("retrospectively retrospect hindsight back",
     r"^\W*(?:in (?:hindsight|retrospect)|with hindsight|retrospectively|looking back|thinking back),? "
     r"[^?;]{0,140}\b(?:too|not enough|mistake|wrong|bad|poor|terrible|odd|strange|reckless|optimistic|naive|"
     r"insufficient|obvious|clear|plain|bound|inevitable|better|should|ought|could|regret|risky|unwise|can't|"
     r"cannot)\b"),
    ("know", r"\bwe (?:now )?know (?:now )?that\b[^.;]{0,90}\bshould(?: not| never|n't)? have\b"),
    ("pointed", r"\b(?:every|each|all the?|everything)(?: \w+){0,2} (?:had )?"
                r"pointed (?:to|at)\b[^.;]*\b(?:start|outset|beginning|first|along|all day|hours)\b"),
)  # fmt: skip
SHOULDS = (
    ("glance look check query call question comparison reading search; would",
     r"\b(?:a|an|one|any|the|some) (?:[\w-]+ ){0,3}?(?:glance|look|check|query|call|question|comparison|reading|"
     r"search)\b[^.;?]{0,60}\bwould (?:\w+ )?have (?:caught|revealed|shown|found|spotted|noticed|told|exposed|"
     r"uncovered|prevented|avoided|saved|stopped|detected|settled|sufficed)\b"),
    ("could might must",
     rf"\b(?:could|might|must) (?:{_ADV} )?have (?:{_ADV} )?been (?:{_ADV} )?(?:(?:recogni[sz]ed|foreseen|predicted|"
     r"anticipated|interpreted|inferred|concluded|deduced|(?:read|taken|seen|treated) as)\b|"
     rf"{_SEEN}\b[^.;]{{0,40}}\b(?:earlier|sooner|in time|at once|before (?:it|the)|the first)\b)"),
    ("should ought",
     rf"\b(?:should|ought to) (?:{_ADV} )?(?:not |never )?have (?:{_ADV} )?been (?:{_ADV} )?{_SEEN}\b"
     r"(?! by the \w+(?:er|or|ion|al|gate|check|job|script|rule|model|filter|pipeline|alert|monitor|test|suite)\b)"),
    ("should ought", r"\b(?:should|ought to) never have\b(?! (?:access|had access|to)\b)"),
    ("should ought",
     r"\b(?:meeting|review|board|committee|council|panel|workshop|retro|stand-?up|planning|audit|assessment|"
     r"discussion|sign-?off|briefing|gate|go/no-go|process|we|one|everyone|everybody|somebody|someone|(?:the |our "
     r")?teams?) "
     rf"(?:should|ought to) (?:{_ADV} )?have (?:{_ADV} )?{_MINDED}\b"),
    ("should ought",
     rf"\b(?:it|this|that|they|we|{_CHANGE}) (?:should|ought to) (?:{_ADV} )?have (?:{_ADV} )?(?:had one|had "
     rf"an?\b[^.;]"
     r"{1,60}\b(?:from the (?:start|outset|beginning)|long ago|earlier|before|years ago)|got one|received one|stopped "
     r"at|ended at|gone no further|waited|come (?:earlier|sooner|first)|happened (?:earlier|sooner|long ago)|begun "
     r"(?:earlier|sooner)|started (?:earlier|sooner))"),
    ("shouldn should",
     r"\bshould(?: not|n't)? have (?:come as|been|served as|sounded like|rung|set off|raised|made us|put us|given us|"
     r"led us|triggered) (?:an? |any |the |our )?(?:\w+ )?(?:surprise|lesson|warning|wake-up call|alarm|alarms|bells?|"
     r"red flag|eyebrows|suspicio\w+|clue|hint|think|question)\b"),
    ("must", rf"\bmust (?:surely |already |by then )?have been (?:\w+ )?{_PLAIN}\b"),
    ("could might would",
     r"\b(?:we|(?<!no )one|anyone|anybody|everyone|everybody|somebody|someone|people|the team|(?:the )?engineers|"
     r"(?:the )?"
     rf"reviewers?) (?:could|might) (?:{_ADV} )?have (?:{_ADV} )?(?:known|guessed|seen|foreseen|noticed|"
     r"told|inferred|predicted|anticipated|expected|suspected|realised|realized|spotted|worked out|figured|deduced|"
     r"read)\b"),
)  # fmt: skip
"""What should or could have been seen, done, or not done."""
