"""Find what faults whoever does it, in the words of a verb: dropped the ball, waved a warning away, cut corners."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, Actor
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
    r"(?:[\w'-]+ ){0,4}?(?:approvals?|reviews?|gates?|checks?|safeguards?|process|procedures?|polic(?:y|ies)|controls?|"
    r"guardrails?|canary|tests?|freeze|sign-?off)\b"
)
_TO_BLAME = "|".join(sorted(words.DAMAGE))
# Only people can be said to have done it.
_OF_PEOPLE = (
    ("ball baton", r"drop(?:ped|s) the ba(?:ll|ton)"),
    ("eye eyes", rf"took {_THEIR} eyes? off|turned a blind eye"),
    ("ear", r"turned a deaf ear"),
    ("asleep napping", r"(?:was|were|been)(?: caught)? (?:asleep|napping)|fell asleep"),
    ("slept", r"slept through"),
    ("corner corners", r"cut (?:\w+ ){0,2}corners?"),
    ("shortcut shortcuts", r"(?:took|taken) (?:an? |some |too many |every )?shortcuts?"),
    ("jumped", r"jumped the (?:gun|queue)"),
    ("buck", r"passed the buck"),
    ("plot nerve temper", rf"lost (?:the|{_THEIR}) (?:plot|nerve|temper)"),
    ("winged phoned blew", r"winged it|phoned it in|blew it"),
    ("loose", r"played fast and loose"),
    ("fire", r"played with fire"),
    ("goofed blundered fumbled flubbed fat-fingered botched bungled rubber-stamped misused",
     r"goofed|blundered|fumbled|flubbed|fat-fingered|botched|bungled|rubber-stamped|misused"),
    ("shrugged laughed", rf"(?:shrugged|laughed){_SOME} (?:off|away)"),
    ("quiet mum", r"kept (?:quiet|mum)"),
    ("lazy proud arrogant stubborn stupid cocky drunk careless",
     r"(?:was|were|is|are) (?:\w+ )?too (?:lazy|proud|arrogant|stubborn|stupid|cocky|drunk|careless)"),
    ("care", r"do(?:es)?(?: not|n't) care(?= about|\W*$)"),
    ("screwed messed mucked cocked fouled slipped",
     r"(?:screwed|messed|mucked|cocked|fouled|slipped)(?: [\w'-]+){0,4}? up"),
    ("mess breakfast", r"ma(?:de|kes) (?:an? |such a )?(?:\w+ ){0,2}(?:mess|dog's breakfast) of"),
    ("bothered arsed", r"(?:can|could)(?:not|n't| not) be (?:bothered|arsed)"),
    ("care cared", r"could(?:n't| not) (?:have )?cared? less"),
    ("better", r"(?:should|ought to|must) (?:have )?known? better"),
    ("job task thing", r"had (?:only |just )?one (?:job|task|thing to do)(?=\W*$|[^\w\s]| and\b| but\b)"),
    ("head heads", rf"buried {_THEIR} heads?|(?:was|were|is|are) (?:\w+ )?in over {_THEIR} heads?"),
    ("depth", rf"(?:was|were|is|are) (?:\w+ )?out of {_THEIR} depth"),
    ("themselves himself herself", r"brought (?:\w+ ){1,3}?(?:up)?on (?:themselves|himself|herself)"),
    ("laurels", rf"rested on {_THEIR} laurels"),
    ("wall fence", r"threw (?:\w+ ){1,4}?over the (?:wall|fence)"),
    ("business right", r"had no (?:business \w+ing|right to)"),
    ("job homework duty diligence",
     rf"(?:did(?:n't| not)|never|failed to) d(?:o|id) (?:{_THEIR} |the )?(?:job|homework|duty|due diligence)"),
    ("apply", r"(?:thought|thinks?|believed|believes?|felt|figured) (?:that )?(?:[\w-]+ ){1,6}(?:did|does|do)"
              r"(?: not|n't) apply to (?:him|her|them|himself|herself|themselves|it)"),
    ("above", r"(?:thought|thinks?|believed|believes?|considered|considers) (?:[\w-]+ ){0,3}above the (?:rules|law)"),
    ("playground toy joke afterthought nuisance",
     rf"treat(?:s|ed)?\b.{{1,40}} (?:as|like) (?:an?|{_THEIR}) (?:own )?(?:playground|toy|joke|afterthought|nuisance)"),
    ("attention", r"pa(?:id|ying) no attention"),
)  # fmt: skip
# Programs do it too, or it is said of them: a person has to be named.
_OF_A_PERSON = (
    ("waved brushed", rf"(?:waved|brushed){_SOME} (?:away|off|aside|through)"),
    ("swept", rf"swept{_SOME} under the (?:rug|carpet)"),
    ("sat", r"sat on (?:the|an?|this|that|it|his|her|their|our)\b(?=.{0,80}\b(?:for|until|rather|instead)\b)"),
    ("quiet silent", r"(?:stayed|remained) (?:quiet|silent)"),
    ("himself herself themselves secret", rf"kept{_SOME} (?:to (?:himself|herself|themselves)|secret)"),
    ("hid concealed withheld covered",
     rf"(?:hid|concealed|withheld) (?:the|an?|it|this|that|{_THEIR}|all|from)|covered{_SOME} up"),
    ("told", r"told (?:nobody|no-one|no one)"),
    ("nothing",
     r"said nothing|"
     r"did (?:absolutely )?nothing(?! (?:wrong|but|unusual|special|else|of the))"),
    ("broke breached flouted defied disobeyed violated",
     rf"(?:broke|breached|flouted|defied|disobeyed|violated) {_RULES}"),
    ("bypassed circumvented sidestepped", rf"(?:bypassed|circumvented|sidestepped) {_CONTROLS}"),
    ("told warned reminded asked",
     r"had (?:already )?been (?:told|warned|reminded|asked)(?: \w+){0,3} (?:twice|repeatedly|(?:\w+ )times)"),
    ("regardless anyway", r"(?:went|pressed|pushed|carried|ploughed|plowed) (?:ahead|on) (?:regardless|anyway)"),
    ("anyway", r"(?<=, and they )\w+ (?:\w+ )?anyway|chose to (?:\w+ ){1,4}anyway"),
    ("aware", r"(?:was|were) (?:well|fully|perfectly) aware\b[^.;:]{1,80}\b(?:and|but|yet) (?:\w+ ){0,2}(?:chose|went|"
              r"shipped|did nothing|carried|pressed|ignored|kept)"),
    ("job task challenge", r"(?:was|were|is|are) ?(?:\w+ )?(?:n't|not) (?:\w+ )?up to the (?:job|task|challenge)"),
    ("impatient hasty eager", r"(?:was|were|is|are) (?:\w+ )?too (?:impatient|hasty|eager)"),
    ("badly poorly", r"(?:badly|poorly) (?:handled|managed|planned)|(?:handled|managed) (?:very )?(?:badly|poorly)"),
    ("panicked dithered dawdled cheated stonewalled", r"panicked|dithered|dawdled|cheated|stonewalled"),
    ("guessed", r"guessed instead"),
    ("granted faith face", rf"took{_SOME} (?:for granted|on faith|at face value)"),
    ("just simply merely",
     r"(?:just|simply|merely) (?:assumed|trusted|believed|guessed|copied|clicked|ignored|accepted)"),
    ("pretended", r"pretended to"),
    ("rammed railroaded", rf"(?:rammed|railroaded){_SOME} through"),
    ("rushed", r"rushed (?:the|an?|this|that|it|its|their|his|her)\b(?! (?:site|scene|office|hospital))"),
    ("cost", r"cost us"),
    ("conclusion conclusions", r"(?:jumped|leapt|rushed) to (?:\w+ )?conclusions?"),
    ("never", r"never (?:once )?(?:reads?|opens?|checks?|tests?|looks?|listens?|asks?|learns?|bothers?|writes?|"
              r"answers?|follows?|do|does|think|thinks)\b"),
    ("answer", r"(?:has|have|had) (?:a lot |much )?to answer for"),
    ("trusted", r"(?:can|could)(?:not|n't| not) be trusted"),
    ("ignore disregard overlook neglect skip ignoring disregarding overlooking neglecting forgetting skipping dismiss",
     r"(?:chose|decided|elected|opted|preferred|continued|continues|chooses?) to (?:ignore|disregard|overlook|neglect|"
     r"skip|dismiss)|(?:kept|keeps?) (?:ignoring|disregarding|overlooking|neglecting|forgetting|skipping)"),
    ("careful thorough diligent attentive cautious vigilant competent professional conscientious",
     r"(?:is|are|was|were)(?:n't| not) (?:(?:\w+ly|very) )?(?:careful|thorough|diligent|attentive|cautious|vigilant|"
     r"competent|professional|conscientious)"),
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
    ("chose preferred", r"(?:chose|preferred) not to"),
    ("waited", r"waited until"),
)
# What is done to people afterwards.
_CONSEQUENCES = (
    ("spoken talked", r"(?:spoken|talked) to"),
    ("disciplined reprimanded sacked fired demoted rebuked admonished dismissed",
     r"disciplined|reprimanded|sacked|fired|demoted|rebuked|admonished|dismissed"),
    ("let", r"let go"),
    ("taken removed struck",
     rf"(?:taken|removed|struck) (?:off|from) (?:the|{_THEIR}) (?:on-call )?(?:rota|rotation|roster|team|project)"),
    ("warning", r"(?:received|given|issued|got) an? (?:formal|written|final|verbal|official|stern) (?:\w+ )?warning"),
    ("longer", r"no longer (?:has|have) (?:\w+ ){0,2}access"),
)  # fmt: skip
_SURELY: dict[Actor, Tier] = TIERS | {Actor.UNSURE: "error", Actor.NAMED: "error", Actor.OUTSIDER: "error"}
_PERHAPS: dict[Actor, Tier] = TIERS | {Actor.UNSURE: "warning", Actor.NAMED: "warning"}
_GENTLY: dict[Actor, Tier] = {Actor.HUMAN: "warning", Actor.OURS: "warning", Actor.UNSURE: "warning"}


def _deed(tiers: dict[Actor, Tier], words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        doer = sentence.doer(first, last)
        if doer is None or doer.actor not in tiers or not sentence.is_claimed(first):
            return
        if doer.actor is Actor.OURS and sentence.low(first) == "let":
            return  # an apology
        tier: Tier = "info" if sentence.explained(last) else tiers[doer.actor]
        if doer.actor is Actor.OURS and tier == "info":
            return
        yield sentence.found(doer.first, max(last, doer.last), "human-error", WHAT_MADE_IT_LIKELY, tier)

    return phrase_rule(words_, pattern, report)


def _consequence(words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        found = sentence.actor_before(first, mental=True)
        done = sentence.is_passive(first) or sentence.low(first) in ("received", "got", "no")
        if found is not None and found[0] in (Actor.HUMAN, Actor.UNSURE) and done and sentence.is_claimed(first):
            say = "leave out what followed for a person: it explains nothing, and the next one will stay silent"
            yield sentence.found(found[1], last, "blame-noun", say, "error")

    return phrase_rule(words_, pattern, report)


def _keyboard(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    yield sentence.found(first, last, "human-error", WHAT_MADE_IT_LIKELY, "error")


RULES = (
    phrase_rule("pebkac keyboard", r"pebkac|between (?:the )?keyboard and (?:the )?chair", _keyboard),
    *(_deed(_SURELY, *row) for row in _OF_PEOPLE),
    *(_deed(_PERHAPS, *row) for row in _OF_A_PERSON),
    *(_deed(_GENTLY, *row) for row in _SOFT),
    *(_consequence(*row) for row in _CONSEQUENCES),
)
