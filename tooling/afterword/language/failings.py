"""What is said of people who failed: phrases in the notation of `phrasebook`."""

from __future__ import annotations

ONLY_OF_PEOPLE = """
DROP the ball|baton
DROP a clanger|brick|bollock
TAKE THEIR eye|eyes off
HAVE THEIR head|heads|mind|minds elsewhere
HAVE THEIR head|heads in the clouds|sand
PUT|STICK|BURY THEIR head|heads in
THEIR mind|minds BE elsewhere
TURN a blind eye
TURN a deaf ear
FALL on deaf ears
LOOK the other way
BE asleep at|on
BE caught napping|sleeping|asleep|unawares
BE napping|daydreaming|dozing|snoozing|slacking|skiving|gossiping
FALL asleep
NOD|DOZE off
SLEEP through|on
SLEEPWALK into
BE miles away
BE away with the fairies
BE glued to
BE out to lunch
STAY conveniently|rather|suspiciously quiet|silent
BE fast|sound asleep
BRUSH|LAUGH|POOH-POOH ~ off|aside
GO back to bed without|and|while
GO back to sleep
RAM ~ through
FORCE the run|change|release|deploy|migration|merge through
BE nowhere to be found|seen
BE busy chatting|texting|gossiping|scrolling|playing|shopping
BE playing games|cards
LOSE concentration|focus|interest
LOSE the plot
LOSE THEIR head|heads|nerve|temper|cool|patience|bottle
spaced|zoned out|on
SWITCH THEIR brain|brains off
GO through the motions
PHONE it in
BE on autopilot
REST on THEIR laurels
SIT on THEIR hands|backside
TWIDDLE THEIR thumbs
DRAG THEIR feet|heels
FIDDLE while
CUT corners|corner
CUT (far) too many corners
CUT every corner
TAKE|FIND the easy way out
TAKE the path of least resistance
TAKE the lazy
TAKE THE reckless|needless|lazy|silly|foolish shortcut|shortcuts
NOT lift|lifted a finger
NOT bother|bothered
NOT be|been bothered|troubled|arsed|asked to
COULDNOT be bothered|troubled|arsed|moved|persuaded|trusted|relied|depended
NOT have|get|got THEIR act together
NOT pull|pulled THEIR weight
NOT do|did|done THEIR job|jobs|homework|bit|duty|part
NOT do|did|done (any of) what HE be|was|were|is|are paid|told|asked|supposed
NOT do|did|done THE minimum
NOT live up to
DO the bare minimum
DO a half-hearted
DO THEIR job|jobs badly|poorly
HALF-ASS|WING it|THE
WING it
SLACK|SKIVE|GOOF off
SHIRK THEIR
NEGLECT THEIR duty|duties|job|responsibilities|responsibility
PASS the buck
BE passing the buck
WASH THEIR hands of
POINT the finger
LEAVE ~ in the lurch
LEAVE us|them|everyone|everybody|others|customers hanging|guessing|high
LEAVE us|others|everyone|colleagues to clean|pick|clear|mop
PALM ~ off
HIDE behind
DUCK the|THEIR|out
CHICKEN out
VANISH on|for|into
VANISH without
DISAPPEAR without|for|on|into
WALK off|away and
GO missing|awol|rogue|dark|cowboy
PLAY with fire
PLAY fast and loose
PLAY russian roulette
PLAY the hero
PLAY dumb
GAMBLE with|on|and|that
ROLL the dice
THROW caution
RIDE roughshod
JUMP the gun|queue
RUSH|LEAP|JUMP in|into ~ without
CHARGE|BARREL|BULLDOZE ahead|in|through
TAKE matters|things|it into THEIR own hands
TAKE it upon SELF to
HAVE a go at
TRY THEIR luck
TEMPT fate
COURT disaster
ASK|LOOK for trouble
SHOOT from the hip
FLY blind
FLY by the seat
FLY off the handle
PRESS|PLOUGH|PLOW|CARRY|PUSH|FORGE on|ahead regardless|anyway
OVERSTEP THEIR
EXCEED THEIR authority|authorisation|authorization|powers|remit|brief
MEDDLE|TAMPER|MONKEY|MESS|FOOL|TINKER|MUCK with|about|around
PLAY about|around with
FUMBLE|FLUB|FLUFF|MUFF|BOTCH|BUNGLE THE|it|ours
FUMBLE|FLUB|FLUFF|MUFF|BOTCH|BUNGLE
BLUNDER|GOOF|FAT-FINGER
SCREW|MESS|MUCK|COCK|FOUL|SLIP|BALLS|FLUFF ~ up
MAKE ~ mess|hash|meal|dog's|pig's|muddle|botch|shambles|cock-up of
MAKE THE (utter|complete|total|right) mess|hash|shambles|cock-up|pig's|fool|fools
SHOOT SELF
PUT THEIR foot in
BE out of THEIR depth
BE in over THEIR head|heads
BITE off more
BITE|SNAP ~ head off
DITHER|DAWDLE|FLOUNDER
panicked|panics|panicking
RUN around like
BE running around like
BE like headless
GET cold feet
GET cocky|careless|complacent|sloppy|greedy|lazy
BECOME|GROW cocky|careless|complacent|sloppy|greedy|lazy
GET ahead of SELF
GET carried away
GET away with
GET what HE deserve|deserved|deserves
BLOW it
BLOW hot and cold
DO whatever ~ like|likes|liked|please|pleases|pleased|want|wants|wanted
KNOW no better
KNOW full|perfectly|very well
KNOW damn well
THINK|BELIEVE|CLAIM HE know|knows|knew better|best|everything
THINK|BELIEVE|CONSIDER SELF above|cleverer|smarter|too|better
THINK|BELIEVE|CONSIDER HE be|is|was|are|were above|cleverer|smarter|beneath|too
THINK nothing of
NOT think|thought twice|first|ahead|straight|through
NOT think|thought ~ through
NOT stop|stopped to think|ask|check|consider|read|wonder|look
NOT give|gave|given ~ thought|damn|toss|hoot|monkey's|monkeys
GIVE no|little|scant thought|consideration|attention|regard
PAY no|little|scant|zero attention|heed|regard
PAY lip service
NOT pay|paid (much|enough|sufficient|close|proper|any) attention|heed
NOT use|used THEIR brain|brains|head|heads|common
HAVE no idea|clue|notion|inkling what|how|who ~ doing|works|work|worked
HAVE no business
HAVE no feel|respect|regard|concern|patience|excuse|shame
NOT have|had the|a decency|courtesy|courage|guts|sense|wit|foresight|faintest|slightest|foggiest|nous|patience|skill|skills|brains|discipline|clue
NOT have|had the presence of mind
LACK the|any|all|THEIR decency|courtesy|courage|guts|sense|wit|foresight|nous|patience|skill|skills|brains|discipline|competence|diligence|will|humility|judgement|judgment|maturity
NOT know|knew the first thing
NOT know|knew what HE be|is|was|are|were doing
NOT know|knew THEIR job|jobs|stuff|trade|craft|business|own
NOT know|knew any better
NOT know|knew one end
NOT care|cared
CARE little|nothing|only|less|more
NOT care|cared less
COULDNOT care less
COULDNOT follow|read a
COULDNOT wait to
NOT listen|listened
NOT learn|learned|learnt from|their|the|its
NOT want|wanted to know|hear|listen|admit|wait|look|learn|read
NOT feel|felt like
NOT own|owned up
NOT come|came clean
NOT have|had it in HIM
NOT take|took ~ seriously
NOT take|took (any) responsibility|ownership
NOT face|faced up
REFUSE|DECLINE to admit|listen|learn|believe|read|follow|cooperate|co-operate|help|accept|take|acknowledge|wait|hear|answer|engage|own
WOULDNOT listen|hear|learn|budge|wait
WOULDNOT be told|warned
WOULDNOT have it
WOULDNOT see reason
WASTE everyone's|everybody's|our
HAVE better things to do
HAVE to show off
SHOW off
SHOW no|little|scant|poor interest|regard|respect|concern|initiative|remorse|understanding|judgement|judgment|discipline|care
SHOW THEIR true
THROW in the towel
THROW THEIR toys
THROW ~ under the bus
THROW ~ over the wall|fence
STAB ~ in the back
GO behind THEIR back|backs
GO over THEIR head|heads
KEEP ~ in the dark
MISLEAD|DECEIVE|HOODWINK|DUPE THE|us|them|everyone|everybody|customers|users|HIM
TELL lies|fibs
LIE about|to|through
COOK the books
COVER ~ tracks
COVER it|this|that|THEIR up
SWEEP ~ under the carpet|rug
KEEP (very|rather|conveniently) quiet|silent|mum|shtum|schtum
SAY nothing
TELL nobody|no-one
TELL no one
NOT tell|told a soul|anybody|anyone
NOT (even) say|said a word
ACT|BEHAVE as if|though
ACT surprised|dumb
ACT THE fool
CAVE in
COP out
BOTTLE it
LET THE side|team|company|customers|users|everyone down
LET us|me|them|him|her|everyone|everybody|customers|users down
BE a let-down|disappointment|liability|disgrace|joke|menace|nuisance|hazard|danger|embarrassment|shambles|disaster|weak
BE THE weak|weakest link
BE dead weight
BE an|a idiot|fool|clown|amateur|moron|coward|bungler|liar|cowboy|cheat
BE known for this|that|THEIR|ignoring|cutting|skipping|such
BE let loose
BE obliged|paid|supposed|required|trained|expected ~ and|but ~ did|never
BEHAVE|ACT|RUN|KEEP ~ like children|sheep|idiots|headless|toddlers|amateurs|cowboys|fools
MAKE up THE|some numbers|figures|results|data|story|excuse|excuses
MAKE excuses
BOW|PANDER|KOWTOW|CAPITULATE to
THINK|BELIEVE|ACT ~ applied|apply to everyone|everybody|others
TREAT ~ as|like (a) spam|noise|optional|junk|nothing|suggestions|recommendation|recommendations|decoration
INSIST on doing|having THEIR|it|things
INSIST on THEIR way
REFUSE all|any|every|further|repeated|offers|THE help|advice|assistance|offer|offers|request|requests
SIT on THE ~ report|reports|request|requests|finding|findings|result|results|warning|warnings|alert|bug|fix|patch|ticket|tickets|news|information|answer|approval|contract|advisory|recommendation|recommendations
NOT think|thought|consider|considered|see|saw|find|found|deem|deemed it|this|fit necessary|worth|important|fit|appropriate|urgent|useful
NOT think|thought to ask|check|tell|look|mention|warn|say|call|test|verify|question
NOT see|saw fit|reason|point
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
WANT to impress|show|look|prove|shine|get|go|leave|finish ~ board|boss|management|home|clever|good|off|early
IMPRESS THE boss|board|management|investors
TURN ~ into a disaster|crisis|three-hour|nightmare|mess|catastrophe|outage
TURN THE ~ minute|minutes|blip|hiccup|problem ~ into
BRING ~ to its|their knees
CHERRY-PICK|CHERRYPICK
DRAG out|THEIR
DRAG THE ~ out for
FREEZE and
MUTE|SILENCE|SNOOZE THE ~ and went|rolled|slept|left
SWAN off|about
WANDER off
STORM out
LEAVE ~ unlocked|unattended|unguarded|unsupervised|exposed
LEAVE THE desk|console|room|post unattended|unlocked|unmanned
LEAVE THEIR post|desk|console|station|laptop
LET ~ run|fill|grow|burn|rot|slide|pile|fester|expire|lapse|die|drift full|up|out|down|until|rather|unchecked|for
LET it|things|standards|matters|them slide|drift|rot|fester
LET THEIR guard|standards|attention|temper|ego|pride
LET an|a unknown|stranger
SIGN|NOD ~ off ~ never|unseen|unread|blindly|without
SIGN off on|THE ~ HE had
APPROVE|MERGE|SIGN|SHIP ~ sight unseen
APPROVE|MERGE|SIGN|PASS ~ unread
PLAY with settings|parameters|things|production|options|features|matches
MAKE things|it|matters|everything (even) worse
MAKE ~ worse with
ARGUE about|over whose|who
BICKER|SQUABBLE
FIGHT over|about
POINT fingers
COPY ~ blindly
TYPE ~ blindly
PASTE ~ blindly
RELY blindly
TRUST blindly
TRUST ~ blindly
BLINDLY copied|pasted|trusted|ran|followed|merged|approved|accepted
REDUCE ~ to a shambles
MAKE life hard|harder|difficult
MAKE no effort|attempt|bones
MAKE little|no effort|attempt to
MAKE light of
MAKE THE|no enquiries|inquiries
SPARE no thought
TURN up late|drunk|hungover|unprepared
TURN THEIR back|backs
TURN THEIR nose|noses up
FAIL in THEIR|its duty|one|only
FAIL at THE|THEIR simplest|job|one|most
FAIL miserably|spectacularly|dismally
FALL short
FALL asleep|apart
COME up short
LOSE sight|track|count|control of
LOSE control
LOSE SELF in
FORGET all|everything|THE basics|about
FORGET THEIR manners|training|duty|place|own
FORGET that HE|users|others
DO exactly|precisely that|the opposite|what
DO the exact opposite|reverse
DO ~ exactly what ~ warned|told|forbade|forbidden
DO (precisely) as HE please|pleased|pleases|liked|likes|wished|wishes
DO things|it THEIR way
DO nothing
DO nothing about
DO so little|badly|poorly
DO such|THE poor|sloppy|shoddy|terrible|bad|rotten|lousy job|work
HAVE months|weeks|days|years|hours|ages|plenty to ~ and|but
HAVE all|every ~ opportunity|chance|time|warning|reason
HAVE too much|little|many access|power|confidence|sense|ego|other|irons
HAVE other priorities|things|plans
HAVE better
HAVE one eye on
HAVE eyes only
HAVE an axe|ego
HAVE a mind
HAVE THE nerve|cheek|gall|audacity|temerity|effrontery
HAVE forbidden|warned|advised|told ~ not|against|otherwise
HAVE form
KEEP hammering|poking|fiddling|meddling|pressing|clicking|changing|guessing|ignoring
KEEP THEIR mouth|mouths shut
KEEP it|this|that|things to SELF
KEEP us|everyone|users|customers waiting|guessing
HAMMER ~ like
POKE around|at
GO ahead|on regardless|anyway|and
GO THEIR own way
GO to sleep|ground|pieces
GO off|on half-cocked|piste|holiday|script|without
GO too far
GO with THEIR gut
RELY|GO on THEIR gut|luck|memory|hope
RELY on luck|guesswork|hope
SHOW up late|unprepared|drunk
STICK to THEIR guns
STICK THEIR nose
STAND (idly) by
STAND around
STARE at ~ and|while
SIT idle|idly|around|back|there and|while|by
SIT in a meeting|cafe ~ while
LOOK away
LOOK the part
LOOK at THEIR phone|watch|phones
CLOSE|SHUT THEIR eyes to
CREATE|CAUSE|UNLEASH havoc|mayhem|chaos|carnage
WREAK havoc
RUN amok|riot|wild
SPEAK before
ACT before
ACT first
ACT on impulse|a whim|a hunch
SHIP first|now and
BLAME everyone|everybody|others|the|it|us on|but
BLAME THE tool|tools|system|others
BREAK THEIR own
BREAK THE (whole|entire) build|site|checkout|login|production|prod|cluster|pipeline|deploy|backup ~ again|by|twice
OVERESTIMATE THEIR|SELF
UNDERESTIMATE|OVERLOOK ~ completely|badly|totally|wildly|hopelessly
RUSH|HURRY through ~ to
RUSH THE ~ through|out to
SKIMP on
SCRIMP on
SAVE SELF the|a trouble|bother|minute
SPARE SELF the
SET THE fire|bar|bad
SETTLE for
STUMBLE|BLUNDER|BUMBLE into|through|on|around
STRUGGLE with the basics
TAKE leave of
TAKE one look|glance and
TAKE no notice|interest|part|responsibility|precautions|care|heed
TAKE little|scant notice|interest|care|heed
TAKE THE ~ too lightly
TAKE ~ too lightly
TAKE HIM ~ hours|minutes|days|weeks to notice|realise|realize|admit|wake|find|do|understand|answer
TAKE ~ hours|days|weeks to notice|admit|bother
TAKE the (whole|entire) site|cluster|shop|system|company|platform down|offline|out with
TEAR|RIP ~ out without
THROW ~ at the wall
THINK ~ clever|smart|funny|harmless
THINK only|just of
THINK HE can|could|would get
TRIP SELF
WAIT for someone else
WAIT until ~ too late
WAIT until|till somebody|someone|others
WALK straight|right into
WALK away
WATCH it|the|things|as ~ burn|fill|die|happen
WATCH ~ and did nothing
YAWN
OWE THEIR
PROVE unequal|incapable|unable|unfit|too
PROVE to be out
SQUIRM out
WRIGGLE out
WATCH (the) football|match|game|film|tv|television|netflix|movie|series
KEEP ~ to SELF
HAVE one|just|only job|task that|and|last
GO around THE ~ process|approval|review|gate|procedure|change
HURRY|RUSH ~ out to|for|and|the
LEAVE ~ unencrypted|unpatched|unmonitored|untested|unsecured|exposed
LEAVE ~ to rot|expire|fester|die|burn|chance|luck|others
LEAVE ~ wide open
BE left to rot|expire|fester|burn
PULL THE wool
HAVE but one
CATCH HIM off guard
LAUGH when|at|and
BE expected to know|spot|see|notice ~ and|but
BLOW up THE cluster|database|site|pipeline|build|server|budget
CLOSE|ARCHIVE|DELETE|APPROVE|FORWARD|MERGE ~ unread|unopened|unseen|unreviewed
NOT (even) seem|appear to understand|care|know|realise|realize|grasp|read|mind|notice
HAVE THE|a hangover
BE out of line|order
BE staffed|run by amateurs|clowns|children
BE known to approve|ignore|skip|cut|forget
GO off shift|duty|home without
BE thrown in at
NOT (even) apologise|apologised|apologize|apologized
NOT configure|write|read|spell|count|tell ~ if|to save|properly
VETO ~ to save
TICK THE box|boxes
BE THE weak|weakest point|link|spot
BE idiots|fools|clowns|amateurs|cowards|liars|cowboys
BE wet behind the ears
BE green behind
BE no good at
BE hopeless|useless|terrible|bad at
BE incapable of
BE unfit for|to
BENOT fit for|to
BENOT up to
BENOT cut out
BENOT (exactly) the sharpest|brightest
BE still learning
BE too lazy|idle|proud|arrogant|stubborn|stupid|cocky|drunk|careless|impatient|timid|cowardly|greedy|vain|hasty|eager|slack|lax|distracted|comfortable|busy|preoccupied
BE in too much
BE in THE (great|tearing|mad) hurry|rush
BE hungover|drunk|tipsy|stoned|high
BE in THE mood
BE having none of it
BE off sick again
CHOOSE|PUT|PREFER|PLACE|VALUE glory|laziness|convenience|comfort|ease over|before|above
CHOOSE|PUT|PREFER|PLACE|VALUE speed|haste|features over|before|above safety|quality|care|caution|correctness
PUT ~ first and
PUT THEIR own|career|convenience|comfort|ego|bonus above|before|ahead|first
TREAT ~ as|like a|an|his|her|their|the joke|toy|playground|afterthought|nuisance|formality|game|suggestion|sandbox|chore|optional
TREAT ~ with contempt|disdain|indifference
RUBBER-STAMP
STONEWALL
HAND-WAVE ~ away
TAKE ~ for granted
TAKE THEIR time|word
TAKE the (full) blame|rap
SHIFT the blame
MANAGE to break|delete|destroy|wipe|lose|ruin|wreck|take|bring|knock|crash|drop|overwrite|corrupt|misread|miss|forget|get|confuse|lock|send|publish|leak|make|ignore|kill|turn|overlook|misspell|mistype|trip|erase|fill|truncate|mangle|botch|muddle|bungle
CONTRIVE to
SUCCEED in breaking|deleting|destroying|wiping|losing|ruining|taking|bringing
GET THE simplest|basics|easy
MAKE a rod
MAKE (the) same mistake|error again|twice
MAKE the same
HAVE form
HAVE (only|just) SELF to blame|thank
HAVE only SELF
HAVE (a lot|much) to answer for
HAVE it coming
OWE ~ an apology|explanation
BRING ~ on|upon SELF
DESERVE (all|most|the|every|no) blame|sympathy|praise|reprimand|what|warning
SHARE THEIR password|login|credentials
BE asking for trouble|it
BE begging for
BE just|merely|only guessing|hoping
HOPE for the best
KEEP THEIR fingers crossed
CROSS THEIR fingers
BURN THEIR bridges
BE ignorant of
DREAM up
SNEAK|SMUGGLE|SLIP ~ in|into|past|through without|unreviewed|behind|under
CRY wolf
CLICK ~ away
CLICK|BREEZE|SKATE|SAIL|BLOW past|through|right ~ warning|warnings|alert|alerts|red
STEAMROLLER|BROWBEAT|RAILROAD|BULLY
SCOFF|SNEER at
PROMISE ~ and|but never|forgot
FALL for
FALL down on
COST us
SPOIL it|everything
TALK big
BREAK THEIR word|promise|promises
BREAK ranks
IGNORE every|all|repeated|numerous|several|clear|explicit|obvious
IGNORE THE (obvious|clear|blatant|explicit|repeated|plain) warning|warnings|sign|signs|instruction|instructions|advice|rule|rules
"""

