"""AW0xx: what a document tells twice, it tells alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from afterword.checks import check
from afterword.checks.consistency.compare_lists import find_wrong_list_lengths
from afterword.checks.consistency.statements import Statements
from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.registry import BY_ID
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from checks.good import GOOD, PATH, changed, collect, findings, reported, require_reported_once
from growth import require_linear

SUMMARY = "The support bot promised refunds that the policy does not offer."
CHANGE = "- 2026-04-16 08:30Z — **change:** Release 58 goes out. [^s1]\n"
EVENTS = GOOD[GOOD.index("- 2026-04-16 08:30Z") : GOOD.index("\n## Root cause")]
DETECTED = "- 2026-04-16 10:30Z — **detected:** A"
MITIGATED = "- 2026-04-16 11:30Z — **mitigation applied:** Release 57 is restored. [^s1]\n"
TONE = "The prompt was rewritten for its tone."
IMPACT = "120 users were promised refunds."
RESTORED = "\nRelease 57 was restored."
ROW = "| A2 | Alert on refunds |"
OTHER_ROW = (
    "| A3 | Repaint the waiting room of the ward | process improvement | P3 | facilities | 2026-06-30 | "
    "the walls are white | open | #483 |"
)

CHAT_XL = ('name: chat\n    version: "1"', "name: chat-xl\n    version: 2.1.0")
SETTINGS = "Temperature 0.8 in place of 0.2."

DEFECTS = {
    "a change in the timeline after its effect": (
        [(CHANGE, ""), (DETECTED, f"{CHANGE.replace('08:30Z', '09:40Z')}{DETECTED}")],
        "AW001", "- 2026-04-16 09:40Z",
    ),
    "a change whose time is after its effect": (
        [(TONE, "The prompt was rewritten at 10:15 UTC.")], "AW001", "The prompt was rewritten at",
    ),
    "a change on a later day": ([(TONE, "It was rewritten on 18 April.")], "AW001", "It was rewritten on"),
    "a change that is told to be after its effect": (
        [(TONE, "It was rewritten an hour after the first wrong answer.")], "AW001", "It was rewritten",
    ),
    "a cause after the effect, and its event before": (
        [
            ("raised the temperature", "raised the temperature\n    started: 2026-04-16T11:10Z"),
            (CHANGE, f"{CHANGE}- 2026-04-16 08:45Z — The temperature is raised. [^s1]\n"),
        ],
        "AW001", "started: 2026-04-16T11:10Z",
    ),
    "a time in the Summary that nothing states": (
        [(SUMMARY, f"{SUMMARY} A customer noticed it at 10:50 UTC.")], "AW002", "The support bot",
    ),
    "a time in the Mitigation that nothing states": (
        [(RESTORED, "\nRelease 57 was restored at 11:50 UTC.")], "AW002", "Release 57 was restored at",
    ),
    "a date that nothing states": (
        [(SUMMARY, f"{SUMMARY} The first wrong answer was sent on 15 April.")], "AW002", "The support bot",
    ),
    "a time that is another one in UTC": (
        [(SUMMARY, f"{SUMMARY} It began at 11 a.m. CEST (08:10 UTC).")], "AW002", "The support bot",
    ),
    "a weekday of another date": ([(SUMMARY, f"{SUMMARY} It was Friday, 16 April 2026.")], "AW002", "The support"),
    "a weekday of another moment": (
        [(SUMMARY, f"{SUMMARY} On Friday at 10:30 UTC we saw it.")], "AW002", "The support bot",
    ),
    "a milestone at two times": (
        [(DETECTED, f"- 2026-04-16 10:20Z — **detected:** A customer writes. [^s1]\n{DETECTED}")],
        "AW003", "- 2026-04-16 10:30Z",
    ),
    "a mitigation that is told twice": (
        [
            (
                MITIGATED,
                "- 2026-04-16 11:10Z — **mitigation applied:** Former prompt text for all users. [^s1]\n"
                "- 2026-04-16 11:30Z — **mitigation applied:** All users get the former prompt text. [^s1]\n",
            ),
        ],
        "AW003", "- 2026-04-16 11:30Z",
    ),
    "a length that is not between its two times": (
        [(SUMMARY, f"{SUMMARY} From 09:00 to 11:30 UTC, nearly four hours, it was wrong.")], "AW004", "The support bot",
    ),
    "a length that is not the one to the alert": (
        [(SUMMARY, f"{SUMMARY} An alert came after forty-three minutes.")], "AW004", "The support bot",
    ),
    "a length that is between no two times": ([(SUMMARY, f"{SUMMARY} It lasted five hours.")], "AW004", "The support"),
    "a length from a time that leads to no other": (
        [(SUMMARY, f"{SUMMARY} We saw it at 10:30 UTC; it was over at 11:30 UTC, 100 minutes later.")],
        "AW004", "The support bot",
    ),
    "digits in another order": ([(IMPACT, "210 users were promised refunds.")], "AW005", "210 users"),
    "a zero more": ([(IMPACT, "1,200 users were promised refunds.")], "AW005", "1,200 users"),
    "a share that is not that of its numbers": (
        [(IMPACT, "120 of 400 users (40%) were promised refunds.")], "AW006", "120 of 400",
    ),
    "a share in words that is not that of its numbers": (
        [(IMPACT, "120 of 400 users, about one in seven, were promised refunds.")], "AW006", "120 of 400",
    ),
    "a part that is larger than its whole": ([(IMPACT, "120 of the 90 users had asked.")], "AW006", "120 of the 90"),
    "parts that are not the whole": (
        [(IMPACT, "120 users (90 in the first hour, 40 in the second) were promised refunds.")], "AW006", "120 users",
    ),
    "a share that is told twice": (
        [
            (SUMMARY, f"{SUMMARY} A third of the users of the bot were promised refunds."),
            (IMPACT, "120 users of the bot were promised refunds; that is 55% of the users of the bot."),
        ],
        "AW006", "The support bot",
    ),
    "a share of a whole that the sentence before names": (
        [(IMPACT, "120 users were promised refunds. A third, 60, asked for it.")], "AW006", "120 users",
    ),
    "a share that no number of the impact explains": (
        [(IMPACT, "120 users were promised refunds; half of the users, 30, asked again.")], "AW006", "120 users",
    ),
    "a share of the same whole as the part of the impact": (
        [(SUMMARY, f"{SUMMARY} One in nine of the 480 chats was wrong."), (IMPACT, "120 of the 480 chats, a quarter.")],
        "AW006", "The support bot",
    ),
    "a length after a milestone in its event": (
        [("Release 57 is restored.", "Release 57 is restored, 20 minutes after detection.")],
        "AW004", "- 2026-04-16 11:30Z",
    ),
    "a length to the time before in the sentence": (
        [(SUMMARY, f"{SUMMARY} It began at 09:00 UTC; we saw it at 10:30 UTC, 40 minutes later.")],
        "AW004", "The support bot",
    ),
    "a mixed fraction": (
        [(SUMMARY, f"{SUMMARY} From 09:00 to 11:30 UTC (4½ hours) it was wrong.")], "AW004", "The support bot",
    ),
    "the words of an event at a time far from it": (
        [(RESTORED, "\nTwenty logged questions were answered rightly at 17:20 UTC.")], "AW002", "Twenty logged",
    ),
    "another severity": ([(SUMMARY, f"{SUMMARY} We declared a SEV4 at 10:35 UTC.")], "AW008", "The support bot"),
    "a milestone at another time, in any section": (
        [(IMPACT, "120 users were promised refunds; none after 11:52 UTC, when the mitigation went in.")],
        "AW002", "120 users",
    ),
    "a time in a zone that the other times make certain": (
        [(SUMMARY, f"{SUMMARY} It began at 14:30 IST; detection at 16:00 IST, mitigation at 17:40 IST.")],
        "AW002", "The support bot",
    ),
    "a weekday behind its date": ([(SUMMARY, f"{SUMMARY} 16 April 2026 was a Friday.")], "AW002", "The support bot"),
    "a length between two milestones that another pair has": (
        [(IMPACT, "120 users were promised refunds. From detection to mitigation it took two hours and 30 minutes.")],
        "AW004", "120 users",
    ),
    "a length until the detection": (
        [(IMPACT, "120 users were promised refunds. Nobody noticed for 60 minutes.")], "AW004", "120 users",
    ),
    "a change that the Summary puts after its effect": (
        [(SUMMARY, f"{SUMMARY} The trigger was a change that went out at 10:15 UTC.")], "AW001", "The support bot",
    ),
    "a severity with a blank, in any section": (
        [(IMPACT, "120 users were promised refunds. For a Sev 4 like this one we were slow.")], "AW008", "120 users",
    ),
    "a whole length": (
        [(IMPACT, "120 users were promised refunds. The whole incident took 5 h 20 min.")], "AW004", "120 users",
    ),
    "the time to a milestone": (
        [(IMPACT, "120 users were promised refunds. The time to detect was 48 minutes.")], "AW004", "120 users",
    ),
    "a length between two steps of no times": (
        [(SUMMARY, f"{SUMMARY} Between the first letter and the answer, 7 h 10 min passed.")],
        "AW004", "The support bot",
    ),
    "a release that went out after its effect": (
        [(SUMMARY, f"{SUMMARY} The faulty prompt was pushed at 10:15 UTC.")], "AW001", "The support bot",
    ),
    "a milestone with its object": (
        [(IMPACT, "120 users were promised refunds. We contained the problem at 11:52 UTC.")], "AW002", "120 users",
    ),
    "a severity with its noun": (
        [(SUMMARY, f"{SUMMARY} Impact class SEV4 was assigned and kept.")], "AW008", "The support bot",
    ),
    "an action of those who responded, on nothing of the incident": (
        [(ROW, f"{OTHER_ROW.replace('facilities', 'on-call')}\n{ROW}")], "AW007", "| A3 |",
    ),
    "parts in a list that are not the whole": (
        [(IMPACT, "120 users were promised refunds: 50 in Spain, 40 in Italy and 20 in Malta.")], "AW006", "120 users",
    ),
    "rows that are not their total": (
        [(IMPACT, "120 users.\n\n| Country | Users |\n|---|---|\n| Spain | 70 |\n| Italy | 40 |\n| Total | 120 |")],
        "AW006", "| Total |",
    ),
    "a milestone a few words from its time": (
        [(SUMMARY, f"{SUMMARY} A customer told us of the promise at 10:52 UTC.")], "AW002", "The support bot",
    ),
    "a part that is larger than all that it can be of": (
        [(IMPACT, "120 users were promised refunds. 60 agents in 14 offices read it; 75 of them wrote to us.")],
        "AW006", "120 users",
    ),
    "an action that answers to nothing": ([(ROW, f"{OTHER_ROW}\n{ROW}")], "AW007", "| A3 |"),
    "a number of the same noun with a digit changed, beside the same number": (
        [(SUMMARY, f"{SUMMARY} 7,312 parcels of 86 shops were lost."), (RESTORED, "\nThe 7,812 lost ones are back.")],
        "AW005", "The support bot",
    ),
    "a number of a row in other digits": (
        [
            (SUMMARY, f"{SUMMARY} 4,865 seats were sold twice."),
            (IMPACT, f"{IMPACT}\n\n| What | Hall |\n|---|---|\n| Seats sold twice | 4,856 |\n| Refunds | 31 |"),
        ],
        "AW005", "The support bot",
    ),
    "a row whose two times are not two hours apart": (
        [
            (
                IMPACT,
                f"{IMPACT}\n\n| Kyiv | UTC | Lift |\n|---|---|---|\n| 12:00 | 10:00 | A |\n| 12:25 | 10:25 | B |\n"
                "| 13:10 | 11:01 | C |\n| 13:30 | 11:30 | D |",
            ),
        ],
        "AW002", "| 13:10 |",
    ),
    "a number in another unit": (
        [
            (SUMMARY, f"{SUMMARY} At the peak p99 of the search was 37 s."),
            (RESTORED, "\nThe p99 of the search was 37 ms at the peak."),
        ],
        "AW005", "The p99 of the search",
    ),
    "what rises and falls": (
        [
            (SUMMARY, f"{SUMMARY} Sales of winter tyres in the shop rose that week."),
            (RESTORED, "\nIn the shop sales of winter tyres fell that week."),
        ],
        "AW005", "In the shop sales",
    ),
    "the end of a range that begins at a milestone": (
        [(IMPACT, "120 users were promised refunds from 09:00 to 11:43 UTC.")], "AW002", "120 users",
    ),
    "a last row of totals in other words": (
        [
            (
                IMPACT,
                "120 users.\n\n| Depot | Vans | Trips |\n|---|---|---|\n"
                "| York | 7 | 40 |\n| Hull | 4 | 25 |\n| Bath | 5 | 31 |\n| North | 16 | 69 |",
            ),
        ],
        "AW006", "| North |",
    ),
    "a column of totals": (
        [
            (
                IMPACT,
                "120 users.\n\n| Depot | Vans | Vehicles | Total |\n|---|---|---|---|\n"
                "| York | 7 | 40 | 47 |\n| Hull | 4 | 25 | 92 |\n| Bath | 5 | 31 | 36 |",
            ),
        ],
        "AW006", "| Hull |",
    ),
    "a severity that was left so": (
        [(SUMMARY, f"{SUMMARY} Sales asked for SEV1; we left it at SEV3.")], "AW008", "The support bot",
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_contradiction_is_reported_at_its_line_and_nothing_else(
    open_project: Callable[..., Project], defect: str
) -> None:
    require_reported_once(open_project(), *DEFECTS[defect])


LOOK_ALIKES = {
    "how many people wrote": [
        ("detection: customer", "detection: employee"),
        (IMPACT, "120 users were promised refunds. Four customers wrote to us, two of them amused."),
    ],
    "the same times": [(SUMMARY, f"{SUMMARY} It began at 09:00 UTC, we saw it at 10:30 and ended it at 11:30.")],
    "a local time and its time in UTC": [(SUMMARY, f"{SUMMARY} It began at 5 a.m. in Boston (09:00 UTC).")],
    "local times after one that is converted": [
        (SUMMARY, f"{SUMMARY} It began at 5 a.m. in Boston (09:00 UTC); at 7:30 a.m. it was over."),
    ],
    "what did not happen": [(SUMMARY, f"{SUMMARY} Had it lasted to 15:00 UTC, it would have been worse.")],
    "minutes before an hour": [(SUMMARY, f"{SUMMARY} It began sixty minutes before 10:00 UTC.")],
    "work in response": [
        (SUMMARY, f"{SUMMARY} Agents answered by hand until 18:00 UTC. Credits were sent at 15:00 UTC on 18 April."),
    ],
    "steps on the way to a mitigation": [
        (
            RESTORED,
            f"{RESTORED} At 11:20 UTC a first attempt to restore release 57 failed. At 11:45 UTC we began to watch the "
            "error rate. At 13:00 UTC we removed the wrong answers from the cache. The vendor confirmed at 15:00 UTC "
            "that their model had not changed. The switch was tested on 15 April at 16:00 UTC.",
        ),
    ],
    "a step that comes first in the Summary": [(SUMMARY, f"{SUMMARY} Customers wrote to us at 09:40 UTC.")],
    "a part of other things that is a tenth of the users": [
        (SUMMARY, f"{SUMMARY} 12 of the 15 eval cases (80%) covered tone; 3 of them covered the policy."),
    ],
    "groups of a size, and a number in place of another": [
        (SUMMARY, f"{SUMMARY} Five pairs of two agents each helped. We keep six cases instead of three."),
    ],
    "a part of what is named, with a smaller number between": [
        (SUMMARY, f"{SUMMARY} It sent 90 replies to 14 shops, and 61 of these replies name the policy."),
    ],
    "parts that add up to the first of two totals": [
        (SUMMARY, f"{SUMMARY} 70 orders, 95 tickets (45 orders with one, 25 orders with two)."),
    ],
    "a further count behind a list of parts": [
        (SUMMARY, f"{SUMMARY} We sent 900 letters: 600 to France, 200 to Italy, and 100 elsewhere; 55 came back."),
    ],
    "a length within a length": [
        (SUMMARY, f"{SUMMARY} The repair took 9 days, of which 8 days were after the call and 7 days after the order."),
    ],
    "customers who knew first, and an alert that was the detection": [
        (SUMMARY, f"{SUMMARY} Customers noticed it first but wrote to a mailbox; for us the alert was the detection."),
    ],
    "a price and a difference": [
        (SUMMARY, f"{SUMMARY} The usual price is 482 EUR a night. Guests paid 481 EUR less than usual a night."),
    ],
    "a rough time": [(SUMMARY, f"{SUMMARY} It was over at noon.")],
    "several episodes": [
        (SUMMARY, f"{SUMMARY} On the first evening it lasted from 18:10 to 18:24 UTC, then from 19:05 to 19:14 UTC."),
    ],
    "a change before the effect": [(TONE, "The prompt was rewritten at 08:30 UTC, half an hour before the first one.")],
    "a change until a later day": [(TONE, "Nothing changed. Until 20 April nothing compared an answer.")],
    "a later cause that the front matter has too": [
        ("raised the temperature", "raised the temperature\n    started: 2026-04-16T11:10Z"),
        ("The temperature rose", "At 11:10 UTC the temperature rose"),
    ],
    "a change in response": [(MITIGATED, f"{MITIGATED}- 2026-04-16 11:35Z — **change:** Release 59 goes out. [^s1]\n")],
    "a milestone of another episode": [
        (
            MITIGATED,
            f"{MITIGATED}- 2026-04-16 11:45Z — **detected:** It recurs for a moment. [^s1]\n",
        ),
    ],
    "a mitigation in two regions": [
        (
            MITIGATED,
            "- 2026-04-16 11:10Z — **mitigation applied:** Traffic is moved to release 57 in eu-west. [^s1]\n"
            "- 2026-04-16 11:30Z — **mitigation applied:** Traffic is moved to release 57 in us-east. [^s1]\n",
        ),
    ],
    "a milestone of one region": [
        (MITIGATED, f"{MITIGATED}- 2026-04-16 11:35Z — **resolved:** The alert resolves for eu-west. [^s1]\n"),
    ],
    "a first symptom in another country": [
        (DETECTED, f"- 2026-04-16 09:30Z — **first symptom:** It is seen from Austria. [^s1]\n{DETECTED}"),
    ],
    "a level that is raised": [
        (
            MITIGATED,
            "- 2026-04-16 10:35Z — **incident declared:** SEV2. [^s1]\n"
            f"- 2026-04-16 10:50Z — **incident declared:** Raised to SEV1. [^s1]\n{MITIGATED}",
        ),
    ],
    "two steps of a mitigation": [
        (MITIGATED, f"- 2026-04-16 11:10Z — **mitigation applied:** Refunds are paused. [^s1]\n{MITIGATED}"),
    ],
    "rounded lengths": [(SUMMARY, f"{SUMMARY} It lasted for nearly three hours, ninety minutes of them unseen.")],
    "two lengths of two spans": [
        (SUMMARY, f"{SUMMARY} It was so from 09:00 to 10:30 and from 11:00 to 11:30 UTC, 90 and 30 minutes."),
    ],
    "a limit": [(SUMMARY, f"{SUMMARY} An answer is due within 45 minutes.")],
    "a rounded number": [(IMPACT, "About 100 users were promised refunds; exactly 120.")],
    "two numbers that are alike": [(IMPACT, "120 users were promised refunds, of 210 who had asked.")],
    "numbers of unlike things with the same digits": [
        (SUMMARY, f"{SUMMARY} The bot answered from an old page 311 times."),
        (IMPACT, "120 users were promised refunds. Mails came back 113 times."),
    ],
    "versions": [(SUMMARY, f"{SUMMARY} Version 2026.02 followed 2026.03 and 2026.12.")],
    "users of customers": [(IMPACT, "120 users of 14 customers were promised refunds.")],
    "a part of a day and more": [(SUMMARY, f"{SUMMARY} It began at 09:00 UTC, a day and half an hour after it.")],
    "a length from something else to a time": [
        (SUMMARY, f"{SUMMARY} We saw it at 10:30 UTC and ended it at 11:30 UTC, four minutes after the call."),
    ],
    "a share that is well over one in words": [(IMPACT, "120 users, well over a third of the 290 who asked, got one.")],
    "a share of a part": [(IMPACT, "120 users were promised refunds: 60 by mail, of whom half (30) asked again.")],
    "a share whose whole is a part, too": [(IMPACT, "11 of 14 users (79%) asked again.")],
    "a label whose number is one of several": [(IMPACT, "- **Users:** 475 in all, 120 of them promised refunds")],
    "complaints of another year": [
        ("{users: 120}", "{users: 120, complaints: 7}"), (IMPACT, "120 users; 31 complaints last year."),
    ],
    "a rate of three tasks": [(SUMMARY, f"{SUMMARY} It did so for 1 in 14 items of the three smaller tasks.")],
    "one word of a longer event": [(SUMMARY, f"{SUMMARY} Around 12:20 UTC we spoke about the question of a vote.")],
    "an action with two words of the document": [
        (ROW, f"{OTHER_ROW.replace('waiting room of the ward', 'hall that the bot promised for old orders')}\n{ROW}"),
    ],
    "a severity that another table has": [(SUMMARY, f"{SUMMARY} Comparable incidents are SEV3 in our table.")],
    "a share of another week": [
        (SUMMARY, f"{SUMMARY} In the week before, one in six of the 480 chats was in Danish."),
        (IMPACT, "120 of the 480 chats, a quarter."),
    ],
    "complaints beside those of the incident": [
        ("{users: 120}", "{users: 120, complaints: 7}"), (IMPACT, "120 users; of 90 complaints, 7 were of this."),
    ],
    "a length in another time": [(SUMMARY, f"{SUMMARY} Release 55 had the same prompt for a day in January.")],
    "work in response after some minutes": [(SUMMARY, f"{SUMMARY} We speak with the vendor 25 minutes later.")],
    "a later release of what was mended": [(RESTORED, "\nRelease 58 was corrected and released as 59 at 17:00 UTC.")],
    "the same step in a test environment": [
        (RESTORED, "\nRelease 57 was restored in the test environment at 11:50 UTC."),
    ],
    "times in a zone that they make certain": [
        (SUMMARY, f"{SUMMARY} It began at 14:30 IST; detection at 16:00 IST, mitigation at 17:00 IST."),
    ],
    "a milestone of which a text says another time of day about": [
        (SUMMARY, f"{SUMMARY} It started shortly before 09:05 UTC, and detection was about an hour and a half later."),
    ],
    "the times of another incident": [
        (
            RESTORED,
            f"{RESTORED} The similar incident of 9 April 2025 had left a checklist; that one was detected at 07:20 "
            "UTC, lasted 9 hours from start to resolution, and was a SEV1.",
        ),
    ],
    "a suspected change": [(TONE, f"{TONE} Another team's change went out at 10:50 UTC; it was soon cleared.")],
    "work that began in the incident": [(SUMMARY, f"{SUMMARY} The rollback began at 11:12 UTC.")],
    "the length of work": [(SUMMARY, f"{SUMMARY} The rollback took 12 minutes from start to finish.")],
    "a reason for a length": [
        (SUMMARY, f"{SUMMARY} This took 25 minutes because nobody had noticed the alert before the declaration."),
    ],
    "the incident of the vendor": [
        (IMPACT, f"{IMPACT} The vendor declared their incident at 10:12 UTC and resolved it at 11:50 UTC."),
    ],
    "a change that came after the detection": [
        (SUMMARY, f"{SUMMARY} The change that removed the cache was deployed at 11:45 UTC."),
    ],
    "an engineer who noticed something else": [(SUMMARY, f"{SUMMARY} An engineer noticed the spike in a chart.")],
    "a part of the affected users": [
        (IMPACT, "120 users were promised refunds. The largest shop had 45 affected users; 30 users were hit twice."),
    ],
    "complaints about one thing": [
        ("{users: 120}", "{users: 120, complaints: 31}"), (IMPACT, "120 users; we received 12 complaints about tone."),
    ],
    "a share of another whole": [
        ("{users: 120}", "{users: 120, share: 12.5%}"),
        (IMPACT, "120 users, 12.5% of the users, were promised refunds. 31% of chats were affected."),
    ],
    "as many users as requests": [
        (IMPACT, "120 users were promised refunds. 120 chats were wrong; 45 users wrote to us."),
    ],
    "a model that never served": [
        (SUMMARY, f"{SUMMARY} A staging copy ran talk-3-mini; the model in service there was talk-3-mini, too."),
    ],
    "a set of cases beside a model": [CHAT_XL, (SUMMARY, f"{SUMMARY} The smaller model scores 96% in hints-200.")],
    "a release of the service": [CHAT_XL, (SUMMARY, f"{SUMMARY} Release assist-62 is live since 18 April.")],
    "a length of something in another month": [
        (SUMMARY, f"{SUMMARY} In December a gap of four hours had passed unnoticed."),
    ],
    "what followed the detection": [(SUMMARY, f"{SUMMARY} It took us from detection to look at users.")],
    "users who felt it before it ended": [(SUMMARY, f"{SUMMARY} Monitoring showed errors before we rolled back.")],
    "what a policy says of a severity": [(SUMMARY, f"{SUMMARY} SEV1 incidents have a bridge call; this had none.")],
    "a length whose digits are those of another one in minutes": [
        (IMPACT, "120 users were promised refunds. The vendor needed 3 h 51 min to answer our ticket."),
    ],
    "the products of a provider": [
        ("provider: acme\n    name: chat", "provider: Mistral\n    name: chat"),
        (SUMMARY, f"{SUMMARY} We use Google Sheets for the policy. We asked OpenAI about it, too."),
    ],
    "a model of another time": [CHAT_XL, (SETTINGS, "The prompt was tuned for chat-xs-1 last year.")],
    "somebody who found out more": [(SUMMARY, f"{SUMMARY} It was found to be worse by a colleague who read the logs.")],
    "a phase": [(SUMMARY, f"{SUMMARY} It was followed by a complete outage that lasted for 12 minutes.")],
    "a length that is counted from the seconds": [
        (IMPACT, "120 users were promised refunds. From detection to mitigation it took 59 minutes."),
    ],
    "a time that is about right": [
        (SUMMARY, f"{SUMMARY} Around 10:50 UTC a question was repeated with the same result."),
    ],
    "a press that wrote about it": [(SUMMARY, f"{SUMMARY} When it ended is not known, but the press reported it.")],
    "customers who felt it and did not tell us": [(SUMMARY, f"{SUMMARY} Colleagues of ours had not noticed it.")],
    "a severity that was raised": [(SUMMARY, f"{SUMMARY} We declared a SEV3 and raised it to SEV2.")],
    "a detection that monitoring missed": [(SUMMARY, f"{SUMMARY} No alert fired; our monitoring noticed nothing.")],
    "a version that came after": [
        CHAT_XL,
        (SUMMARY, f"{SUMMARY} Since 18 April chat-xl 2.4.0 serves."),
    ],
    "two versions side by side": [
        CHAT_XL,
        (SETTINGS, "| | chat-xl 2.1.0 | chat-xl 2.4.0 |\n|---|---|---|\n| Temperature | 0.8 | 0.2 |"),
    ],
    "a release that was restored": [(SUMMARY, f"{SUMMARY} We went back to release 57.")],
    "the same step in another region": [(RESTORED, "\nIn Brazil release 57 was restored at 14:50 UTC.")],
    "a rounded share": [(IMPACT, "120 of 361 users (33%), a third, were promised refunds.")],
    "a number of which others are a part": [(IMPACT, "120 of the 400 customers were promised refunds.")],
    "a part of a number": [
        (IMPACT, "120 customers were promised refunds.\n\nThe 44 customers in Spain were told on the next day."),
    ],
    "parts that overlap": [(IMPACT, "120 users were promised refunds: 90 by mail, 60 by chat, and some by both.")],
    "what was so for a time": [
        (SUMMARY, f"{SUMMARY} At first the status page was not updated."),
        (IMPACT, f"{IMPACT}\n\nWe updated the status page."),
    ],
    "how a thing was, and its mend": [
        (SETTINGS, f"{SETTINGS} The refund template had no limit."),
        (MITIGATED, MITIGATED.replace("Release 57 is restored", "The refund template has a limit")),
    ],
    "how a thing was, and its mend in the section of the mitigation": [
        (SETTINGS, f"{SETTINGS} The refund template was not signed."),
        (RESTORED, f"{RESTORED} The refund template is signed."),
    ],
    "parts of a number that is farther away than that of their places": [
        (IMPACT, "120 users were promised refunds. 60 agents in 14 offices read it; 25 of them wrote to us."),
    ],
    "parts of people without a number, beside that of their places": [
        (IMPACT, "120 users were promised refunds. Agents at 14 offices read it; 25 of them wrote to us."),
    ],
    "shares of different things": [
        (SUMMARY, f"{SUMMARY} Half of the canary hosts failed the nightly refund checks."),
        (IMPACT, f"{IMPACT}\n\nAbout 40% of chats failed the nightly refund checks."),
    ],
    "minutes behind midnight": [
        (IMPACT, f"{IMPACT} It ended at six minutes past midnight UTC. We saw it at half past midnight UTC."),
    ],
    "no other data": [
        ("{users: 120}", "{users: 120, data: exposure}"), (SUMMARY, f"{SUMMARY} No credentials were exposed."),
    ],
    "an order in keeping with the times": [(SUMMARY, f"{SUMMARY} It was mitigated after a customer had noticed it.")],
    "an alert that came late": [
        ("detection: customer", "detection: alert"), (SUMMARY, f"{SUMMARY} No alert fired for an hour."),
    ],
    "a watch on a number that the causes do not name": [
        (
            ROW,
            "| A3 | Page the editors for click-through below 10 percent | monitoring improvement | P3 | facilities | "
            f"2026-06-30 | the page is tested | open | #483 |\n{ROW}",
        ),
    ],
    "an action of those who responded, on the system": [
        (ROW, f"{OTHER_ROW.replace('facilities', 'on-call').replace('waiting room', 'dashboard')}\n{ROW}"),
    ],
    "an action that helps against any incident": [(ROW, f"{OTHER_ROW.replace('white', 'drilled')}\n{ROW}")],
    "harm by another cause": [
        (IMPACT, "No user was affected by the migration.\n\n120 users were affected by the promise."),
    ],
    "harm in another place": [
        (IMPACT, "No user was affected at the second shop.\n\n120 users were affected at the first shop."),
    ],
    "harm by the incident, and by something else": [
        (IMPACT, "No user was affected by the incident.\n\n120 users were affected by the migration."),
    ],
    "a part of a thing that is removed": [
        (SUMMARY, f"{SUMMARY}\n\nThe banner on refunds was removed."), (RESTORED, f"{RESTORED}\n\nThe banner is live."),
    ],
    "the place of the event": [
        (MITIGATED, MITIGATED.replace("Release 57 is restored.", "Release 57 is restored in the Basel branch.")),
        (SUMMARY, f"{SUMMARY} Release 57 was restored in the Basel branch."),
    ],
    "someone who was called at another time": [
        (DETECTED, "- 2026-04-16 10:20Z — Support pages Emma. [^s1]\n" + DETECTED),
        (SUMMARY, f"{SUMMARY} Maria got paged after that."),
    ],
    "a table of as many as are announced": [
        (
            IMPACT,
            f"{IMPACT} Three shops complained.\n\n| Shop | Mails |\n|---|---|\n| Leeds | 4 |\n| York | 2 |\n"
            "| Hull | 1 |\n| Total | 7 |",
        ),
    ],
    "a thing of the same name with more words": [
        (SUMMARY, f"{SUMMARY}\n\nThe cache is enabled."), (RESTORED, "\nThe cache of replies was removed."),
    ],
    "a number that is rounded": [
        (SUMMARY, f"{SUMMARY} 7,312 parcels of 86 shops were lost."),
        (RESTORED, "\nAbout 7,300 lost parcels left by noon."),
    ],
    "a limit that resembles a number": [
        (SUMMARY, f"{SUMMARY} 7,312 parcels of 86 shops were lost."),
        (RESTORED, "\nThe limit of 7,812 parcels is kept."),
    ],
    "numbers of one table": [
        (IMPACT, f"{IMPACT}\n\n| Hall | Seats sold twice |\n|---|---|\n| North | 4,856 |\n| South | 4,865 |"),
    ],
    "a number of a row that the text is not about": [
        (SUMMARY, f"{SUMMARY} 4,865 seats were sold twice."),
        (IMPACT, f"{IMPACT}\n\n| Hall | Seats |\n|---|---|\n| North | 4,856 |\n| South | 31 |"),
    ],
    "a day in numbers": [
        (SUMMARY, f"{SUMMARY} The terms of 2025 were quoted."), (RESTORED, "\nThe terms of 2023 are quoted again."),
    ],
    "numbers that one sentence tells apart": [
        (SUMMARY, f"{SUMMARY} 7,312 parcels of 86 shops were late, and 7,812 in the week before."),
        (RESTORED, "\nAll 7,812 lost parcels of the week before had left."),
    ],
    "rows that begin and end": [
        (
            IMPACT,
            f"{IMPACT}\n\n| Down | Up | Lift |\n|---|---|---|\n| 12:00 | 12:30 | A |\n| 12:25 | 12:55 | B |\n"
            "| 13:10 | 13:31 | C |\n| 13:30 | 13:48 | D |",
        ),
    ],
    "what is better than usual": [
        (SUMMARY, f"{SUMMARY} The error rate of the search was better than usual at night."),
        (RESTORED, "\nAt night the error rate of the search fell."),
    ],
    "a number that an objective allows": [
        (SUMMARY, f"{SUMMARY} 412 wrong answers of 86 shops were sent."),
        (RESTORED, "\nThe SLO allows 421 wrong answers of shops."),
    ],
    "a part of a length": [(IMPACT, f"{IMPACT} Ten minutes of the 90 until detection the log was down.")],
    "those who had noticed it before": [(SUMMARY, f"{SUMMARY} A partner had noticed it at 10:20 UTC.")],
    "the same number of two things": [
        (SUMMARY, f"{SUMMARY} At the peak p99 of the search was 37 s."), (RESTORED, "\nA cold start takes 37 ms."),
    ],
    "a number that is told in both units": [
        (SUMMARY, f"{SUMMARY} At the peak p99 of the search was 37 s, where 37 ms is usual."),
        (RESTORED, "\nThe p99 of the search is 37 ms again at the peak."),
    ],
    "things that rise and fall": [
        (SUMMARY, f"{SUMMARY} Sales of winter tyres in the shop rose that week."),
        (RESTORED, "\nReturns of garden chairs fell that week."),
    ],
    "numbers of two days": [
        (SUMMARY, f"{SUMMARY} On 16 April 7,312 parcels of 86 shops were lost."),
        (RESTORED, "\nOn 23 April 7,812 parcels of 86 shops were lost."),
    ],
    "the end of the worst": [(IMPACT, f"{IMPACT} The incident was largely resolved at 11:43 UTC.")],
    "an hourly job": [(SUMMARY, f"{SUMMARY} The queue of wrong answers is emptied every day at 11:43 UTC.")],
    "an event of its own kind a little later": [(RESTORED, f"{RESTORED} Finance was told at 11:43 UTC.")],
    "two milestones that no event has": [
        ("2026-04-16 10:30Z — **detected:** A question", "2026-04-16 10:38Z — A customer reports it: a question"),
        ("2026-04-16 12:00Z — **resolved:** Twenty", "2026-04-16 12:14Z — Twenty"),
        ("2026-04-16 11:30Z — **mitigation applied:** Release", "2026-04-16 11:38Z — Release"),
    ],
    "a milestone whose events are of clocks that were changed": [
        ("2026-04-16 10:30Z — **detected:** A question", "2026-04-16 10:38Z — A customer reports it: a question"),
        (SUMMARY, f"{SUMMARY} The clocks went back in that night."),
    ],
    "rows of averages": [
        (
            IMPACT,
            "120 users.\n\n| Depot | Vans | p95 (ms) |\n|---|---|---|\n"
            "| York | 7 | 40 |\n| Hull | 4 | 25 |\n| Bath | 5 | 31 |\n| All | 16 | 33 |",
        ),
    ],
    "answers with their readers": [(IMPACT, "120 users; 240 answers (161 lawyers, 97 firms) were wrong.")],
    "a severity beside the one of the front matter": [
        (SUMMARY, f"{SUMMARY} The page came in as SEV3, which is the default; we declared a SEV2."),
    ],
}  # fmt: skip


def test_a_milestone_is_compared_with_the_event_of_its_kind(open_project: Callable[..., Project]) -> None:
    later = changed(("2026-04-16 10:30Z — **detected:** A question", "2026-04-16 10:38Z — A customer reports it: a"))
    (found,) = [one for one in findings(open_project(), later) if one.rule[:3] == "AW0"]
    assert found.message == "this is, it seems, `incident.detected`, which says 2026-04-16 10:30Z"


def test_a_length_until_an_event_is_that_to_its_time(open_project: Callable[..., Project]) -> None:
    said = "For three hours and 40 minutes, until release 57 was restored, all was bad."
    (found,) = [one for one in findings(open_project(), changed((IMPACT, said))) if one.rule[:3] == "AW0"]
    assert "it is 3 h or 2 h 30 min, not" in found.message


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_reported(open_project: Callable[..., Project], name: str) -> None:
    assert [found for found in reported(open_project(), changed(*LOOK_ALIKES[name])) if found[0][:3] == "AW0"] == []


def test_hours_are_not_compared_with_a_timeline_of_days(open_project: Callable[..., Project]) -> None:
    days = re.sub(r"(2026-04-16)(?:T| )\d\d:\d\dZ", r"\1", changed((SUMMARY, f"{SUMMARY} It lasted nineteen hours.")))
    assert [found for found in reported(open_project(), days) if found[0] == "AW004"] == []


def test_both_places_are_named_with_their_values(open_project: Callable[..., Project]) -> None:
    (number,) = findings(open_project(), changed((IMPACT, "210 users were promised refunds.")))
    assert number.message == "“210” appears nowhere else, and `impact.users` says “120”"
    (time,) = findings(open_project(), changed((RESTORED, "\nRelease 57 was restored at 11:50 UTC.")))
    line = 1 + GOOD.splitlines().index(MITIGATED.strip())
    assert time.message == f"“11:50 UTC” is the time of nothing in the timeline; line {line} says 2026-04-16 11:30Z"


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([(SUMMARY, f"{SUMMARY} We saw it at 10:50 PST.")], "times in a zone that is not certain were not compared"),
        (
            [(SUMMARY, f"{SUMMARY} We saw it at 10:50 UTC."), (EVENTS, "Later.\n")],
            "there is no timeline with times to compare those of the text with",
        ),
    ],
)  # fmt: skip
def test_what_is_not_compared_is_said(
    open_project: Callable[..., Project], pairs: list[tuple[str, str]], reason: str
) -> None:
    project = open_project()
    collect(project.root)
    report = check([read(changed(*pairs).encode(), PATH)], project)
    assert [(one.rule, one.reason) for one in report.skipped if one.rule[:3] == "AW0"] == [("AW002", reason)]


@pytest.mark.parametrize(
    ("find", "said"),
    [
        (find_wrong_list_lengths, "Regional shops that wrote: A, B and C.\n\nTwo of the shops wrote.\n\n"),
        (find_wrong_list_lengths, "Regional shops that wrote: A, B and C.\n\nIt was so.\n\n"),
        (find_wrong_list_lengths, "There were f\u0131ve reasons: haste, night and noise.\n\n"),
        (
            find_wrong_list_lengths,
            "Two small shops wrote late.\n\n| Shop |\n|---|\n| Basel {n} |\n| Bern |\n| Ulm |\n\n",
        ),
    ],
)
def test_time_grows_with_the_sentences(find: Callable[[Statements], Iterator[Found]], said: str) -> None:
    def make(number: int) -> Statements:
        statements = Statements(
            read(changed((IMPACT, "".join(said.format(n=n + 2) for n in range(number)))).encode(), PATH)
        )
        assert len(statements.figures) + sum(len(one.stems) for one in statements.sentences) > number  # read before
        return statements

    require_linear(make, lambda statements: list(find(statements)), size=960)


def test_time_grows_with_the_shares(open_project: Callable[..., Project]) -> None:
    project = open_project()

    def make(number: int) -> tuple[PostMortem, DocumentFacts]:
        impact = " ".join(
            f"Of {3 * n + 7} users, {n + 2}, a third, saw it. {n} users ({n % 97}%) too." for n in range(number)
        )
        document = read(changed((IMPACT, impact)).encode(), PATH)
        facts = DocumentFacts.of(document, project, BY_ID.keys())
        assert len(facts.statements.figures) > number  # worked out before the time is measured
        return document, facts

    def compare(made: tuple[PostMortem, DocumentFacts]) -> None:
        with suppress(Skipped):
            list(BY_ID["AW006"].check(*made))

    require_linear(make, compare, size=480)
