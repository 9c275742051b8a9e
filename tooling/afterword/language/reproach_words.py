"""Words and phrases that reproach whoever the sentence is about."""

from __future__ import annotations

from afterword.text.word_set import word_set

REPROACH = "leave out the reproach; say what the person saw, knew and was asked to do"

EVALUATIVE = word_set("""
    remiss sleepy drowsy feckless amateurish gormless brainless witless clueless dimwitted dopey daft gullible workshy
    half-hearted apathetic blase blasé flippant glib smug cocky conceited self-important egotistical selfish dishonest
    deceitful untrustworthy ham-fisted ham-handed cack-handed butterfingered bumbling blundering panicky dithering
    cowardly spineless overzealous over-zealous pig-headed bull-headed headstrong insubordinate disobedient
    scatterbrained scatter-brained absent-minded slovenly shambolic lethargic derelict trigger-happy gung-ho hot-headed
    hapless unthinking bungling meddlesome foolhardy short-sighted shortsighted unforgivable unpardonable indefensible
    shameful disgraceful deplorable unteachable egregious wanton slothful dozy lazy-minded thick self-satisfied
    unmotivated demotivated unbothered untrained-looking inexcusable over-confident overconfident ill-prepared
    underprepared unprincipled petulant sulky moody spiteful vindictive vain pompous imbecilic asinine apathy boredom
    laxity laxness slackness clumsiness misconduct malpractice dereliction cowardice flippancy naivety naivete naiveté
    naïveté naïvety gullibility obstinacy amateurism bravado rashness idleness indolence absent-mindedness
    insubordination disobedience dishonesty deceit foot-dragging corner-cutting box-ticking buck-passing grandstanding
    cluelessness mindlessness foolhardiness irresponsibility overconfidence over-confidence selfishness thoughtlessness
    unforgivably inexcusably shamefully disgracefully unpardonably irresponsibly foolishly stupidly idiotically
    absent-mindedly half-heartedly cluelessly gormlessly ineptly incompetently negligently amateurishly unthinkingly
    unprofessional unprofessionally rude surly overpaid underqualified under-qualified self-declared amateurs clowns
    fools cowboy cowboys bungler bunglers slacker slackers skiver idler time-waster liability
""")
"""Said of people, or of what people do, and hardly ever of programs."""

BLUNDERS = word_set("""
    blunder blunders gaffe gaffes howler howlers clanger cock-up screw-up balls-up slip-up faux-pas misstep missteps
    typo typos lapse lapses misjudgement misjudgements misjudgment misjudgments foul-up mix-up misclick fumble
    mishandling mismanagement workmanship bungling blundering meddling tinkering tampering fiddling guesswork
    negligence recklessness carelessness sloppiness laziness ignorance incompetence inattention inattentiveness
    inexperience complacency haste impatience arrogance hubris stubbornness stupidity neglect indifference
    forgetfulness unwillingness indiscipline overconfidence nonchalance disregard misuse omission apathy contempt
    obstinacy clumsiness laxity naivety flippancy thoughtlessness foolishness selfishness non-compliance noncompliance
    insistence infringement
""")
"""What is put down to somebody: `a lapse in concentration by the administrator`."""

