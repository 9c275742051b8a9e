"""The persons and teams that short texts of foreign documents name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from afterword.importing.reader.action_states import LINK, state_of, tells_state
from afterword.language.commitments.entries import is_role
from afterword.language.commitments.work_verbs import WORK
from afterword.text.word_lists import GIVEN_NAMES, NAME_PARTICLES, NO_PERSONS, ROLES
from afterword.text.word_set import word_set
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTHS_IN_ENGLISH

_HANDLES = re.compile(r"^(?:@[\w][\w./-]*)(?:\s*(?:,|/|&|\+|and|und|et|y|e|と|和)?\s*@[\w][\w./-]*)*$")
_NAME = r"(?:[A-ZÀ-ÖØ-ÞĀ-ž][\w'’.-]*|[\u3005\u3040-\u30ff\u4e00-\u9fff]{1,8}(?:さん|氏)?)"
_NAMES = re.compile(
    rf"^@?{_NAME}(?:\s(?:{'|'.join(NAME_PARTICLES.split())})\b)?(?:\s{_NAME}){{0,2}}(?:\s(?:team|"
    rf"Team|squad|guild|on-call|group|チーム))?$"
)
_TEAM = re.compile(
    r"(?i)^(?!(?:by|for|with|to|from|of|per)\s)(?:the\s)?(?:[\w&/'’-]+\s){0,3}[\w&/-]*\s?"
    r"(?:team|squad|guild|group|engineering|on-call|oncall|ops|crew|desk|チーム|组|団隊|部)$"
)
_JOINED = re.compile(
    r"\s*(?:,|/|&|\+|;|、|，|(?<![\u30a0-\u30ff])・|・(?![\u30a0-\u30ff])|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b|と|和|及)\s*"
)
_NO_NAMES = word_set("""
    Done Open Todo High Medium Low Short Long Immediate Prevent Prevention Detect Detection Mitigate Mitigation
    Process Other Next Follow Critical Major Minor Urgent None Unassigned TBD Everyone Later Now Q1 Q2 Q3 Q4 P0 P1
    P2 P3 P4 Yes No Technical Monitoring Testing Documentation Tooling Training Communication Improve Fix
    Investigate Response Recovery Term Completed Closed Status Owner Due Sprint Corrective Preventive Actions Action
    Tasks Items Remediation Bug Feature Sev1 Sev2 Jira Prio Priorität Hoch Niedrig Mittel Alta Media Baja Haute
    Basse Kurzfristig Langfristig Mittelfristig Sofort Already Ongoing Planned Soon Week Weeks From To For After
    Before With Without Incident Part Phase Step Short-term Long-term Preventative Detective Mitigative People
    Platform Product Security Reliability Code Tests Test Docs Sonstiges Technik Prozess Kurzfristige Langfristige
    Court Long Terme Inmediatas Imediatas
""") | {name.capitalize() for name in (*MONTHS_IN_ENGLISH, *DAYS_IN_ENGLISH)}
PRIORITY = re.compile(
    r"(?i:^[\[(]?(?:~?p[0-4]|prio(?:rity)?[ :]*\w+|high|medium|low|urgent|critical|s|m|l|xl|small|large|hoch|"
    r"mittel|niedrig|[高中低])[\])]?$)"
)
NO_OWNER = re.compile(
    r"(?i:^(?:(?:no |an? )?owner (?:to be|tbd|needed|wanted|open|missing)\b.*|needs (?:an )?owner|a designar|"
    r"(?:to be|por|à|da|nog te|do|(?:noch )?zu|wird noch|a(?= \w+ir\b))\s(?:found|named|agreed|assigned|decided|"
    r"determined|confirmed|defin\w+|asignar|attribuer|désigner|nommer|trouver|assegnare|decidere|bepalen|benannt|klären|finden|"
    r"benennen|bestimmen|ustalenia|przydzielenia|wyznaczenia|decidir)\b.*|"
    r"(?:not yet|not|no|none|noch (?:nicht|kein\w*)|kein\w*|nicht|pas (?:de|encore)|aucun\w*|sin|aún sin|ningun[oa]?|"
    r"sem|ainda sem|nenhuma?|nessun[oa]?|senza|geen|nog (?:geen|niet)|brak|bez|nie)\s"
    r"(?:owner|assigned|decided|known|clear|one|verantwortlich\w*|zuständig\w*|benannt|geklärt|klar|responsable|attribué|"
    r"défini|asignar|asignad[oa]|responsável|definid[oa]|responsabile|assegnat[oa]|eigenaar|verantwoordelijke|"
    r"toegewezen|bekend|przydzielon\w*|właściciela|osoby)\b.*|noch offen|open|"
    r"vacant|担当(?:者)?未定|未割り当て|待分配|未分配|待确认|unassigned|none|tbd|tba|n/?a|no owner|\?+|-+|–|—|"
    r"unknown|offen|未定|なし|待定|owner:? (?:none|tbd|\?)|(?:no ?body|no-?one|keiner|niemand|"
    r"personne|nadie|ninguém|nessuno|nikt)\b.*)$)"
)
_TEAM_NOUNS = word_set("""
    all alle accounting accounts agency analytics audit backend bi billing business ciso compliance content coo cs cto
    cx data dba design devops dispatch docs editorial education facilities finance frontend hr infosec infra
    integrations it lab labelling localisation logistics marketing ml mlops mobile network noc operations ops
    partnerships payments platform pm pr pricing privacy procurement product purchasing qa research risk rnd
    sales secops security soc sre storage support translation trust ux vendor warehouse web
