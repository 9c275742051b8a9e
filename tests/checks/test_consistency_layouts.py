"""The rules of consistency on documents of other layouts: timelines of times of day, and no front matter but times."""

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

LOCAL_DOCUMENT = """\
---
id: 2025-11-18-cheque-reader
title: Cheque reader misread amounts of handwritten cheques
status: draft
severity: SEV1
incident:
  started: 2025-11-18T13:05Z
  detected: 2025-11-18T15:20Z
  mitigated: 2025-11-18T16:00Z
  resolved: 2025-11-19T11:30Z
---

# Cheque reader misread amounts of handwritten cheques

## Summary

On Tuesday afternoon the cheque reader of our branch scanners started to misread handwritten amounts, mostly a
7 as a 1. {summary}
It took us a good two hours to become aware of it. 940 cheques were booked with a wrong amount before we fell
back to the older recogniser.

## Impact

- 940 cheques of 815 account holders were booked with a wrong amount.
- 61 account holders were overdrawn because of it. {impact}
- The call centre had 230 calls.

## Timeline

All times CET.

{timeline}

## Root cause

The recogniser was retrained on scans of a new scanner type with higher contrast. {cause}
Release 7.2 was tested with printed cheques only. The acceptance test has 500 cheques, of which 20 are handwritten.

## What changed

We keep recogniser 7.1 until the new training set is labelled. {changed}
A second reader compares amounts above 1,000 euro.

## Action items

| # | Task | Owner | Due |
|---|---|---|---|
| 1 | Label 5,000 handwritten cheques | Beatriz Nunes | 2025-12-15 |
| 2 | Alert on the share of amounts that start with 1 | Oskar Lindqvist | 2025-12-01 |
"""
LOCAL_TIMES = """\
- **14:05** Recogniser 7.2 goes live on all branch scanners
- **14:20** First complaint at the Graz branch, clerk thinks of a typing error
- **16:20** Reconciliation job reports 300 differences, Oskar opens incident
- **16:35** Beatriz switches the scanners to manual entry
- **17:00** Recogniser 7.1 back on all scanners
- **18:10** Branch managers informed by mail
- **2025-11-19 09:00** Correction bookings start
- **2025-11-19 12:30** All 940 bookings corrected, incident closed"""

