"""Secrets in sentences: the first one behind `password` or `key` that is not a word, a name or a version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_random, is_reference
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set
from afterword.times.calendar_names import MONTHS_IN_ENGLISH, SEASONS

_REACH = 110
"""Characters behind the word in which its value can follow."""
_MOST_WORDS, _MOST_WORDS_BEFORE_SIGNS = 9, 14
_TOKEN = late_pattern(r"\((?=[^()\n]{0,60}[ ])[^()\n]{1,60}\):?|[^\s]+")
"""A word, or a remark in brackets."""
_OPENING = "\"'`“„‘‚«‹([{<*_"
_CLOSING = "\"'`”“’»›)]}>,;:.?…*_"
_ENDS = late_pattern(r"(?<![.:])[.;]\Z|\A(?:but|because|while|although|aber|weil|mais|pero|ma|mas)\Z", re.IGNORECASE)
"""What ends the part of a sentence that speaks of the word."""
_AFTER_WORD = frozenset({"?", ",", ":", "=", "(", '"', "”", "“", "'", "`", "?:"})
_IS = word_set("""
    is was are were ist war sind waren lautet lautete est était sont es era fue é è sono são jest był była było je
    byl byla bylo är er var oli este idi volt
""")
IS = "|".join(sorted(_IS))
"""How sentences of several languages say that a password is one, but for those whose word is another one in English."""
_ADVERBS = word_set("""
    now still just simply literally currently nu nun jetzt einfach noch gewoon nog maintenant ahora ora agora teraz nå
    nyt bara bare juste simplement simplemente semplicemente simplesmente literalmente encore toujours
""")
ADVERBS = "|".join(sorted(_ADVERBS))
_LINKS = (
    _IS
    | _ADVERBS
    | word_set("""
    it's it’s its that's that’s there's here's be been becomes became reads read says said being equals contains
    changed set reset to as = : - – — → -> => only again auf на это on vanaf wurde étaient fut eram foi fueron blev
    została został zostało c'est à a теперь
