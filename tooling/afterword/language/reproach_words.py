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
    addled aimless airheaded aloof amateur-hour amateurishness amoral backstabbing bad-faith bad-tempered
    big-headed bigheaded blinkered blockheaded bloody-minded bloody-mindedness blunderer blunderers
    boastful bodger bodgers bombastic boorish braggart braggarts brazen brinkmanship buffoon buffoons
    bureaucratism calamitous-minded callousness charlatans clownish cocksure conceit contemptuous
    contumacious cover-up coward cowards crass cretin cretinous cretins cronyism dabbler dabblers daydreaming
    delusional dilatory dilettante dilettantes dilettantish dilettantism dim-witted dimwit
    dimwits disdain dishonorable dishonourable disinterest disloyal disloyalty dolt dolts drunken dunce dunces
    dunderheaded egocentric egoism egoistic empire-building evasiveness faint-hearted fantasist fantasists
    favouritism fecklessness feet-dragging flighty folly fool freeloader freeloaders furtive
    gluttony grandiose grossly-negligent groupthink grudging guile gutless half-assed half-cocked half-heartedness
    halfwit halfwits ham-fistedness hamfisted happy-go-lucky hard-headed haughtiness haughty heedlessness
    high-handed high-handedness hothead hotheaded hotheads hubristic hypocrisy hypocritical idiocy idlers
    ignoramus ignoramuses ill-disciplined ill-judged ill-mannered imbecile imbeciles imbecility impetuosity
    impetuous imprudence impudence incautious indiscreet indolent ineptness infuriating insincere
    insolence insouciance insouciant jobsworth jobsworths klutz know-all know-it-all know-it-alls
    know-nothing know-nothings lame-brained languid lassitude layabout layabouts liar liars light-minded listless
    loafer loafers loutish malfeasance mavericks mean-spirited megalomania mendacious
    mendacity micromanagement moronic morons muddle-headed muddleheaded mulish myopia narcissism narrow-mindedness
    nepotism nepotistic nincompoop nincompoops nitwit nitwits nosy numbskull numbskulls oaf oafs obduracy obdurate
    obliviousness obstreperous obtuse obtuseness offhand offhanded opportunist opportunistic opportunists
    over-ambitious over-eager overambitious overbearing overeagerness overweening pampered pandering
    panic-stricken pathetic peevish petulance pig-headedness pigheaded pomposity power-hungry presumption
    presumptuous pretentious prideful prima-donna primadonna procrastinating procrastination profligacy profligate
    puerile quackery rascal rascals recalcitrant ruthless sanctimonious scatterbrain scatterbrains scatty
    scoundrel scoundrels self-absorbed self-importance self-indulgent self-interest self-righteous self-seeking
    self-serving shallow-minded shameless shamelessness shiftless shirker shirkers shirking short-tempered
    show-off show-offs showmanship simpleton simpletons skivers slap-dash slapdashery sleazy slipshodness slob
    slobs sloth slovenliness sluggard sluggardly sluggards smart-alec smartypants smugness snob snobbery snobbish
    snobs spinelessness stroppy stuck-up supercilious superficial-minded sycophancy sycophant sycophants tardiness
    thick-headed thick-skulled thick-witted thickheadedness time-server time-servers time-wasters toffee-nosed
    tyrant tyrants unconcerned unconscientious uncouth underhand underhanded undiplomatic unethical unmindful
    unobservant unscrupulous unwary vacuous vainglorious vengeful weak-kneed weak-minded weakling weaklings
    wilfulness willfulness wimp wimps wise-guy witlessness wrong-headed wrongheaded yellow-bellied yes-man yes-men
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

UNFAVOURABLE = word_set("""
    not no never nobody none nothing without neither nor hardly barely only late last too wrong wrongly badly poorly
    broke broken breaks breaking jammed crashed crashes wrecked ruined wiped deleted dropped lost messed ignored ignores
    ignoring forgot forgets forgotten missed misses skipped skips skipping overlooked neglected neglects failed fails
    failing refused refuses botched bungled corrupted overwrote overwritten leaked exposed overloaded mislabelled
    mislabeled misread misreads misunderstood mishandled mishandles mishandling misused misuses mistyped confused mixed
    guessed guesses guessing rushed rushes rushing pasted shouted complained complains blamed blames unread untested
    unreviewed unannounced undocumented uninformed unprepared unanswered overslept slept dozed delayed delays vanished
    abandoned cheated lied hid disappeared bypassed bypasses bypassing circumvented violated breached disregarded
    disobeyed careless sloppy lazy hasty stupid slow mess chaos chaotic nonsense rubbish garbage worse worst hours weeks
    months trouble again forgetting meddled tampered clicking clicked whatever nowhere instead
""")
"""What makes an ill deed of what somebody is said to do as ever."""

TEMPERS = word_set("""
    proud lazy vain shy timid afraid scared cowardly drunk bored arrogant smug comfortable stupid thick slow cheap
    stingy dense ignorant immature stubborn careless sloppy hasty impatient hungover impulsive idle weak-willed
    spineless conceited cocky self-absorbed self-important greedy selfish pig-headed complacent disorganised
    disorganized dim dumb foolish naive gullible polite eager keen junior green squeamish snobbish apathetic indifferent
""")
"""What somebody is too much of to do the right thing."""
