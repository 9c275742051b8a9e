"""Names of months and weekdays, in English and in the languages that people and programs write dates in.

From Unicode's CLDR: German, French, Spanish, Italian, Dutch, Portuguese and Polish, in lower case, and weekdays in
Swedish, Danish and Turkish. A short name of a month is in the list if it is not a word of these languages or of
English.
"""

from __future__ import annotations

from collections.abc import Iterable

MONTHS_IN_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS = {"sept": 9} | {
    name: number for number, month in enumerate(MONTHS_IN_ENGLISH, 1) for name in (month, month[:3])
}
"""Numbers of the months by their English names in lower case, long and short."""
_MONTHS = (
    "januar janvier enero gennaio januari janeiro ene janv stycznia styczeń",
    "februar février fevrier febrero febbraio februari fevereiro févr fevr lutego luty",
    "märz mars marzo maart março marco mär mrz mrt marca marzec",
    "april avril abril aprile avr abr kwietnia kwiecień",
    "mai mayo maggio mei maio maja maj",
    "juni juin junio giugno junho giu czerwca czerwiec",
    "juli juillet julio luglio julho juil lug lipca lipiec",
    "august août aout agosto augustus sierpnia sierpień",
    "september septembre septiembre settembre setembro września wrzesień",
    "oktober octobre octubre ottobre outubro okt ott października październik",
    "november novembre noviembre novembro listopada listopad",
    "dezember décembre decembre diciembre dicembre december dezembro dez déc dic grudnia grudzień",
)
MONTHS_ABROAD = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Numbers of the months by their names in other languages."""
DAYS_IN_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_START, DAY_START = ("|".join(name[:3] for name in names) for names in (MONTHS_IN_ENGLISH, DAYS_IN_ENGLISH))
"""Patterns that match the first three letters of the English names."""
_DAYS_ABROAD = (
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "周一 周二 周三 周四 周五 周六 周日",
)
WEEKDAYS = {
    **{name: number for number, name in enumerate(DAYS_IN_ENGLISH)},
    **{name: number for names in _DAYS_ABROAD for number, name in enumerate(names.split())},
    "sonnabend": 5, "miercoles": 2, "sabado": 5, "segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4,
}  # fmt: skip
"""Numbers of the weekdays by their full names, from 0 for Monday."""
_SHORT_DAYS = (
    "mon tue wed thu fri sat sun", "mo di mi do fr sa so", "lun mar mer jeu ven sam dim", "lun mar mié jue vie sáb dom",
    "seg ter qua qui sex sáb dom", "lun mar mer gio ven sab dom", "ma di wo do vr za zo", "pon wt śr czw pt sob niedz",
)  # fmt: skip
SHORT_WEEKDAYS = {
    **{name: number for names in _SHORT_DAYS for number, name in enumerate(names.split())},
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
"""Numbers of the weekdays by their short names, some of which are words, or have two meanings."""
EAST_ASIAN_WEEKDAYS = ("月", "火", "水", "木", "金", "土", "日", "一", "二", "三", "四", "五", "六", "日")
"""Signs that are weekdays only in brackets behind a date."""
WEEKDAYS_ABROAD = (
    *(name for name in WEEKDAYS if name not in DAYS_IN_ENGLISH), *_SHORT_DAYS[1].split(), *_SHORT_DAYS[2].split(),
)  # fmt: skip
"""Names by which programs begin a date in other languages."""
SEASONS = (
    "winter", "spring", "summer", "autumn", "fall", "frühling", "sommer", "herbst", "hiver", "printemps", "été",
    "automne", "invierno", "primavera", "verano", "otoño",
)  # fmt: skip
DAYS_AGO = {
    name: days
    for days, names in (
        (2, "vorgestern avant-hier anteayer anteontem eergisteren przedwczoraj"),
        (1, "yesterday gestern hier ayer ontem ieri gisteren wczoraj igår"),
        (0, "today heute aujourd'hui aujourd’hui hoy hoje oggi vandaag dzisiaj idag"),
        (-1, "tomorrow morgen demain mañana amanhã domani jutro imorgon"),
        (-2, "übermorgen après-demain overmorgen pojutrze"),
    )
    for name in names.split()
}
"""How many days ago a day was, by the words that count from the day on which one speaks."""
TODAY_AND_YESTERDAY = tuple(name for name, days in DAYS_AGO.items() if days in (0, 1))


def any_of(names: Iterable[str]) -> str:
    """Return a pattern that matches each of some names, long ones first."""
    return "|".join(sorted(set(names), key=lambda name: (-len(name), name)))