""")
)
_NOUNS = (
    r"polic\w*|manager|hash\w*|field|file|length|strength|rules?|vault|prompt|check\w*|protect\w*|requirements?"
    r"|authenti\w*"
    r"|based|spray\w*|stuffing|auth|login|grant|flow|generator|entropy|column|store|event|handler|form|format|input"
    r"|complexity|less"
)
_OTHER_SUBJECTS = rf"(?:{_NOUNS}|rotation|reset|leak\w*|expir\w*|change[sd]?)"
_OTHER_SUBJECT = late_pattern(rf"(?i){_OTHER_SUBJECTS}\W*\Z")
"""Nouns that are about passwords, and none follows them."""
_NO_VALUE = late_pattern(
    r"(?i)(?:\w+://|www\.|/|~/|\./|[\w.+-]+@[\w-]+\.)\S*|v?\d[\d.,:/%-]*[a-z]{0,3}|\d{4}-\d\d-\d\dT.*"
    r"|(?-i:[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)(?::\d+)?(?:/\S*)?|\S*\d\.\d\S*"
    r"|\S+\.(?:py|js|ts|md|json|ya?ml|txt|log|com|org|net|io|ai|dev|exe|dll|sh|go|rs|java|cfg|conf|ini|toml|csv|sql)"
    r"|[\w.]+(?:/[\w.-]+)+|[a-z_]+\(.*|(?-i:#?[a-z]{1,10}[-_#]?\d+|[A-Z]{2,10}-\d+)"
    r"|(?:sha|md|aes|rsa|argon|bcrypt|scrypt|pbkdf|utf|iso|rfc|cve|ghsa|oauth|saml|ipv?|http|tls|base|gpt|gb"
    r"|v)[-_]?\d\S*"
    r"|\S*[a-z]['’](?:s|t|re|ve|ll|d|m)|(?:re|co|non|pre|post)-[a-z]+|[a-z]+(?:[-'’&][a-z]+)+|[a-z_]+=.*|\S*\[\S*"
)
"""Paths, addresses, versions, hosts, calls, tickets, algorithms, and words with a dash or an apostrophe."""
_MODEL = late_pattern(
    r"(?i)[a-z]+(?:[-_.][a-z]+)*[-_. ]?\d{1,4}(?:\.\d{1,3}){0,2}[a-z]{0,2}(?:-\d+[bkm])?(?:[-_.][a-z]+)*"
)
"""How models, hosts and releases are called, as a password can be too."""


def spoken(text: str, end: int, *, direct: bool = True) -> Iterator[tuple[int, int]]:
    """Yield the place of the password of which a sentence speaks.

    Args:
        text, end: where the word for `password` ends.
        direct: whether a value right behind the word counts if it looks like the name of a model.
    """
    stop = text.find("\n", end, end + _REACH)
    announced, is_told, was_told, number = direct, False, False, 0
    for number, token in enumerate(_TOKEN.finditer(text, end, stop if stop >= 0 else end + _REACH)):
        if number > _MOST_WORDS_BEFORE_SIGNS or "[" in token[0][1:]:
            return
        if number > _MOST_WORDS and not _is_signed(token[0].rstrip(_CLOSING)):
            continue
        whole = token[0]
        if whole[0] == "(" and " " in whole:
            announced = True  # the value is behind the remark
            continue
        if token.start() == end and whole not in _AFTER_WORD:
            return  # the word goes on
        value = whole.lstrip(_OPENING).rstrip(_CLOSING)
        start = token.start() + len(whole) - len(whole.lstrip(_OPENING))
        is_quoted = whole[:1] in tuple('("“„«`') and not value.islower()
        if looks_like_password(value, announced=announced or is_quoted) or (is_told and _is_told(value, whole)):
            yield start, start + len(value)
            return
        if _OTHER_SUBJECT.fullmatch(whole) and number == 0:
            return
        if announced and number == 0 and whole.lower() in ("admin", "root", "guest", "wifi", "default"):
            continue
        if _ENDS.search(whole):
            return
        was_told = was_told or whole.lower() in _TELLING
        if was_told and whole[-1:] == "," and not is_told:  # `was that of last year, …`
            is_told = True
            announced = False
            continue
        is_told = (is_told and whole.lower() in _ADVERBS) or whole.lower() in _TELLING or whole[-1:] in (":", "=", "→")
        is_adverb = announced and whole.lower() in _ADVERBS
        announced = (
            is_adverb or whole.lower().strip("\"'`,") in _LINKS or whole[-1:] in (":", "=", "→") or whole in _AFTER_WORD
        )


_TELLING = _IS | {"to", "on", "=", ":", "→", "->"}
_WORD_AND_NUMBER = late_pattern(r"[A-Za-z]{5,20}\d{1,4}")
_DOTTED_WORDS = late_pattern(r"[a-z]{3,16}(?:[._-][a-z]{3,16}){1,4}[._-]?\d{1,4}")
_TECHNICAL = late_pattern(
    r"(?i)(?:utf|sha|md|base|aes|rsa|http|oauth|server|host|node|port|line|page|step|level|version|argon|bcrypt"
    r"|scrypt|error"
    r"|issue|ticket|room|build|release|user|admin|test|section|chapter|windows|ubuntu|python|postgres|mysql|redis"
    r"|vault)\d+"
)


def _is_told(value: str, whole: str) -> bool:
    """Whether a value right behind `is` is a word or two with a number: `fietsbel12`, `blue.lamp.4`."""
    if is_filler(value) or is_reference(value) or _TECHNICAL.fullmatch(value):
        return False
    return (_WORD_AND_NUMBER.fullmatch(value) or _DOTTED_WORDS.fullmatch(value)) is not None and whole[-1:] != ":"


WELL_KNOWN = (
    "password", "passw0rd", "passwort", "passw0rt", "p@ssword", "p@ssw0rd", "welcome", "changeme", "letmein", "qwerty",
    "admin", "monday", "friday", "fruehling", *SEASONS, *(month for month in MONTHS_IN_ENGLISH if month != "may"),
)  # fmt: skip
"""Words that everybody makes a password of, with a number behind them."""
_COMMON = late_pattern(
    rf"(?<![\w@/.-])(?P<value>(?i:{'|'.join(WELL_KNOWN)})(?:19|20)?\d{{2}}"
    r"(?P<sign>[!?#$%&*@]{1,4})?)(?![\w@-]|\.\w)"
)
_TRYING = late_pattern(
    r"(?i)\b(?:tried|try|typed|guess\w*|log(?:ged|ging)? ?in|get in|sign(?:ed)? in|brute|spray\w*|stuffing"
    r"|change (?:it|that) to"
    r"|pass\w{0,6}|pw|pwd|credentials?|creds)\b"
)


def common(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield a password that everybody tries, a season or `Welcome` with a year; `at` is at the word.

    Without a sign at its end, the line has to speak of passwords.
    """
    match = _COMMON.match(text, at)
    if match and (
        (match["sign"] and match["value"][0].isupper())
        or _TRYING.search(text, max(text.rfind("\n", max(0, at - 100), at) + 1, at - 100, 0), at)
    ):
        yield match.span("value")


