"""Causes that stop too early: at a person, at `the model hallucinated`, at a bad prompt, at the nature of models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from afterword.language.actors import People
from afterword.language.failures import failures, should_have
from afterword.language.faults import characters, errors
from afterword.language.finding import Finding
from afterword.language.prose import Passage, prose
from afterword.language.sentence import Sentence
from afterword.language.words import word_set

CAUSE_KINDS = ("ends-at-person", "ends-at-model", "ends-at-nature", "ends-at-prompt", "ends-at-attention")

_MODEL = (
    r"(?:models?|llms?|(?:chat)?bots?|assistants?|agents?|ai|gpt[\w.-]*|claude|gemini|llama|network|classifier|"
    r"summari[sz]er|it)"
)
_BADLY = (
    r"(?:bad|badly|poor|poorly|wrong|weak|faulty|unclear|vague|ambiguous|suboptimal|sloppy|imprecise|inadequate|"
    r"flawed|incorrect)"
)
# Each with words of which a match contains at least one: sentences with none of them are passed over.
_STOPS: tuple[tuple[str, str, str, str], ...] = (
    ("ends-at-nature",
     "nondeterministic nondeterminism non deterministic stochastic probabilistic unpredictable random imperfect "
     "perfect nature hallucinate how known inherent",
     rf"\b(?:\w+ )?{_MODEL} (?:is|are|was|were|can be) (?:\w+ )?(?:non-?deterministic|stochastic|"
    rf"probabilistic|"
     r"unpredictable|random|imperfect|not (?:perfect|deterministic))\b|\bnon-?determinism\b|"
     r"\bnature of (?:the )?(?:ai|llms?|models?|"
     rf"language models)\b|\b(?:models|llms|ai) (?:\w+ )?hallucinate\b|\bhow (?:these )?{_MODEL} (?:work|behave)s?\b|"
     r"\b(?:known|inherent) (?:limitation|weakness|property|problem) of (?:the )?(?:ai|llms?|models?|"
     r"language models)\b",
     "say what let a varying output reach users: the check, limit or fallback that was missing"),
    ("ends-at-model",
     "hallucinated hallucinating hallucination hallucinations confabulated invented ignored disobeyed follow "
     "misbehaved misunderstood made wrong rogue acted confused",
     rf"\b{_MODEL} (?:(?:had|has|have|just|simply|then|was|were|\w+ly) ){{0,3}}(?:hallucinat(?:ed|"
    rf"ing)|confabulated|invented|"
     r"(?:ignored|disobeyed|did not follow|didn't follow) (?:its|the) (?:instructions?|prompt|rules?)|misbehaved|"
     r"misunderstood|made (?:\w+ ){1,4}?up|got (?:it|this|that|things) wrong|went rogue|acted up|confused|wrong)\b|"
     r"\b(?:model|llm|ai|gpt[\w.-]*|a|an|of|by|to|is|was) hallucinations?\b|^\W*hallucinations?\b",
     "say what made that output likely (context, prompt, model, retrieval) and what let it through"),
    ("ends-at-prompt", "prompt prompts prompting",
     rf"\b{_BADLY}(?:[- ](?:written|worded|designed|engineered|phrased|"
    rf"tuned))? (?:system )?prompt(?:s|ing| engineering| design)?\b|"
     rf"\bprompts? (?:itself )?(?:was|were|is|are) (?:\w+ )?(?:{_BADLY}|not (?:good|clear|specific|"
     rf"precise)(?: enough)?|too (?:vague|short|long))\b",
     "say which instruction led to which output, and why tests and review let it pass"),
    ("ends-at-attention",
     "attention care diligence awareness focus vigilance discipline careful attentive inattention",
     r"\b(?:lack of|too little|insufficient|not enough) (?:attention|care|diligence|awareness|"
    r"focus|vigilance|discipline)\b|"
     r"\b(?:was|were) ?n[o']t (?:paying (?:\w+ )?attention|careful|attentive)\b|\binattention\b|\b(?:did not|"
     r"didn't) pay (?:\w+ )?attention\b",
     "say what hid it, and which control would have caught it"),
)  # fmt: skip
STOPS = tuple((kind, word_set(needs), re.compile(pattern, re.IGNORECASE), say) for kind, needs, pattern, say in _STOPS)
_PERSON = "go on: what made that likely, and which control was missing?"
_GOES_ON = re.compile(
    r"\b(?:because|since|due to|owing to|as (?:the|it|its|we|no|there)|when (?!asked|users? asked|customers? asked)|"
    r"whenever|"
    r"after|if|once|given|which|whose|where|from)\b(?:\s+\S+){2}|[:;—–](?:\s*\S+){4}|\bwith(?:out)? (?:no|an?|the|"
    r"any)\b|"
    r"\b(?:and|but|while)\b(?:\s+[^\s.;]+){1,8}?\s+(?:no|not|only|nothing|never|lacks?|without|\w+n\'t)\b",
    re.IGNORECASE,
)
_LED_TO = re.compile(
    r"\b(?:so|therefore|thus|hence|consequently|made|making|led|leading|caus(?:ed|ing)|meant|leaving|left|"
    r"forced)\b[^.]{0,40}$|"
    r"^\W*(?:when (?!asked|users? asked|customers? asked)|after|once|because|since|with|without|given|"
    r"as)\b.{10,300},[^,]{0,40}$",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCED = re.compile(r"\b(?:cause[ds]?|incident|outage|failure|it|this)\b[^.,;]{0,30}$", re.IGNORECASE)
_DENIED = re.compile(r"(?:\b(?:not|never|no|than|beyond|without)|n't)(?:\s+\S{1,20}){0,4}\s*$", re.IGNORECASE)
_RESPONSE = re.compile(
    r"\W*(?:(?:so|then|afterwards|later|today|at \S+),? )?(?:we|the team|the on-call|engineers|it|this|the change|"
    r"users|customers)\b"
    r"(?: \w+)? (?:have|has|had|was|were|been|will|rolled|fixed|restarted|reverted|apologi[sz]ed|mitigated|resolved|"
    r"disabled|told|"
    r"informed|notified|complained|received|saw|noticed)\b(?! (?:no|not|never|nothing)\b)",
    re.IGNORECASE,
)


def ends_at(text: str, people: frozenset[str] = frozenset()) -> list[Finding]:
    """Where a chain of causes stops too early.

    A stop is excused where its sentence names a mechanism, or where a later sentence goes on to one. `text` is a
    section about causes: elsewhere `the model hallucinated` is only an observation.
    """
    known = People(people)
    passages = prose(text)
    stops = [list(_stops(passage, known)) for passage in passages]
    if not any(stops):
        return []
    found: list[Finding] = []
    goes_on = False
    for passage, here in zip(reversed(passages), reversed(stops), strict=True):
        if here and not goes_on:
            found += [stop for stop in here if not _explained(passage, stop)]
        mechanism = not here or any(_explained(passage, stop) for stop in here)
        goes_on = goes_on or (mechanism and len(passage.text.split()) >= 5 and not _RESPONSE.match(passage.text))
    return sorted(replace(stop, matched=text[stop.start : stop.end]) for stop in found)


def _stops(passage: Passage, people: People) -> Iterator[Finding]:
    sentence = Sentence(passage, people)
    taken: list[Finding] = []
    for rule in (errors, failures, should_have, characters):
        taken += [f for f in rule(sentence) if f.tier != "info"]
    fitting = [stop for stop in STOPS if sentence.may_say(stop[1])]
    text = re.sub(r"\s", " ", passage.text).replace("’", "'") if fitting else ""
    for kind, _, pattern, suggestion in fitting:
        for match in pattern.finditer(text):
            if _DENIED.search(text[max(0, match.start() - 60) : match.start()]):
                continue
            start, end = passage.start + match.start(), passage.start + match.end()
            taken.append(Finding(start, end, kind, passage.text[match.start() : match.end()], suggestion, "warning"))
    last = -1
    for stop in sorted(taken, key=lambda f: (f.start, f.kind.startswith("ends-at") is False, -f.end)):
        if stop.start >= last:
            kind = stop.kind if stop.kind in CAUSE_KINDS else "ends-at-person"
            say = stop.suggestion if kind != "ends-at-person" else _PERSON
            yield Finding(stop.start, stop.end, kind, stop.matched, say, "warning")
            last = stop.end


def _explained(passage: Passage, stop: Finding) -> bool:
    before = passage.text[: stop.start - passage.start][-400:]
    after = passage.text[stop.end - passage.start :][:400]
    if _GOES_ON.search(after):
        return True
    return bool(_LED_TO.search(before)) and not (stop.kind != "ends-at-model" and _ANNOUNCED.search(before))
