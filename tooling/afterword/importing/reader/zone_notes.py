"""The zone that a document states for all its times: in a field, a heading, a table's head, or a note.

A note is a sentence of which every word before the zone belongs to such notes (`Toutes les heures sont en …`), so that
`the cron job runs at midnight UTC` is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from afterword.importing.reader.reading import Field, Part
from afterword.importing.reader.stamps import read_stamp
from afterword.importing.reader.time_columns import TIME_HEAD
from afterword.importing.reader.unit import Unit, plain
from afterword.importing.reader.zone_names import certain_first, zone_in, zones_in
from afterword.times.written_days import read_day

_TIMES = frozenset(
    re.findall(
        r"\S+",
        """
        time times tempos tiempos temps timestamp timestamps timezone tz clock clocks zone zones zeit zeiten zeitangabe
        zeitangaben zeitzone zeitstempel uhrzeit uhrzeiten ortszeit uhr heure heures horaire horaires
        horodatage horodatages fuseau hora horas horario horarios huso zona horário horários fuso ora ore
        orario orari tijd tijden tijdstip tijdstippen tijdstempels tijdzone tijdsaanduidingen czas czasy
        godzina godziny czasowa czasowej strefa strefie czasie czasu
        """,
    )
)
_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        all the these those any each every everything is are in at as to by of on for with this that here
        below above following given shown listed stated expressed written noted reported recorded displayed
        quoted use uses using refer refers throughout local document report section timeline table page log
        post mortem postmortem incident review note notes nb n b unless otherwise else specified mentioned
        indicated if not marked day event events entries entry s standard daylight both columns column dates
        date and alle die der das den dem des ist sind im am als bis nach zu und unten oben angegeben lokal
        lokale lokaler lokalen folgenden folgende wenn sofern falls soweit nicht anders anderes vermerkt
        genannt dieses dieser diesem dokument dokuments bericht berichts angaben hinweis anmerkung stehen
        jeweils sämtliche toutes tous les le la l de du sont est en à au aux ce cette dans ci dessous dessus
        exprimées exprimés indiquées indiqués données locale locales locaux sauf mention indication
        contraire rapport et remarque todas todos las los el lo son están es está al del a expresadas
        expresados indicadas indicados hora salvo indicación contraria que se indique contrario documento
        informe abajo siguientes esta este y nota os o são estão em no na nos nas dados dadas expressos
        expressas locais indicação contrário relatório abaixo seguintes tutti tutte gli i il sono è nel di
        indicati indicate espressi espresse riportati riportate locali diversa indicazione rapporto seguenti
        qui sotto het een zijn staan van op tenzij vermeld aangegeven hieronder genoemde onderstaande dit
        wszystkie wszystkich są jest w według ile nie podano podane podany podana zaznaczono inaczej
        dokumencie raporcie poniżej poniższe lokalny lokalnego uwaga
        """,
    )
)
_BEHIND = re.compile(
    r"(?i)(?:unless|as|because|by|so|for|which|even|though|i\.e|weil|da|car|porque|perché|except|since|per|falls|sofern|wenn|sauf|salvo|"
    r"tenzij|chyba|o ile|throughout|only|"
    r"from|taken|und|and (?:in|use|are)|\+|=|time|zeit|tijd)\b|[^\w\s]|$"
)
_EAST = re.compile(
    r"以下|本文書|本文|本書|本レポート|すべて|全て|全部|所有|全|時刻|時間|时刻|时间|日時|表記|表示|記載|しています|します|です|特記|なき|"
    r"限り|特に|断り|ない|記述|除|特别|特殊|说明|說明|外|如无|若无|另有|均|皆|都|为|為|是|采用|使用|以|按|为准|中|内|の|は|が|を|で|に|と|る|て|い|注"
)
_SUBJECT_FIRST = re.compile(
    r"(?i)^\W*(?:(?:all|the|alle|die|toutes|tous|les|todas|todos|las|los|os|as|tutti|gli|de|wszystkie)\s){0,2}"
    r"(?:times|timestamps|clock times|zeiten|zeitangaben|uhrzeiten|zeitstempel|heures|horaires|horas|"
    r"horarios|horários|orari|tijden|"
    r"godziny|czasy)\s(?![^.]*\b(?:not|nicht|pas|no|não|non|niet|were|was)\b)[^.:;]{0,60}?\b(?:are|sind|sont|son|"
    r"están|são|estão|sono|zijn|są)\s(?:all\s)?(?:in|en|em|w)?\s*$"
)
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*(?=[^\s.!?。！？])|\n|\s+[|·•]\s+|[;；]\s*")
_CLAUSE = re.compile(r"[,，、]\s*|\s[–—-]\s")
_CLOCK_WITHIN = re.compile(
    r"(?:(?<![\w:.,/-])(?P<first>\d{1,2}[:.h]\d\d)\s(?:and|to|until|und|bis|et|à|y|e|a|en|i|do)\s)?"
    r"(?P<last>(?:(?<![\w:.,/-])|(?<=\d\d-\d\dT))\d{1,2}[:.h]\d\d(?![\d%]))"
)
"""A time of day in a sentence, with the one before it that has the same zone: `between 14:02 and 15:10 CET`."""
_LONGEST = 200


