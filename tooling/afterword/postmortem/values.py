"""Values of the format besides times: a quantity, a person, a reference. Each may be `unknown`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.text.qualifiers import ROUGHLY, split_qualifier
from afterword.text.shorten import shorten


class Unknown(Enum):
    """The answer `unknown`: given, and honest, unlike an answer that is missing."""

    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


UNKNOWN = Unknown.UNKNOWN


_MAX_CHARACTERS = 100
_SIGNS = {"rough": "~", "least": ">=", "more": ">", "most": "<=", "less": "<"}
_QUALIFIER_WORDS = late_pattern(
    rf"(?:(?P<rough>{ROUGHLY})|(?P<least>at least)|"
    r"(?P<more>more than|over)|(?P<most>at most|up to)|(?P<less>less than|fewer than|under))\s",
    re.IGNORECASE,
)
_COUNTED = late_pattern(r"\s?(?:users?|customers?|people|requests?|complaints?|violations?)?", re.IGNORECASE)
_GROUP_OR_FRACTION = late_pattern(r"\d{1,3}\.\d{3}")
"""`1.240` is 1240 in some countries, and a little more than one in others."""
_QUANTITY = late_pattern(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|[A-Z]{3})?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count, share or sum of money.

    Attributes:
        value: the number; None when unknown.
        qualifier: "" exact, `~` an estimate, `>=`, `<=`, `>` or `<` a bound.
        unit: "" a count, `%`, or a currency code of ISO 4217.
    """

    value: Decimal | None
    qualifier: str = ""
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read a value of the format.

        Raises:
            ValueError: the text is not a quantity.
        """
        text = text.strip()
        if text.lower() == "unknown":
            return cls(None)
        qualifier, rest = split_qualifier(text)
        match = _QUANTITY.fullmatch(rest)
        if match is None or len(match["number"]) > 30:
            if meant := cls.as_people_write(text):
                raise ValueError(f"`{shorten(text)}` is not a quantity; write `{meant}`")
            hint = " without separators" if re.search(r"\d[,' _]\d", rest) else ""
            forms = "`1200`, `~1200`, `>=1196`, `30%`, `8420 EUR` or `unknown`"
            raise ValueError(f"`{shorten(text)}` is not a quantity; write{hint} {forms}")
        return cls(Decimal(match["number"]), qualifier, match["unit"] or "")

    @classmethod
    def as_people_write(cls, text: str) -> Quantity | None:
        """Read `$41,250`, `about 40k USD`, `1'200 users` or `12,5 %`; None if it is not one quantity for certain."""
        # Imported here: most documents have no other form than the format's.
        from afterword.text import amounts
        from afterword.text.amounts import Count, Money, Percentage

        text = normalise(text[:_MAX_CHARACTERS])
        qualifier, rest = split_qualifier(text)
        if not qualifier and (words := _QUALIFIER_WORDS.match(text)):
            qualifier, rest = _SIGNS[words.lastgroup or ""], text[words.end() :]
        finders = (
            *amounts.FIND_WITH_DECIMAL_COMMA,
            *amounts.FIND_MONEY_AND_PERCENTAGES,
            *amounts.FIND_WITH_UNIT,
            *amounts.FIND_NUMBERS,
        )
        for find in finders:
            found = [(value, end) for value, start, end in find(rest) if start == 0]
            if not found or not _COUNTED.fullmatch(rest, found[0][1]):
                continue
            if _GROUP_OR_FRACTION.fullmatch(rest, 0, found[0][1]):
                return None
            match found:
                case [(Money(amount, currency), _)] if currency != "cent":
                    return cls(_plain(amount), qualifier, currency)
                case [(Percentage(amount, False), _)]:
                    return cls(_plain(amount), qualifier, "%")
                case [(Count(amount, ""), _)]:
                    return cls(_plain(amount), qualifier)
            return None
        return None

    def __str__(self) -> str:
        if self.value is None:
            return "unknown"
        separator = " " if self.unit.isalpha() else ""
        return f"{self.qualifier}{self.value:f}{separator}{self.unit}"


def _plain(amount: Decimal) -> Decimal:
    """Write out a number that has an exponent, without zeros behind the point."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


_LOGIN = late_pattern(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?")
_TEAM = late_pattern(r"@?([A-Za-z0-9-]+/[A-Za-z0-9._-]+)")


class PersonKind(Enum):
    """What a person value names."""

    HANDLE = "handle"
    TEAM = "team"
    ROLE = "role"
    UNSET = "unset"


@dataclass(frozen=True, slots=True)
class Person:
    """A handle, a team, a role in words, or not set yet (`TBD`, `unknown`). `name` has no leading `@`."""

    kind: PersonKind
    name: str

    @classmethod
    def parse(cls, text: str) -> Person:
        """Read a value of the format.

        Raises:
            ValueError: the text is empty.
        """
        text = text.strip()
        if not text:
            raise ValueError("name a person, a team or a role")
        if text.lower() in ("tbd", "unknown"):
            return cls(PersonKind.UNSET, text)
        if team := _TEAM.fullmatch(text):
            return cls(PersonKind.TEAM, team[1])
        bare = text.removeprefix("@")
        if _LOGIN.fullmatch(bare):
            return cls(PersonKind.HANDLE, bare)
        return cls(PersonKind.ROLE, text)

    def __str__(self) -> str:
        return f"@{self.name}" if self.kind in (PersonKind.HANDLE, PersonKind.TEAM) else self.name


_ISSUE = late_pattern(r"(?:(?P<owner>[A-Za-z0-9-]+)/(?P<repo>[A-Za-z0-9._-]+))?#(?P<number>[0-9]{1,9})")
_ISSUE_URL = late_pattern(
    r"https?://[^/\s]+/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+)/(?:issues|pull)/([0-9]{1,9})(?:[#?]\S*)?"
)
_COMMIT = late_pattern(r"[0-9a-f]{7,64}")
_URL = late_pattern(r"https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an issue, a commit or a page.

    Attributes:
        text: as written.
        number: the issue's number; None for a commit or another page.
        repository: `owner/name` where the reference names one.
    """

    text: str
    number: int | None = None
    repository: str | None = None

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read `#871`, `owner/repo#871`, a commit, a URL or `unknown`.

        Raises:
            ValueError: the text is none of these.
        """
        text = text.strip()
        if match := _ISSUE.fullmatch(text):
            repository = f"{match['owner']}/{match['repo']}" if match["owner"] else None
            return cls(text, int(match["number"]), repository)
        if match := _ISSUE_URL.fullmatch(text):
            return cls(text, int(match[3]), f"{match[1]}/{match[2]}")
        if text.lower() == "unknown":
            return cls("unknown")
        if _COMMIT.fullmatch(text) or _URL.fullmatch(text):
            return cls(text)
        raise ValueError(f"`{shorten(text)}` is not a reference; write `#871`, `owner/repo#871`, a commit or a URL")

    def __str__(self) -> str:
        return self.text
