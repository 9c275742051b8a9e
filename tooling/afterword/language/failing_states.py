"""What is said of people who failed: how they were, and what programs do too, in the notation of `phrasebook`."""

from __future__ import annotations

STATES = """
HAVE THEIR head|heads|mind|minds elsewhere
HAVE THEIR head|heads in the clouds|sand
LEAVE ~ half done|finished
NOT get|got back to
NOT do|did|done what HE HAVE (been) promised|agreed|undertaken|committed|asked|told|offered|said|announced
NOT keep|kept|honour|honoured|honor|honored THEIR promise|promises|word|agreement|side
THEIR mind|minds BE elsewhere
BE asleep at|on
BE caught napping|sleeping|asleep|unawares
BE napping|daydreaming|dozing|snoozing|slacking|skiving|gossiping
BE miles away
BE away with the fairies
BE glued to
BE out to lunch
BE fast|sound asleep
BE nowhere to be found|seen
BE busy chatting|texting|gossiping|scrolling|playing|shopping
BE playing games|cards
BE on autopilot
NOT lift|lifted a finger
NOT bother|bothered
NOT tell|told a soul|anybody|anyone
NOT be|been bothered|troubled|arsed|asked to
COULDNOT be bothered|troubled|arsed|moved|persuaded|trusted|relied|depended
NOT have|get|got THEIR act together
NOT pull|pulled THEIR weight
NOT do|did|done what HE be|was|were|is|are paid|told|asked|supposed
NOT do|did|done THE minimum
NOT live up to
HAVE a go at
DECIDE to have a go
BE out of THEIR depth
BE in over THEIR head|heads
BE like headless
NOT think|thought twice|first|ahead|straight|through
NOT give|gave|given ~ thought|damn|toss|hoot|monkey's|monkeys
NOT pay|paid (much|enough|sufficient|close|proper|any) attention|heed
NOT use|used THEIR brain|brains|head|heads|common
HAVE no idea|clue|notion|inkling what|how|who ~ doing|works|work|worked
HAVE no business
HAVE no feel|respect|regard|concern|patience|excuse|shame
NOT have|had the|a decency|courtesy|courage|guts|sense|wit|foresight|faintest
NOT have|had the|a slightest|foggiest|nous|patience|skill|skills|brains|discipline|clue
NOT have|had the presence of mind
LACK the|any|all|THEIR decency|courtesy|courage|guts|sense|wit|foresight|nous|patience|skill
LACK the|any|all|THEIR skills|brains|discipline|competence|diligence|will|humility|judgement|judgment|maturity
NOT know|knew the first thing
NOT know|knew what HE be|is|was|are|were doing
NOT know|knew THEIR job|jobs|stuff|trade|craft|business|own
NOT know|knew any better
NOT know|knew one end
COULDNOT wait to
NOT learn|learned|learnt from|their|the|its
NOT want|wanted to know|hear|listen|admit|wait|look|learn|read
NOT feel|felt like
NOT own|owned up
NOT come|came clean
NOT take|took ~ seriously
NOT take|took (any) responsibility|ownership
NOT face|faced up
WOULDNOT listen|hear|learn|budge|wait
WOULDNOT be told|warned
WOULDNOT see reason
HAVE to show off
NOT (even) say|said a word
BE a let-down|disappointment|liability|disgrace|joke|menace
BE a nuisance|hazard|danger|embarrassment|shambles|disaster|weak
BE dead weight
BE an|a idiot|fool|clown|amateur|moron|coward|bungler|liar|cowboy|cheat
BE let loose
BE obliged|paid|supposed|required|trained|expected ~ and|but ~ did|never
NOT think|thought|consider|considered|see it|this|fit necessary|worth|important|fit|appropriate|urgent|useful
NOT saw|find|found|deem|deemed it|this|fit necessary|worth|important|fit|appropriate|urgent|useful
NOT (so much as) glance|glanced
NOT lift|lifted THEIR
NOT raise|raised a|an hand|eyebrow|finger
NOT blink|blinked
BE caught flat-footed|off-guard|out|red-handed|unprepared|cold
BE all over the place
BE all at sea
BE at sixes
BE more interested|concerned|worried|keen in|about|with|on ~ than
BE so sure|confident|certain|convinced|full|proud|keen|eager|desperate|busy|absorbed|engrossed of|that|with|to|in|on
BE in no hurry|mood|rush|state|position to
BE last|late|slow|slowest to notice|know|react|act|respond|admit|answer
BE the last|slowest to know|notice|react|act|respond|admit
BE a law unto
BE nowhere near
BE on another planet
BE on a different
BE left alone with
would|'d rather ~ than
HAVE other priorities|things|plans
HAVE better
HAVE one eye on
HAVE eyes only
HAVE an axe|ego
HAVE a mind
HAVE THE nerve|cheek|gall|audacity|temerity|effrontery
HAVE form
HAVE one|just|only job|task that|and|last
BE expected to know|spot|see|notice BUT
NOT (even) seem|appear to understand|care|know|realise|realize|grasp|read|mind|notice
HAVE THE|a hangover
BE out of line|order
BE staffed|run by amateurs|clowns|children
BE known to approve|ignore|skip|cut|forget
BE thrown in at
NOT (even) apologise|apologised|apologize|apologized
NOT configure|write|read|spell|count|tell ~ if|to save|properly
BE THE weak|weakest point|link|spot
BE known for ignoring|cutting|skipping|such
BE known for this sort|kind
NOT do|did|done THEIR (due) homework|job|work|duty|diligence
HAVE forbidden|advised ~ not|against|otherwise
BE idiots|fools|clowns|amateurs|cowards|liars|cowboys
BE wet behind the ears
BE green behind
BE no|never (any) good|great|strong at
HAVE never been (any) good|great|strong|careful at|with|about
BE hopeless|useless|terrible|bad at
BENOT fit for|to
BENOT cut out
BENOT (exactly) the sharpest|brightest
BE still learning
BE too lazy|idle|proud|arrogant|stubborn|stupid|cocky|drunk|careless|impatient|timid
BE too cowardly|greedy|vain|hasty|eager|slack|lax|distracted|comfortable|busy|preoccupied
BE in too much
BE in THE (great|tearing|mad) hurry|rush
BE hungover|drunk|tipsy|stoned|high
BE in THE mood
BE having none of it
BE off sick again
HAVE (much) to answer for
HAVE a lot to answer for
HAVE it coming
BE asking for trouble|it
BE begging for
BE just|merely|only guessing|hoping
"""
"""What only people are, have, or leave undone."""