_BEFORE = late_pattern(
    r"(?<!\S)[\"'`“„(]{0,2}(?P<value>[^\s\"'`“”„()<>]{6,60}?)(?P<quote>[\"'`”“]?)[),]{0,2} (?:(?P<role>as|als|comme|"
    r"como|come|jako|som|for)|is|was|are|became|ist|war|wird|est|était|es|era|è|é|jest|är|er|zijn|=|<-|<=|←|–|—|-|"
    r",)?[ (]?\(?(?P<article>(?:['’]s|the|a|an|our|my|his|her|its|their|your|that['’]s|it['’]s|new|old|temp\w*|current|"
    r"actual|default|initial|root|admin|master|shared|prod\w*|staging|only|real|correct|right|same|das|der|die|dem|den|"
    r"mein|unser|alte[sn]?|neue[sn]?|ein|aktuelle\w?|le|la|l['’]|mon|notre|nouveau|ancien|un|une|el|mi|una|nuestra|"
    r"nueva|il|mia|nuova|o|minha|nova|het|de|mijn|nieuwe|oude) ){0,4}(?:[\w.-]{2,16} )?\Z"
)
"""What is before a word for `password` where the value is first: `… is the new password`, `use … as password`."""


_TRIED = late_pattern(
    r"(?i)(?<![a-z])(?:it['’]s|its|is|was|use|used|try|tried|typed|enter|entered) [\"'`]?(?P<value>"
    r"(?=[^\s]*\d)[^\s\"'`“”()<>]{7,60})[\"'`]?,?(?: [^\s.;:]{1,12}){1,7} \Z"
)
"""`I think it's … but my password fails`: the value needs a sign that no word or model has."""