SCORN = """
nobody forced
problem|cause|fault ~ was|were|is THE person|people|human|humans|operator|user using|at|behind|running|operating
bug|failure|weakness ~ was|were|is THE person|people|human|humans|operator|user using|at|behind|running|operating
because HE was|were|is|are bored|lazy|drunk|hungover|careless|arrogant|stubborn|impatient
because HE could not|couldn't resist|wait
because HE preferred|fancied
because HE felt like
person to thank
could have ~ and|but chose|decided|preferred not
eager|keen|anxious|desperate|itching|impatient to leave|go|get|finish|please|impress
reason|cause|problem|culprit ~ is called|named
shame|pity that nobody|none|HE
sympathy for HIM|people|anyone|users|customers|someone|those
attitude did|does not|n't help
hard|difficult to have|feel sympathy
guess who
enough said
need we say
say no more
over the heads|head of
nobody checks|reads|tests|cares|listens|reviews|bothers|looks ~ here|anything|any|at|it|them
true to form
as per usual
never (even) heard of
weak point|spot|link
bear|bears|bore responsibility|blame|guilt for
bears|bear the (full) responsibility|blame|guilt
not good enough that
second|moment's thought|reflection|consideration by|from|would
don't|never|not let|allow|put|leave ~ anywhere near|loose|alone
courtesy of THE ~ team|squad|crew|group|people|folks|guys|engineer|engineers|department|intern|developer|admin
have|has only HIM|THE ~ to thank
has|have THE|HIM ~ to thank|blame for
NOBODY in|on|at|from ~ cares|bothers
what failed was|were the people|person|human|humans
what failed: the people|person|human
should|must|ought know that|what|how|this|better|when|where
has|have to know what|how|that
someone|somebody|anyone with|at|of HIS|HER|THEIR|that|this experience|level|grade|seniority|standing|salary
person|engineer|developer|people with|at|of HIS|HER|THEIR|that|this experience|level|grade|seniority|standing|salary
good talking-to
rights|access|privileges ~ been|were|was taken away|revoked|withdrawn from HIM|the ~ who
half a brain|clue|mind
two brain cells
who knew,
finally woke|wakes|bothers|bothered|deigns|deigned|condescends|condescended|got|gets around|up|to|round
our|the brilliant|esteemed|illustrious|beloved|clever|genius|glorious|wonderful|dear STAFF
like giving|handing|leaving ~ to a toddler|child|monkey
one would|might expect any|a|an|every
one expects of any|a|an
out of habit
as he|she always|usually does|did
as ~ do|does|did all|far|so|much too|often (often)
as so|too many ~ do|did
as we have come to
no one can say|claim
with predictable|foreseeable|obvious|inevitable|the|dire results|consequences|usual
to nobody's|no one's|nobody's surprise
those|the ones|persons|people responsible know
reconsider|rethink|consider THEIR career|position|job|role
look for another|a|new job|career
beyond me how|why
beyond belief|comprehension|parody|a joke
how an|a|any|our experienced|senior|trained|grown ~ can|could|manages
something|a thing|things even|any|every beginner|trainee|student|child|novice|junior|intern|undergraduate
even a|an|the beginner|trainee|student|child|novice|junior|intern|undergraduate|toddler
first-year|first-week student|intern|mistake
no questions asked
everyone|everybody|every knows not|better|that|to
knows|knew not to
was not for want of
wasn't for want of
the wrong ~ twice|again
did exactly that|this
did precisely that
fixation on|with
infatuation with
pet project|theory
refusal|reluctance|unwillingness to ~ cost|led|meant|is|was|made|caused|left|doomed
blind faith|trust|optimism
wishful thinking
gross|rank|wilful|willful|outright|downright laziness|stubbornness|stupidity|negligence
gross|rank|wilful|willful|outright|downright incompetence|ignorance|arrogance|carelessness
sheer|pure|utter|plain|total sloppiness|boredom|spite|vanity|bloody-mindedness|inattention|indifference|folly|luck
gross|rank|wilful|willful|outright|downright sloppiness|boredom|spite|vanity
gross|rank|wilful|willful|outright|downright bloody-mindedness|inattention|indifference|folly|luck
between chair and
between the chair
excuse was|is that
lame|feeble|poor|flimsy|pathetic|weak excuse|excuses|apology|defence
his|her|their only excuse|defence
last|none to admit|know|notice
last one to admit|know|notice
revolving door
loose cannon
prima donna
bull in a
like a bull|headless|child|cowboy|rookie|amateur|drunk|deer
like children|sheep|amateurs|cowboys|headless|toddlers|zombies|lemmings
deer in the
in the headlights
couldn't organise|organize a
if HIS|HER|THEIR life depended
to save THEIR life
by a director|manager|executive|person|someone who does|has|knows|never|did
with no (technical|operational|relevant) background|clue|idea|business|experience|training|knowledge
more ego|luck|enthusiasm|confidence|ambition|haste than
finger|fingers trouble|pointing
finger-pointing|finger-trouble|foot-dragging
fat fingers|finger
asleep at|on
the next shiny
shiny new
was having none
not HIS|HER|THEIR finest|best hour|day|moment|work
should know better|who
of all places
at the worst|best possible
self-appointed|self-proclaimed|self-styled expert|experts|engineer|guru
expert|experts|professionals indeed
can hardly be called|expected
hardly covered HIMSELF|SELF
cover|covered|covering SELF in glory
at THEIR desk|desks instead
should explain SELF
have|has ~ explaining to do
explain HIMSELF|SELF to
the chance|opportunity to ~ and blew|wasted|missed
what did|do HE|THE expect
what do you|we expect
you get what
this is what happens when
that is what happens when
happens|happened when you let
because nobody|none on|in ~ cared|bothered|could|wanted|thought|had
had been|was|were TOLD BUT ~ still|simply|nevertheless|nonetheless|anyway|regardless|just
had been|was|were TOLD BUT ~ promptly|carried|did|went|let|chose|ignored|got
told|asked|warned|begged ~ not to BUT HE - anyway|regardless
had forbidden|warned|advised ~ against|it|not|otherwise
gave|give|gives away THEIR|the password
in bold|red|capital|big|large letters
in black and white
a child|toddler|monkey|trainee|novice|beginner|grandmother|blind could|can|would|would've
my|our|your grandmother|mother|dog|cat could|can|would|knows
anyone|anybody|everyone with a|half|any pulse|brain|clue|eyes|sense
with half a brain|eye
of all people
to put it kindly|mildly|politely|gently|charitably|bluntly|nicely|diplomatically
putting it kindly|mildly|politely|gently|charitably|nicely
with all due respect
no excuse for
is|was|are|were no excuse
no justification for HIM|HE
and it shows|showed
should|ought be ashamed|embarrassed
should feel bad|ashamed|guilty
hang THEIR head|heads
shame on
surprise surprise
surprise, surprise
slow clap
beggars|defies|defied|beggared belief|explanation|comprehension|logic
words fail
the less said
how little|much HE care|cared|cares
should never have been allowed|given|let|hired|trusted|promoted|put|granted|entrusted
should not|never be allowed|let|trusted ~ near|anywhere|production|prod|unsupervised|alone|keyboard|touch
shouldn't be allowed|let|trusted ~ near|anywhere|production|prod|unsupervised|alone|keyboard|touch
let|allow|allowed|letting|allowing ~ anywhere near
keep|kept ~ away from (the) production|keyboard|keyboards|prod|database
anywhere near THE
can't|cannot|couldn't be relied|trusted|left alone
not be relied|trusted|left alone
need|needs babysitting|hand-holding|a babysitter|minder
not exactly known for
not known for THEIR
known for cutting|ignoring|skipping|being sloppy|careless
habit of|penchant for|knack for|tendency to
bad habit|habits
has|have|had a history of
repeat|serial offender|offenders
every single time
time and again
for the umpteenth|nth|hundredth|third|fourth|second time
ask|asks|asked questions later
watching the clock
one eye on the clock
to get home|away early|sooner
for the weekend instead
a (rather) relaxed
a textbook case|example of
textbook case of how not
a masterclass|lesson in
slipped ~ mind|memory|attention
mind was elsewhere
never (even) considered|thought|occurred|crossed
of THEIR own making
self-inflicted
the wrong person|people|man|woman with|for|to|in
hold|held|holds ~ accountable|responsible for|to account
laid|lies|lay|lies|placed squarely|firmly|at the|entirely|with door|feet|the
at the door|feet of
rests|sits|falls|lies|fell|lay squarely|firmly|entirely|solely|fully with|on|upon
squarely|firmly|solely on|upon|with|at
has|have|had nobody ~ to thank|blame
NOBODY ~ else to thank|blame
no one else to thank|blame
no feel|sense|respect|regard|grasp|understanding for|of|in
no appreciation|consideration|aptitude|talent|interest|patience for|of|in
the human|humans did|does|do not
the human|humans didn't|failed
or lack thereof
has|have only HIM|SELF to blame|thank
that is what we pay|paid
paid|pay good money|handsomely
for what we pay|paid
earn|earns|earned THEIR salary|keep|pay|money
worth THEIR salt|salary|money
should have been|be fired|sacked|disciplined|reprimanded
needs|need|deserve|deserves to be fired|sacked|disciplined|reprimanded|retrained
lucky to still|keep|have
owes|owe|owed us|everyone|the|an apology|explanation
has|have a lot|much to learn|answer
has|have been told|warned|reminded ~ times|time|repeatedly|again|before|twice
was|were told|warned|reminded ~ times|repeatedly|again|twice
in spite of everything
could not be|resist moved|bothered|resist
could not|couldn't|cannot|can't resist
had no idea what
out of sheer|pure|utter|plain spite|laziness|boredom|curiosity|habit|ignorance|vanity|stubbornness|convenience
out of spite|laziness|boredom|vanity|stubbornness|convenience|pride|cowardice|ignorance
through ignorance|laziness|inattention|carelessness|negligence|incompetence|stupidity|haste|impatience|inexperience
from ignorance|laziness|boredom|stupidity|vanity|stubbornness
in THEIR wisdom|arrogance|ignorance|haste|panic|eagerness|laziness|rush|hurry
bad|poor|terrible|awful|wrong call|judgement|judgment|decision|idea|choice by|from|on|of
dreadful|stupid|foolish|dumb|questionable|lousy call|judgement|judgment|decision|idea|choice by|from|on|of
naive|foolish|stupid|careless|reckless|lazy|silly|dumb|wrong of HIM|THE|THEIR
sloppy|irresponsible|negligent|daft|unwise|remiss|arrogant|selfish|thoughtless of HIM|THE|THEIR
great|nice|good|brilliant|stellar|superb|fantastic job|work|going|move|thinking by|from|of|to|there whoever
lovely|excellent|outstanding|wonderful|splendid|solid|top job|work|going|move|thinking by|from|of|to|there whoever
whoever decided|thought|figured|believed|reckoned|assumed that
whoever ~ never|forgot|failed|ignored|broke|deleted|clearly|obviously|evidently
NOBODY ~ took|takes|bothered the trouble|care|pains
nobody|none|no-one|anyone ~ give|gave|gives a damn|hoot|toss|fig|monkey's
reasons best known to
reasons only|that ~ knows|understands|know|understand
embarrassing|shameful|outrageous|ridiculous|inexcusable|disgraceful|pathetic|laughable|scandalous that|how
trying|attempt|attempts|tried to be clever|smart|too|a|the hero
failure|failures of leadership|management|supervision|discipline|nerve|character
NOBODY ~ felt obliged|compelled to
apparently ~ is|was|are|were optional|negotiable (for|to)
apparently ~ too much to ask|expect|hope
year-old would|could|can (have) (noticed|seen|known|spotted|caught|done|told)
never (again) let|allow|trust|ask|hire ~ again
how anyone|anybody|someone|somebody could|can|would|manages ~ mystery|beyond|mind-boggling|baffling
not have happened with|to|under|had|if a|an competent|careful|decent|proper|real|capable|attentive|good|serious
not have happened with|to|under a|an more competent|careful|diligent|capable|attentive|serious|conscientious
who wrote|built|designed|configured|approved|merged this|that|it ~ should not|never be
you broke|killed|deleted|ruined|wrecked it|this|everything
if HE could|would only|just read|listen|follow|think|bother
had ~ bothered
had ~ done|been doing THEIR job|homework|duty|work
had ~ paid|been paying attention
had ~ shown more|some|any|an ounce
if ~ had done what|as|THEIR they|he|she|were|was|job|homework
the minimum|minimum of
an ounce|iota|shred|modicum of
not rocket science
for crying out loud
wake-up call for
not (exactly|quite|precisely) THE|an shining|finest|best|proudest|glorious|stellar hour|moment|day|performance
can't|cannot fix stupid
(just) for once
just once
what let us down
on THEIR way out of|the
everybody|everyone|anyone else ~ manages|managed
every other team|shift|engineer|group ~ manages|managed|can|could
grown|trained|paid|seasoned professionals|adults|people|engineers ~ should|ought|can|know
lulled by THEIR
enough rope
took|takes ~ eye|eyes off
has since|now left|been moved|been let|moved on
none|neither|not one|few of ~ did THEIR job
not doing the work
not doing THEIR job|jobs
not (a) one|single of ~ bothered|thought|did|looked|read|checked|asked|opened|noticed
went on|left for|for holiday|lunch|vacation without|instead|anyway
gave up and|too
too slow|late to react|respond|act|escalate|notice|answer|see|admit
slow reaction|response|thinking|answer of|is|was
"""
"""Reproaches wherever they are, if the sentence is about a person."""