OF_PROGRAMS_TOO = """
RUIN|WRECK|SPOIL THE
IGNORE|DISREGARD|OVERRIDE|DISMISS ~ advice|warnings|warning|instruction|instructions|objection|objections|concern
IGNORE|DISREGARD|OVERRIDE|DISMISS ~ concerns|reminder|reminders|advisory|guideline|guidelines|policy|rule|rules
DELETE|DROP|KILL|RESTART|WIPE|OVERWRITE|PUSH ~ at random
GUESS instead|rather
shrugs off
MISHANDLE|MISMANAGE|MISDIAGNOSE
SQUANDER
SABOTAGE|TORPEDO|NUKE|BORK
FAKE|FALSIFY|FUDGE|FORGE
HIDE|CONCEAL|WITHHOLD ~ failed|failure|failures|error|errors|mistake|mistakes|loss|problem|fact
HIDE|CONCEAL|WITHHOLD ~ truth|result|results|report|bug|leak|damage|outage|incident
GIVE ~ contradictory|conflicting
DUMP ~ into|on
CONTRADICT SELF
BLUFF
WATCH ~ and did|do|does nothing
MISLABEL|MISTYPE|MISCALCULATE|MISSPELL ~ badly|hopelessly|again|completely|wildly
MISCONFIGURE|MISREAD|MISJUDGE|UNDERESTIMATE ~ badly|hopelessly|again|completely|wildly
WAVE|BRUSH THE|it|them ~ away|off|aside|through
WAVE|BRUSH away|off|aside|through
BE (fast|sound) asleep|napping
look|looked|looking the other way
TAKE a|an|some|every shortcut|shortcuts
BE guessing
shrugged
LAUGH ~ off|away
BURY THE|it
HAVE - years|months|weeks|time to BUT NOT .
HAVE - years|months|weeks|time to BUT never did
KNOW BUT - left|let it|them
KNOW BUT - shipped|buried|ignored|hid
KEEP ~ quiet|secret
KEEP ~ to SELF
ASSUME (that) it|this|everything|all was|were|would (be) fine|ok|okay|safe|harmless|right
ASSUME (that) it|this|everything|all was|were|would (be) all right
BE told|asked|warned|instructed|reminded BUT (still) NOT .
BE TOLD BUT (still) never did .
CONCEAL|WITHHOLD THE|it|from
HIDE ~ from us|management|everyone|everybody
COVER THE|it|everything - up
COVER up THE|it
TELL nobody|no-one
TELL no one
DO (absolutely) nothing .
DO (absolutely) nothing about|until
BREAK - policy|policies|rule|rules|procedure|procedures .
BREAK - protocol|freeze|guideline|guidelines|instruction|instructions|orders .
BREACH|FLOUT|DEFY|DISOBEY|VIOLATE - CONTROL
BYPASS|CIRCUMVENT|SIDESTEP - CONTROL
HAVE (already) been TOLD (about) (it|this|that) twice|repeatedly
HAVE (already) been TOLD - three|several|many|countless times
GO ahead|on regardless|anyway
CHOOSE to - anyway
BE (well|fully|perfectly) aware BUT - chose|went|shipped|carried|pressed|kept|let|ignored
BE (well|fully|perfectly) aware BUT - did nothing
BE not up to the job|task|challenge
MIX (the|two|these|both) up .
MIX up the|two|three|these|both|their|his|her|our
HANDLE|MANAGE|EXECUTE - badly|poorly
badly|poorly handled|managed|planned|executed|done
KNOW (that) it|this|that was forbidden|wrong
KNOW (that) it|this|that was not allowed
KNOW (that) it|this|that was a bad idea
always BLAME|IGNORE|FORGET|SKIP|CUT|BREAK|COMPLAIN
REJECT|REFUSE|OVERRIDE every|all|repeated - request|requests|warning|warnings|objection|objections
TURN down every|all|repeated - request|requests|warning|warnings|objection|objections
CHOOSE to live with
APPROVE|SIGN|ACCEPT|MERGE (off) (on) (the|this|every|all) change|changes|diff|it|them in|within|after - seconds
CONFIRM|CLICK|WAVE (off|through) (the|this|every|all) alert|warning|checklist|dialog|prompt|it in|within|after - seconds
cheated|gamed
CHOOSE|DECIDE to look the other way
MIX up - and|with
TAKE ~ on faith
TAKE ~ at face value
just|simply|merely assumed|trusted|believed|guessed|copied|clicked|ignored|accepted
PRETEND not|nothing|that
PRETEND to know|have
PRETEND to be surprised
RUSH (through) THE|it
cost us
BE (just|simply) making things|it|stuff|this|them up
KEEP (on) breaking|wrecking|deleting|crashing|botching|messing|merging|pushing|deploying|overwriting|bypassing
KEEP (on) ignoring|disregarding|overlooking|neglecting|forgetting|skipping
KEEP (on) making (the|same) mistakes|excuses
knowingly|consciously|wilfully|willfully|wittingly|deliberately|intentionally BYPASS|CIRCUMVENT|IGNORE|SKIP - CONTROL
knowingly|consciously|wilfully|willfully|deliberately|intentionally FLOUT|VIOLATE|DISREGARD|OVERRIDE|BREAK - CONTROL
JUMP|LEAP|RUSH to - conclusion|conclusions
who WOULDNOT listen|care|bother|learn|think|check|read
never (once) reads|checks|tests|listens|learns|bothers|follows|asks|thinks|documents|answers|apologises|apologizes
never (once) read|check|listen|learn|bother|follow|ask|think|document|answer|apologise|apologize
never opens|open the docs|manual|page|file
never looks|look at
WOULDNOT be trusted
CHOOSE|DECIDE|ELECT|OPT|PREFER|CONTINUE to ignore|disregard|overlook|neglect|skip|dismiss
BE not careful|thorough|diligent|attentive|cautious|vigilant|competent|professional|conscientious
was|were not qualified
wasn't|weren't|isn't|aren't careful|thorough|diligent|attentive|cautious|vigilant|competent|professional|qualified
CAUSE|BREAK|WRECK|RUIN|SABOTAGE (the|this|an|a|all|our) (whole|entire) outage|outages|incident|incidents|damage|mess .
CAUSE|BREAK|WRECK|RUIN|SABOTAGE (the|this|an|a|all|our) (whole|entire) failure|failures|loss|disaster|production|prod .
CAUSE|BREAK|WRECK|RUIN|SABOTAGE (the|this|an|a|all|our) (whole|entire) build|site|problem|problems|bug|errors|crash .
CAUSE|WRECK|RUIN (the|this|an|a|all|our) (whole|entire) leak|breach|downtime|delay|delays|regression|accident .
MAKE|TAKE|DO - bad|poor|wrong|terrible|awful|dreadful|disastrous|questionable|foolish call|calls|decision|decisions
MAKE|TAKE|DO - bad|poor|wrong|terrible|awful|dreadful|disastrous|questionable|foolish choice|choices|judgement|job
BE wrong to
KEEP (on) complaining|whining|moaning|blaming|claiming|pretending|insisting
LET - down .
LET - slip|lapse|slide
FAIL us|miserably|spectacularly .
"""
"""What programs do as well: a person has to be named."""

