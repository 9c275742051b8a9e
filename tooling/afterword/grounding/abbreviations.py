"""What short forms of evidence stand for in a sentence: roles, languages, countries, cities and weekdays."""

from __future__ import annotations

import re

from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTHS

SHORT_ROLES = {
    "sre": "site reliability engineer", "pm": "product manager", "qa": "quality assurance", "ml": "machine learning",
    "cto": "chief technology officer", "ceo": "chief executive officer", "ciso": "chief information security officer",
    "dpo": "data protection officer", "dpia": "data protection impact assessment", "cfo": "chief financial officer",
    "coo": "chief operating officer", "cpo": "chief product officer", "vp": "vice president", "hr": "human resources",
    "em": "engineering manager", "ic": "incident commander", "csm": "customer success manager",
    "dba": "database administrator", "cs": "customer success", "asr": "speech recognition",
}  # fmt: skip
_CAPITALS = {
    code: frozenset(names.split("|"))
    for line in """
ar:arabic bg:bulgarian cs:czech da:danish de:german|germany el:greek en:english es:spanish|spain et:estonian
fi:finnish|finland fr:french|france he:hebrew hi:hindi hr:croatian|croatia hu:hungarian|hungary id:indonesian|indonesia
ja:japanese ko:korean lt:lithuanian|lithuania lv:latvian|latvia nl:dutch|netherlands|holland
pl:polish|poland pt:portuguese|portugal ro:romanian|romania ru:russian|russia sk:slovak|slovakia
sl:slovenian sv:swedish th:thai|thailand tr:turkish|turkey uk:ukrainian|united|kingdom|britain|british vi:vietnamese
zh:chinese au:australia|australian be:belgium|belgian br:brazil|brazilian ca:canada|canadian
ch:switzerland|swiss cl:chile cn:china|chinese cz:czech|czechia|republic dk:denmark|danish ee:estonia
eu:european|union|europe gb:britain|british|united|kingdom gr:greece|greek ie:ireland|irish il:israel|israeli
jp:japan|japanese kr:korea|korean mx:mexico|mexican my:malaysia|malaysian ng:nigeria nz:new|zealand
ph:philippines se:sweden|swedish sg:singapore si:slovenia ua:ukraine|ukrainian us:united|states|american|america
usa:united|states|american|america uae:united|arab|emirates vn:vietnam za:south|africa|african ke:kenya eg:egypt
nyc:new|york sf:san|francisco la:los|angeles dc:washington emea:europe|middle|east|africa apac:asia|pacific
latam:latin|america dach:germany|austria|switzerland sin:singapore fra:frankfurt ams:amsterdam lhr:london lon:london
cdg:paris par:paris syd:sydney nrt:tokyo hnd:tokyo gru:paulo bom:mumbai del:delhi dub:dublin arn:stockholm
sto:stockholm iad:virginia sfo:francisco lax:angeles ord:chicago sea:seattle yyz:toronto hkg:hong|kong
""".strip().splitlines()
    for code, names in (pair.split(":") for pair in line.split())
}
"""Codes in capital letters (ISO 639-1, ISO 3166-1, IATA and usual ones), each with words for what it names."""
_CAPITAL_CODE = late_pattern(rf"(?<![\w.-])(?:{'|'.join(_CAPITALS).upper()})(?![\w-])")
_WEEKDAYS = {short: name for name in DAYS_IN_ENGLISH for short in (name[:3], name.removesuffix("day"), name[:4])}
_SHORT_DAY = late_pattern(
    rf"\b(?:{'|'.join(day.capitalize() for day in _WEEKDAYS)})\b|(?<=\b[Oo]n )(?:{'|'.join(_WEEKDAYS)})\b"
)
_SHORT_MONTHS = {name[:3].capitalize(): name for name in MONTHS if len(name) > 4}
_SHORT_MONTH = late_pattern(rf"\b(?:{'|'.join(_SHORT_MONTHS)})\b")
_AFTERNOON = late_pattern(r"\d\s?pm\b", re.IGNORECASE)


def written_out(text: str, words: frozenset[str]) -> set[str]:
    """Return the words for which short forms of a text stand, in lower case, and the short forms of long ones.

    Args:
        text: as it was written, since `IT` is a country and `it` is not.
        words: the words of the text in lower case.
    """
    said = normalise_caseless(text)
    found = {name for code in _CAPITAL_CODE.findall(text) for name in _CAPITALS[code.lower()]}
    found |= {_WEEKDAYS[day.lower()] for day in _SHORT_DAY.findall(text)}
    found |= {_SHORT_MONTHS[month] for month in _SHORT_MONTH.findall(text)}
    roles = words & SHORT_ROLES.keys() - ({"pm"} if _AFTERNOON.search(text) else set())
    found |= {part for word in roles for part in SHORT_ROLES[word].split()}
    return found | {short for short, long in SHORT_ROLES.items() if long in said}