CONTRADICTIONS: list[dict[str, str]] = [
    {"cause": "The price cache is still in use.", "changed": "The price cache was switched off on 12 May."},
    {"cause": "Only after finance had been informed did Tomasz disable push messages."},
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
    {"changed": "The catalogue importer is deployed at 05:30 every day."},
    {"summary": "Shortly after 10:30 importer 3.3 was restored."},
    {"changed": "On 13 February at 11:15 importer 3.3 was restored once more."},
    {
        "impact": "Push messages were switched off for some hotels.",
        "changed": "Push messages are in use for all hotels.",
    },
    {"changed": "Four ideas were dropped, the two that we kept are:\n\n- units\n- a test\n\n"},
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
LOCAL_CONTRADICTIONS: list[dict[str, str]] = [
    {"summary": "The incident was opened by Oskar at 16:50 CET."},
    {"cause": "Recogniser 7.2 had gone live at 13:40 CET on all branch scanners."},
    {"changed": "At 17:25 recogniser 7.1 was back on all scanners."},
    {"impact": "Branch managers had been informed by mail at 17:10."},
    {"summary": "Scanners were on manual entry from 16:55."},
    {"summary": "The first complaint came in at 15:20 at the Graz branch."},
    {"changed": "Correction bookings began at 10:15 the next morning."},
    {"summary": "The reconciliation job reported the differences at 15:45 CET."},
    {"summary": "Managers were informed by mail, and only then did Beatriz switch the scanners to manual entry."},
    {"summary": "We put recogniser 7.1 back on all scanners and then switched the scanners to manual entry."},
    {"cause": "Correction bookings had started before recogniser 7.1 was back on the scanners."},
    {"changed": "After informing the branch managers by mail we switched scanners to manual entry."},
    {"cause": "Oskar switched the scanners to manual entry."},
    {"summary": "Beatriz opened the incident after the reconciliation job had reported differences."},
    {"changed": "It was Oskar who switched the scanners to manual entry at 16:35."},
    {"summary": "The scanners were switched to manual entry by Oskar."},
    {"cause": "Recogniser 7.3 went live on all branch scanners without a canary."},
    {"summary": "We rolled back to recogniser 7.0."},
    {"summary": "Cheques were misread for five hours."},
    {"impact": "Amounts were misread for 90 minutes."},
    {"impact": "The outage lasted 6 hours in total."},
    {"cause": "It went undetected for 35 minutes."},
    {"summary": "Time to mitigate was 70 minutes from detection."},
    {"cause": "Four conditions came together:\n\n- higher contrast\n- thin sevens\n- no handwritten cheques\n\n"},
    {"changed": "We did two things.\n\n1. A second reader.\n2. A larger test.\n3. A canary branch.\n\n"},
    {"impact": "Three branches had most of it: Graz, Linz, Wels and Steyr."},
    {"changed": "There are three owners now: the recogniser team and the branch team."},
    {"summary": "A customer at the Graz branch alerted us to it."},
    {"changed": "We only learned of it through complaints of customers."},
    {"summary": "The problem came to light because a clerk reported it."},
    {"cause": "The incident was caused by the switch of the scanners to manual entry."},
    {"cause": "The contrast was raised at 15:10 CET, and that is what made sevens look like ones."},
    {"summary": "The trigger was the reconciliation job and its 300 differences."},
    {
        "cause": "Recogniser 7.2 is still running on all scanners.",
        "changed": "Recogniser 7.2 was removed from all scanners.",
    },
    {"cause": "The training set has been corrected.", "changed": "The training set has not been corrected yet."},
    {
        "summary": "The affected account holders were informed by letter.",
        "changed": "The affected account holders have not been informed so far.",
    },
    {"impact": "The manual entry remains in place.", "changed": "Manual entry was switched off in December."},
    {"cause": "The bug is open.", "changed": "The bug has been fixed."},
    {"summary": "The overdraft fees were refunded.", "impact": "- The overdraft fees have not been refunded."},
    {"changed": "No account holder was overdrawn."},
    {"changed": "No customer was affected."},
    {"changed": "No cheque was booked wrongly."},
    {"impact": "- 61 of 815 account holders (12%) were overdrawn."},
    {"impact": "- Of the 940 cheques 700 were from Graz and 340 from Linz."},
    {"impact": "- 940 cheques: 520 too low, 390 too high."},
    {"impact": "- 20 of the 500 test cheques, i.e. 10%, were handwritten."},
    {"impact": "- Half of the cheques (235 of 940) were above 100 euro."},
    {"changed": "All 904 cheques have been corrected."},
    {"changed": "We wrote to the 851 account holders."},
    {"summary": "The call centre took 320 calls."},
    {"changed": "All 16 overdrawn account holders got their fees back."},
    {"summary": "We classified it as SEV2."},
    {"summary": "It was mitigated at 17:40 CET."},
    {"summary": "It was detected at 16:45 CET."},
    {"changed": "The incident was closed at 14:00 on 19 November."},
]
LOCAL_HONEST: list[dict[str, str]] = [
    {"summary": "Beatriz joined at 16:28."},
    {"cause": "The retraining had finished at 03:15 on Monday."},
    {"changed": "The second reader went live on 25 November at 10:00."},
    {"impact": "Calls peaked at 17:30."},
    {"summary": "By 16:30 five people were on the call."},
    {"cause": "Recogniser 7.1 had gone live at 09:00 on 3 June."},
    {"changed": "Correction bookings were checked at 10:40 the next morning."},
    {"summary": "The first of them was read at 14:07."},
    {"summary": "At 17:00 CET recogniser 7.1 was back."},
    {"summary": "Recogniser 7.2 went live at 13:05 UTC."},
    {"summary": "Beatriz switched the scanners to manual entry before recogniser 7.1 was back."},
    {"changed": "After the scanners had been switched to manual entry, branch managers were informed by mail."},
    {"cause": "Scanners should be switched to manual entry before branch managers are informed."},
    {"summary": "First the scanners were switched to manual entry, then 7.1 was put back."},
    {"summary": "Correction bookings started after branch managers had been informed."},
    {"summary": "Oskar asked Beatriz to switch the scanners to manual entry."},
    {"summary": "Oskar and Beatriz agreed to switch the scanners to manual entry."},
    {"cause": "The clerk in Graz opened a ticket."},
    {"changed": "Oskar owns the alert, Beatriz the labels."},
    {"summary": "Beatriz, on call with Oskar, switched the scanners to manual entry."},
    {"cause": "Recogniser 7.1 had the old contrast, recogniser 7.2 the new one."},
    {"changed": "Recogniser 7.3 will be tested with handwritten cheques."},
    {"cause": "Release 7.0 had the same flaw in 2024."},
    {"changed": "Recogniser 7.4 is planned for March."},
    {"summary": "Cheques were misread for almost three hours."},
    {"summary": "Cheques were misread for 2 h 55 min."},
    {"impact": "Some branches waited 20 minutes for a clerk."},
    {"changed": "Manual entry takes three minutes per cheque."},
    {"cause": "The training took 14 hours."},
    {"impact": "Callers waited for six minutes on average."},
    {"summary": "From detection to mitigation it took 40 minutes."},
    {"changed": "Scanners were on manual entry for 25 minutes."},
    {"impact": "Two branches stayed on paper for a day."},
    {"cause": "For years printed cheques were the majority."},
    {"cause": "Three conditions had to come together:\n\n- higher contrast\n- thin sevens\n- printed cheques\n\n"},
    {"changed": "Of five ideas we took two:\n\n- a second reader\n- a canary branch\n- (the others are below)\n\n"},
    {"changed": "We did several things.\n\n1. A second reader.\n2. A larger test.\n\n"},
    {"impact": "Three branches had most of it: Graz, Linz and Wels."},
    {"impact": "Two branches, Graz and Linz, had half of it."},
    {"cause": "Two things matter here: the contrast, which was new, and the sevens, which are thin in Austria."},
    {"changed": "Seven branches were asked: five answered, two did not."},
    {"summary": "A clerk in Graz thought of a typing error."},
    {"cause": "No alert on amounts existed."},
    {"changed": "A customer could have told us earlier if we had asked."},
    {"summary": "Our reconciliation found it."},
    {"cause": "Customers complained, but the complaints were taken for typing errors."},
    {"impact": "A customer rang the ombudsman afterwards."},
    {"cause": "The cause was the retraining of the recogniser."},
    {"cause": "The alarm at 16:20 was caused by the differences."},
    {"summary": "The trigger was recogniser 7.2 going live."},
    {"cause": "Because of the manual entry the queue grew."},
    {"cause": "At 15:40 CET the job had been skipped because of a lock."},
    {"cause": "Recogniser 7.1 is running on all scanners.", "changed": "Recogniser 7.2 was removed from all scanners."},
    {"cause": "The training set was not corrected in time.", "changed": "The training set has been corrected."},
    {
        "summary": "Manual entry was switched off in the evening.",
        "changed": "Manual entry is kept as a fallback in the handbook.",
    },
    {
        "impact": "- Account holders in Germany have not been informed, as none was affected.",
        "changed": "Austrian account holders were informed.",
    },
    {"changed": "The canary was removed last year; a canary is in place again."},
    {"changed": "No account holder lost money."},
    {"changed": "No account was closed."},
    {"impact": "- No cheque above 1,000 euro was among them."},
    {"changed": "No personal data left the bank."},
    {"summary": "Nobody in the branch noticed."},
    {"changed": "No customer outside Austria was affected."},
    {"cause": "No handwritten cheque of the new type was in the test."},
    {"impact": "- 61 of 815 account holders (7.5%) were overdrawn."},
    {"impact": "- About 60 account holders were overdrawn."},
    {"impact": "- Of the 940 cheques 600 were from Graz and 340 from elsewhere."},
    {"impact": "- 12 of the 61 wrote to us."},
    {"impact": "- In the week before, 35 account holders were overdrawn."},
    {"impact": "- 180 cheques were above 500 euro."},
    {"summary": "On a normal day 12,000 cheques are read."},
    {"changed": "We looked at 300 cheques by hand."},
    {"summary": "The first count was 870 cheques, the final one is 940."},
    {"impact": "- 15 of them called twice."},
    {"changed": "All account holders got a letter, 815 in all."},
    {"impact": "- 44 account holders in Graz were overdrawn."},
    {"cause": "It would have been a SEV2 without the overdrafts."},
    {"changed": "4% of the test cheques were handwritten."},
]
DOCUMENTS = {
    "a table in UTC": (DOCUMENT, TABLE),
    "a list in UTC": (DOCUMENT, LIST),
    "a list in local time": (LOCAL_DOCUMENT, LOCAL_TIMES),
}


def _found(project: Project, said: dict[str, str], layout: str) -> list[tuple[str, str]]:
    text, timeline = DOCUMENTS[layout]
    parts = {"summary": "", "impact": "", "cause": "", "changed": ""} | said
    document = read(text.format(timeline=timeline, **parts).encode(), "postmortems/2026-02-11-hotel-upsell.md")
    facts = DocumentFacts.of(document, project, BY_ID.keys())
    found = []
    for rule in RULES:
        try:
            found += [(rule.id, one.message) for one in rule.check(document, facts)]
        except Skipped:
            continue
    return found


def _cases(in_utc: list[dict[str, str]], in_local_time: list[dict[str, str]]) -> list[tuple[str, dict[str, str]]]:
    cases = [(layout, said) for layout in ("a table in UTC", "a list in UTC") for said in in_utc]
    return cases + [("a list in local time", said) for said in in_local_time]


def _name(value: str | dict[str, str]) -> str:
    return value if isinstance(value, str) else " … ".join(value.values())[:60]


@pytest.mark.parametrize("layout", DOCUMENTS)
def test_the_document_agrees_with_itself(open_project: Callable[..., Project], layout: str) -> None:
    assert _found(open_project(), {}, layout) == []


@pytest.mark.parametrize(("layout", "said"), _cases(CONTRADICTIONS, LOCAL_CONTRADICTIONS), ids=_name)
def test_a_contradiction_is_found(open_project: Callable[..., Project], layout: str, said: dict[str, str]) -> None:
    assert _found(open_project(), said, layout) != []


@pytest.mark.parametrize(("layout", "said"), _cases(HONEST, LOCAL_HONEST), ids=_name)
def test_an_honest_sentence_is_not_accused(
    open_project: Callable[..., Project], layout: str, said: dict[str, str]
) -> None:
    assert _found(open_project(), said, layout) == []