OFTEN_FACTS = """
UNDERESTIMATE|MISCONFIGURE|MISTYPE
BE too - to think|read|check|care|ask|listen|look|learn|bother
BE too - - - to think|read|check|care|ask|listen|look|learn|bother
MAKE it|things|matters|everything (even|much) worse
WASTE|SQUANDER - hour|hours|minutes|day|days|week|weeks|time
REACT|RESPOND|ACT|ANSWER|ESCALATE (far|much|way) too slowly|late|little
WAIT (for) - hours|minutes|days to|before
WAIT until - to
"""
"""As often a fact as a reproach."""

OF_OURSELVES = """
BE asleep at|on
BE (too) lazy|sloppy|careless|complacent|naive|arrogant|negligent|stupid
BE (too) foolish|reckless|cavalier|lax|slack|irresponsible|overconfident|cocky|idiotic
NOT care|cared
NOT be|been bothered
COULDNOT be bothered|troubled|arsed
NOT bother|bothered
spaced on|out
totally|completely forgot|spaced|blanked
BOTCH|BUNGLE|BLUNDER|FUMBLE
SCREW|MESS|COCK ~ up
CUT corners
"""

CONSEQUENCES = """
spoken|talked|let|dealt to|go|with
disciplined|reprimanded|sacked|fired|demoted|rebuked|admonished|dismissed
put on a|an performance|improvement plan
given a|an (formal|written|final|verbal|stern) talking-to|warning|reprimand|dressing-down
taken|removed|struck|moved|kept off|from THE (on-call) rota|rotation|roster|project|team
received|given|issued|got a|an (formal|written|final|verbal|official|stern) warning
"""
"""What is done to people afterwards."""