def stated_zone(
    units: Sequence[Unit], parts: Sequence[Part], timeline: set[int], fields: Sequence[Field]
) -> tuple[str, int]:
    """Find the zone that a document states for its times: a field, a heading, a table's head, or a note.

    Args:
        units: of the document.
        parts: its sections.
        timeline: the indexes of the parts in which events are.
        fields: its metadata.

    Returns:
        The zone as it is written, and its line; empty and 0 if none is stated.
    """
    for field in fields:
        if field.key == "zone" and (zone := zone_in(field.value)):
            return zone, field.line
    for number, part in enumerate(parts):
        if number in timeline and (zone := zone_of_heading(part.title)):
            return zone, part.line
    inside = [index for number in sorted(timeline) for index in range(parts[number].first, parts[number].end) if number]
    seen = set(inside)
    for index in (*dict.fromkeys(inside), *(index for index in range(len(units)) if index not in seen)):
        if zone := _of_unit(units[index], is_inside=index in seen):
            return zone, units[index].line
    for field in fields:
        brackets = re.findall(r"[(（\[]([^()（）\[\]]*)[)）\]]", field.value)
        if field.key in ("date", "start") and (zone := next(filter(None, map(_of_sentence, brackets)), "")):
            return zone, field.line
    return "", 0


def zone_of_heading(title: str) -> str:
    """Return the zone that a heading names behind its words: `Timeline (all times UTC)`; empty if it names none."""
    found = re.search(
        r"[(（\[]([^)）\]]*(?:[(（][^)）]*[)）][^)）\]]*)?)[)）\]]|\s[-–—]\s*(.+)$|[,:：]\s*(.+)$|\b(?:in|/)\s(\S+)$",
        title,
    )
    words = next(filter(None, found.groups()), "") if found else ""
    return zone_in(words) if words else ""


def _of_unit(unit: Unit, *, is_inside: bool) -> str:
    if unit.kind == "row":
        heads = (plain(cell) for cell in unit.head)
        named = {zone for head in heads if TIME_HEAD.match(head) and (zone := zone_in(head))}
        if len(named) == 1:
            return named.pop()
        cells = (plain(cell) for cell in unit.cells)
        return next(filter(None, (_of_sentence(cell, is_alone=False) for cell in cells if not read_stamp(cell))), "")
    if unit.kind not in ("paragraph", "item", "heading"):
        return ""
    text = "\n".join(map(plain, unit.text.split("\n"))) if "\n" in unit.text and not unit.is_plain else unit.visible
    if unit.kind == "heading":
        return _of_sentence(text, is_alone=False) or ""
    stamp = read_stamp(text)
    if stamp and unit.kind == "item":
        # `2025-03-14 (UTC)` above the events of a day
        behind = text[stamp.end :].strip(" :")
        is_day = stamp.clock is None and re.fullmatch(r"[(（\[].{2,20}[)）\]]", behind) is not None
        return zone_in(behind) if is_day else ""
    for sentence in _sentences(text):
        if zone := _of_sentence(
            sentence, is_alone=sentence == unit.visible and (is_inside or unit.kind == "paragraph")
        ):
            return zone
    return ""


