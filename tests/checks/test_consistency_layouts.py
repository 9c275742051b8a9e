"""The rules of consistency on a document of another layout: a timeline of times of day, and no more than four facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.registry import BY_ID
from afterword.postmortem import read
from afterword.project import Project

RULES = [rule for rule in BY_ID.values() if rule.id[:3] == "AW0"]
DOCUMENT = """\
---
id: 2026-02-11-hotel-upsell
title: Upsell assistant quoted spa packages at half price
status: draft
severity: SEV2
incident:
  started: 2026-02-11T06:50Z
  detected: 2026-02-11T09:25Z
  mitigated: 2026-02-11T10:40Z
  resolved: 2026-02-12T08:00Z
---

# Upsell assistant quoted spa packages at half price

## Summary

{summary} The upsell assistant offered spa packages at half of the list price to hotel guests.
The offers went out by push message. In all 1,830 guests got an offer and 412 of them booked.

## Impact

{impact} 412 guests booked a package at half price in 14 hotels. We honour these bookings. The loss is 23,600 euro.

## Timeline

{timeline}

## Root cause

{cause} The price service returned net prices per person, and the assistant took them for prices per room.
The catalogue importer 3.4 had renamed the field.

## What changed

{changed} The assistant reads the price with its unit. A contract test compares ten packages each night.

## Action items