def spoken_before(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the place of the password that a sentence has before the word for it; `start` is at that word."""
    begin = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    if (match := _BEFORE.search(text, begin, start)) is None:
        if tried := _TRIED.search(text, begin, start):
            value = tried["value"].rstrip(_CLOSING)
            if _is_signed(value) and looks_like_password(value, announced=True):
                yield tried.start("value"), tried.start("value") + len(value)
        return
    joins = text[match.end("value") : start].lstrip("\"'`”“)")
    value = match["value"].rstrip(_CLOSING)
    is_sure = bool(match["role"] or match["quote"] or match["article"])
    if joins.strip() and not _THING.match(text, start) and looks_like_password(value, announced=is_sure):
        yield match.start("value"), match.start("value") + len(value)


_PART = late_pattern(rf"(?i)[a-z' ]{{0,16}}[ -](?:{_NOUNS})\b")
_THING = late_pattern(rf"(?i)[a-z' ]{{0,16}}[ -](?:{_OTHER_SUBJECTS}|model|list|app|tool|service)\b")


_ANSWER = late_pattern(
    r"(?i)(?:(?:\?|[^\n?.]{0,40}(?:below|follows|here|next line)[.:]?|[^\n?.:]{0,30}:)[\"')]{0,2}[ \t]*\r?\n"
    r"(?:(?:\[?\d{1,2}:\d\d(?::\d\d)?\]? ?)?[^\n:]{1,40}: |> ?)?|[ \t]*\r?\n[^\n:]{1,40}: )[\"'`]?"
    r"(?P<value>[^\s\"'`,]{6,60}?)[\"'`]?[.!]?[ \t]*(?=\r?\n|\Z)"
    r"|[^\n.]{0,60}\r?\n[^\n:]{1,40}: (?:(?:it['’]?s|it is|that['’]?s|try|use|still|i think"
    r"|pretty sure)[ :,]{1,3}){1,2}[\"'`]?"
    r"(?P<told>[^\s\"'`,]{6,60})"
    r"|[^\n.]{0,40}[.!] (?:(?:the )?new one(?: is)?|it['’]s now|it is now|now it['’]s|(?:das )?neue(?: ist)?|jetzt"
    r"(?: ist es)?|le nouveau(?: est)?|la nueva(?: es)?)[: ]{1,3}[\"'`]?(?P<later>[^\s\"'`]{6,60})"
    r"|[^\n?]{0,40}\?[\"')]{0,2} (?:[^\n?]{0,40}[,:] )?"
    r"[\"'`]?(?P<asked>[^\s\"'`,]{6,60}?)[\"'`]?[.!]?[ \t]*(?=\r?\n|\Z)"
    r"|[^\n.]{0,20}? (?:from|von|de|da) [\"'`]?(?P<old>[^\s\"'`]{6,60})[\"'`]? (?:to|auf|in|à|a) [\"'`]?"
    r"(?P<new>[^\s\"'`]{6,60})"
)


_JOINED_WORDS = late_pattern(r"[a-z]{3,12}(?:[-_.][a-z]{3,12}){2,5}")


def answered(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the passwords of an answer in the next line or sentence, and of a change; `end` is behind the word."""
    if not _PART.match(text, end) and (match := _ANSWER.match(text, end)):
        for group in ("value", "told", "later", "asked", "old", "new"):
            value = (match[group] or "").rstrip(_CLOSING)
            are_words = (group == "asked" and _JOINED_WORDS.fullmatch(value)) or (
                group == "told" and _is_told(value, "")
            )
            if value and (are_words or looks_like_password(value, announced=True)):
                yield match.start(group), match.start(group) + len(value)


def looks_like_password(value: str, *, announced: bool) -> bool:
    """Whether a word is one that no text has but as a password; with less to show for it where it is announced."""
    if not 6 <= len(value) <= 60 or _NO_VALUE.fullmatch(value) or is_filler(value) or is_reference(value):
        return False
    digit = any(char.isdigit() for char in value)
    lower, upper = any(char.islower() for char in value), any(char.isupper() for char in value)
    sign = any(not char.isalnum() for char in value)
    if not (lower or upper) or not value.isprintable():
        return False
    classes = digit + lower + upper + sign
    if announced:
        return (classes >= 3 and digit) or (digit and classes == 2 and value.isalnum()) or _is_signed(value)
    return len(value) >= 7 and classes >= 3 and digit and not _MODEL.fullmatch(value)


def _is_signed(value: str) -> bool:
    """Whether a sign within a value is one that no word has."""
    return any(char in "!#$%&*+?@^~=|" for char in value[1:-1]) and value[0].isalnum()


_KEY = late_pattern(
    r"(?<![\w/+.-])(?<!word=)(?<!pass=)(?<!SHA256:)(?<!SHA512:)"
    r"(?P<value>(?=[A-Za-z0-9]{24}|[0-9]*(?:[A-Za-z]+[0-9]+){3}[A-Za-z])[A-Za-z0-9]{16,120})(?![\w/+.=-])"
)
"""The digest of a key, its fingerprint, is public."""
_KEY_BEFORE = late_pattern(
    r"(?<![\w/+.:=@-])(?P<value>[A-Za-z0-9_-]{24,120})[\"'`)]{0,2},?(?: [^\s.;=:]{1,14}){0,7}?[ "
    r"(]{1,2}[^\s.;=:/]{0,14} ?\Z"
)


def spoken_key(text: str, end: int) -> re.Match[str] | None:
    """Find the key of which a sentence speaks: letters of both cases and digits at random, which no digest has."""
    stop = text.find("\n", end, end + _REACH)
    for match in _KEY.finditer(text, end, stop if stop >= 0 else end + _REACH):
        value = match["value"]
        if (
            any(char.isdigit() for char in value)
            and any(char.islower() for char in value)
            and any(char.isupper() for char in value)
        ):
            return match
    return None


def spoken_key_before(text: str, start: int) -> re.Match[str] | None:
    """Find the key that a sentence has before the word for it: `… is still a valid token`, `… (the prod key)`."""
    begin = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    match = _KEY_BEFORE.search(text, begin, start) if _RANDOM.search(text, begin, start) else None
    return match if match and _RANDOM.match(match["value"]) and is_random(match["value"]) else None


_RANDOM = late_pattern(
    r"(?=[A-Za-z_-]*[0-9][A-Za-z_-]*[0-9][A-Za-z_-]*[0-9])(?=[^\W a-z]*[a-z])(?=[^\W A-Z]*[A-Z])[\w-]{24}"
)