OF_PROGRAMS_TOO = """
IGNORE|DISREGARD|OVERRIDE|DISMISS ~ advice|warnings|warning|instruction|instructions|objection|objections|concern|concerns|reminder|reminders|advisory|guideline|guidelines|policy|rule|rules
DELETE|DROP|KILL|RESTART|WIPE|OVERWRITE|PUSH ~ at random
GUESS ~ instead|rather
GUESS instead|rather
abused|misused
shrugs off
MISHANDLE|MISMANAGE|MISDIAGNOSE
SQUANDER
SABOTAGE|TORPEDO|NUKE|BORK
FAKE|FALSIFY|FUDGE|FORGE
HIDE|CONCEAL|WITHHOLD ~ failure|failures|error|errors|mistake|mistakes|loss|problem|fact|truth|result|results|report|bug|leak|damage|outage|incident
NOT stick|stuck|adhere|adhered|keep|kept to
GIVE up and
GIVE ~ contradictory|conflicting
DUMP ~ into|on
CONTRADICT SELF
BLUFF
WATCH ~ and did|do|does nothing
DO nothing
MISLABEL|MISTYPE|MISCALCULATE|MISSPELL|MISCONFIGURE|MISREAD|MISJUDGE|UNDERESTIMATE ~ badly|hopelessly|again|completely|wildly
"""

OF_OURSELVES = """
BE asleep at|on
BE (too) lazy|sloppy|careless|complacent|naive|arrogant|negligent|stupid|foolish|reckless|cavalier|lax|slack|irresponsible|overconfident|cocky|idiotic
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
