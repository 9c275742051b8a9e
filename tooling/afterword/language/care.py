"""Care as a fix: people who are to be more careful, who are reminded, talked to or trained.

Each with words of which a match contains at least one.
"""

from __future__ import annotations

STAFF = (
    r"(?:the |all |our |every |each )?(?:[\w-]+ ){0,2}?(?:teams?|staff|engineers?|developers?|reviewers?|operators?|"
    r"squads?|crew|group|folks|guild|managers?|leads?|admins?|sres?|everyone|everybody|people|responders?|nurses?|"
    r"analysts?|employees|colleagues|members|annotators?|raters?|workers|scientists?|clinicians?|captains?|agents|"
    r"starters|newcomers|juniors|interns?|contractors?|approvers?|pharmacists?|technicians?|doctors?|physicians?|"
    r"researchers?|designers?|maintainers?|committers?|authors?|owners?|testers?|moderators?|labell?ers?|volunteers?|"
    r"administrators?|traders?|clerks?|couriers?|drivers?|lawyers?|officers?|teachers?|dispatchers?|planners?|editors?|"
    r"consultants?|coordinators?|supervisors?|accountants?|journalists?|librarians?|cashiers?|curators?|recruiters?|"
    r"instructors?|pilots?|inspectors?|underwriters?|adjusters?|brokers?|auditors?|architects?|surgeons?|midwives|"
    r"schedulers|controllers|assistants|partners|suppliers|agents on shift|on-call|shifts?|support|finance|sales|"
    r"operations|wards?|contributors?|translators?|authors|trainees?)\b"
)
_CAREFUL = r"(?:careful|vigilant|diligent|attentive|mindful|cautious|thorough|alert|sceptical|skeptical|wary)"
_OPENS = (
    r"^\W*(?:[^.:;]{0,40}: )?(?:(?:next time(?: round)?|in (?:the )?future|from now on|going forward|please|"
    r"everyone|everybody|all|let's|let us|just),? (?:please,? )?)*"
)
_MUST = (
    r"(?:'ll|should|must|will|shall|let's|let us|please|always|needs? to|ha(?:ve|s) to|ought to)(?: all| just| also| "
    r"always){0,2}"
)
_GROW = (
    r"improve|increase|raise|foster|promote|build|develop|strengthen|encourage|adopt|instil+|show|refresh|sharpen|"
    r"heighten|demand|bring|require|expect|need|boost|deepen|renew|cultivate"
)
_VIRTUE = (
    r"(?:vigilance|diligence|attention|attentiveness|carefulness|concentration|conscientiousness|mindfulness|"
    r"alertness|caution|discipline|ownership|accountability|awareness|thoroughness|professionalism|urgency|"
    r"understanding (?:across|among|of what)|focus (?:from|by|of the)|rigou?r)"
)
_ASKING = (
    r"ask(?:ing)?|tell(?:ing)?|urg(?:e|ing)|encourag(?:e|ing)|instruct(?:ing)?|advis(?:e|ing)|request(?:ing)?|"
    r"expect(?:ing)?|requir(?:e|ing)|implor(?:e|ing)|get(?:ting)?|want(?:ing)?"
)
_LOOK = r"(?:double[- ])?check|verify|read|look|ask|confirm|think|review|consult|communicate|pay"
_CARING = (
    r"(?:be|stay|remain|read|check|double[- ]check|triple[- ]check|communicate|remember|slow|think|pay|take|follow|"
    r"keep|stick|treat|respect|reflect|watch|look|use caution|exercise|concentrate|focus|avoid|own|bear|rush|click|"
    r"act|ask|speak|talk|share|forget|test|compare|proceed|label|write|verify|review|make sure|ensure|let)"
)
_NOUNS_OF_CARE = (
    "care caution attention diligence vigilance prudence discipline scrutiny concentration thoroughness "
    "awareness rigour rigor conscientiousness mindfulness carefulness attentiveness alertness circumspection heed"
)
_CARE = "|".join(_NOUNS_OF_CARE.split())
_MUCH = (
    r"(?:more|greater|better|closer|extra|increased|heightened|higher|improved|renewed|utmost|the utmost|the greatest|"
    r"all due|due|special|particular|great|maximum|sufficient)"
)
_RASHLY = (
    "hasty careless sloppy rash rushed reckless trusting gullible complacent credulous impulsive forgetful negligent "
    "impatient overconfident inattentive distracted"
)
_ONE_OF_RASHLY = "|".join(_RASHLY.split())
CARE = (
    ("careful vigilant diligent attentive mindful cautious thorough alert sceptical skeptical wary; be being stay "
     "remain",
     rf"(?:\b{_MUST} (?:have to |need to |(?:make sure|try) to )?|{_OPENS}|\b(?:asked|told|urged|encouraged|"
     rf"advised) to )(?:be|stay|remain) (?:more |extra |much more |very )?{_CAREFUL}\b"
     rf"(?! (?:but|and|yet) (?:concise|brief|short|honest|specific|kind))|\bby being (?:more|extra) "
     rf"{_CAREFUL}\b|\bstay vigilant\b"),
    ("aware disciplined", r"\bbe more (?:aware of|disciplined)\b"),
    ("diligence vigilance awareness discipline caution",
     r"\b(?:more|greater|better|extra|increased|heightened|higher|raised) (?:diligence|vigilance|awareness|"
     rf"discipline|caution)\b(?! (?:flags?|signs?|tape|labels?)\b)|(?:\b{_MUST} |{_OPENS})exercise (?:\w+ "
     r")?caution\b|\b(?:increas\w+|rais\w+) (?:the )?awareness (?:of|among|within) (?:all |our |the )?(?:staff|"
     rf"employees|engineers|teams?)|(?:{_OPENS}|\b{_MUST} |\bto )raise (?:the )?awareness\b"),
    ("care", r"\b(?:more|greater|extra) care (?:when|in|with|to|must|should|is|will|needs?|has|have)\b|"
             r"\b(?:take|use) (?:more|greater|extra|better) care\b|\bhandle [\w ]{1,40}? with care\b"),
    ("attention",
     r"\b(?:more|greater) attention is (?:needed|required)\b|\b(?:more|greater|better|extra|increased) attention to "
     r"detail\b|\bpay(?:ing)? (?:closer|more|better|extra|careful) attention\b"),
    ("carefully attentively diligently conscientiously prudently vigilantly cautiously thoughtfully mindfully",
     r"\bmore (?:carefully|attentively|diligently|conscientiously|prudently|vigilantly|cautiously|thoughtfully|"
     r"mindfully)\b"),
    ("respect thought",
     r"\bwith (?:more|greater|extra|due|particular|special|great) (?:respect|thought)\b"),
    ("watch look beware wary lookout alert toes guard stop pause think; out beware be think stay get",
     rf"(?:{_OPENS}|\b{_MUST} )(?:watch out|look out|beware|be wary|be on the (?:lookout|alert)|stop and think|pause "
     rf"and think|"
     r"think (?:carefully|hard|twice|first|ahead)|(?:be|stay|get) on (?:our|their|your) (?:toes|guard))\b|\bbe on our "
     r"toes\b"),
    ("proactive rigorous considerate responsible conscientious patient thoughtful critical sceptical skeptical "
     "suspicious attentive alert disciplined organised organized careful cautious conscious mindful vigilant thorough; "
     "more",
     rf"(?:{_OPENS}|\b{_MUST} |\bto |\band )be (?:a bit |a little |much )?more (?:proactive|rigorous|considerate|"
     rf"responsible|"
     r"conscientious|patient|thoughtful|critical|sceptical|skeptical|suspicious|attentive|alert|disciplined|"
     r"organi[sz]ed|careful|cautious|conscious|mindful|vigilant|thorough)\b"),
    ("co communicate communicates talk speak coordinate collaborate cooperate listen plan prepare align exchange",
     r"(?:^\W*|[:,;] |\b(?:should|must|need to|needs to|have to|will|shall|let's|let us|to) (?:all )?)(?:communicate|"
     r"talk|speak|coordinate|collaborate|cooperate|co-operate|listen|plan|prepare|align)\b[^.;:?]{0,40}\b(?:better|"
     r"more|earlier|sooner|properly|thoroughly|regularly|openly)\b(?! than)"),
    ("information co communication coordination collaboration cooperation teamwork",
     rf"(?:{_OPENS}|\b{_MUST} )(?:improve|increase|strengthen|foster|intensify|better|more|closer|clearer) (?:the |"
     rf"our )?"
     r"(?:\w+ )?(?:communication|coordination|collaboration|cooperation|teamwork|information flow)\b"),
    ("now future forward",
     r"\b(?:from now on|in (?:the )?future|going forward)\b[^.;]{0,60}\b(?:attentively|carefully|thoroughly|properly|"
     r"closely|twice|to the end|line by line)\b"),
    ("pay", rf"{_OPENS}pay attention (?:to|when|that)\b"),
    ("care discipline attention vigilance awareness diligence caution thoroughness rigour rigor focus prudence sense"
     " feeling",
     rf"{_OPENS}more (?:\w+ )?(?:care|discipline|attention|vigilance|awareness|diligence|caution|thoroughness|rigou?r|"
     rf""
     r"prudence|focus)\b(?=\W*$| (?:when|in|with|from|by|on|while|during|to|around)\b)|\b(?:care|discipline|attention|"
     r"vigilance|awareness|diligence|caution|thoroughness|prudence)\b[^.;]{0,40}\b(?:is|are) (?:required|needed|"
     r"necessary|called for|expected|asked for|in order)\b|\b(?:stronger|better|greater|deeper) (?:feeling|sense|"
     r"awareness) (?:of|for)\b"),
    ("ownership responsible accountable",
     rf"\b(?:{STAFF}|all of us|each of us) (?:should|must|ha(?:ve|s) to|needs? to) (?:\w+ )?feel (?:more "
     rf")?(?:responsible|"
     r"accountable|ownership)\b"),
    ("habit", r"\bmake (?:it )?a habit (?:of|to)\b|\bget into the habit\b"),
    ("better", r"\b(?:must|should|need to|have to|can|will) do better\b(?= than this|\W*$|, )"),
    ("always times exception; adhere stick keep",
     rf"(?:{_OPENS}|\b{_MUST} )(?:adhere|stick|keep) to\b[^.;]{{0,60}}\b(?:without exception|at all times|always)\b"),
    ("closely closer", rf"\b{_MUST} look (?:more closely|closer)\b"),
    ("before", rf"\b{_MUST} (?:think|look) before (?:they|we|you)\b"),
    ("respect", r"\bwith (?:more|greater) respect\b"),
    ("guard", r"\bon (?:their|our|your) guard\b"),
    ("promised", r"\b(?:has|have) promised to [\w ]{1,60}\b(?:in (?:the )?future|from now on|properly)\b"),
    ("harder", r"\btr(?:y|ying) harder\b"),
    ("mistake", r"\b(?:do not|don't|never) make (?:this|that|the same) mistake again\b"),
    ("twice slow concentrate focus focused forget",
     rf"(?:\b{_MUST} |{_OPENS}|: )(?:think twice|slow down|concentrate|never lose focus|stay focused|not forget|(?:do "
     rf"not|"
     r"don't|never) forget)\b"),
    ("double remember sure rush",
     rf"(?:{_OPENS}|: )(?:always double[- ]check|remember to|do not rush|don't rush|next time,? (?:be sure|make "
     rf"sure))\b"),
    ("eye",
     r"\bkeep(?:ing)? a (?:closer|better|watchful|close|careful|sharp) eye on\b"
     rf"(?! the (?:next|coming|first|following|remaining) )|\b{_MUST} keep an eye on\b"),
    ("seriously", r"\btake (?:\w+ ){1,3}more seriously\b"),
    ("reminder lesson", r"\b(?:let this|this should|this must) be a (?:reminder|lesson)\b"),
    ("responsibility ownership", r"\btake (?:more|greater|better) (?:responsibility|ownership)\b"),
    ("stick sticks", r"\b(?:everyone|everybody|people|staff|engineers) sticks? to\b"),
    ("follow following",
     r"\bfollow(?:ing)? the (?:process|procedures?|runbook|checklist|policy)\b(?= (?:next|in future|more|properly|"
     r"without|always|at all times|"
     rf"strictly|from now))|(?:\b{_MUST}|{_OPENS}) follow the (?:process|procedures?|runbook|checklist|policy)\b"),
    ("common", r"\buse (?:your |their |some |a bit of )?common sense\b"),
    ("vigilance diligence attention attentiveness carefulness concentration conscientiousness mindfulness alertness "
     "caution discipline ownership responsibility accountability awareness thoroughness professionalism urgency "
     "focus "
     "understanding mindset care rigour rigor",
     rf"(?:{_OPENS}|\b{_MUST} |\bto |\bwill |, |: )(?:{_GROW}) (?:[\w-]+ ){{0,4}}?{_VIRTUE}\b(?! (?:metric|report|"
     rf"policy|tag))"
     r"|\b(?:higher|greater|stronger|more|better|closer|deeper|extra) (?:of a |of an |of |levels? of |degree of "
     rf"|sense of )*{_VIRTUE} (?:from|of|by|on the part|among|is|are|in|when|during|around)\b"),
    ("culture mindset sense spirit habit attitude",
     r"\b(?:adopt|foster|build|create|instil+|develop|encourage|promote|cultivate|establish|nurture|strengthen|need) "
     r"(?:\w+ ){0,3}?(?:culture|mindset|sense|spirit|habit|attitude) (?:of|in which|where|among)\b"),
    ("conscious vigilant mindful careful aware attentive alert considerate cautious diligent; be stay remain",
     rf"(?:{_OPENS}|\b{_MUST} |\b(?:asked|told|urged|reminded|promised?|need|needs|have|aim|try) to )(?:be|stay|"
     rf"remain) (?:\w+ )?(?:conscious|mindful|considerate|aware|vigilant|attentive|alert|careful|cautious|diligent) "
     rf"(?:of|about|for|when|with|not to|that|in|and|to|while)\b"),
    ("mind", rf"(?:{_OPENS}|\b{_MUST} |\bto |\bplease )(?:bear|keep) (?:\w+ )?(?:in mind|[\w' -]{{1,40}} in mind)\b"),
    ("remember forget assume trust rush rely",
     rf"(?:{_OPENS}|\b{_MUST} |: |\bto )(?:always )?remember(?: to\b|\s?:)|\b{_MUST} (?:always )?remember that\b|"
     rf"(?:{_OPENS}|: |; )(?:never|do "
     r"not|don't) (?:assume|forget|rush|trust your|rely on your)\b"),
    ("time", rf"(?:{_OPENS}|\b{_MUST} |\bto |\band |\bfuture )take (?:more|your|their|the necessary|enough|the) "
             r"time\b"),
    ("triple double triplecheck doublecheck", rf"(?:{_OPENS}|\b{_MUST} )(?:always )?(?:double|triple)[- "
         r"]?check\b(?! (?:is|in the pipeline))"),
    ("let", r"\blet(?:'s| us) (?:all )?(?:\w+ )?(?:commit|try|make an effort|be (?!honest|clear|frank|real)|pay"
     r"|remember|take)\b"),
    ("seriously", r"\b(?:(?<!was )(?<!were )taken|take|taking) (?:[\w-]+ ){0,4}seriously\b(?=\W*$| by| and| in| from)"),
    ("responsibly own carefully slower harder attentively diligently thoroughly care",
     rf"\b{_MUST} (?:act|behave|work|merge|deploy|read|review|proceed|handle|label) (?:\w+ )?(?:responsibly|carefully|"
     rf"slower|attentively|with care|diligently|thoroughly)\b|\b(?:{_MUST}|have to) own (?:their|his|her|the) \w+|"
     rf"\bgoing slower\b|\bthinking harder\b"),
    ("respect care caution reflect", r"\b(?:treat|handle|approach) [\w' -]{1,60}? with (?:the |more |due |great "
     r"|all )?(?:respect|care|caution)\b|\breflect on (?:possible|the|their) consequences\b"),
    ("hurried slip rushed distracted wander", r"\b(?:not|never) (?:let|allow) (?:themselves|ourselves|yourself"
     r"|their|our|your) (?:\w+ )?(?:be )?(?:hurried|rushed|distracted|slip|wander)\b"),
    ("concentrating", r"\bwithout (?:fully )?concentrating\b"),
    ("exercise", rf"(?:{_OPENS}|\bto |\b{_MUST} )exercise (?:\w+ )?(?:caution|care|diligence|judge?ment)\b"),
    ("happen happens occur occurs",
     r"(?:^\W*|\b(?:let's|let us|(?:we|i|you|everyone|team)(?: will|'ll| must| should)|(?:need|needs|have|has|want|"
     r"promise|going) to) )(?:make sure|ensure|see to it)(?: that)? (?:this|that|it|such \w+(?: \w+)?|something like "
     r"(?:this|that)) (?:does(?:n't| not)|never|do(?:n't| not)|will not|won't|cannot|can't) (?:\w+ )?(?:happens?|"
     r"occurs?)\b"),
    ("let", r"\b(?:not|never|n't) let (?:this|that|it|such \w+(?: \w+)?) happen again\b"),
    ("sure always",
     rf"(?:\b{_MUST} |{_OPENS})(?:always|(?:always )?make sure (?:to|that we|we)) (?:always )?(?:{_LOOK})\b"),
    ("sharp alert honest focused toes; keep", r"\bkeep (?:each other|one another|ourselves|everyone|everybody|people) "
         r"(?:\w+ )?(?:sharp|alert|honest|focused|on (?:our|their) toes)\b"),
    (f"{_NOUNS_OF_CARE}; must should shall needs has is ought with",
     rf"\b(?:{_MUCH} )?(?:{_CARE}) (?:must|should|shall|has to|needs? to|is to|ought to) (?:\w+ )?be (?:\w+ )?(?:used|"
     rf"exercised|taken|applied|shown|paid|given|observed|practi[sc]ed|employed)\b|\bwith {_MUCH} (?:{_CARE})\b"),
    (f"{_NOUNS_OF_CARE}; heightened increased raised improved enhanced renewed constant",
     rf"\b(?:heightened|increased|raised|improved|enhanced|renewed|constant) (?:{_CARE})\b"
     r"(?= (?:among|from|by|is|are|of the (?:risks?|dangers?|importance|need))\b|\W*$)"),
    (f"{_RASHLY}; be less",
     rf"(?:{_OPENS}|[:;,] |\b{_MUST} )(?:do not|don't|never|not) be (?:so |too |overly )?(?:{_ONE_OF_RASHLY})\b|"
     rf"\b(?:be|being) (?:a bit |a little |much )?less (?:{_ONE_OF_RASHLY})\b"),
    ("meticulous prudent watchful observant focused focussed circumspect discerning precise exact accurate; be",
     rf"(?:{_OPENS}|\b{_MUST} |\bto |\band )be (?:a bit |a little |much )?more (?:meticulous|prudent|watchful|"
     r"observant|focus+ed|circumspect|discerning)\b|\b(?:endeavou?r|try|strive|aim|asked|told) to be (?:more )?"
     r"(?:precise|exact|accurate)\b"),
    ("care", rf"(?:{_OPENS}|\b{_MUST} )take (?:good |great |special |particular )?care (?:not |never )?(?:to|that|when|"
             r"with)\b"),
    ("sure; be", rf"(?:{_OPENS}|\b{_MUST} )be sure (?:to|that we) (?:{_LOOK}|{_CARING})\b"),
    ("rush hurry", r"\b(?:must|should|shall) (?:not|never) (?:rush|hurry)\b"),
    ("awareness", r"\bawareness (?:campaign|training|session|week|programme|program|posters?|workshop)\b"),
    ("important importance; stress stressed stressing emphasise emphasised emphasize emphasized underlined underline",
     r"\b(?:stress(?:ed|ing)?|emphasi[sz]ed?|underlined?) (?:again )?(?:how important|the importance)\b"),
    ("remembering reminding bearing; keep",
     r"\bkeep (?:on )?(?:remembering|reminding (?:our|your|them)sel(?:f|ves)|bearing in mind)\b"),
    ("better next future now",
     r"\b(?:follow|do|handle|communicate|test|review|plan|prepare|check|work|respond|react)\b[^.;:?]{0,40}\b(?:better|"
     r"more \w+ly) (?:next time|in (?:the )?future|from now on)\b"),
    ("please",
     rf"^\W*(?:{STAFF}|all|folks),? please (?:\w+ )?(?:check|read|follow|verify|test|review|ask|think|look|be|take)\b|"
     rf""
     r"^\W*(?:[\w-]+,? ){0,3}please (?:always |all )?(?:make sure|remember|double[- ]?check|think|pay|keep in)\b"),
    ("concentration attention", r"\bconcentration, concentration\b"),
    ("properly thoroughly closely attentively critically conscientiously diligently carefully better care",
     rf"(?:{_OPENS}(?:try to )?|\b{_MUST} )(?:review|check|read|communicate|coordinate|listen|look|proof-?read|"
     r"inspect|watch|observe|follow|think|talk|work)\b[^.;?]{0,60}?\b(?:(?:much )?more (?:thoroughly|closely|"
     r"attentively|critically|conscientiously|diligently)|properly|attentively|conscientiously|carefully|with "
     r"(?:due |great )?care|(?<=communicate )better|(?<=coordinate )better|(?<=talk )better)(?=\W*$| before| "
     r"between| with| when| from| prior)"),
    ("better", r"\b(?:get|be|become) better at (?:noticing|spotting|seeing|recogni[sz]ing|reading|checking"
               r"|communicating|listening|asking|remembering|following|paying|thinking)\b"),
    ("eye eyes", rf"(?:{_OPENS}|\b{_MUST} )keep (?:an eye|(?:our|your|their|both) eyes) (?:on|open|peeled)\b"),
    ("twice", r"(?:^|[:,;—–-] ?|\band )(?:check|look|read|think|measure) twice\b"),
    ("ensure sure", rf"(?:{_OPENS}|\b{_MUST} )(?:ensure|make sure)(?: that)? (?:{STAFF}|we|people) "
                    r"(?:do not|don't|never|no longer|always) (?:forget|mix|confuse|overlook|miss|skip|ignore|rush|"
                    r"click|check|read|follow|assume|repeat|make|push|paste)\b"),
    ("now future next times exception always time; must should to will",
     rf"\b{STAFF} (?:must|should|ha(?:s|ve) to|needs? to|will|are to) (?:\w+ )?{_CARING}\b[^.;]{{0,80}}\b(?:from "
     r"now on|in (?:the )?future|next time|at all times|without exception|every time)\b"),
    ("sure ensure; nobody no one everyone everybody",
     rf"(?:{_OPENS}|\b{_MUST} )(?:make sure|ensure)(?: that)? (?:(?:nobody|no one|no-one) (?!can\b|is able)\w+s|"
     r"every(?:one|body) (?:reads|follows|knows|checks|understands|remembers|is aware|asks|reviews|thinks))\b"),
    ("emphasise emphasize stress reiterate underline repeat", rf"{_OPENS}(?:emphasi[sz]e|stress|reiterate|underline|"
    r"repeat) (?:the|our|how|why|that)\b"),
    ("told asked urged reminded; to",
     rf"\b{STAFF} (?:was|were|has been|have been|will be) (?:\w+ )?(?:told|asked|urged|reminded) to \w+ (?:\w+ "
     r")?(?:faster|quicker|earlier|sooner|better|more \w+ly)\b"),
    ("process procedure procedures rules policy policies runbook runbooks checklist checklists guidelines; "
     "follow stick respect obey adhere",
     rf"{_OPENS}(?:follow|stick to|respect|obey|adhere to) (?:the|our|all) (?:process|procedures?|rules|policy|"
     rf"policies"
     r"|runbooks?|checklists?|guidelines)(?=\W*$)"),
)  # fmt: skip
REMINDING = (
    ("reminded; shall ought are", rf"\b{STAFF} (?:shall|ought to|are to) (?:\w+ )?be (?:\w+ )?reminded\b"),
    ("spoke talked spoken; about",
     r"\b(?:spoke|talked|spoken) (?:with|to) (?:[\w-]+ ){1,4}?about (?:the need|the importance|being|paying|taking|"
     r"checking|following|why)\b"),
    ("re reeducate upskill coach mentor educate train teach brief school lecture insist spread",
     rf"{_OPENS}(?:upskill|coach|mentor|educate|train|teach|brief|school|re-?educate|lecture) {STAFF}|"
     rf"\b{_MUST} (?:train|coach|educate|lecture) {STAFF}|(?:{_OPENS}|\b{_MUST} )insist (?:that|on)\b|"
     rf"{_OPENS}spread the word\b"),
    ("session sessions coaching training trainings course courses workshop refresher learning seminar briefing lesson"
     " talk poster word",
     rf"{_OPENS}(?:give|offer|get|book|arrange|organi[sz]e|schedule|run|hold|provide|"
     rf"sign)\b[^.;]{{0,40}}\b(?:coaching|training|"
     r"course|workshop|refresher|e-learning|seminar|briefing)\b"
     rf"|{_OPENS}(?:mandatory|compulsory|annual|yearly|regular) (?:\w+[ -]){{0,2}}?(?:e-learning|training|course|"
     rf"briefing)\b"
     r"|\b(?:briefing|talk|session|training) (?:about|on) the (?:dangers?|risks?|importance)\b"),
    ("article write e mail email memo note message newsletter announcement poster circular reminder",
     r"\b(?:e-?mail|mail|memo|note|message|newsletter|announcement|poster|circular|article)\b[^.;]{0,40}\b(?:about|on|"
     r"reminding|stressing)\b[^.;]{0,40}\b(?:careful\w*|care|attention|vigilan\w+|importance|dangers?|double|checking|"
     r"verifying|matters?)\b|(?<!.)[^.:]{0,20}\breminder: |(?<!.)(?:e-?mail|write) (?:to )?(?:all|"
     r"every)[^.;]{0,60}\bto be \w+"),
    ("made make making sensitised sensitized",
     rf"\b{STAFF} (?:will be|are|is|were|was|to be|has been|have been|must be|should be) (?:\w+ )?(?:made aware|"
     rf"sensiti[sz]ed)\b"),
    ("remind reminding reminded retrain retraining retrained coach coaching",
     rf"\b(?:remind(?:ing|ed)?|retrain(?:ing|ed)?|coach(?:ing)?) {STAFF}|\b{STAFF} (?:is|are|was|were|has been|have "
     rf"been|will be) (?:\w+ )?(?:reminded|retrained)\b"),
    ("tell telling", rf"\btell(?:ing)? {STAFF} to (?:be|double[- ]check|check|read|follow|remember|pay|take)\b"),
    ("aware", rf"\bmake {STAFF} aware of\b"),
    ("told", rf"\b{STAFF} (?:was|were|has been|have been|will be) told to (?:be|double[- ]check|check|read|follow|"
             r"remember|pay|take)\b"),
    ("emphasise emphasize reiterate stress impress refresher",
     rf"\b(?:emphasi[sz]e|reiterate|stress|impress) (?:it )?(?:to|on|upon) {STAFF}|\brefresher (?:on|course)\b"),
    ("implored exhorted admonished sensitised sensitized ask asking asked tell telling told urge urging urged"
     " encourage encouraging encouraged instruct instructing "
     "instructed advise advising advised reminded request requesting requested expect expecting expected require "
     "requiring implore imploring get getting want wanting",
     rf"\b(?:{_ASKING}) {STAFF}(?: \w+){{0,3}}? (?:again |once more )?(?:not )?to (?:\w+ly )?{_CARING}\b"
     rf"(?! and (?!{_CARING}\b)\w)|\b{STAFF} "
     rf"(?:(?:are|is|were|was) to be|will be|are|is|were|was|to be|should be|must be|have been|are kindly|is kindly) "
     rf"(?:\w+ )?(?:asked|told|urged|encouraged|instructed|advised|reminded|requested|expected)(?: \w+){{0,3}}? (?:to "
     rf"{_CARING}(?! and (?!{_CARING}\b)\w)|once more|again|that)\b|"
     rf"\b{STAFF} (?:are|is|were|was) (?:\w+ )?(?:urged|implored|exhorted|admonished|sensiti[sz]ed)\b"),
    ("reminded", rf"\b{STAFF} (?:to be|will be|must be|should be|need to be) (?:\w+ )?reminded\b"),
    ("aware", rf"\b(?:make|made|making) {STAFF}(?: \w+){{0,2}} aware (?:of|that)\b"),
    ("sensitise sensitize sensitising sensitizing sensitised sensitized lecture lectured admonish admonished "
     "admonishing exhort exhorted exhorting drill educate",
     r"\bsensiti[sz](?:e|ed|ing) (?:the |all |our )?\w+|\b(?:admonish(?:ed|ing)?|exhort(?:ed|ing)?|lectured?) \w+"
     rf"|\bdrill (?:it|this|that) into\b|(?:{_OPENS}|\bto )educate " + STAFF),
    ("impress underline underlines underlining stress stresse stresses stressing emphasise emphasising "
     "emphasize emphasizing",
     r"\bimpress (?:up)?on\b|\b(?:underlin(?:e|es|ing)|stress(?:es|ing)?|emphasi[sz](?:e|ing)) (?:\w+ ){0,3}?(?:that|"
     r"to|on|upon|how|the importance|attentiveness|care|attention)\b(?! a )"),
    ("speak talk discuss word chat conversation",
     r"\b(?:speak|talk) (?:with|to) (?:\w+ ){1,4}?about (?:being|not|his|her|their|the need|how to|testing|following|"
     r"care|checking|reading|using|double-checking|paying|asking|reviewing|taking|communicating|verifying|looking|"
     r"thinking|keeping|respecting|slowing)|\bhave a (?:\w+ )?word with\b|\bdiscuss (?:the need for|why it is "
     r"important|the importance)\b"),
    ("memo memos mail mails email emails e message messages reminder reminders note notes poster posters "
     "notice notices newsletter newsletters",
     rf"(?:{_OPENS}|\b(?:to|will|and|should|must|also) )(?:re-?)?(?:send|circulate|post|publish|put up|issue|write|"
     r"distribute|hang|pin|share) (?:out |round |around |up )?(?:an?|the|another|regular|some|monthly|weekly) (?:\w+ "
     r")?(?:memo|mail|e-?mail|message|reminder|note|poster|notice|newsletter)s?\b(?=[^.?;]*\b(?:remind|stress|"
     r"underlin|emphas|asking|to be|not to|about not|careful|importance|that (?:approvals|fridays|\w+ (?:are|is|must|"
     r"should)))\w*)|\ba note went round\b"),
    ("training trainings course courses session sessions workshop workshops lunch seminar seminars webinar "
     "refresh refresher refreshers retrain retraining",
     rf"{_OPENS}(?:\w+ ){{0,4}}?(?:awareness|refresher|mandatory|additional|more|further|extra|security|safety|"
     rf"better) (?:\w+ )?(?:training|course|session)s? (?:for|of|on) |\b{_MUST} (?:attend|take part in|complete|"
     r"go through|visit|undergo) (?:an? |the |another |more )?(?:\w+ ){0,2}(?:training|workshop|course|seminar|"
     r"session|"
     rf"refresher|webinar)\b|(?:{_OPENS}|\bto )(?:organi[sz]e|hold|run|schedule|arrange|offer|give|plan) (?:an? |the |"
     rf""
     r"another |regular |more )?(?:[\w-]+ ){0,2}(?:lunch-and-learn|training|workshop|seminar|course|"
     r"refresher)s?\b(?=[^.?;]*\b(?:so|for|on|to|that|about|people|staff|all|every)\b)|\brefresh (?:[\w']+ "
     r"){1,4}training\b|\bretrain(?:ing)? (?:all |the |our )?(?:annotators|raters|staff|people|everyone|nurses) on\b"),
    ("training trainings course courses workshop workshops; for of",
     rf"{_OPENS}(?:\w+ )?(?:training|course|workshop)s? (?:on|in|about) [^.;]{{1,60}}? (?:for|of) {STAFF}"),
    ("importance why important", r"\b(?:importance of|why it (?:is|matters)|how "
                        r"important)\b[^.;?]{1,60}\b(?:will|should|must|(?:is|has|have|needs?) to) (?:\w+ )?be (?:\w+ "
                        r")?(?:brought|stressed|discussed|repeated|emphasi[sz]ed|raised|mentioned|covered|underlined|"
                        r"pointed|reiterated|highlighted|explained|taught|made clear|impressed)\b"),
    ("instructed", rf"\b{STAFF} will (?:again |also )?be instructed\b"),
)  # fmt: skip