""")
"""Nouns by which teams are called, which are those of what they work on, too."""
_ACCOUNT = re.compile(r"\(account [\w:-]{5,128}\)")
"""How a mention is written whose account has a number instead of a name, which is not an owner that people know."""


def owners_of(text: str, *, is_cell: bool = False) -> list[str] | None:
    """Return the persons and teams that a short text names and nothing else; None if it is something else.

    Args:
        text: without markup.
        is_cell: whether the place says that these are owners, so that small letters do, too.
    """
    is_cell = is_cell or bool(_ACCOUNT.search(text))
    text = _ACCOUNT.sub("", text).strip(" \t*_:()[]（）`").strip()
    text = text.rstrip(".") if len(text.split(" ")[-1]) > 3 else text
    if not text or NO_OWNER.match(text):
        return [] if is_cell and text else None
    if _HANDLES.match(text):
        return re.findall(r"@([\w](?:[\w./-]*\w)?)", text)
    pieces = [piece.strip().removeprefix("@") for piece in _JOINED.split(text) if piece.strip()]
    if is_cell:
        pieces = [piece.rstrip("@") for piece in pieces if not (state_of(piece.rstrip("?")) or NO_OWNER.match(piece))]
        names = [re.sub(r"\s*[(（][^)）]*[)）]?$", "", piece) for piece in pieces]
        return [name for name in names if not tells_state(name)]
    if len(text) > 60 or not pieces or tells_state(text):
        return None
    if all((_NAMES.match(piece) or _TEAM.match(piece)) and not _has_word(piece) for piece in pieces):
        return None if any(map(_is_thing, pieces)) else pieces
    return None


def owners_of_groups(titles: Sequence[str], people: Collection[str]) -> dict[str, list[str]]:
    """Return the owners that lines above the items of a section name, if these lines are surely about who.

    `Payments` beside `Ana Bo` owns what is below it; `Deployment` beside `Monitoring` only says what it is about.
    """
    named = {title: named_before(title) for title in titles}
    is_about_people = any(_is_surely_someone(names, people) for names in named.values())
    return {
        title: names
        for title, names in named.items()
        if is_about_people and (is_sure(names, people) or (names and (" " in names[0] or not names[0].isascii())))
    }


def _is_surely_someone(names: Sequence[str], people: Collection[str]) -> bool:
    """Whether names are those of persons, or have a word such as `team`; nouns of teams are topics, too."""
    return bool(names) and all(
        _TEAM.match(name) or _TITLED.fullmatch(name) or _EAST_NAME.fullmatch(name)
        or (is_sure([name], people) and not is_team(name))
        for name in names
    )  # fmt: skip


_EAST_SURNAMES = (
    "佐々木|佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|山口|松本|井上|木村|清水|山崎|阿部|池田|橋本|石川|中島|前田|藤田|"
    "小川|岡田|後藤|長谷川|石井|村上|近藤|坂本|遠藤|青木|藤井|西村|福田|太田|三浦|岡本|松田|中川|中野|原田|小野|田村|竹内|金子|和田|中山|石田|"
    "上田|森田|柴田|酒井|宮崎|宮本|内田|高木|安藤|谷口|大野|丸山|今井|藤原|河野|小島|村田|武田|上野|杉山|増田|小山|大塚|平野|菅原|久保|松井|"
    "野口|千葉|岩崎|桜井|木下|野村|菊地|菊池|新井|渡部|[林森原関王李张張刘劉陈陳杨楊黄赵趙吴吳周徐孙孫马馬朱胡郭何高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩"
    "韓曹曾彭肖蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧姜崔钟鐘谭譚陆陸汪范石廖贾賈韦韋方白邹鄒孟熊秦邱江尹薛阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴]"
)
_EAST_NAME = re.compile(
    rf"(?:{_EAST_SURNAMES})[\u4e00-\u9fff\u3040-\u309f]{{0,3}}|[\u3005\u3040-\u30ff\u4e00-\u9fff]{{1,8}}(?:さん|氏)|"
    r"[\u30a0-\u30ff]+(?:・[\u30a0-\u30ff]+)+|[\u4e00-\u9fff]{1,4}\s[\u4e00-\u9fff\u3040-\u30ff]{1,4}"
)
"""A name in Chinese characters or kana: with a common surname, a title, or two parts; `監視` is none."""
_EAST = re.compile(r"[\u3005\u3040-\u30ff\u4e00-\u9fff・\s]+")


def is_uncertain_in_the_east(text: str) -> bool:
    """Whether a word in Chinese characters or kana may be something else than a name: `監視`, `重要`."""
    return bool(_EAST.fullmatch(text)) and not (_EAST_NAME.fullmatch(text) or is_team(text))


def _is_thing(name: str) -> bool:
    """Whether a word with a capital is that of a system or a place: `Kubernetes`, `API`; those of teams are not."""
    words = name.split()
    is_acronym = len(words) == 1 and len(name) > 1 and name.isascii() and name.isupper()
    known = [word for word in words if word.casefold() in NO_PERSONS]
    is_known = bool(known) and not (words[0].casefold() in GIVEN_NAMES and len(known) < len(words))
    return (is_acronym or is_known) and not is_team(name)


def is_team(name: str) -> bool:
    """Whether words are those of a team or a role: `Security`, `the data team`, `on-call`."""
    words = name.casefold().split()
    return _TEAM.match(name) is not None or is_role(name) or all(word in _TEAM_NOUNS | ROLES for word in words)


def is_sure(owners: Sequence[str], people: Collection[str] = ()) -> bool:
    """Whether each of some owners is surely one by its name: of a known person, with a given name, or of a team."""
    firsts = {name.split()[0] for name in people if name}
    return bool(owners) and all(
        owner.casefold() in people
        or owner.split()[0].casefold() in firsts
        or (owner[:1].isupper() and re.split(r"[ .-]", owner)[0].casefold() in GIVEN_NAMES)
        or (is_team(owner) and not owner.isupper())
        or _EAST_NAME.fullmatch(owner) is not None
        for owner in owners
    )


_TITLED = re.compile(r"(?:(?:[A-Z]\.|Dr\.|Mr\.|Mrs\.|Ms\.|Herr|Frau|Mme|M\.)\s?)+[A-ZÀ-ÖØ-Þ][\w'’-]+")
_PERSON_OF = re.compile(r"[^()（）]{2,30}\s?[(（](?P<who>[^()（）]{2,30})[)）]")


_WITH_ROLE = re.compile(r"(?P<who>[^()（）]{2,40}?)\s?[(（](?P<inner>[^()（）]{2,40})[)）]")


def person_of(text: str) -> list[str] | None:
    """The person of `Mira Doshi (Security)` or `security team (Mira)`; None if it is something else."""
    match = _WITH_ROLE.fullmatch(text.strip(" .:"))
    if match is None:
        return None
    pieces = [match["who"], match["inner"]]
    named = [owners_of(piece) or ([piece] if is_team(piece) else []) for piece in pieces]
    persons = [names for names in named if names and not is_team(names[0])]
    is_certain = all(named) and persons and (len(persons) == 1 or is_sure(persons[0]))
    return persons[0] if is_certain else None


def named_before(text: str) -> list[str]:
    """Return the owners that words before a colon, or a heading, name: `Ana`, `A. Bo`, `Legal (Ms. Osei)`."""
    text = text.strip(" *_")
    if text.split(" ")[0].casefold() in WORK:
        return []  # `Rotate the keys (Ana): they are old`
    if person := person_of(text):
        return person
    inner = _PERSON_OF.fullmatch(text)
    for name in filter(None, (inner["who"].strip() if inner else "", text)):
        if _TITLED.fullmatch(name):
            return [name]
        if found := owners_of(name):
            return found
    return []


def _has_word(text: str) -> bool:
    return any(word in _NO_NAMES for word in text.split()) or bool(LINK.search(text)) or bool(PRIORITY.match(text))
