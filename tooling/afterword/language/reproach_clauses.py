"""Find reproaches that a whole sentence makes, in whichever words: what was known, whose job it was, what was left out.

`knew that it leaked and still opened it`, `testing was her job, and she did not`, `all but Dennis followed it`.
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.accusations import BLAME
from afterword.language.actors import Actor, is_past, phrase_before
from afterword.language.explanations import is_explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.human_error import possessed
from afterword.language.person_or_program import concerns, does_work
from afterword.language.reproach_words import REPROACH, TEMPERS, UNFAVOURABLE
from afterword.language.sentence import Sentence
from afterword.language.word_rules import Rule, phrase_rule
from afterword.text.word_set import word_set

_ACCUSED = (Actor.HUMAN, Actor.UNSURE, Actor.NAMED, Actor.ORGANISATION, Actor.OUTSIDER)
_STATIVE = words.BE | word_set("had needed took got could saw heard found received remained")
_PERCEIVED = word_set("see seen hear heard get got receive received have had know known need needed")
_CLAUSE_ENDS = word_set("; : and but")
_FAR = 14
_OBJECTS = words.ARTICLES | words.OURS | words.THIRD | word_set("to it on at about what that whether all three")
_DENIED = r"\b(?:did not|didn't|did nothing|never|failed|neglected|forgot|had not|hadn't|nobody|no one|without)\b"
_DUTIES = word_set("job duty task responsibility business role assignment")
_DUTY = rf"(?:{'|'.join(sorted(_DUTIES))})"
_CHECKED = (
    r"(?:followed|read|kept to|stuck to|obeyed|respected|understood|used|checked|tested|migrated|signed|updated|"
    r"answered|reported|attended|completed|did|does|do|managed|knew|noticed|saw)"
)
_AFTERTHOUGHT = (
    r"(?:think|thinks|thought|ask|asks|asked|test|tests|tested|check|checks|checked|read|reads|plan|plans|look|looks|"
    r"looked|verify|verified|apologi[sz]es?|apologi[sz]ed|review|reviewed|worry|worries|measure|measured|questions|"
    r"questions asked|asking|thinking|testing|checking|reading)"
)
_OF_WORK = (
    r"(?:read|looked|checked|tested|opened|seen|verified|reviewed|thought|understood|tried|run|been (?:read|tested|"
    r"reviewed|checked|awake|paying|looking|listening|thinking))"
)


def _subjectless(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find a lapse without its subject: `Forgot to drain the node`, `Never asked the owners`, `Ignored three"
    " alerts`."""
    follows = sentence.low(last + 1)
    low = sentence.low(last)
    named = follows == "to" or follows in _OBJECTS or follows.isdigit()
    if low in ("fail", "failed") and not (follows == "to" and does_work(sentence, last, last + 2)):
        return
    ends = follows in ("", ".", "!", "again", ",") and first != last
    if low == "missed" and not concerns(sentence, last):
        return
    if (named or ends) and not is_explained(sentence, last):
        yield sentence.found(first, last, "actor-failed", WHAT_MADE_IT_LIKELY, "warning")


