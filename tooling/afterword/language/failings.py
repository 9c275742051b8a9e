"""What is said of people who failed: what they did, in the notation of `phrasebook`."""

from __future__ import annotations

DEEDS = """
DROP the ball|baton
DROP a clanger|brick|bollock
TAKE THEIR eye|eyes off
PUT|STICK|BURY THEIR head|heads in
TURN a blind eye
TURN a deaf ear
FALL on deaf ears
NOD|DOZE off
SLEEP through|on
SLEEPWALK into
STAY conveniently|rather|suspiciously quiet|silent
BRUSH|LAUGH|POOH-POOH ~ off|aside
GO back to bed without|and|while
GO back to sleep
RAM ~ through
FORCE the run|change|release|deploy|migration|merge through
LOSE concentration|focus|interest
LOSE the plot
LOSE THEIR head|heads|nerve|temper|cool|patience|bottle
spaced|zoned out|on
SWITCH THEIR brain|brains off
GO through the motions
PHONE it in
REST on THEIR laurels
SIT on THEIR hands|backside
TWIDDLE THEIR thumbs
FIDDLE while
CUT corners|corner
CUT (far) too many corners
CUT every corner
TAKE|FIND the easy way out
TAKE the path of least resistance
TAKE the lazy
TAKE THE reckless|needless|lazy|silly|foolish shortcut|shortcuts
DO the bare minimum
DO THEIR job|jobs badly|poorly
HALF-ASS|WING it|THE
SLACK|SKIVE|GOOF off
SHIRK THEIR
PASS the buck
WASH THEIR hands of
POINT the finger
LEAVE ~ in the lurch
LEAVE ~ in a|the terrible|awful|bad|poor|sorry|dreadful|horrible|dire|shocking state|shape|mess|condition
LEAVE ~ half-done|half-finished|unfinished|undone|undocumented|unattended
PUT ~ off for|until|again|and
HAVE been putting|postponing|ignoring|neglecting|promising
KEEP putting|postponing|delaying|promising
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
FUMBLE|FLUB|FLUFF|MUFF|BOTCH|BUNGLE
BLUNDER|GOOF|FAT-FINGER
SCREW|MESS|MUCK|COCK|FOUL|SLIP|BALLS|FLUFF ~ up
MAKE ~ mess|hash|meal|dog's|pig's|muddle|botch|shambles|cock-up of
MAKE THE (utter|complete|total|right) mess|hash|shambles|cock-up|pig's|fool|fools
SHOOT SELF
PUT THEIR foot in
BITE off more
BITE|SNAP ~ head off
DITHER|DAWDLE|FLOUNDER
panicked|panics|panicking
RUN around like
GET cold feet
GET cocky|careless|complacent|sloppy|greedy|lazy
BECOME|GROW cocky|careless|complacent|sloppy|greedy|lazy
GET ahead of SELF
GET carried away
GET what HE deserve|deserved|deserves
GET what HE|it pay|paid|asked for
FAIL THE|THEIR colleagues|colleague|team|customers|users|patients|duty
STARE at THE wrong
DELIVER|PRODUCE nothing
PREFER to guess|hope|sleep|ignore|gamble|pretend
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
GIVE no|little|scant thought|consideration|attention|regard
PAY no|little|scant|zero attention|heed|regard
PAY lip service
CARE little|nothing|only|less|more
REFUSE|DECLINE to admit|listen|learn|believe|read|follow|cooperate|co-operate
REFUSE|DECLINE to help|accept|take|acknowledge|wait|hear|answer|engage|own
WASTE everyone's|everybody's|our
SHOW no|little|scant|poor interest|regard|respect|concern|initiative
SHOW no|little|scant|poor remorse|understanding|judgement|judgment|discipline|care
THROW in the towel
THROW THEIR toys
THROW ~ under the bus
THROW ~ over the wall|fence
STAB ~ in the back
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
TELL nobody
ACT|BEHAVE as if|though
ACT surprised|dumb
ACT THE fool
CAVE in
COP out
BOTTLE it
LET THE side|team|company|customers|users|everyone down
LET us|me|them|him|her|everyone|everybody|customers|users down
BEHAVE|ACT|RUN|KEEP ~ like children|sheep|idiots|headless|toddlers|amateurs|cowboys|fools
MAKE excuses
BOW|PANDER|KOWTOW|CAPITULATE to
THINK|BELIEVE|ACT ~ applied|apply to everyone|everybody|others
TREAT ~ as|like (a) spam|noise|optional|junk|nothing|suggestions|recommendation|recommendations|decoration
INSIST on doing|having THEIR|it|things
INSIST on THEIR way
REFUSE all|any|every|further|repeated|offers|THE help|advice|assistance|offer|offers|request|requests
SIT on THE ~ report|reports|request|requests|finding|findings|result|results|warning|warnings|alert|bug
SIT on THE ~ fix|patch|ticket|tickets|news|information
SIT on THE ~ answer|approval|contract|advisory|recommendation|recommendations
WANT to impress|show|look|prove|shine|get|go|leave|finish ~ board|boss|management|home|clever|good|off|early
IMPRESS THE boss|board|management|investors
TURN ~ into a disaster|crisis|three-hour|nightmare|mess|catastrophe|outage
TURN THE ~ minute|minutes|blip|hiccup|problem ~ into
BRING ~ to its|their knees
CHERRY-PICK|CHERRYPICK
DRAG out|THEIR
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
BLINDLY copied|pasted|trusted|ran|followed|merged|approved|accepted
REDUCE ~ to a shambles
MAKE life hard|harder|difficult
MAKE no effort|attempt|bones
MAKE light of
TURN up late|drunk|hungover|unprepared
TURN THEIR nose|noses up
FAIL miserably|spectacularly|dismally
FALL short
FALL asleep|apart
COME up short
LOSE sight|track|count|control of
LOSE control
LOSE SELF in
DO exactly|precisely that|the opposite|what
DO the exact opposite|reverse
DO ~ exactly what ~ warned|told|forbade|forbidden
DO (precisely) as HE please|pleased|pleases|liked|likes|wished|wishes
DO so little|badly|poorly
DO such|THE poor|sloppy|shoddy|terrible|bad|rotten|lousy job|work
KEEP hammering|poking|fiddling|meddling|pressing|clicking|changing|guessing|ignoring
KEEP THEIR mouth|mouths shut
KEEP us|everyone|users|customers waiting|guessing
HAMMER ~ like
POKE around|at
GO to sleep|ground|pieces
GO with THEIR gut
RELY|GO on THEIR gut|luck|memory|hope
RELY on luck|guesswork|hope
SHOW up late|unprepared|drunk
STICK to THEIR guns
STICK THEIR nose
STAND (idly) by
STARE at ~ and|while
SIT idle|idly|around|back|there and|while|by
SIT in a meeting|cafe ~ while
LOOK away
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
STUMBLE|BLUNDER|BUMBLE into|through|on|around
STRUGGLE with the basics
TAKE ~ too lightly
TAKE HIM ~ hours|minutes|days|weeks to notice|realise|realize|admit|wake|find|do|understand|answer
TAKE ~ hours|days|weeks to notice|admit|bother
THROW ~ at the wall
THINK ~ clever|smart|funny|harmless
THINK HE can|could|would get
TRIP SELF
WAIT for someone else
WAIT until ~ too late
WAIT until|till somebody|someone|others
WALK straight|right into
WALK away
WATCH ~ and did nothing
PROVE unequal|incapable|unable|unfit|too
PROVE to be out
SQUIRM out
WRIGGLE out
WATCH (the) football|match|game|film|tv|television|netflix|movie|series
GO around THE ~ process|approval|review|gate|procedure|change
HURRY|RUSH ~ out to|for|and|the
LEAVE ~ unencrypted|unpatched|unmonitored|untested|unsecured|exposed
LEAVE ~ to rot|expire|fester|die|burn|chance|luck|others
LEAVE ~ wide open
PULL THE wool
CATCH HIM off guard
LAUGH when|at|and
BLOW up THE cluster|database|site|pipeline|build|server|budget
CLOSE|ARCHIVE|DELETE|APPROVE|FORWARD|MERGE ~ unread|unopened|unseen|unreviewed
GO off shift|duty|home without
VETO ~ to save
TICK THE box|boxes
KEEP it|this|that|things|information|news to SELF
FAIL at THE simplest
GO half-cocked
MAKE up THE numbers|figures|results|data|story|excuse|excuses
CHOOSE|PUT|PREFER|PLACE|VALUE glory|laziness|convenience|comfort|ease over|before|above
CHOOSE|PUT|PREFER|PLACE|VALUE speed|haste|features over|before|above safety|quality|care|caution|correctness
PUT THEIR own|career|convenience|comfort|ego|bonus above|before|ahead|first
TREAT ~ as|like THE joke|toy|playground|afterthought|nuisance
TREAT ~ as|like a|an|his|her|their|the formality|game|suggestion|sandbox|chore|optional
DECIDE to be clever|smart
TREAT ~ with contempt|disdain|indifference
STONEWALL
HAND-WAVE ~ away
TAKE ~ for granted
TAKE THEIR time|word
TAKE the (full) blame|rap
SHIFT the blame
MANAGE to break|delete|destroy|wipe|lose|ruin|wreck|take|bring
MANAGE to knock|crash|drop|overwrite|corrupt|misread|miss|forget|get|confuse
MANAGE to lock|send|publish|leak|make|ignore|kill|turn|overlook
MANAGE to misspell|mistype|trip|erase|fill|truncate|mangle|botch|muddle|bungle
CONTRIVE to
SUCCEED in breaking|deleting|destroying|wiping|losing|ruining|taking|bringing
GET THE simplest|basics|easy
MAKE a rod
OWE ~ an apology|explanation
BRING ~ on|upon SELF
DESERVE (all|most|the|every|no) blame|sympathy|praise|reprimand|what|warning
SHARE THEIR password|login|credentials
HOPE for the best
KEEP THEIR fingers crossed
CROSS THEIR fingers
SNEAK|SMUGGLE|SLIP ~ in|into|past|through without|unreviewed|behind|under
CLICK ~ away
CLICK|BREEZE|SKATE|SAIL|BLOW past|through|right ~ warning|warnings|alert|alerts|red
STEAMROLLER|BROWBEAT|RAILROAD|BULLY
SCOFF|SNEER at
PROMISE BUT - never|forgot|none|nothing
FALL for
FALL down on
SPOIL it|everything
TALK big
BREAK THEIR word|promise|promises
ignored|ignores us|everyone|everybody|him|me
OVERRIDE|OVERRULE THE engineers|engineer|team|on-call|operators|reviewers|experts|staff
IGNORE every|all|repeated|numerous|several|clear|explicit|obvious
IGNORE THE (obvious|clear|blatant|explicit|repeated|plain) warning|warnings|sign|signs
IGNORE THE (obvious|clear|blatant|explicit|repeated|plain) instruction|instructions|advice|rule|rules
SEE|KNOW|NOTICE|WATCH BUT (then) went (back) home .
SEE|KNOW|NOTICE|WATCH BUT (then) went (back) to lunch|bed|sleep
SEE|KNOW|NOTICE|WATCH BUT (then) walked|looked|turned away
should not need to be TOLD
had never (once) tried|bothered to
GET what was coming
LEAVE - mess|chaos|wreckage (behind)
will have to answer for
would not take no
BE paid to see|spot|notice|know|catch
TAKE ~ word for
CUT a corner
TAKE too many shortcuts
LOSE our trust
BE caught with THEIR pants|trousers
BE TOLD BUT - still|anyway|regardless|ignored|promptly
BE TOLD BUT ~ all the same
BE TOLD not to BUT - did|so
THINK|CONSIDER|REGARD ~ a waste|nuisance|formality (of)
PUT ~ above|ahead (of) safety|quality|users|customers|people
should|must|ought (to) (have) known|know better
ought to know
had (only|just|exactly|but) (a) one|single job|task|duty .
had (only|just|exactly|but) (a) one|single thing to do|get
would hear no
FLOUT|DISOBEY
abused|misused
RUIN|SPOIL it|things|everything for everyone|everybody|all|the
THINK|BELIEVE|FEEL|DECIDE|CONSIDER ~ optional|beneath
THINK|BELIEVE|FEEL|DECIDE|CONSIDER ~ for (the) beginners|cowards|wimps|losers|amateurs|dummies|children|kids|others
THINK|BELIEVE|FEEL|DECIDE|CONSIDER ~ for everyone|everybody else
THINK|BELIEVE|FEEL|FIGURE ~ NOT apply to
THINK|BELIEVE|CONSIDER ~ above the rules|law
TAKE|PAY|GIVE no|little|scant care|notice|heed|trouble|pains|precautions
TAKE THEIR sweet time
clearly COULDNOT handle|cope
BE sleeping on
COULDNOT have cared less
FAIL in THEIR duty
REFUSE to write|test|use|document|change|rotate|update
LEAVE - barn|stable|front|back door|doors|gate|gates (wide) open
cannot|can't (even) count|spell|read|type|add .
cannot|can't read a
NOT think|look|check|ask|stop|hesitate ~ second|moment|minute|once|twice
"""
"""What only people do."""
