"""Places by which people name time zones, in several languages: `Brasília`, `Wien`, `Berliner`, `北京`.

From the exemplar cities of Unicode's CLDR, and large cities that the time zone database has under another name. Only
places that have one zone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from afterword.times.zones import is_place, require_zone

_CITIES = {
    "Europe/Berlin": "berlino berlim berlijn münchen munich muenchen hamburg frankfurt köln cologne stuttgart deutsche "
    "augsburg leipzig dresden bremen hannover hanover nürnberg nuremberg düsseldorf dortmund",
    "Europe/Paris": "parigi parijs paryż parís パリ lyon marseille toulouse französische française "
    "bordeaux nantes lille strasbourg rennes montpellier grenoble",
    "Europe/Madrid": "madri barcelona valencia sevilla peninsular española",
    "Europe/Lisbon": "lisboa lissabon lisbonne lisbona lizbona porto",
    "Europe/Rome": "roma rom milano mailand milan torino italiana turin napoli naples bologna firenze",
    "Europe/London": "londres londra londen londyn ロンドン manchester edinburgh cambridge glasgow leeds bristol "
    "cardiff birmingham liverpool",
    "Europe/Vienna": "wien vienne viena wiedeń wenen graz",
    "Europe/Zurich": "zürich zurigo genève genf geneva bern basel",
    "Europe/Warsaw": "warszawa warschau varsovie varsovia varsavia kraków wrocław gdańsk polski polskiego polskim "
    "warszawski warszawskiego warszawskim",
    "Europe/Amsterdam": "rotterdam utrecht eindhoven nederlandse",
    "Europe/Brussels": "brussel bruxelles brüssel bruselas",
    "Europe/Copenhagen": "kopenhagen københavn copenhague dansk danske aarhus",
    "Europe/Stockholm": "svensk göteborg malmö",
    "Europe/Oslo": "norsk trondheim",
    "Europe/Helsinki": "suomen tampere",
    "Europe/Budapest": "magyar",
    "Europe/Istanbul": "türkiye ankara",
    "Europe/Prague": "prag praga praha",
    "Europe/Athens": "athen atenas athènes",
    "Europe/Moscow": "moskau moscou moscú",
    "America/Sao_Paulo": "brasília são_paulo rio_de_janeiro",
    "America/Mexico_City": "ciudad_de_méxico cdmx",
    "America/New_York": "nueva_york nova_york boston washington atlanta philadelphia miami pittsburgh charlotte",
    "America/Los_Angeles": "san_francisco seattle san_diego oakland sacramento las_vegas",
    "America/Chicago": "houston dallas austin minneapolis st._louis milwaukee",
    "America/Denver": "salt_lake_city",
    "America/Toronto": "montreal montréal ottawa",
    "America/Argentina/Buenos_Aires": "buenos_aires",
    "Asia/Tokyo": "東京 東京時間 东京时间 日本時間 日本标准时间 日本標準時 大阪 osaka tokio",
    "Asia/Shanghai": "北京 北京时间 北京時間 中国标准时间 上海 上海时间 上海時間 beijing peking pékin "
    "shenzhen hangzhou",
    "Asia/Taipei": "台北 台北時間 台北时间",
    "Asia/Hong_Kong": "香港 香港時間 香港时间",
    "Asia/Seoul": "韓国時間",
    "Asia/Kolkata": "mumbai delhi bangalore bengaluru hyderabad chennai pune",
}
_COUNTRIES = {
    "Europe/Dublin": "ireland irish", "Europe/London": "uk britain british", "Europe/Berlin": "germany german",
    "Europe/Paris": "france french", "Europe/Rome": "italy italian", "Europe/Amsterdam": "netherlands dutch",
    "Europe/Brussels": "belgium belgian", "Europe/Zurich": "switzerland swiss", "Europe/Vienna": "austria austrian",
    "Europe/Copenhagen": "denmark danish", "Europe/Stockholm": "sweden swedish", "Europe/Oslo": "norway norwegian",
    "Europe/Helsinki": "finland finnish", "Europe/Warsaw": "poland polish", "Europe/Prague": "czechia czech",
    "Europe/Budapest": "hungary hungarian", "Europe/Athens": "greece greek", "Europe/Bucharest": "romania romanian",
    "Europe/Sofia": "bulgaria bulgarian", "Europe/Tallinn": "estonia estonian", "Europe/Riga": "latvia latvian",
    "Europe/Vilnius": "lithuania lithuanian", "Europe/Zagreb": "croatia croatian", "Europe/Belgrade": "serbia serbian",
    "Europe/Istanbul": "turkey turkish", "Atlantic/Reykjavik": "iceland icelandic", "Asia/Jerusalem": "israel israeli",
    "Asia/Kolkata": "india indian", "Asia/Karachi": "pakistan pakistani", "Asia/Dhaka": "bangladesh bangladeshi",
    "Asia/Colombo": "sri_lanka sri_lankan", "Asia/Kathmandu": "nepal nepali", "Asia/Tokyo": "japan japanese",
    "Asia/Seoul": "korea korean", "Asia/Shanghai": "china chinese", "Asia/Taipei": "taiwan taiwanese",
    "Asia/Bangkok": "thailand thai", "Asia/Ho_Chi_Minh": "vietnam vietnamese", "Asia/Manila": "philippines philippine",
    "Asia/Kuala_Lumpur": "malaysia malaysian", "Asia/Dubai": "emirati", "Asia/Riyadh": "saudi",
    "Africa/Lagos": "nigeria nigerian", "Africa/Accra": "ghana ghanaian", "Africa/Nairobi": "kenya kenyan",
    "Africa/Cairo": "egypt egyptian", "Africa/Johannesburg": "south_africa south_african",
    "Africa/Casablanca": "morocco moroccan", "America/Bogota": "colombia colombian", "America/Lima": "peru peruvian",
    "America/Argentina/Buenos_Aires": "argentina argentine argentinian", "America/Montevideo": "uruguay uruguayan",
}  # fmt: skip
"""Countries with one zone, and their adjectives: `Irish time`."""


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("_", " "))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


_BY_CITY = {
    _fold(name): place for table in (_COUNTRIES, _CITIES) for place, names in table.items() for name in names.split()
}


def named_place(name: str) -> str:
    """Return the zone of a city or a country's adjective of the tables here; empty if they do not have it."""
    return _BY_CITY.get(_fold(name), "")


@lru_cache(maxsize=1024)
def place_of(name: str) -> str:
    """Return the name in the time zone database of the place that a zone is named by; empty if it is not known."""
    folded = _fold(re.sub(r"(?i)^(?:hora|heure|ora|czas\w*|time)\s|\s(?:time|tijd|zeit)$", "", name))
    for form in (folded, folded.removesuffix("er"), folded.removesuffix("s")):
        if place := _BY_CITY.get(form):
            return place
        if is_place(form):
            return require_zone(form) if "/" in form else ""
        if is_place(f"{form} time"):
            return require_zone(form)
    return ""
