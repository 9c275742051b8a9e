"""Numbers of persons, and of their papers, policies, accounts, devices and vehicles; python-stdnum confirms many.

A check digit alone lets through one number in ten; so what has no unmistakable form besides counts only after a word
that announces it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType

from afterword.redaction.matching import Match, hits, is_part
from afterword.redaction.personal.announcing import GAP
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

KIND = "national id"
KINDS = frozenset({
    KIND, "device id", "passport number", "insurance number", "patient number", "bank account", "vehicle id",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NationalId:
    """One country's number.

    Attributes:
        module: of python-stdnum, below `stdnum`; empty where there is no check digit.
        form: how it is written.
        named: what announces it; empty where the form is proof enough.
        kind: what the placeholder says.
    """

    module: str
    form: re.Pattern[str]
    named: re.Pattern[str] | None = None
    kind: str = KIND


def _id(module: str, form: str, named: str = "", kind: str = KIND) -> NationalId:
    words = late_pattern(named, re.IGNORECASE) if named else None
    return NationalId(module, late_pattern(rf"(?<![A-Za-z0-9])(?:{form})(?![A-Za-z0-9])"), words, kind)


def _papers(kind: str, form: str, named: str) -> NationalId:
    """A number that follows its word at once."""
    return _id("", form, rf"(?:{named}){GAP}\Z", kind)


_PASSPORT = (
    r"passport|reisepass|passeport|pasaporte|passaporto?|paszport\w*|"
    + View.of("паспорт").text
    + r"|personalausweis|ausweis|identity "
    r"card|id card|driv\w+['’]?s? licen[cs]e|f[üu]hrerschein|permis de conduire|carte d['’]identit[ée]"
)
_INSURANCE = (
    r"insurance|versicher\w{0,8}?(?=nummer|nr)|krankenversicher\w{0,6}?(?=nummer|nr)|medicare|health card"
    r"|member(?= ?id| ?no| ?num)|policy(?= ?no| ?num)|\bni(?= ?no| ?num)|assur[ée]|s[ée]curit[ée] sociale"
)
_DIGITS = (
    _id("us.ssn", r"\d{3}-\d{2}-\d{4}"),
    _id("us.ssn", r"\d{3}[ ]?\d{2}[ ]?\d{4}", r"\bssn|social security|\b(?:my|his|her|their|your) social\b"),
    _id("us.itin", r"9\d{2}-\d{2}-\d{4}"),
    _id("be.nn", r"\d{2}\.\d{2}\.\d{2}-\d{3}[.-]\d{2}"),
    _id("be.nn", r"\d{11}", r"rijksregister\w*|registre national|national (?:register )?number|\bnrn?\b"
        r"|\bniss\b|\binsz\b|belg\w*"),
    _id("br.cpf", r"\d{3}\.\d{3}\.\d{3}-\d{2}"),
    _id("br.cpf", r"\d{11}", r"\bcpf\b"),
    _id("ch.ssn", r"756\.?\d{4}\.?\d{4}\.?\d{2}"),
    _id("kr.rrn", r"\d{6}-\d{7}"),
    _id("fr.nir", r"[12] \d{2} \d{2} \d{2} \d{3} \d{3}(?: ?/? ?\d{2})"),
    _id("fr.nir", r"[12]\d{14}|[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}", r"\bnir\b|s[ée]cu\w*|insee"
        r"|social security|\bssn\b"),
    _id("gb.nhs", r"\d{3}[ -]?\d{3}[ -]?\d{4}", r"\bnhs\b"),
    _id("de.idnr", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", r"steuer\w*|\bid-?nr|tax[ -]?(?:id|no|number)|\btin\b"
        r"|identifikationsnummer"),
    _id("nl.bsn", r"\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}", r"\bbsn\b|burgerservice\w*|sofi\w*"),
    _id("pl.pesel", r"\d{11}", r"pesel"),
    _id("se.personnummer", r"(?:19|20)?\d{6}[-+]?\d{4}", r"person(?:al)?[ -]?(?:identity )?(?:nummer|number|id)"
        r"|\bpnr\b|\bssn\b|swedish\w*"),
    _id("in_.aadhaar", r"[2-9]\d{3} \d{4} \d{4}"),
    _id("in_.aadhaar", r"[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}", r"aadhaar|aadhar|uidai|\buid\b"),
    _id("ca.sin", r"\d{3}[ -]?\d{3}[ -]?\d{3}", r"\bsin\b|social insurance"),
    _id("au.tfn", r"\d{3} ?\d{3} ?\d{2,3}", r"\btfn\b|tax file"),
    _id("dk.cpr", r"\d{6}-?\d{4}", r"\bcpr\b|personnummer"),
    _id("no.fodselsnummer", r"\d{6} ?\d{5}", r"f[øo\ufffd]dsels\w*|personnummer|\bfnr\b"),
    _id("fi.hetu", r"\d{6}[-+A]\d{3}[0-9A-Y]"),
    _id("pt.nif", r"\d{3} ?\d{3} ?\d{3}", r"\bnif\b|contribuinte"),
    _id("at.vnr", r"\d{4} ?\d{6}", r"versicherungs\w*|\bsvnr\b|sozialvers\w*"),
    _id("cz.rc", r"\d{6}/\d{4}"),
    _id("cz.rc", r"\d{6}/?\d{3,4}", r"rodn\S{1,2} [cč]\w*|birth number"),
    _id("ro.cnp", r"[1-9]\d{12}", r"\bcnp\b"),
    _id("bg.egn", r"\d{10}", r"\begn\b|[EЕ]Г[HН]"),
    _id("hr.oib", r"\d{11}", r"\boib\b"),
    _id("tr.tckimlik", r"[1-9]\d{10}", r"kimlik|\btckn?\b"),
    _id("il.idnr", r"\d{9}", r"teudat|israeli id|ת\.ז"),
    _id("za.idnr", r"\d{13}|\d{6} \d{4} \d{3}", r"\bid\b|identity"),
    _id("cn.ric", r"[1-9]\d{5}(?:19|20)\d{9}[0-9X]"),
    _id("ee.ik", r"[1-6]\d{10}", r"isikukood"),
    _id("lt.asmens", r"[1-6]\d{10}", r"asmens"),
    _id("cl.rut", r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]"),
    _id("cl.rut", r"\d{7,8}-?[\dkK]", r"\brut\b|\brun\b"),
    _id("ar.cuit", r"(?:2[0347])-\d{8}-\d", r"cui[tl]"),
    _id("th.pin", r"\d-\d{4}-\d{5}-\d{2}-\d"),
    _id("ec.ci", r"\d{10}", r"c[ée]dula|\bci\b"),
    _id("gr.amka", r"\d{11}", r"amka"),
    _papers("device id", r"\d{14,15}|89\d{16,18}", r"\b(?:imsi|iccid|sim card)"),
    _papers("passport number", r"\d{7,9}|\d{4} \d{6}", _PASSPORT),
    _papers("insurance number", r"\d[\d -]{6,14}\d(?: ?[A-Z] ?\d{3})?", _INSURANCE),
    _papers("patient number", r"\d[\d-]{5,12}\d", r"patient(?:en|e)?|paciente|mrn|medical record"),
    _papers("bank account", r"\d[\d -]{5,16}\d", r"account (?:number|no)|sort code[ \d-]*,? account"
    r"|konto(?:nummer|nr)|routing"
        r"|sort code|\bblz\b|\biban\b"),
)  # fmt: skip

_NINO = "(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_LETTERED = (
    _id("", rf"{_NINO}(?:\d{{6}}| \d\d \d\d \d\d )[A-D]"),
    _id("", r"[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]"),  # no other number has this form
    _id("in_.pan", r"[A-Z]{3}P[A-Z]\d{4}[A-Z]"),
    _id("in_.pan", r"[A-Z]{5}\d{4}[A-Z]", r"\bpan\b|permanent account"),
    _id("es.dni", r"\d{8}[A-Z]", r"\bdni\b|\bnif\b|documento|identi\w+|national id|spanish"),
    _id("es.dni", r"\d{8}-[A-Z]"),
    _id("es.nie", r"[XYZ]-?\d{7}-?[A-Z]"),
    _id("", r"[STFGM]\d{7}[A-Z]", r"\bnric\b|\bfin\b"),
    _id("mx.curp", r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d"),
    _id("fi.hetu", r"\d{6}[A-]\d{3}[0-9A-Y]"),
    _id("ie.pps", r"\d{7}[A-W][A-IW]?", r"\bpps\w*"),
    _id("cn.ric", r"[1-9]\d{5}(?:19|20)\d{9}X"),
    _papers("vehicle id", r"[A-HJ-NPR-Z0-9]{17}", r"\bvin|fahrgestell|ch[âa]ssis|vehicle"),
    _papers("passport number", r"(?=[A-Z0-9]*\d)[A-Z0-9]{7,16}", _PASSPORT),
    _papers("insurance number", r"(?=[A-Z0-9-]*\d{3})[A-Z0-9-]{7,18}", _INSURANCE),
)
_ANY_LETTERED = late_pattern("|".join(one.form.pattern for one in _LETTERED))
# Runs of capitals, digits and dashes that contain both a capital and a digit, as all of these do.
_LETTERS_FIRST = late_pattern(rb"A(?<![A0-]A)(?=[A0-]{7})[A-]*+0[A0-]*+")
_DIGITS_FIRST = late_pattern(rb"000000(?<![A0-]000000)[0-]*+A[A0-]*+")
_FEW_DIGITS_FIRST = late_pattern(
    rb"0A(?:(?<![A0-]0A)|(?<![A0-]00A)(?<=00A)|(?<![A0-]000A)(?<=000A)|(?<![A0-]0000A)(?<=0000A))(?=[A0-]{5})"
)
_PLAIN = [one for one in _DIGITS if one.named is None]
_ANNOUNCED = [one for one in _DIGITS if one.named is not None]
_ANY_PLAIN = late_pattern("|".join(one.form.pattern for one in _PLAIN))
_ANY_ANNOUNCED = late_pattern("|".join(f"(?:{one.named.pattern})" for one in _ANNOUNCED if one.named), re.IGNORECASE)
_BEFORE = 60
_UNGROUPED = (13, 18)
"""Lengths of numbers that are known by their form though nothing parts their digits."""


_OF_EXAMPLES = frozenset(("123-45-6789", "078-05-1120", "219-09-9999", "111-11-1111", "987-65-4321"))
_SAYS_EXAMPLE = late_pattern(
    r"(?i)(?<![a-z])(?:unit tests?|regex\w*|pattern|example|docs|sample|fixture|placeholder"
    r"|format)(?![a-z])"
)


def find_digits(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """Find numbers of digits and separators between `start` and `end`; `announced` precedes them."""
    may_be_plain = end - start in _UNGROUPED or not text[start:end].isdigit()
    end = min(len(text), end + 1)
    wanted = _PLAIN if may_be_plain and _ANY_PLAIN.search(text, start, end) else []
    for one in (*wanted, *_named_by(announced)):
        reach = end if one.kind == KIND else end + 8  # letters may follow the digits
        for match in one.form.finditer(text, start, reach):
            if (
                match.start() < end
                and not is_part(text, *match.span(), before="-_./", after="-_/")
                and is_valid(one.module, match.group())
                and not (
                    match.group() in _OF_EXAMPLES
                    and _SAYS_EXAMPLE.search(text, max(0, match.start() - 80), match.start())
                )
            ):
                yield Match.of(match, one.kind)
                return


@lru_cache(maxsize=4096)  # the same words precede the numbers of a log
def _named_by(announced: str) -> tuple[NationalId, ...]:
    if not _ANY_ANNOUNCED.search(announced):
        return ()
    return tuple(one for one in _ANNOUNCED if one.named and one.named.search(announced))


def find(view: View) -> Iterator[Match]:
    """Find numbers with letters at fixed places."""
    text, shape = view.text, view.shape
    places = [match.start() for form in (_LETTERS_FIRST, _DIGITS_FIRST) for match in form.finditer(shape)]
    for few in _FEW_DIGITS_FIRST.finditer(shape):
        head = shape[max(0, few.start() - 4) : few.start() + 1]
        places.append(few.start() + 1 - (len(head) - len(head.rstrip(b"0"))))
    for start in (*places, *hits(shape, b"AA 00 00 00 A")):
        for one in _LETTERED if _ANY_LETTERED.match(text, start) else ():
            match = one.form.match(text, start)
            if match is None or is_part(text, *match.span(), before="-_./", after="-_/"):
                continue
            announced = one.named is None or one.named.search(text, max(0, start - _BEFORE), start)
            if announced and is_valid(one.module, match.group()):
                yield Match.of(match, one.kind)
                break


@cache
def _module(name: str) -> ModuleType:
    return importlib.import_module(f"stdnum.{name}")


def is_valid(module: str, text: str, **options: bool) -> bool:
    """Whether a module of python-stdnum, which is imported when it is asked, confirms a number; all, if it is empty.

    Some of the modules know no blanks between the digits, so a number counts that is valid without them.
    """
    try:
        forms = (text, text.replace(" ", ""))
        return not module or any(_module(module).is_valid(form, **options) for form in forms)
    except KeyError:  # a place of birth that its table knows in part; the check digit was right
        return True