def _sentences(text: str) -> Iterator[str]:
    yield " ".join(text.split())
    for sentence in _SENTENCES.split(text):
        if sentence and sentence != text:
            yield sentence
        *_, clause = _CLAUSE.split(sentence or "")
        if clause != sentence and any(word in _TIMES for word in _words(clause)):
            yield clause  # `Shops were closed on 4 March, times in UTC`
        yield from (inner for inner in re.findall(r"[(（\[]([^()（）\[\]]{4,80})[)）\]]", sentence or ""))


def _of_sentence(sentence: str, *, is_alone: bool = False) -> str:
    """The zone of a sentence that says nothing else than which zone times are in; empty for any other."""
    sentence = sentence.strip()
    if (day := read_day(sentence)) and day.weekday is None:
        sentence = sentence[day.end :].lstrip(" ,;:.·|–—-")  # `10 March 2026, times in CET`
    if len(sentence) > _LONGEST:
        return ""
    has_times = any(word in _TIMES for word in _words(sentence)) or "時" in sentence or "时" in sentence
    found = zones_in(sentence, has_cities=has_times)
    if not found or not (has_times or is_alone):
        return ""
    before = sentence[: found[0][1]]
    between = " ".join(sentence[one[2] : two[1]] for one, two in pairwise(found))
    behind = sentence[found[-1][2] :].lstrip(" )）]")
    if not _SUBJECT_FIRST.search(before) and not (_is_known(before) and _is_known(between)):
        return ""
    if re.search(r"\d:\d\d", sentence[: found[-1][1]]) and not is_alone:
        return ""
    clause = re.split(r"[,，、(（]|\s[-–—]\s", behind, maxsplit=1)[0]
    if not (_is_known(clause) or (_BEHIND.match(behind) and has_times)):
        return ""
    return certain_first(tuple(name for name, _, _ in found))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]


def _is_known(text: str) -> bool:
    """Whether all words of a text are those of notes on time."""
    return not re.sub(r"[\W\d_]+", "", _EAST.sub("", " ".join(w for w in _words(text) if w not in _TIMES | _WORDS)))


def zone_of_same_time(
    clocks: set[tuple[int, int]], units: Sequence[Unit], used: set[int], fields: Sequence[Field]
) -> tuple[str, int]:
    """Find the zone with which the document writes the time of an event elsewhere: a field, or a sentence.

    Args:
        clocks: hour and minute of the events, none of which has a zone.
        units: of the document.
        used: lines of the events.
        fields: its metadata.

    Returns:
        The zone and its line; empty and 0 if there is none, or there are several.
    """
    found: dict[str, int] = {}
    texts = [(unit.line, unit.visible) for unit in units if unit.kind in ("paragraph", "item")]
    for line, text in (*((field.line, field.value) for field in fields), *texts):
        if line in used:
            continue
        for match in _CLOCK_WITHIN.finditer(text):
            last = read_stamp(text, match.start("last"))
            first = read_stamp(match["first"]) if match["first"] else None
            if last and last.zone:
                said = {stamp.clock[:2] for stamp in (first, last) if stamp and stamp.clock}
                said |= {last.until[:2]} if last.until else set()
                if said & clocks:
                    found.setdefault(last.zone, line)
    return next(iter(found.items())) if len(found) == 1 else ("", 0)
