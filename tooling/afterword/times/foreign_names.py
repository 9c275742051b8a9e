"""Names of months and weekdays in languages that programs write dates in, beside English.

From Unicode's CLDR: German, French, Spanish, Italian, Dutch and Portuguese, in lower case. A short name is in the list
if it is not a word of these languages or of English.
"""

from __future__ import annotations

_MONTHS = (
    "januar janvier enero gennaio januari janeiro ene janv",
    "februar février fevrier febrero febbraio februari fevereiro févr fevr",
    "märz mars marzo maart março marco mär mrz mrt",
    "april avril abril aprile avr abr",
    "mai mayo maggio mei maio",
    "juni juin junio giugno junho giu",
    "juli juillet julio luglio julho juil lug",
    "august août aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "oktober octobre octubre ottobre outubro okt ott",
    "november novembre noviembre novembro",
    "dezember décembre decembre diciembre dicembre december dezembro dez déc dic",
)
MONTHS_ABROAD = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Numbers of the months by their names in lower case."""
_WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim",
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
)
WEEKDAYS_ABROAD = tuple(name for names in _WEEKDAYS for name in names.split())
"""Names of weekdays in lower case."""
