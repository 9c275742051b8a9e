"""Care as a fix: people who are to be more careful, who are reminded, talked to or trained.

Each with words of which a match contains at least one.
"""

from __future__ import annotations

STAFF = (
    r"(?:the |all |our |every |each )?(?:[\w-]+ ){0,2}?(?:teams?|staff|engineers?|developers?|reviewers?|"
    r"operators?|squads?|crew|group|folks|guild|managers?|leads?|admins?|sres?|everyone|everybody|people|responders?|"
    r"nurses?|analysts?|employees|colleagues|members|annotators?|raters?|workers|scientists?|clinicians?|captains?"
    r"|agents|starters|newcomers|juniors|interns?|contractors?|approvers?|pharmacists?|technicians?|doctors?"
    r"|physicians?|researchers?|designers?|maintainers?|committers?|authors?|owners?|testers?|moderators?"
    r"|labell?ers?|volunteers?|administrators?|traders?|clerks?|couriers?|drivers?|agents on shift|on-call)\b"
)
_CAREFUL = r"(?:careful|vigilant|diligent|attentive|mindful|cautious|thorough|alert)"
_OPENS = (
    r"^\W*(?:(?:next time(?: round)?|in (?:the )?future|from now on|going forward|please|everyone|everybody|all|"
    r"let's|let us|just),? (?:please,? )?)*"
)
_MUST = (
    r"(?:'ll|should|must|will|shall|let's|let us|please|always|needs? to|ha(?:ve|s) to|ought to)"
    r"(?: all| just| also| always){0,2}"
)
_GROW = (
    r"improve|increase|raise|foster|promote|build|develop|strengthen|encourage|adopt|instil+|show|refresh|sharpen"
    r"|heighten|demand|bring|require|expect|need|boost|deepen|renew|cultivate"
)
_VIRTUE = (
    r"(?:vigilance|diligence|attention|attentiveness|carefulness|concentration|conscientiousness|mindfulness|alertness|"
    r"caution|discipline|ownership|accountability|awareness|thoroughness|professionalism|urgency|"
    r"understanding (?:across|among|of what)|focus (?:from|by|of the)|rigou?r)"
)
_ASKING = (
    r"ask(?:ing)?|tell(?:ing)?|urg(?:e|ing)|encourag(?:e|ing)|instruct(?:ing)?|advis(?:e|ing)|request(?:ing)?|"
    r"expect(?:ing)?|requir(?:e|ing)|implor(?:e|ing)|get(?:ting)?|want(?:ing)?"
)
_LOOK = r"(?:double[- ])?check|verify|read|look|ask|confirm|think|review|consult|communicate|pay"
_CARING = (
    r"(?:be|stay|remain|read|check|double[- ]check|triple[- ]check|communicate|remember|slow|think|pay|take|follow|"
    r"keep|stick|treat|respect|reflect|watch|look|use caution|exercise|concentrate|focus|avoid|own|bear|rush|click|act|"
    r"verify|review|make sure|ensure|let)"
)
CARE = (
    ("careful vigilant diligent attentive mindful cautious thorough alert",
     rf"(?:\b{_MUST} (?:have to |need to )?|{_OPENS}|\b(?:asked|told|urged|encouraged|advised) to )(?:be|stay|remain) "
     rf"(?:more |extra |much more |very )?{_CAREFUL}\b|\bby being (?:more|extra) {_CAREFUL}\b|\bstay vigilant\b"),
    ("aware disciplined", r"\bbe more (?:aware of|disciplined)\b"),
    ("diligence vigilance awareness discipline caution",
     r"\b(?:more|greater|better|extra|increased) (?:diligence|vigilance|awareness|discipline|caution)\b|"
     rf"(?:\b{_MUST} |{_OPENS})exercise (?:\w+ )?caution\b|\b(?:increas\w+|rais\w+) (?:the )?awareness (?:of|among"
     rf"|within) (?:all |our |the )?(?:staff|employees|engineers|teams?)|(?:{_OPENS}|\b{_MUST} |\bto )raise (?:the "
     rf")?awareness\b"),
    ("care", r"\b(?:more|greater|extra) care (?:when|in|with|to|must|should|is|will|needs?|has|have)\b|"
             r"\b(?:take|use) (?:more|greater|extra|better) care\b|\bhandle [\w ]{1,40}? with care\b"),
    ("attention",
     r"\b(?:more|greater) attention is (?:needed|required)\b|\b(?:more|greater|better|extra|increased) attention to "
     r"detail\b|"
                  r"\bpay(?:ing)? (?:closer|more|better|extra|careful) attention\b"),
    ("carefully", r"\bmore carefully\b"),
    ("closely closer", rf"\b{_MUST} look (?:more closely|closer)\b"),
    ("before", rf"\b{_MUST} (?:think|look) before (?:they|we|you)\b"),
    ("respect care", r"\bwith (?:more|greater) (?:respect|care)\b"),
    ("guard", r"\bon (?:their|our|your) guard\b"),
    ("promised", r"\b(?:has|have) promised to [\w ]{1,60}\b(?:in (?:the )?future|from now on|properly)\b"),
    ("harder", r"\btr(?:y|ying) harder\b"),
    ("mistake", r"\b(?:do not|don't|never) make (?:this|that|the same) mistake again\b"),
    ("twice slow concentrate focus focused forget",
     rf"(?:\b{_MUST} |{_OPENS}|: )(?:think twice|slow down|concentrate|never lose focus|stay focused|not forget"
     rf"|(?:do not|"
     r"don't|never) forget)\b"),
    ("double remember sure rush",
     rf"(?:{_OPENS}|: )(?:always double[- ]check|remember to|do not rush|don't rush|next time,? (?:be sure|make "
     rf"sure))\b"),
    ("eye", rf"\bkeep(?:ing)? a (?:closer|better) eye on\b|\b{_MUST} keep an eye on\b"),
    ("seriously", r"\btake (?:\w+ ){1,3}more seriously\b"),
    ("reminder lesson", r"\b(?:let this|this should|this must) be a (?:reminder|lesson)\b"),
    ("responsibility ownership", r"\btake (?:more|greater|better) (?:responsibility|ownership)\b"),
    ("stick sticks", r"\b(?:everyone|everybody|people|staff|engineers) sticks? to\b"),
    ("follow following",
     r"\bfollow(?:ing)? the (?:process|procedures?|runbook|checklist|policy)\b(?= (?:next|in future|more|"
     r"properly|without|always|at all times|"
     rf"strictly|from now))|(?:\b{_MUST}|{_OPENS}) follow the (?:process|procedures?|runbook|checklist|policy)\b"),
    ("common", r"\buse (?:your |their |some |a bit of )?common sense\b"),
    ("vigilance diligence attention attentiveness carefulness concentration conscientiousness mindfulness alertness "
     "caution discipline ownership responsibility accountability awareness thoroughness professionalism urgency "
     "focus "
     "understanding mindset care rigour rigor",
     rf"(?:{_OPENS}|\b{_MUST} |\bto |\bwill |, |"
     rf": )(?:{_GROW}) (?:[\w-]+ ){{0,4}}?{_VIRTUE}\b(?! (?:metric|report|policy|tag))"
     r"|\b(?:higher|greater|stronger|more|better|closer|deeper|extra) (?:of a |of an |of |levels? of |degree of "
     rf"|sense of )*{_VIRTUE} (?:from|of|by|on the part|among|is|are|in|when|during|around)\b"),
    ("culture mindset sense spirit habit attitude",
     r"\b(?:adopt|foster|build|create|instil+|develop|encourage|promote|cultivate|establish|nurture|strengthen"
     r"|need) (?:\w+ ){0,3}?(?:culture|mindset|sense|spirit|habit|attitude) (?:of|in which|where|among)\b"),
    ("conscious vigilant mindful careful aware attentive alert considerate cautious diligent",
     rf"(?:{_OPENS}|\b{_MUST} |\b(?:asked|told|urged|reminded|promised?|need|needs|have|aim|try) to )(?:be|stay"
     rf"|remain) (?:\w+ )?(?:conscious|mindful|considerate|aware|vigilant|attentive|alert|careful|cautious"
     rf"|diligent) (?:of|about|for|when|with|not to|that|in|and|to|while)\b"),
    ("mind", rf"(?:{_OPENS}|\b{_MUST} |\bto |\bplease )(?:bear|keep) (?:\w+ )?(?:in mind|[\w' -]{{1,40}} in mind)\b"),
    ("remember forget assume trust rush rely",
     rf"(?:{_OPENS}|\b{_MUST} |: |\bto )(?:always )?remember (?:that|to)\b|(?:{_OPENS}|: |; )(?:never|do not"
     rf"|don't) (?:assume|forget|rush|trust your|rely on your)\b"),
    ("time", rf"(?:{_OPENS}|\b{_MUST} |\bto |\band |\bfuture )take (?:more |your|their|the necessary|enough|the) "
             rf"time\b"),
    ("triple double triplecheck doublecheck", rf"(?:{_OPENS}|\b{_MUST} )(?:always )?(?:double|triple)[- "
         rf"]?check\b(?! (?:is"
     rf"|in the pipeline))"),
    ("let", r"\blet(?:'s| us) (?:all )?(?:\w+ )?(?:commit|try|make an effort|be (?!honest|clear|frank|real)|pay"
     r"|remember|take)\b"),
    ("seriously", r"\b(?:taken|take|taking) (?:[\w-]+ ){0,4}seriously\b(?=\W*$| by| and| in| from)"),
    ("responsibly own carefully slower harder attentively diligently thoroughly care",
     rf"\b{_MUST} (?:act|behave|work|merge|deploy|read|review|proceed|handle|label) (?:\w+ )?(?:responsibly"
     rf"|carefully|slower|attentively|with care|diligently|thoroughly)\b|"
     rf"\b(?:{_MUST}|have to) own (?:their|his|her|the) \w+|\bgoing slower\b|\bthinking harder\b"),
    ("respect care caution reflect", r"\b(?:treat|handle|approach) [\w' -]{1,60}? with (?:the |more |due |great "
     r"|all )?(?:respect|care|caution)\b|\breflect on (?:possible|the|their) consequences\b"),
    ("hurried slip rushed distracted wander", r"\b(?:not|never) (?:let|allow) (?:themselves|ourselves|yourself"
     r"|their|our|your) (?:\w+ )?(?:be )?(?:hurried|rushed|distracted|slip|wander)\b"),
    ("concentrating", r"\bwithout (?:fully )?concentrating\b"),
    ("less", r"\b(?:be|to be) less (?:hasty|careless|sloppy|rushed)\b"),
    ("exercise", rf"(?:{_OPENS}|\bto |\b{_MUST} )exercise (?:\w+ )?(?:caution|care|diligence|judge?ment)\b"),
    ("happen happens occur occurs",
     r"(?:^\W*|\b(?:let's|let us|(?:we|i|you|everyone|team)(?: will|'ll| must| should)|"
     r"(?:need|needs|have|has|want|promise|going) to) )(?:make sure|ensure|see to it)(?: that)? (?:this|that|it|"
     r"such \w+(?: \w+)?|something like (?:this|that)) (?:does(?:n't| not)|never"
     r"|do(?:n't| not)|will not|won't|cannot|can't) (?:\w+ )?(?:happens?|occurs?)\b"),
    ("let", r"\b(?:not|never|n't) let (?:this|that|it|such \w+(?: \w+)?) happen again\b"),
    ("sure always",
     rf"(?:\b{_MUST} |{_OPENS})(?:always|(?:always )?make sure (?:to|that we|we)) (?:always )?(?:{_LOOK})\b"),
    ("sharp alert honest focused toes", r"\bkeep (?:each other|one another|ourselves|everyone|everybody|people) "
         r"(?:\w+ )?(?:sharp|"
                                        r"alert|honest|focused|on (?:our|their) toes)\b"),
    ("better next future now",
     r"\b(?:follow|do|handle|communicate|test|review|plan|prepare|check|work|respond"
     r"|react)\b[^.;:?]{0,40}\b(?:better|more \w+ly) (?:next time|in (?:the )?future|from now on)\b"),
    ("please",
     rf"^\W*(?:{STAFF}|all|folks),? please (?:\w+ )?(?:check|read|follow|verify|test|review|ask|think|look|be|take)\b|"
     r"^\W*(?:[\w-]+,? ){0,3}please (?:always |all )?(?:make sure|remember|double[- ]?check|think|pay|keep in)\b"),
    ("concentration attention", r"\bconcentration, concentration\b"),
    ("properly thoroughly closely attentively critically conscientiously diligently better care",
     rf"(?:{_OPENS}(?:try to )?|\b{_MUST} )(?:review|check|read|communicate|coordinate|listen|look|proof-?read|inspect"
     r"|think|talk|work)\b[^.;?]{0,60}?\b(?:(?:much )?more (?:thoroughly|closely|attentively|critically|"
     r"conscientiously|diligently)|properly|attentively|conscientiously|with (?:due |great )?care"
     r"|(?<=communicate )better|(?<=coordinate )better|(?<=talk )better)(?=\W*$| before| between| with| when| from"
     r"| prior)"),
    ("better", r"\b(?:get|be|become) better at (?:noticing|spotting|seeing|recogni[sz]ing|reading|checking"
               r"|communicating|listening|asking|remembering|following|paying|thinking)\b"),
    ("eye eyes", rf"{_OPENS}keep (?:an eye|(?:our|your|both) eyes) (?:on|open|peeled)\b"),
    ("twice", r"(?:^|[:,;—–-] ?|\band )(?:check|look|read|think|measure) twice\b"),
    ("ensure sure", rf"(?:{_OPENS}|\b{_MUST} )(?:ensure|make sure)(?: that)? (?:{STAFF}|we|people) "
                    r"(?:do not|don't|never|no longer|always) (?:forget|mix|confuse|overlook|miss|skip|ignore|rush"
                    r"|click|check|read|follow|assume|repeat|make|push|paste)\b"),
    ("process procedure procedures rules policy policies runbook runbooks checklist checklists guidelines",
     rf"{_OPENS}(?:follow|stick to|respect|obey|adhere to) (?:the|our|all) (?:process|procedures?|rules|policy|policies"
     r"|runbooks?|checklists?|guidelines)(?=\W*$)"),
)  # fmt: skip
REMINDING = (
    ("remind reminding reminded retrain retraining retrained coach coaching",
     rf"\b(?:remind(?:ing|ed)?|retrain(?:ing|ed)?|coach(?:ing)?) {STAFF}|"
     rf"\b{STAFF} (?:is|are|was|were|has been|have been|will be) (?:\w+ )?(?:reminded|retrained)\b"),
    ("tell telling", rf"\btell(?:ing)? {STAFF} to (?:be|double[- ]check|check|read|follow|remember|pay|take)\b"),
    ("aware", rf"\bmake {STAFF} aware of\b"),
    ("told", rf"\b{STAFF} (?:was|were|has been|have been|will be) told to (?:be|double[- ]check|check|read|follow|"
             r"remember|pay|take)\b"),
    ("emphasise emphasize reiterate stress impress refresher",
     rf"\b(?:emphasi[sz]e|reiterate|stress|impress) (?:it )?(?:to|on|upon) {STAFF}|\brefresher (?:on|course)\b"),
    ("ask asking asked tell telling told urge urging urged encourage encouraging encouraged instruct instructing "
     "instructed advise advising advised reminded request requesting requested expect expecting expected require "
     "requiring implore imploring get getting want wanting",
     rf"\b(?:{_ASKING}) {STAFF}(?: \w+){{0,3}}? (?:again |once more )?(?:not )?to (?:\w+ly )?{_CARING}\b|"
     rf"\b{STAFF} (?:will be|are|is|were|was|to be|should be|must be|have been|are kindly"
     rf"|is kindly) (?:\w+ )?(?:asked|told|urged|encouraged|instructed|advised|reminded|requested|expected)"
     rf"(?: \w+){{0,3}}? (?:to {_CARING}|once more|again)\b"),
    ("reminded", rf"\b{STAFF} (?:to be|will be|must be|should be|need to be) (?:\w+ )?reminded\b"),
    ("aware", rf"\b(?:make|made|making) {STAFF}(?: \w+){{0,2}} aware (?:of|that)\b"),
    ("sensitise sensitize sensitising sensitizing sensitised sensitized lecture lectured admonish admonished "
     "admonishing exhort exhorted exhorting drill educate",
     r"\bsensiti[sz](?:e|ed|ing) (?:the |all |our )?\w+|\b(?:admonish(?:ed|ing)?|exhort(?:ed|ing)?|lectured?) \w+"
     rf"|\bdrill (?:it|this|that) into\b|(?:{_OPENS}|\bto )educate " + STAFF),
    ("impress underline underlines underlining stress stresse stresses stressing emphasise emphasising "
     "emphasize emphasizing",
     r"\bimpress (?:up)?on\b|\b(?:underlin(?:e|es|ing)|stress(?:es|ing)?|emphasi[sz](?:e"
     r"|ing)) (?:\w+ ){0,3}?(?:that|to|on|upon|how|the importance|attentiveness|care|attention)\b(?! a )"),
    ("speak talk discuss word chat conversation",
     r"\b(?:speak|talk) (?:with|to) (?:\w+ ){1,4}?about (?:being|not|his|her|their|the need|how to|testing"
     r"|following|care|checking|reading|using|double-checking|paying|asking|reviewing|taking|communicating|verifying"
     r"|looking|thinking|keeping|respecting|slowing)|\bhave a (?:\w+ )?word with\b|"
     r"\bdiscuss (?:the need for|why it is important|the importance)\b"),
    ("memo memos mail mails email emails e message messages reminder reminders note notes poster posters "
     "notice notices newsletter newsletters",
     rf"(?:{_OPENS}|\b(?:to|will|and|should|must|also) )(?:re-?)?(?:send|circulate|post|publish|put up|issue|write|"
     r"distribute|hang|pin|share) (?:out |round |around |up )?(?:an?|the|another|regular|some|monthly|weekly) (?:\w+ )?"
     r"(?:memo|mail|e-?mail|message|reminder|note|poster|notice|newsletter)s?\b(?=[^.?;]*\b(?:remind|stress|underlin|"
     r"emphas|asking|to be|not to|about not|careful|importance|that (?:approvals|fridays|\w+ (?:are|is|must"
     r"|should)))\w*)|\ba note went round\b"),
    ("training trainings course courses session sessions workshop workshops lunch seminar seminars webinar "
     "refresh refresher refreshers retrain retraining",
     rf"{_OPENS}(?:\w+ ){{0,4}}?(?:awareness|refresher|mandatory|additional|more|further|extra|security|safety|"
     rf"better) (?:\w+ )?(?:training|course|session)s? (?:for|of|on) |\b{_MUST} (?:attend|take part in|complete|"
     r"go through|visit|undergo) (?:an? |the |another |more )?(?:\w+ ){0,2}(?:training|workshop|course|seminar|session|"
     rf"refresher|webinar)\b|(?:{_OPENS}|\bto )(?:organi[sz]e|hold|run|schedule|arrange|offer|give|plan) (?:an? |the |"
     r"another |regular |more )?(?:[\w-]+ ){0,2}(?:lunch-and-learn|training|workshop|seminar|course|"
     r"refresher)s?\b(?=[^.?;]*\b(?:so|for|on|to|that|about|people|staff|all|every)\b)"
     r"|\brefresh (?:[\w']+ ){1,4}training\b|\bretrain(?:ing)? (?:all |the "
     r"|our )?(?:annotators|raters|staff|people|everyone|nurses) on\b"),
    ("importance why important", r"\b(?:importance of|why it (?:is|matters)|how "
                        r"important)\b[^.;?]{1,60}\b(?:will|should|must|"
                        r"(?:is|has|have|needs?) to) (?:\w+ )?be (?:\w+ )?(?:brought|stressed|discussed|repeated"
                        r"|emphasi[sz]ed|raised|mentioned|covered|underlined|pointed|reiterated|highlighted|explained"
                        r"|taught|made "
                        r"clear|impressed)\b"),
    ("instructed", rf"\b{STAFF} will (?:again |also )?be instructed\b"),
)  # fmt: skip