def _against_knowledge(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `knew that it leaked and still opened it`, `was told of it and went ahead all the same`."""
    found = sentence.actor_before(first, mental=True)
    if found is None or found[0] not in (*_ACCUSED, Actor.OURS) or not sentence.is_claimed(first):
        return
    but = next(at for at in range(first + 1, last + 1) if sentence.low(at) in ("and", "but", "yet", "still"))
    acts = [at for at in range(but, len(sentence.line)) if is_past(sentence.line[at])]
    if acts and sentence.low(acts[0]) not in _STATIVE and not is_explained(sentence, last):
        tier: Tier = "warning" if found[0] is Actor.OURS else "error"
        yield sentence.found(found[1], last, "actor-failed", WHAT_MADE_IT_LIKELY, tier)


def _duty(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `testing was Farida's job, and she didn't`, `it was the duty of the lead to read it, which he did not`."""
    place = next(at for at in range(first, last + 1) if sentence.low(at) in _DUTIES)
    owner = possessed(sentence, place, "fault")
    who = sentence.who(place + 2) if sentence.low(place + 1) == "of" else None
    if (owner is not None or (who is not None and who[0] in _ACCUSED)) and not is_explained(sentence, last):
        yield sentence.found(owner[0] if owner else place, last, "actor-failed", WHAT_MADE_IT_LIKELY, "error")


def _alone(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `nobody but Henrik is responsible`, `Priya alone has to answer for it`."""
    who = sentence.who(last + 1)
    if sentence.low(last) == "alone":
        phrase = phrase_before(sentence.line, first - 1)
        who = sentence.who(phrase[0]) if phrase else None
        start = phrase[0] if phrase else first
    else:
        start = first
    if who is not None and who[0] in (*_ACCUSED, Actor.OURS):
        yield sentence.found(start, max(last, who[1]), "blame-noun", BLAME, "error")


def _afterwards(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `merges first and asks questions later`."""
    verb = first - 1 if sentence.low(first) == "first" else first
    found = sentence.actor_before(verb, mental=True)
    if found is None or found[0] in _ACCUSED or sentence.people_named:
        yield sentence.found(first, last, "scorn", REPROACH, "error")


def _kept_from(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `concealed the leakage from the product owners`."""
    by = sentence.actor_before(first, mental=True)
    whom = sentence.who(last + 1)
    if by is None or whom is None or by[0] not in _ACCUSED or whom[0] not in (*_ACCUSED, Actor.OURS):
        return
    if sentence.is_claimed(first) and not is_explained(sentence, last):
        yield sentence.found(by[1], whom[1], "actor-failed", WHAT_MADE_IT_LIKELY, "error")


def _as_ever(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find an ill deed that is said to be a habit: `as ever, payments did not`, `broke it, as they always do`."""
    ends = (at for at in range(last + 1, len(sentence.line)) if sentence.low(at) in _CLAUSE_ENDS)
    clause = (*sentence.lows[max(0, first - _FAR) : first], *sentence.lows[last + 1 : next(ends, last + _FAR)])
    ill = any(low in UNFAVOURABLE or low.endswith("n't") for low in clause)
    if not ill or is_explained(sentence, last) or sentence.spoken_of(first):
        return
    if sentence.people_named and not sentence.is_of_writers:
        yield sentence.found(first, last, "scorn", REPROACH, "warning")


def _how_kind(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `Nice of the vendor to tell us four hours later`."""
    who = sentence.who(last + 1)
    late = not UNFAVOURABLE.isdisjoint(sentence.lows[last:]) or not {"after", "later"}.isdisjoint(sentence.lows[last:])
    if who is not None and who[0] in _ACCUSED and late:
        yield sentence.found(first, who[1], "scorn", REPROACH, "error")


def _cannot_have(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `he cannot have read it`."""
    found = sentence.actor_before(first, mental=True)
    if found is not None and found[0] in (Actor.HUMAN, Actor.UNSURE) and not is_explained(sentence, last):
        yield sentence.found(found[1], last, "actor-failed", WHAT_MADE_IT_LIKELY, "warning")


def _not_even(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `did not even open it`, `can't even keep it alive`."""
    denial = sentence.low(first - 1)
    if not (denial in ("not", "never", "cannot") or denial.endswith("n't")):
        return
    found = sentence.actor_before(first - 1, mental=True)
    if found is None or found[0] not in (Actor.HUMAN, Actor.UNSURE) or sentence.low(last) in words.BE | _PERCEIVED:
        return
    if not is_explained(sentence, last) and not sentence.hypothetical(first):
        yield sentence.found(found[1], last, "actor-failed", WHAT_MADE_IT_LIKELY, "error")


def _it_was(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `it was Nikos again`."""
    who = sentence.who(last + 1)
    if who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE, Actor.NAMED) and sentence.low(who[1] + 1) == "again":
        yield sentence.found(first, who[1] + 1, "blame-noun", BLAME, "error")


def _handiwork(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `is entirely Hugo's making`, `Tomasz owns this failure`, `belongs to Dimitri`."""
    owner = possessed(sentence, last, "fault") if sentence.low(last) not in words.DAMAGE | {"to"} else None
    if owner is not None:
        yield sentence.found(owner[0], last, "blame-noun", BLAME, "error")
    elif sentence.low(last) == "to":
        who = sentence.who(last + 1)
        if who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE):
            yield sentence.found(first, who[1], "blame-noun", BLAME, "error")
    else:
        found = sentence.actor_before(first, mental=True)
        if found is not None and found[0] in (Actor.HUMAN, Actor.UNSURE):
            yield sentence.found(found[1], last, "blame-noun", BLAME, "error")


def _all_but(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `everyone followed the checklist except Dennis`."""
    who = sentence.who(last + 1)
    if who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE) and not is_explained(sentence, who[1]):
        yield sentence.found(first, who[1], "scorn", REPROACH, "error")


def _somehow(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `somehow the agency managed to reboot all three`."""
    if sentence.people_named or _names_organisation(sentence, first, last):
        yield sentence.found(first, last, "scorn", REPROACH, "error")


def _names_organisation(sentence: Sentence, first: int, last: int) -> bool:
    places = range(first, last + 1)
    return any(sentence.low(at) in words.ORGANISATIONS | words.OUTSIDERS | words.DEPARTMENTS for at in places)


def _instead(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `guessed it instead of computing it`, `rather than asking`, of a person."""
    if sentence.is_of_writers or not sentence.people_named or is_explained(sentence, first):
        return
    yield sentence.found(first, last, "actor-failed", WHAT_MADE_IT_LIKELY, "error")


def _remark(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find a sentence that is nothing but a sneer: `Typical.`, `Classic.`."""
    if len(sentence.line) <= last + 2 and sentence.follows_another:
        yield sentence.found(first, last, "scorn", REPROACH, "warning")


def _too(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `too proud to ask`, of a person."""
    if sentence.low(first + 1) not in TEMPERS or sentence.spoken_of(first) or is_explained(sentence, last):
        return
    if sentence.people_named:
        yield sentence.found(first, last, "character", REPROACH, "error")
    elif first == 0:
        yield sentence.found(first, last, "character", REPROACH, "warning")


def _by_whom(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `left unread by the domain owner`."""
    who = sentence.who(last + 1)
    if who is not None and who[0] in _ACCUSED and not is_explained(sentence, last):
        yield sentence.found(first, who[1], "actor-failed", WHAT_MADE_IT_LIKELY, "error")


def _unchecked(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `signed a build that she had not installed`, `although he has performed none of the checks`."""
    verb = next((at for at in range(first - 1, -1, -1) if is_past(sentence.line[at])), -1)
    found = sentence.actor_before(verb, mental=True) if verb > 0 else None
    of_person = sentence.is_of_timeline or (found is not None and found[0] in (Actor.HUMAN, Actor.UNSURE))
    if of_person and not is_explained(sentence, last):
        yield sentence.found(first, last, "actor-failed", WHAT_MADE_IT_LIKELY, "error")


_LAPSED = (
    r"neglected|forgot|ignored|overlooked|disregarded|skipped|omitted|refused|dismissed|botched|bungled|failed|missed|"
    r"rubber-stamped|fumbled|rushed|guessed|assumed"
)
RULES: tuple[Rule, ...] = (
    phrase_rule(
        "neglected forgot ignored overlooked disregarded skipped omitted refused dismissed botched bungled failed "
        "missed rubber fumbled rushed guessed assumed never didn did",
        rf"(?<!.)(?:(?:once again|again|simply|just|completely|totally|blindly),? )?(?:{_LAPSED}|(?:never|didn't|did "
        rf"not)"
        r"(?: even| once| really| so much as| bother to)* (?:read|ask|check|test|open|look|listen|think|bother|verify|"
        r"review|follow|tell|inform|warn|consult|validate|document|care|call|page|escalate|notice|wait)(?:ed)?)",
        _subjectless,
    ),
    phrase_rule(
        "knew knowing known aware told warned saw seen reminded advised asked heard noticed",
        r"(?:knew|was aware|were aware|well aware|(?:was|were|been) (?:told|warned|reminded|advised|asked not)|saw|"
        r"heard|noticed)\b[^.;:]{0,90}?,? (?:(?:and|but|yet) (?:[\w'-]+ ){0,2}?(?:still|nonetheless|nevertheless)\b|"
        r"(?:and|but|yet)\b[^.;:]{1,90}?\b(?:anyway|regardless|all the same|nonetheless|nevertheless|just the same|in "
        r"spite of it|despite it))",
        _against_knowledge,
    ),
    phrase_rule(
        "job duty task responsibility business role assignment",
        rf"(?:was|were|is|are|had been|would have been|should have been) (?:[\w'-]+ "
        rf"){{1,5}}?{_DUTY}\b[^.;]{{0,80}}?(?:{_DENIED}|\bbut\b)|would have been (?:[\w'-]+ ){{1,5}}?{_DUTY}",
        _duty,
    ),
    phrase_rule(
        "but than except alone only; nobody no none alone",
        r"(?:nobody|no one|none|no-one) (?:else )?(?:but|other than|else than|except)(?= [^.;]{1,50} (?:responsible|"
        r"accountable|liable|to blame|at fault|answers?|to answer)\b)|alone(?= (?:\w+ )?(?:is|was|are|were|has|have|"
        r"bears?|carries) (?:\w+ )?(?:responsible|accountable|liable|to blame|at fault|to answer|the blame)\b(?! for "
        r"(?:the (?:order|content|choice|list|naming|schedule))))",
        _alone,
    ),
    phrase_rule(
        "first now shoot",
        rf"(?:first|now)(?:,| and| then|;)+ (?:[\w'-]+ )??{_AFTERTHOUGHT} (?:[\w'-]+ ){{0,2}}?(?:later|afterwards|"
        rf"never|second)",
        _afterwards,
    ),
    phrase_rule(
        "from",
        r"(?:hid|hides|hiding|hidden|concealed|conceals|withheld|withholds|kept|keeps|held back) (?:[\w'-]+ "
        r"){1,6}?from",
        _kept_from,
    ),
    phrase_rule(
        "constantly regularly habitually often generally usual always ever again typical typically course predictably"
        " naturally time way once more usually; as like once yet way predictably time",
        r"as (?:usual|always|ever)|like (?:always|every time)|(?:once|yet) (?:again|more)|(?:like|as|the way) (?:he|"
        r"she|they|you|people|these \w+|those \w+|that \w+) (?:always|usually|so often|constantly|regularly|"
        r"habitually|all too often|generally) (?:do|does|did|are|is)|predictably|(?:for )?the (?:umpteenth|nth|third|"
        r"fourth|fifth|hundredth) time",
        _as_ever,
    ),
    phrase_rule(
        "nice kind good generous thoughtful considerate gracious sweet helpful decent big",
        r"(?<!.)(?:how |very |so |really |awfully |terribly )?(?:nice|kind|good|generous|thoughtful|considerate|"
        r"gracious|sweet|helpful|decent|big) of",
        _how_kind,
    ),
    phrase_rule(
        "have",
        rf"(?:cannot|can't|can not|could not|couldn't|could hardly|can hardly) (?:possibly |even |really )?have "
        rf"{_OF_WORK}",
        _cannot_have,
    ),
    phrase_rule(
        "everyone everybody all every; except apart save bar but",
        rf"(?:everyone|everybody|all (?:the )?(?:other|others|the others)|every(?: other)?)(?: [\w'-]+){{0,3}}? "
        rf"{_CHECKED}\b"
        r"(?:(?! (?:because|when|if|while)\b)[^.;]){0,50}?,? (?:except(?: for)?|apart from|save(?: for)?|bar|but for|"
        r"but)",
        _all_but,
    ),
    phrase_rule(
        "somehow",
        r"somehow\b[^.;]{0,70}?\b(?:managed|manages|contrived|succeeded|got it into)\b(?! to (?:\w+ly )?(?:restore|"
        r"recover|save|contain|keep|fix|stop|finish|reach|get|find|rebuild|ship|reproduce|revive|bring|hold|stay|"
        r"rescue))",
        _somehow,
    ),
    phrase_rule(
        "instead rather",
        r"(?:instead of|rather than) (?:\w+ly |even |first |just |simply )?(?:escalating|asking|checking|reading|"
        r"waiting|calling|looking|testing|consulting|reporting|admitting|following|thinking|verifying|paging|handing|"
        r"telling|informing|warning|reviewing|investigating|owning|apologi[sz]ing|running|opening|listening|helping|"
        r"learning|fixing|computing|measuring|counting|calculating|comparing|confirming|inspecting|studying|learning|"
        r"documenting|coordinating|discussing|notifying|alerting|watching|paying|doing (?:his|her|their|the|what)|"
        r"taking (?:care|the time)|using (?:his|her|their) (?:head|brain|brains))",
        _instead,
    ),
    phrase_rule(
        "even once much",
        r"(?:even|once|so much as) (?:\w+ly )?\w+",
        _not_even,
    ),
    phrase_rule("it; again", r"it (?:was|is)(?= [^.;]{1,40} again\b)", _it_was),
    phrase_rule(
        "own belonged making doing handiwork mess owns owned belongs belong",
        r"(?:is|was|are|were) (?:\w+ly |all )?[\w' -]{1,40}? (?:making|doing|handiwork|mess)(?= ?[.,;!]|\W*$)"
        rf"|(?:owns?|owned) (?:this|the|that) (?:\w+ )?(?:{'|'.join(sorted(words.DAMAGE))})(?=\W*$)"
        r"|(?:bug|mistake|error|mess|outage|failure|blame|fault|problem) (?:belongs?|belonged) to",
        _handiwork,
    ),
    phrase_rule("too", r"too [\w-]+ to", _too),
    phrase_rule(
        "by",
        r"(?:left|gone|went|remained) (?:\w+ly )?(?:un[\w-]+ed|unread|unseen|undone|half-\w+) (?:\w+ )??by",
        _by_whom,
    ),
    phrase_rule(
        "he she they",
        r"(?:that|which|although|though|while) (?:he|she|they) (?:had not|hadn't|has not|hasn't|had never|has never|"
        r"did not|didn't|never) (?:\w+ly |even |once |yet |so much as )*(?:performed?|read|done|run|ran|test(?:ed)?|"
        r"check(?:ed)?|seen|opened?|install(?:ed)?|tried|verif(?:y|ied)|review(?:ed)?|inspect(?:ed)?|look(?:ed)? at|"
        r"understood|understand)|(?:although|though|while) (?:he|she|they) (?:had|has) (?:performed|read|done|run|"
        r"tested|checked|seen) (?:none|nothing)",
        _unchecked,
    ),
    phrase_rule("unbelievable typical classic bravo brilliant genius marvellous wonderful congratulations priceless",
                r"(?<!.)(?:how |so |just |absolutely )?(?:typical|classic|bravo|brilliant|genius|marvellous|"
                r"congratulations|priceless|unbelievable)(?= ?[.!])", _remark),
)  # fmt: skip