TOLD = word_set("""
    warning warnings reminder reminders runbook instruction instructions label labels labelling labeling sign signs
    guideline guidelines documentation docs wiki training message messages checklist procedure procedures advice wish
    wishes banner notice notices manual policy order orders objection objections request requests rule rules memo
    memos briefing note notes prompt prompts e-mail email emails mails plea pleas protest protests objected warned
    protested forbidden disagreed vetoed advised
""")
"""What a person had been told by: `despite clear labelling`."""

PLAINLY = word_set("""
    clear plain explicit repeated several express recurring bold red big large obvious many numerous countless
    constant unambiguous unmistakable ample three four five two second third unanswered loud strong stern direct all
    any every written own
""")
"""How plainly it was said."""

VIRTUES = word_set("""
    courtesy decency backbone nerve courage guts sense brains foresight spine humility discipline diligence
    professionalism imagination initiative curiosity competence integrity maturity manners self-control conscience
    rigour rigor thought common-sense self-discipline respect shame wits gumption nous aptitude stamina dedication
    commitment conscientiousness tact honesty willpower interest effort intelligence enthusiasm engagement brainpower
    thoroughness attentiveness prudence forethought caution
""")
"""What is said to be lacking."""

WORKS = word_set("""
    code work change review script plan handover hand-over config configuration commit patch design prompt query
    labels labelling labeling documentation runbook estimate report test tests implementation fix communication
    performance judgement judgment attitude answer response effort behaviour behavior conduct approach excuse excuses
    leadership supervision planning reaction handling note notes summary preparation
""")
"""What somebody has made or done."""

DAMNING = word_set("""
    garbage rubbish terrible awful sloppy useless joke disgrace unreadable amateurish appalling abysmal woeful lousy
    pathetic laughable shoddy slapdash dreadful atrocious crap shit trash mess shambles farce nonsense rotten lamentable
    pitiful dismal half-baked careless negligent unacceptable inadequate unprofessional embarrassing worthless
    incompetent inexcusable poor weak slow feeble chaotic
""")
"""What is said of it."""
