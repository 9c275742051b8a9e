"""Find causes that stop too early: at a person, `the model hallucinated`, a bad prompt, the nature of models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from afterword.language.actors import Actor, is_past
from afterword.language.blame import LAPSES, find_lapses
from afterword.language.finding import Finding
from afterword.language.prose import Passage
from afterword.language.sentence import Sentence, split_sentences
from afterword.language.tokens import Letters, triggers
from afterword.language.word_rules import Rules, WordRule
from afterword.language.words import ARTICLES
from afterword.text.late_pattern import late_pattern

CAUSE_KINDS = (
    "ends-at-person", "ends-at-model", "ends-at-nature", "ends-at-prompt", "ends-at-data", "ends-at-attention",
    "ends-at-vendor",
)  # fmt: skip

_MODEL = (
    r"(?:models?|llms?|(?:chat)?bots?|assistants?|agents?|ai|gpt[\w.-]*|claude|gemini|llama|mistral|copilot|network|"
    r"classifier|summari[sz]er|it)"
)
_VENDOR = r"(?:vendors?|providers?|suppliers?|third part(?:y|ies)|openai|anthropic|google|azure|aws)"
_BADLY = (
    r"(?:bad|badly|poor|poorly|wrong|weak|faulty|unclear|vague|ambiguous|suboptimal|sloppy|imprecise|inadequate|"
    r"insufficient|flawed|incorrect)"
)
_WRONG = r"(?:wrong|incorrect|false|bad|inaccurate|nonsensical|made-up)"
# What follows a noun that is not the first half of a compound: `a bad prompt`, not `a bad prompt cache hit rate`.
_ENDS = (
    r"(?=\W*$|\s?[^\w\s]|\s+(?:is|was|were|are|be|has|had|and|or|but|that|which|made|led|let|meant|in|of|on|for|by|to|"
    r"from|with|because|since|when|as|at|so|did|could|would|may|might|\w+ed)\b)"
)
# Each with words of which a match contains at least one: sentences with none of them are passed over.
_STOPS: tuple[tuple[str, str, str, str], ...] = (
    ("ends-at-nature",
     "work works behave behaves nondeterministic nondeterminism non deterministic stochastic probabilistic "
     "unpredictable random imperfect perfect nature hallucinate how known inherent mistakes",
     rf"\b(?:\w+ )?{_MODEL} (?:is|are|was|were|can be) (?:\w+ )?(?:non-?deterministic|stochastic|"
     r"probabilistic|unpredictable|random|imperfect|not (?:perfect|deterministic))\b(?!-)|\bnon-?determinism\b|"
     r"\bnature of (?:the )?(?:ai|llms?|models?|language models)\b|"
     r"\b(?:models|llms|ai) (?:\w+ ){0,3}(?:hallucinate|make mistakes)\b|"
     rf"\bhow (?:these )?(?:(?:large )?language )?{_MODEL} (?:work|behave)s?\b|"
     r"\b(?:known|inherent) (?:limitation|weakness|property|problem) of (?:the )?(?:ai|llms?|models?|"
     r"language models)\b",
     "say what let a varying output reach users: the check, limit or fallback that was missing"),
    ("ends-at-model",
     "hallucinated hallucinating hallucination hallucinations confabulated invented fabricated lied ignored "
     "disregarded disobeyed follow obey respect do misbehaved misunderstood made wrong incorrect false bad inaccurate "
     "nonsensical rogue rails crazy haywire acted behaved creative confused misread panicked own incorrectly "
     "wrongly badly smart clever good capable error glitch decided chose opted wanted preferred "
     "thought believed convinced",
     rf"\b{_MODEL} (?:(?:had|has|have|just|simply|then|also|was|were|\w+ly) ){{0,3}}(?:hallucinat(?:ed|ing)|"
     r"confabulated|invented|fabricated|lied|"
     r"(?:ignored|disregarded|disobeyed) (?:its|the|our) (?:system )?(?:instructions?|prompt|rules?)|(?:did not|didn't|"
     r"failed to) (?:follow|obey|respect) (?:its|the|our) (?:system )?(?:instructions?|prompt|rules?)|(?:did not|"
     r"didn't|failed to) do (?:what|as) (?:it|we|they)\b(?: \w+){1,3}|misbehaved|misunderstood|misread|panicked|"
     r"disobeyed|made (?:(?!a|an|the)\w+ ){0,4}?up|made (?:an? |several |some |many )?(?:\w+ )?(?:mistakes?|errors?)|"
     r"got (?:it|this|that|things) wrong|got (?:creative|confused)|went (?:rogue|crazy|haywire|off the rails)|acted up|"
     r"(?:behaved|acted) (?:\w+ )?(?:unexpectedly|erratically|strangely|oddly|badly|weirdly|unpredictably|incorrectly)|"
     r"(?:acted|decided) on (?:its|their) own|(?:decided|chose|opted|wanted|preferred) (?:to|that)|(?:thought|believed|"
     r"was convinced|were convinced) (?:that|it|the)|(?:gave|produced|returned|generated|output|wrote) (?:an? |"
     rf"the )?{_WRONG} \w+{_ENDS}|(?:answered|responded|replied|classified) (?:incorrectly|wrongly|badly)|not (?:smart|"
     r"clever|good|capable) enough|confused(?! (?:by|between|with|the|two))|wrong(?=\W*$|[^\w\s]| about))(?![-\w])"
     r"|\b(?:model|llm|ai|gpt[\w.-]*|a|an|of|by|to|is|was) hallucinations?\b|^\W*hallucinations?\b"
     r"|^\W*(?:an? )?(?:model|llm|ai|chatbot|bot) error\b|\bglitch in the (?:model|llm|ai)\b",
     "say what made that output likely (context, prompt, model, retrieval) and what let it through"),
    ("ends-at-prompt", "prompt prompts prompting",
     r"\bprompt(?:ing| engineering)? (?:mistake|error|issue|problem)\b|"
     rf"\b{_BADLY}(?:[- ](?:written|worded|designed|engineered|phrased|tuned))? (?:system )?"
     rf"prompt(?:s|ing| engineering| design)?\b{_ENDS}|"
     rf"\bprompts? (?:itself )?(?:was|were|is|are) (?:\w+ )?(?:{_BADLY}|not (?:good|clear|specific|"
     r"precise)(?: enough)?|too (?:vague|short|long))\b|"
     r"\bprompts? (?:could|should) have been (?:better|clearer|more \w+|stricter)\b",
     "say which instruction led to which output, and why tests and review let it pass"),
    ("ends-at-vendor", "vendor vendors provider providers supplier suppliers third openai anthropic google azure aws",
     rf"\b{_VENDOR} (?:simply |just |silently |quietly |suddenly )?(?:broke|messed up|changed|switched|swapped|"
     rf"degraded) (?:it|this|things|everything|something|the (?:model|api|service|behaviou?r))\b{_ENDS}|"
     rf"\b{_VENDOR}(?:'s \w+)? (?:got worse|(?:pushed|shipped|released) an? (?:bad|broken|faulty|buggy) \w+)\b{_ENDS}|"
     rf"\b(?:caused by|due to|because of|down to|fault of) (?:the |our |an? )?{_VENDOR}\b(?!'s){_ENDS}|"
     rf"\b{_VENDOR}(?:'s)? (?:fault|problem|issue|error)\b{_ENDS}|\bon (?:the |our )?{_VENDOR}(?:'s)? (?:side|end)\b",
     "say what let a change or fault of theirs reach users: the pin, comparison, fallback or limit that was missing"),
    ("ends-at-data", "data",
     r"\b(?:bad|poor|poor-quality|low-quality|dirty|insufficient|inadequate|not enough|too little) "
     rf"(?:training |input |source |reference |test )?data(?: quality)?\b{_ENDS}|"
     r"\bdata (?:was|were|is) (?:\w+ )?(?:bad|poor|dirty|insufficient|not (?:good|clean)(?: enough)?|"
     r"of (?:poor|low|bad) quality)\b",
     "say which data, how it came in, and which check on it was missing"),
    ("ends-at-attention",
     "attention care diligence awareness focus vigilance discipline careful attentive inattention",
     r"\b(?:lack of|too little|insufficient|not enough) (?:attention|care|diligence|awareness|focus|vigilance|"
     r"discipline)\b|\b(?:was|were) ?n[o']t (?:paying (?:\w+ )?attention|careful|attentive)\b|\binattention\b"
     r"|\b(?:did not|didn't) pay (?:\w+ )?attention\b",
     "say what hid it, and which control would have caught it"),
)  # fmt: skip
STOPS = tuple(
    (kind, triggers(needs.split()), late_pattern(pattern, re.IGNORECASE), say) for kind, needs, pattern, say in _STOPS
)
_ALL_NEEDS = frozenset().union(*(needs for _, needs, _, _ in STOPS))
_MOST = 40  # of one kind in one sentence: more than anybody writes
_PERSON = "go on: what made that likely, and which control was missing?"
_GOES_ON = late_pattern(
    r"\b(?:because|since|due to|owing to|as (?:the|it|its|we|no|there)|when (?!asked|users? asked|customers? asked)|"
    r"whenever|after|if|once|given|which|whose|where|from)\b(?:\s+\S+){2}|[:;—–](?:\s*\S+){4}|\bwith(?:out)? (?:no|an?|"
    r"the|any)\b|\b(?:and|but|while)\b(?:\s+[^\s.;]+){1,8}?\s+(?:no|not|only|nothing|never|lacks?|without|\w+n\'t)\b",
    re.IGNORECASE,
)
_LED_TO = late_pattern(
    r"\b(?:so|therefore|thus|hence|consequently|made|making|led|leading|caus(?:ed|ing)|meant|leaving|left|"
    r"forced)\b[^.]{0,40}$|^\W*(?:when (?!asked|users? asked|customers? asked)|after|once|because|since|with|without|"
    r"given|as)\b.{10,300},[^,]{0,40}$",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCED = late_pattern(r"\b(?:cause[ds]?|incident|outage|failure|it|this)\b[^.,;]{0,30}$", re.IGNORECASE)
_DENIED = late_pattern(r"(?:\b(?:not|never|no|than|beyond|without)|n't)(?:\s+\S{1,20}){0,4}\s*$", re.IGNORECASE)
# A wrong prompt that somebody deployed is no bad prompt.
_CHOSEN = late_pattern(
    r"\b(?:deploy|load|us|serv|ship|merg|push|select|pick|chose|copi|roll|start|point|releas|publish|promot)\w*"
    r"(?: (?:out|to|in|live))? (?:the |an? )?$",
    re.IGNORECASE,
)
_EFFECT = late_pattern(
    r"\W*(?:as a result|consequently|recovery|this|that|it|these|the (?:incident|outage|error|mistake|failure)|service|"
    r"users|customers|requests)\b[^.;]{0,60}?\b(?:impact\w*|caus\w+|led|resulted|affected|triggered|began|lasted|saw|"
    r"experienced|received|failed|lost)\b",
    re.IGNORECASE,
)
_CONDITION = late_pattern(
    r"\b(?:no|not|nothing|none|never|neither|without|lack\w*|missing|absent|only|because|since|due to|allow\w*|lets?|"
    r"permit\w*|default\w*|require\w*|un(?:tested|documented|clear|monitored|checked|limited)|instead of|rather than|"
    r"hard to|relie[sd] on|depend\w*|insufficient\w*|same name)\b|n't\b",
    re.IGNORECASE,
)
_RESPONSE = late_pattern(
    r"\W*(?:(?:so|then|afterwards|later|today|at \S+),? )?(?:we|the team|the on-call|engineers|it|this|the change|"
    r"users|customers)\b(?: \w+)? (?:have|has|had|was|were|been|will|rolled|fixed|restarted|reverted|apologi[sz]ed|"
    r"mitigated|resolved|disabled|told|informed|notified|complained|received|saw|"
    r"noticed)\b(?! (?:no|not|never|nothing)\b)",
    re.IGNORECASE,
)


def find_shallow_causes(text: str, people: frozenset[str] = frozenset()) -> list[Finding]:
    """Find where a chain of causes stops too early.

    A stop is excused if its sentence names a mechanism, or a sentence beside it or further on names what was missing
    or why. `text` is a section about causes: elsewhere `the model hallucinated` is only an observation.
    """
    letters = Letters(text.lower())
    if not (LAPSES.may_find(letters) or _DEEDS.may_find(letters) or letters.may_contain(_ALL_NEEDS)):
        return []
    told = split_sentences(text, people)
    stops = [[stop for stop in _stops(one) if not _explained(one.passage, stop)] for one in told]
    if not any(stops):
        return []
    goes_on = [not here and _goes_on(one.passage.text) for one, here in zip(told, stops, strict=True)]
    says_why = [on and bool(_CONDITION.search(one.passage.text)) for one, on in zip(told, goes_on, strict=True)]
    last_why = max((place for place, why in enumerate(says_why) if why), default=-1)
    found: list[Finding] = []
    for place, here in enumerate(stops):
        # What follows at once may be a cause of its own; anything else has to say what was missing, or why.
        is_excused = last_why > place or any(says_why[max(0, place - 1) : place]) or any(goes_on[place + 1 : place + 2])
        found += () if is_excused else here
    return sorted(replace(stop, matched=text[stop.start : stop.end]) for stop in found)


def _goes_on(text: str) -> bool:
    """Whether a sentence beside a stop tells more than the effect or the response."""
    return len(text.split()) >= 4 and not _RESPONSE.match(text) and not _EFFECT.match(text)


def _stops(sentence: Sentence) -> Iterator[Finding]:
    taken: list[Finding] = []
    for found in (find_lapses(sentence), _DEEDS.find(sentence)):
        taken += [f for f in islice(found, _MOST) if f.tier != "info" or f.kind == "accident"]
    text = sentence.plain
    for kind, needs, pattern, suggestion in STOPS:
        if not sentence.may_contain(needs):
            continue
        for match in islice(pattern.finditer(text), _MOST):
            before = text[max(0, match.start() - 60) : match.start()]
            chosen = kind == "ends-at-prompt" and match[0].lower().startswith(("wrong", "incorrect"))
            if _DENIED.search(before) or (chosen and _CHOSEN.search(before)):
                continue
            taken.append(sentence.found_at(*match.span(), kind, suggestion, "warning"))
    last = -1
    for stop in sorted(taken, key=lambda f: (f.start, f.kind.startswith("ends-at") is False, -f.end)):
        if stop.start >= last:
            is_own = stop.kind in CAUSE_KINDS and stop.kind != "ends-at-person"
            yield stop if is_own else replace(stop, kind="ends-at-person", suggestion=_PERSON, tier="warning")
            last = stop.end


def _deed(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find what a person did wrongly: `the engineer deployed the wrong version`, `accidentally deleted the index`."""
    is_object = sentence.low(place) == "wrong"
    if is_object and (place < 2 or sentence.low(place - 1) not in ARTICLES):
        return
    verb = place - 2 if is_object else place + 1
    found = sentence.actor_before(verb) if verb < len(sentence.line) and is_past(sentence.line[verb]) else None
    if found is not None and found[0] in (Actor.HUMAN, Actor.OURS) and not sentence.negated(place, 6):
        yield sentence.found(found[1], place + 1, "ends-at-person", _PERSON, "warning")


_DEEDS = Rules(WordRule({"wrong", "accidentally", "mistakenly", "inadvertently"}, _deed))


def _explained(passage: Passage, stop: Finding) -> bool:
    start, end = stop.start - passage.start, stop.end - passage.start
    # Slices first: a sentence may be as long as the document.
    before, after = passage.text[max(0, start - 400) : start], passage.text[end : end + 400]
    if _GOES_ON.search(after):
        return True
    return bool(_LED_TO.search(before)) and not (stop.kind != "ends-at-model" and _ANNOUNCED.search(before))
