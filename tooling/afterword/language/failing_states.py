"""What is said of people who failed: how they were and what they did not do, in the notation of `phrasebook`."""

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
NOT be|been bothered|troubled|arsed|asked to
COULDNOT be bothered|troubled|arsed|moved|persuaded|trusted|relied|depended
NOT have|get|got THEIR act together
NOT pull|pulled THEIR weight
NOT do|did|done what HE be|was|were|is|are paid|told|asked|supposed
NOT do|did|done THE minimum
NOT live up to
BE passing the buck
HAVE a go at
BE out of THEIR depth
BE in over THEIR head|heads
BE running around like
BE like headless
NOT think|thought twice|first|ahead|straight|through
NOT think|thought ~ through
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
NOT care|cared
NOT care|cared less
COULDNOT care less
COULDNOT wait to
NOT listen|listened
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
HAVE better things to do
HAVE to show off
NOT tell|told a soul|anybody|anyone
NOT (even) say|said a word
BE a let-down|disappointment|liability|disgrace|joke|menace
BE a nuisance|hazard|danger|embarrassment|shambles|disaster|weak
BE THE weak|weakest link
BE dead weight
BE an|a idiot|fool|clown|amateur|moron|coward|bungler|liar|cowboy|cheat
BE let loose
BE obliged|paid|supposed|required|trained|expected ~ and|but ~ did|never
NOT think|thought|consider|considered|see it|this|fit necessary|worth|important|fit|appropriate|urgent|useful
NOT saw|find|found|deem|deemed it|this|fit necessary|worth|important|fit|appropriate|urgent|useful
NOT think|thought to ask|check|tell|look|mention|warn|say|call|test|verify|question
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
BE left to rot|expire|fester|burn
BE expected to know|spot|see|notice ~ and|but
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
NOT do|did|done THEIR homework|job
HAVE forbidden|advised ~ not|against|otherwise
BE idiots|fools|clowns|amateurs|cowards|liars|cowboys
BE wet behind the ears
BE green behind
BE no good at
BE hopeless|useless|terrible|bad at
BE incapable of
BE unfit for|to
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
HAVE (only|just) SELF to blame|thank
HAVE (a lot|much) to answer for
HAVE it coming
BE asking for trouble|it
BE begging for
BE just|merely|only guessing|hoping
BE ignorant of
"""
"""What only people are, have, or leave undone."""
