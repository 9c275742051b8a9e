"""Find what faults whoever does it, in the words of a verb: dropped the ball, waved a warning away, cut corners."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, Actor
from afterword.language.explanations import explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.sentence import Sentence
from afterword.language.word_rules import PatternRule, phrase_rule

_THEIR = r"(?:his|her|their|its|my|our|your)"
_SOME = r"(?: [\w'-]+){0,5}?"
_RULES = (
    r"(?:(?:the|our|all|every|its|company|security|change|his|her|their|basic|[\w-]+) ){0,3}(?:polic(?:y|ies)|rules?|"
    r"procedures?|protocols?|freeze|guidelines?|instructions?|orders)\b"
)
_CONTROLS = (
    r"(?:[\w'-]+ ){0,4}?(?:approvals?|reviews?|gates?|checks?|safeguards?|process|procedures?|polic(?:y|ies)"
    r"|controls?|guardrails?|canary|tests?|freeze|sign-?off)\b"
)
_TO_BLAME = "|".join(sorted(words.DAMAGE))
# Only people can be said to have done it.
_OF_PEOPLE = (
    ("ball baton", r"drop(?:ped|s) the ba(?:ll|ton)"),
    ("eye eyes", rf"took {_THEIR} eyes? off|turned a blind eye"),
    ("ear", r"turned a deaf ear"),
    ("asleep napping sleeping",
     r"(?:was|were|been)(?: caught| fast| sound)? (?:asleep|napping|sleeping on)|fell asleep"),
    ("way", r"(?:chose to |decided to )?(?:look(?:ed)?|looking) the other way"),
    ("lurch", r"(?:left|leaves|leave) (?:us |them |everybody |everyone )?in the lurch"),
    ("lunch bed home sleep away",
     r"(?:saw|knew|noticed|watched)\b[^.;:]{1,80}\band (?:then )?(?:went (?:back )?(?:to (?:lunch|bed|sleep)|"
     r"home)|walked away)"),
    ("clicked", r"clicked (?:it|them|\w+ \w+) away"),
    ("handle", r"clearly (?:cannot|can't|could not|couldn't) handle"),
    ("fools fool", r"made (?:a fool|fools) of (?:themselves|himself|herself)"),
    ("need", r"should not need to be told"),
    ("tried bothered", r"had never (?:once |even )?(?:tried|bothered) to"),
    ("ignore ignores", r"ignores? (?:every|all our|all the)\b"),
    ("told", r"told not to (\w{3,})\w*\b[^.;]{0,60}\bthey \1"),
    ("coming", r"got what was coming"),
    ("sand", rf"(?:has|have|had|put|stuck) {_THEIR} heads? in the sand"),
    ("back", r"stabbed (?:us|them|him|her) in the back"),
    ("answer", r"will have to answer for|would not take no for an answer"),
    ("foot", r"shot (?:themselves|himself|herself|itself|ourselves|myself) in the foot"),
    ("hanging", r"left us hanging"),
    ("paid", r"(?:is|are|was|were) paid to (?:see|spot|notice|know|catch)"),
    ("word", rf"took{_SOME} word for"),
    ("slept", r"slept (?:through|on (?:the|it|this|that|our))"),
    ("corner corners", r"cut (?:\w+ ){0,2}corners|cut a corner"),
    ("shortcut shortcuts", r"(?:took|taken) (?:an? |some |too many |every )?shortcuts?"),
    ("jumped", r"jumped the (?:gun|queue)"),
    ("buck", r"passed the buck"),
    ("plot nerve temper", rf"lost (?:the|{_THEIR}) (?:plot|nerve|temper)"),
    ("winged phoned blew", r"winged it|phoned it in|blew it"),
    ("loose", r"played fast and loose"),
    ("fire", r"played with fire"),
    ("goofed blundered fumbled flubbed fat-fingered botched bungled rubber-stamped misused",
     r"goofed|blundered|fumbled|flubbed|fat-fingered|botched|bungled|rubber-stamped|misused"),
    ("quiet mum", r"kept (?:quiet|mum)"),
    ("lazy proud arrogant stubborn stupid cocky drunk careless",
     r"(?:(?:was|were|is|are) (?:\w+ )?|(?<=, ))too (?:lazy|proud|arrogant|stubborn|stupid|cocky|drunk|careless)"),
    ("care", r"do(?:es)?(?: not|n't) care(?= about|\W*$)"),
    ("screwed messed mucked cocked fouled slipped",
     r"(?:screwed|messed|mucked|cocked|fouled|slipped)(?: [\w'-]+){0,4}? up"),
    ("mess breakfast", r"ma(?:de|kes) (?:an? |such a )?(?:\w+ ){0,2}(?:mess|dog's breakfast) of"),
    ("bothered arsed troubled", r"(?:can|could)(?:not|n't| not) be (?:bothered|arsed|troubled)"),
    ("finger", r"(?:did not|didn't|never) lift(?:ed)? a finger"),
    ("refuses refuse", r"refuses? to (?:read|follow|listen|learn|cooperate)"),
    ("trust", r"lost our trust"),
    ("pants", rf"(?:was|were) caught with {_THEIR} pants down"),
    ("hands", rf"sat on {_THEIR} hands"),
    ("ashamed", r"should be ashamed"),
    ("told warned asked reminded",
     r"been (?:\w+ )?(?:told|warned|asked|reminded)\b[^.;:]{0,80}\b(?:and|but|yet) (?:\w+ )?(?:still \w+|"
     r"[^.;:]{1,60}\b(?:all the same|anyway|regardless))"),
    ("daydreaming gossiping dozing snoozing slacking chatting texting",
     r"(?:was|were) (?:busy )?(?:daydreaming|gossiping|dozing|snoozing|slacking)|(?:was|were) busy (?:chatting|"
     r"texting)"),
    ("waste nuisance formality",
     r"(?:considers?|thinks?|regards?|thought|considered) [\w' -]{1,40}? a (?:waste of|nuisance|formality)"),
    ("above ahead", r"put [\w' -]{1,40}? (?:above|ahead of) (?:safety|quality|users|customers|people)"),
    ("care cared", r"could(?:n't| not) (?:have )?cared? less"),
    ("better ought", r"(?:should|ought to|must) (?:have )?known? better|ought to know"),
    ("job task duty thing",
     r"had (?:only |just |exactly |but )?(?:one|a single) (?:job|task|duty|thing to (?:do|get right))(?=\W*$|[^\w\s]"
     r"| and\b| but\b)"),
    ("head heads", rf"buried {_THEIR} heads?|(?:was|were|is|are) (?:\w+ )?in over {_THEIR} heads?"),
    ("depth", rf"(?:was|were|is|are) (?:\w+ )?out of {_THEIR} depth"),
    ("themselves himself herself", r"brought (?:\w+ ){1,3}?(?:up)?on (?:themselves|himself|herself)"),
    ("laurels", rf"rested on {_THEIR} laurels"),
    ("wall fence", r"threw (?:\w+ ){1,4}?over the (?:wall|fence)"),
    ("business right", r"had no (?:business \w+ing|right to)"),
    ("job homework work duty diligence",
     rf"(?:did(?:n't| not)|never|failed to) d(?:o|id) (?:(?:{_THEIR}|the) )?(?:job|homework|work|duty|due diligence)|"
     rf"(?:was|were|is|are)(?:n't| not) doing {_THEIR} (?:job|homework)"),
    ("optional beginners cowards wimps losers amateurs dummies children kids weaklings others "
     "beneath people juniors else",
     r"(?:thought|thinks?|to think|believed|believes?|felt|feels?|decided|considers?|considered) (?:that )?(?:[\w'-]+ "
     r"){1,5}(?:(?:was|were|is|are) )?(?:optional|for (?:beginners|cowards|wimps|losers|amateurs|dummies|children|kids|"
     r"weaklings|(?:the )?others|other people|juniors|every(?:body|one) else)|beneath (?:him|her|them))"),
    ("apply", r"(?:thought|thinks?|believed|believes?|felt|figured) (?:that )?(?:[\w-]+ ){1,6}(?:did|does|do)"
              r"(?: not|n't) apply to (?:him|her|them|himself|herself|themselves|it)"),
    ("above", r"(?:thought|thinks?|believed|believes?|considered|considers) (?:[\w-]+ ){0,3}above the (?:rules|law)"),
    ("playground toy joke afterthought nuisance",
     rf"treat(?:s|ed)?\b.{{1,40}} (?:as|like) (?:an?|{_THEIR}) (?:own )?(?:playground|toy|joke|afterthought|nuisance)"),
    ("attention", r"pa(?:id|ying) no attention"),
    ("care notice heed trouble pains precautions",
     r"(?:took|taken|takes|taking|gave|given|paid) (?:no|little|scant|not the slightest) "
     r"(?:care|notice|heed|trouble|pains|precautions)|"
     r"(?<=no care )(?:whatsoever )?was taken|(?<=no care whatsoever )was taken"),
    ("sweet time", rf"(?:took|takes?|taking) {_THEIR} (?:own )?sweet time"),
    ("door doors gate gates", r"(?:left|leaves?|leaving) (?:\w+ ){0,2}(?:barn|stable|front|back) (?:doors?|gates?)"
                         r"(?: wide)? open"),
    ("thumbs fingers", rf"(?:twiddl(?:ed|ing)|sat (?:there )?twiddling) {_THEIR} thumbs"),
    ("count spell add read type",
     r"(?:cannot|can't) (?:count|spell|add up|even (?:read|type|count|spell))(?=\W*$| to\b)"),
    ("read type", r"(?:cannot|can't) read an? \w+"),
    ("second moment once twice minute",
     r"(?:did not|didn't|never) (?:think|look|check|ask|stop|hesitate)(?: to \w+)? (?:for (?:one|a|a single|even a) "
     r"(?:second|moment|minute)|once|twice)"),
)  # fmt: skip
# Programs do it too, or it is said of them: a person has to be named.
_OF_A_PERSON = (
    ("waved brushed", rf"(?:waved|brushed)(?! to\b| at\b){_SOME} (?:away|off|aside|through)"),
    ("shrugged laughed", rf"shrugged|laughed{_SOME} (?:off|away)"),
    ("buried", r"buried (?:the|it|this|that|an?|his|her|their)\b(?! in\b)"),
    ("overruled",
     r"overruled (?:(?:the|his|her|their|every) )?(?:[\w-]+ )?(?:engineers?|on-call|team|operators?|experts?|"
                  r"staff|responders?|sres?)"),
    ("thought", r"thought nothing of it"),
    ("years months weeks time",
     r"had (?:\w+ ){0,2}(?:years|months|weeks|time) to [^.;:]{1,80}\b(?:and|but|yet) (?:did not|didn't|never "
     r"did)(?=\W*$)"),
    ("away", r"(?:knew|saw)\b[^.;:]{1,80}\band looked away"),
    ("guessing", r"(?:was|were) (?:just |only |merely )?guessing"),
    ("knew",
     r"knew\b[^.;:]{1,80}\b(?:and|but|yet) (?:\w+ ){0,2}(?:left (?:it|them)|let it|shipped|buried|ignored|hid)"),
    ("acts act acted behaves behave behaved", r"(?:acts?|acted|behaves?|behaved) (?:as if|as though)"),
    ("whatever", r"(?:does|do|did) whatever (?:it|he|she|they) (?:likes?|liked|wants?|wanted|pleases?|pleased)"),
    ("quiet", rf"kept{_SOME} quiet"),
    ("competence skill skills ability nerve",
     r"(?:did not|didn't|does not|doesn't) have the (?:competence|skills?|ability|nerve)"),
    ("hear listen", r"would hear no|would(?:n't| not) (?:hear of|listen)"),
    ("assumed",
     r"assumed (?:that )?(?:it|this|everything|all) (?:would be|was|were) (?:fine|ok|okay|all right|safe|harmless)"),
    ("told asked warned instructed reminded",
     r"(?:been|were|was) (?:\w+ )?(?:told|asked|warned|instructed|reminded)\b[^.;:]{1,80}\b(?:and|but|yet) (?:still "
     r")?(?:did not|didn't|never did)(?=\W*$)"),
    ("swept", rf"swept{_SOME} under the (?:rug|carpet)"),
    ("sat",
     r"sat on (?:it|(?:the|an?|this|that|his|her|their|our)(?: [\w-]+){0,3}? (?:reports?|requests?|findings?|results?|"
            r"warnings?|alerts?|bugs?|fix|patch|tickets?|news|information|answer|issue|approval|contract))\b"),
    ("himself herself themselves secret", rf"kept{_SOME} (?:to (?:himself|herself|themselves)|secret)"),
    ("hid concealed withheld covered",
     r"hid (?:(?:the|an?|this|that|his|her|their|its) )?(?:[\w-]+ ){0,2}?(?:failures?|failed|errors?|mistakes?|loss|"
     r"problem|fact|truth|results?|report|bug|leak|damage|outage|incident)"
     r"|(?:concealed|withheld) (?:the|an?|it|this|that|from)|"
     r"covered (?:it|this|that|the \w+) up|covered up (?:the|an?|his|her|their)"),
    ("told", r"told (?:nobody|no-one|no one)"),
    ("nothing",
     r"said nothing|did (?:absolutely )?nothing(?! (?:wrong|but|unusual|special|else|of the))"),
    ("broke breached flouted defied disobeyed violated",
     rf"(?:broke|breached|flouted|defied|disobeyed|violated) {_RULES}(?! into\b| down\b)"),
    ("bypassed circumvented sidestepped", rf"(?:bypassed|circumvented|sidestepped) {_CONTROLS}"),
    ("told warned reminded asked",
     r"had (?:already )?been (?:told|warned|reminded|asked)(?: \w+){0,3} (?:twice|repeatedly|(?:\w+ )times)"),
    ("regardless anyway", r"(?:went|pressed|pushed|carried|ploughed|plowed) (?:ahead|on) (?:regardless|anyway)"),
    ("anyway", r"(?<=, and they )\w+ (?:\w+ )?anyway|chose to (?:\w+ ){1,4}anyway"),
    ("aware", r"(?:was|were) (?:well|fully|perfectly) aware\b[^.;:]{1,80}\b(?:and|but|yet) (?:\w+ ){0,2}(?:chose"
              r"|went|shipped|carried|pressed|kept)|(?:was|were) (?:\w+ )?aware\b[^.;:]{1,80}\b(?:and|but|yet) (?:\w+ "
              r"){0,2}(?:let it|did nothing|ignored)"),
    ("job task challenge", r"(?:was|were|is|are) ?(?:\w+ )?(?:n't|not) (?:\w+ )?up to the (?:job|task|challenge)"),
    ("impatient hasty eager", r"(?:was|were|is|are) (?:\w+ )?too (?:impatient|hasty|eager)"),
    ("seconds",
     r"(?:approved|signed|accepted|merged|reviewed|confirmed|clicked|waved)\b(?![^.;:,]{0,40}\b(?:fix|rollback|revert))"
     r"[^.;:,]{0,60}\b(?:in|within|after) (?:(?:a few|a couple of|two|three|four|five|six|seven|eight|nine|ten|eleven|"
     r"1?\d) )?seconds"),
    ("mixed", r"mixed (?:[\w-]+ ){0,4}?up(?! an?\b)"),
    ("badly poorly",
     r"(?:badly|poorly) (?:handled|managed|planned|executed|done)|(?:handled|managed|executed) (?:very )?(?:badly|"
     r"poorly)"),
    ("forbidden wrong idea allowed", r"knew (?:that )?(?:it|this|that) was (?:forbidden|wrong|not allowed|a bad "
                                     r"idea)"),
    ("told", r"told not to [^.;]{1,80}\b(?:yet|but) (?:\w+ ){0,3}(?:did|so)"),
    ("always", r"always (?:blames?|ignores?|forgets?|skips?|cuts?|breaks?|complains?)"),
    ("every all repeated",
     r"(?:turned down|rejected|refused|overrode) (?:every|all|repeated) (?:[\w-]+ ){0,2}?(?:requests?|warnings?|"
     r"objections?)"),
    ("live", r"chose to live with"),
    ("panicked dithered dawdled cheated stonewalled gamed", r"panicked|dithered|dawdled|cheated|stonewalled|gamed"),
    ("guessed", r"guessed instead"),
    ("granted faith face", rf"took{_SOME} (?:for granted|on faith|at face value)"),
    ("just simply merely",
     r"(?:just|simply|merely) (?:assumed|trusted|believed|guessed|copied|clicked|ignored|accepted)"),
    ("pretended", r"pretended (?:to be surprised|not to|nothing|that|to know|to have)"),
    ("rammed railroaded", rf"(?:rammed|railroaded){_SOME} through"),
    ("rushed", r"rushed (?:through )?(?:the|an?|this|that|it|its|their|his|her)\b(?! (?:site|scene|office"
               r"|hospital))"),
    ("cost", r"cost us"),
    ("hid concealed withheld covered swept",
     rf"(?:hid|concealed|withheld)\b{_SOME} from (?:us|the team|management|everyone|everybody)|"
     r"covered (?:it|this|that|everything|the \w+) up|covered up (?:the|it|this|that|his|her|their)|"
     rf"swept{_SOME} under the (?:rug|carpet)"),
    ("junk garbage rubbish crap trash", r"(?:delivered|shipped|handed|gave|sent|produced|merged|wrote|pushed)"
     r"(?: \w+){0,2} (?:junk|garbage|rubbish|crap|trash)(?! (?:collect|data|values?|bytes|in\b))"),
    ("making making-up made", r"(?:was|were|is|are|been) (?:just |simply )?making (?:things|it|stuff|this|them) up"),
    ("keep keeps kept",
     r"(?:keeps?|kept) (?:on )?(?:breaking|wrecking|deleting|crashing|botching|messing|merging|pushing|deploying|"
     r"overwriting|bypassing|making (?:the same )?(?:mistakes|excuses))"),
    ("knowingly consciously wilfully willfully wittingly deliberately intentionally",
     rf"(?:knowingly|consciously|wil?lfully|wittingly|deliberately|intentionally) (?:bypass(?:ed|es)|"
     rf"circumvent(?:ed|s)|ignor(?:ed|es)|skip(?:ped|s)|evad(?:ed|es)|flout(?:ed|s)|violat(?:ed|es)|disregard(?:ed|s)|"
     rf"overr(?:ode|ides)|sidestep(?:ped|s)|broke) {_CONTROLS}"),
    ("conclusion conclusions", r"(?:jumped|leapt|rushed) to (?:\w+ )?conclusions?"),
    ("who",
     r"who (?:does not|doesn't|do not|don't|will not|won't|would not) (?:even )?(?:listen|care|bother|learn|think|"
            r"check|read (?:the|his|her|their) \w+)"),
    ("never", r"never (?:once )?(?:reads?|checks?|tests?|listens?|learns?|bothers?|follows?|looks at|asks?|thinks?|"
     r"documents?|answers?|apologi[sz]es?|opens? the (?:docs|manual|"
          r"page))|"
              r"(?<=they )never do(?=\W*$)"),
    ("answer", r"(?:has|have|had) (?:a lot |much )?to answer for"),
    ("trusted", r"(?:(?:can|could)(?:not|n't| not)|will not|won't) be trusted"),
    ("ignore disregard overlook neglect skip ignoring disregarding overlooking neglecting forgetting skipping "
     "dismiss",
     r"(?:chose|decided|elected|opted|preferred|continued|continues|chooses?) to (?:ignore|disregard|overlook"
     r"|neglect|skip|dismiss)|(?:kept|keeps?) (?:ignoring|disregarding|overlooking|neglecting|forgetting|skipping)"),
    ("careful thorough diligent attentive cautious vigilant competent professional conscientious qualified",
     r"(?:is|are|was|were)(?:n't| not) (?:(?:\w+ly|very) )?(?:careful|thorough|diligent|attentive|cautious|vigilant|"
     r"competent|professional|conscientious)|(?:was|were)(?:n't| not) qualified"),
    ("caused broke wrecked ruined sabotaged",
     r"(?:caused|broke|wrecked|ruined|sabotaged) (?:(?:the|an?|our|this|all|whole|entire) ){0,3}"
     rf"(?:{_TO_BLAME}|production|prod|build|site)\b(?! (?!(?:again|by|on|in|at|for|with|when|and|because)\b)\w)"),
    ("bad poor wrong terrible awful dreadful disastrous questionable foolish",
     r"(?:made|took|did) (?:\w+ )?(?:bad|poor|wrong|terrible|awful|dreadful|disastrous|questionable|foolish) "
     r"(?:call|decision|choice|judge?ment|job)s?"),
    ("wrong", r"(?:was|were) wrong to"),
    ("let", r"let (?:[\w'-]+ ){0,3}?(?:us|them|everyone|everybody|team|customers|users|company|side) down(?! \w)|"
            r"let (?:[\w'-]+ ){1,3}?(?:slip|lapse)"),
    ("failed", r"failed (?:us|miserably|spectacularly)(?! to)"),
)  # fmt: skip
# As often a fact as a reproach.
_SOFT = (
    ("underestimated misconfigured mistyped", r"underestimated|misconfigured|mistyped"),
    ("worse", r"made (?:it|things|matters|everything) (?:even |much )?worse"),
    ("wasted squandered", r"(?:wasted|squandered) (?:\w+ ){0,3}(?:hours?|minutes|days?|weeks?|time)"),
    (
        "slowly late little",
        r"(?:reacted|responded|acted|answered|escalated) (?:far |much |way )?too (?:slowly|late|little)",
    ),
    ("waited", r"waited (?:until [\d:]+ to|(?:for )?(?:\w+ )?(?:hours|minutes|days) (?:to|before))\b"),
)
# What is done to people afterwards.
_CONSEQUENCES = (
    ("spoken talked", r"(?:spoken|talked) to"),
    ("disciplined reprimanded sacked fired demoted rebuked admonished dismissed",
     r"disciplined|reprimanded|sacked|fired|demoted|rebuked|admonished|dismissed"),
    ("let", r"let go"),
    ("performance improvement", r"put on an? (?:performance|improvement) plan"),
    ("talking-to talking warning reprimand dressing-down dressing", r"given an? (?:\w+ )?(?:talking-to|warning"
     r"|reprimand|dressing-down)"),
    ("dealt", r"dealt with"),
    ("taken removed struck",
     rf"(?:taken|removed|struck) (?:off|from) (?:the|{_THEIR}) (?:on-call )?(?:rota|rotation|roster)"),
    ("warning", r"(?:received|given|issued|got) an? (?:formal|written|final|verbal|official|stern) (?:\w+ )?warning"),
)  # fmt: skip
# Who names himself is one person, as much as anybody whom others name.
_SURELY: dict[Actor, Tier] = TIERS | {Actor.UNSURE: "error", Actor.NAMED: "error", Actor.OUTSIDER: "error"}
_PERHAPS: dict[Actor, Tier] = TIERS | {Actor.UNSURE: "warning", Actor.NAMED: "warning"}
_GENTLY: dict[Actor, Tier] = dict.fromkeys((Actor.HUMAN, Actor.OURS, Actor.UNSURE, Actor.OUTSIDER), "warning")


_SOME_OF_THEM = frozenset(("both", "all", "neither", "each", "several", "many", "most", "some"))


def _deed(tiers: dict[Actor, Tier], words_: str, pattern: str, *, only_people: bool = False) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        doer = sentence.doer(first, last)
        is_claimed = sentence.is_claimed(first) and not explained(sentence, last)
        if doer is not None and only_people and sentence.low(doer.first) in _SOME_OF_THEM and doer.first == first - 1:
            doer = doer._replace(actor=Actor.HUMAN)
        if doer is None or doer.actor not in tiers or not is_claimed or sentence.low(first - 1) == "to":
            return
        if sentence.low(doer.first) in ("we", "us") and sentence.low(first) == "let":
            return  # an apology
        surely = sentence.low(doer.first) in words.MYSELF or (only_people and doer.actor is Actor.ORGANISATION)
        tier = "error" if tiers is _SURELY and surely else tiers[doer.actor]
        may_be = sentence.low(doer.first) == "they" or sentence.is_mostly_human(doer.first)
        if doer.actor is Actor.UNSURE and tiers is _PERHAPS and may_be:
            tier = "error"
        yield sentence.found(doer.first, max(last, doer.last), "human-error", WHAT_MADE_IT_LIKELY, tier)

    return phrase_rule(words_, pattern, report)


def _consequence(words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        found = sentence.actor_before(first, mental=True)
        done = sentence.is_passive(first) or sentence.low(first) in ("received", "got", "no")
        denied = sentence.negated(first) or sentence.hypothetical(first)
        if found is not None and found[0] in (Actor.HUMAN, Actor.UNSURE) and done and not denied:
            say = "leave out what followed for a person: it explains nothing, and the next one will stay silent"
            yield sentence.found(found[1], last, "blame-noun", say, "error")

    return phrase_rule(words_, pattern, report)


def _keyboard(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    yield sentence.found(first, last, "human-error", WHAT_MADE_IT_LIKELY, "error")


def _meant(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `typed the first name where he meant the second`."""
    who = sentence.who(first + 1)
    if who is not None and who[0] is Actor.HUMAN and not explained(sentence, last):
        yield sentence.found(first, last, "accident", WHAT_MADE_IT_LIKELY, "error")


RULES = (
    phrase_rule(
        "meant intended",
        r"(?:where|when|while|although|though|than|what) (?:he|she|they|(?:the|an?) \w+) "
        r"(?:had )?(?:actually |really )?(?:meant|intended)",
        _meant,
    ),
    phrase_rule("pebkac keyboard", r"pebkac|between (?:the )?keyboard and (?:the )?chair", _keyboard),
    *(_deed(_SURELY, *row, only_people=True) for row in _OF_PEOPLE),
    *(_deed(_PERHAPS, *row) for row in _OF_A_PERSON),
    *(_deed(_GENTLY, *row) for row in _SOFT),
    *(_consequence(*row) for row in _CONSEQUENCES),
)