| ID | Action | Owner | Due |
|---|---|---|---|
| U-1 | Contract test for the price field | Ines Carvalho | 2026-03-01 |
| U-2 | Alert on discounts above 30% | Tomasz Zielinski | 2026-03-08 |
"""
TABLE = """\
| Time (UTC) | What |
|---|---|
| 06:31 | Catalogue importer 3.4 deployed by Ines |
| 06:50 | First offers at half price are pushed to guests |
| 09:25 | Revenue manager in Porto calls the product team |
| 09:40 | Tomasz disables push messages for all hotels |
| 10:05 | Finance is informed |
| 10:40 | Importer 3.3 restored, prices are right again |
| 13:15 | Guests get a letter of apology |
| 2026-02-12 08:00 | Push messages enabled again |"""
LIST = """\
- 06:31 – Catalogue importer 3.4 deployed by Ines
- 06:50 – First offers at half price are pushed to guests
- 09:25 – Revenue manager in Porto calls the product team
- 09:40 – Tomasz disables push messages for all hotels
- 10:05 – Finance is informed
- 10:40 – Importer 3.3 restored, prices are right again
- 13:15 – Guests get a letter of apology
- 2026-02-12 08:00 – Push messages enabled again"""

CONTRADICTIONS: list[dict[str, str]] = [
    {"summary": "Tomasz disabled push messages at 09:58 UTC."},
    {"cause": "Importer 3.4 was deployed at 05:31 and nobody looked at it."},
    {"changed": "The letter of apology went to guests at 15:13."},
    {"summary": "Push messages were switched off for all hotels at 10:12."},
    {"impact": "Finance was informed at 11:35 UTC."},
    {"cause": "When the revenue manager in Porto called at 09:52, nobody had an idea."},
    {"summary": "It was detected at 09:10 UTC."},
    {"summary": "The incident was resolved at 08:45 on 12 February."},
    {"summary": "Mitigation was in place by 11:05 UTC."},
    {"impact": "First offers at half price went to guests at 07:50."},
    {"summary": "We informed finance and only then disabled the push messages."},
    {"summary": "After the importer was restored, Tomasz disabled push messages."},
    {"summary": "The letter of apology went out to guests before importer 3.3 was restored."},
    {"cause": "Push messages were disabled only after finance had been informed."},
    {"summary": "Once guests had got the letter of apology, importer 3.3 was restored."},
    {"changed": "First the importer was restored, then push messages were disabled for all hotels."},
    {"summary": "Finance was informed before Tomasz disabled push messages."},
    {"cause": "Importer 3.4 was deployed by Tomasz."},
    {"summary": "Ines disabled push messages for all hotels."},
    {"changed": "Push messages, which Ines disabled that morning for all hotels, are now behind a flag."},
    {"summary": "The hotel manager in Lisbon called the product team."},
    {"cause": "The deploy of catalogue importer 3.5 renamed the field."},
    {"summary": "For two hours guests were offered spa packages at half price."},
    {"impact": "Guests were quoted half price for six and a half hours."},
    {"summary": "The offers went on for 90 minutes until importer 3.3 was restored."},
    {"changed": "Push messages were disabled for 12 hours."},
    {"summary": "It took us 45 minutes to detect it."},
    {"summary": "The whole incident lasted 3 hours."},
    {"summary": "From detection to mitigation it took 2 h 10 min."},
    {"summary": "The wrong offers ran for almost nine hours before the importer was restored."},
    {"impact": "Half-price offers were live for 5 hours."},
    {"cause": "Three things came together.\n\n- Net prices\n- No unit\n- No test\n- A renamed field\n\n"},
    {"changed": "We made four changes:\n\n1. Units\n2. A test\n3. An alert\n\n"},
    {"cause": "There are two reasons for this: the missing unit, the renamed field and the missing test."},
    {"impact": "The hotels in five cities were hit: Porto, Faro, Braga and Lisbon."},
    {"changed": "Two teams own this now: pricing, catalogue and messaging."},
    {"cause": "The following five checks did not fire:\n\n* unit check\n* range check\n* canary\n\n"},
    {"summary": "Our discount alert caught it first."},
    {"summary": "It was noticed by our monitoring."},
    {"summary": "An automated check found it."},
    {"changed": "The issue was first picked up by a dashboard alert."},
    {"cause": "The cause was the letter of apology to guests."},
    {"cause": "The price table was changed at 07:40 and from then on the assistant read net prices."},
    {"cause": "It was the call of the revenue manager in Porto that caused the wrong prices."},
    {"cause": "The field was renamed at 08:15 UTC, which broke the assistant."},
    {"cause": "Importer 3.4 is still in production.", "changed": "The importer was rolled back to 3.3 for good."},
    {"cause": "The field mapping is not fixed yet.", "changed": "The field mapping was fixed on 12 February."},
    {"changed": "The half-price offers have been withdrawn.", "impact": "The half-price offers are still live."},
    {"summary": "All guests have been informed.", "changed": "The guests have not been informed so far."},
    {"cause": "We removed the fallback price.", "changed": "The fallback price is still in place."},
    {"cause": "No guest received a wrong offer."},
    {"changed": "No guests were affected."},
    {"changed": "Nobody was affected."},
    {"impact": "412 of 1,830 guests (32%) booked."},
    {"impact": "1,830 guests got an offer. 412 booked, which is 40 percent."},
    {"impact": "The loss of 23,600 euro has two parts: 14,100 for massages and 8,500 for pools."},
    {"impact": "Of the 412 bookings 300 were in Portugal, the other 122 in Spain."},
    {"impact": "The 14 hotels are in Portugal (9) and Spain (6)."},
    {"impact": "Bookings: 210 in Porto, 150 in Lisbon and 62 in Faro, 412 in all."},
    {"changed": "421 guests booked a package."},
    {"changed": "In total 389 guests booked a package at half price."},
    {"summary": "Sixteen hotels were hit.", "impact": "14 hotels were hit."},
    {"changed": "2,100 guests got an offer by push message."},
    {"changed": "The loss was 26,300 euro."},
]
HONEST: list[dict[str, str]] = [
    {"summary": "Around 09:30 UTC Tomasz was asked to disable push messages."},
    {"cause": "The importer was tested at 05:10 on staging."},
    {"changed": "Ines wrote the contract test on Thursday at 14:20."},
    {"summary": "Push messages had also been disabled in January, at 11:15, for a test."},
    {"impact": "A second letter of apology went to guests at 16:00."},
    {"cause": "The vendor called the product team at 10:02."},
    {"summary": "At 09:33 we opened a call."},
    {"changed": "The nightly job runs at 02:00 UTC."},
    {"summary": "By 10:45 guests saw right prices."},
    {"summary": "Tomasz disabled push messages before finance was informed."},
    {"summary": "We disabled push messages first and restored the importer afterwards."},
    {"summary": "Next time we should restore the importer before disabling push messages."},
    {"cause": "Usually the importer is deployed after finance is informed."},
    {"summary": "After the revenue manager in Porto called, Tomasz disabled push messages."},
    {"cause": "Importer 3.4 was deployed by Ines after a review by Tomasz."},
    {"summary": "Tomasz and Ines worked on it."},
    {"changed": "Ines will disable push messages in a drill."},
    {"cause": "Catalogue importer 3.4 renamed the field; importer 3.2 had renamed another one in 2024."},
    {"summary": "Guests saw wrong prices for 3 h 50 min."},
    {"summary": "For almost four hours guests were offered half price."},
    {"summary": "It took 2 h 35 min to detect it."},
    {"changed": "Push messages were disabled for 22 hours."},
    {"summary": "The call lasted 40 minutes."},
    {"changed": "The contract test takes 3 minutes."},
    {"impact": "Two guests waited for 30 minutes at the desk."},
    {"impact": "Guests could cancel within 14 days."},
    {"cause": "The review of the importer had taken two days."},
    {"changed": "Prices are cached for 15 minutes."},
    {"cause": "Three things came together.\n\n- Net prices\n- No unit\n- No test\n\n"},
    {"cause": "There are two main reasons, among others:\n\n- Net prices\n- No unit\n- No test\n\n"},
    {"changed": "Within two weeks we will do this:\n\n- Units\n- A test\n- An alert\n\n"},
    {"changed": "Two teams own this now: pricing and catalogue."},
    {"impact": "Three guests wrote to us: one was angry, the others were not."},
    {"cause": "Two of the five checks failed:\n\n- unit check\n- range check\n- canary (skipped)\n\n"},
    {"summary": "No alert fired."},
    {"summary": "Our monitoring did not notice anything."},
    {"changed": "An alert on discounts would have found it."},
    {"summary": "A revenue manager noticed it."},
    {"cause": "An alert fired later, at noon."},
    {"cause": "The cause was the deploy of importer 3.4."},
    {"cause": "The wrong price was found at 10:20 in the logs."},
    {"cause": "At 10:31 the field was corrected by hand."},
    {"cause": "The alert was caused by the restore of the importer."},
    {"cause": "Importer 3.4 was in use until 10:40.", "changed": "The importer was rolled back to 3.3."},
    {"changed": "Importer 3.3 is in use. The importer was rolled back."},
    {"cause": "At first the field mapping was not fixed.", "changed": "The field mapping was fixed on 12 February."},
    {"changed": "The old endpoint was removed and the new endpoint is live."},
    {"summary": "Push messages were switched off.", "changed": "Push messages are on again."},
    {"changed": "Guests who booked were informed; guests who did not book were not informed."},
    {"summary": "No guest lost money."},
    {"summary": "No guest outside of Portugal and Spain was affected."},
    {"changed": "No guest complained."},
    {"summary": "Nobody was hurt."},
    {"cause": "No guest noticed before the manager called."},
    {"summary": "No personal data was exposed."},
    {"impact": "412 of 1,830 guests (23%) booked."},
    {"impact": "Around 400 guests booked."},
    {"impact": "Of 1,830 guests, 900 opened the message, half of them within an hour."},
    {"impact": "30 percent of guests pay by card."},
    {"impact": "The loss of 23,600 euro has two parts: 14,100 for massages and 9,500 for pools."},
    {"impact": "Bookings: 210 in Porto and 150 in Lisbon, the rest elsewhere."},
    {"impact": "Each of the 14 hotels has 3 to 5 packages."},
    {"summary": "Our first estimate was 300 guests; the right number is 412."},
    {"impact": "Of the 412 guests 50 called the desk."},
    {"impact": "Two hotels with 90 guests were full."},
    {"summary": "389 guests booked at the list price in the week before."},
    {"impact": "96 guests cancelled."},
    {"changed": "We read 200 offers by hand."},
    {"impact": "31 guests booked two packages."},
    {"summary": "Of 14 hotels, 11 are in Portugal."},
]


def _found(project: Project, said: dict[str, str], timeline: str = TABLE) -> list[tuple[str, str]]:
    parts = {"summary": "", "impact": "", "cause": "", "changed": ""} | said
    document = read(DOCUMENT.format(timeline=timeline, **parts).encode(), "postmortems/2026-02-11-hotel-upsell.md")
    facts = DocumentFacts.of(document, project, BY_ID.keys())
    found = []
    for rule in RULES:
        try:
            found += [(rule.id, one.message) for one in rule.check(document, facts)]
        except Skipped:
            continue
    return found


@pytest.mark.parametrize("timeline", [TABLE, LIST], ids=["table", "list"])
def test_the_document_agrees_with_itself(open_project: Callable[..., Project], timeline: str) -> None:
    assert _found(open_project(), {}, timeline) == []


@pytest.mark.parametrize("said", CONTRADICTIONS, ids=lambda said: " … ".join(said.values())[:70])
def test_a_contradiction_is_found(open_project: Callable[..., Project], said: dict[str, str]) -> None:
    for timeline in (TABLE, LIST):
        assert _found(open_project(), said, timeline) != []


@pytest.mark.parametrize("said", HONEST, ids=lambda said: " … ".join(said.values())[:70])
def test_an_honest_sentence_is_not_accused(open_project: Callable[..., Project], said: dict[str, str]) -> None:
    for timeline in (TABLE, LIST):
        assert _found(open_project(), said, timeline) == []
