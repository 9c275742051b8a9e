"""AW0xx: what a document tells twice, it tells alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import check
from afterword.postmortem import read
from afterword.project import Project
from checks.good import GOOD, PATH, changed, findings, reported, require_reported_once

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
    "a rest that is not the rest": (
        [(IMPACT, "Of 120 users 30 asked twice, the other 80 did not.")], "AW006", "Of 120 users",
    ),
    "a share that is told twice": (
        [
            (SUMMARY, f"{SUMMARY} A third of the users of the bot were promised refunds."),
            (IMPACT, "120 users of the bot were promised refunds; that is 55% of the users of the bot."),
        ],
        "AW006", "The support bot",
    ),
    "an action that answers to nothing": ([(ROW, f"{OTHER_ROW}\n{ROW}")], "AW007", "| A3 |"),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_contradiction_is_reported_at_its_line_and_nothing_else(
    open_project: Callable[..., Project], defect: str
) -> None:
    require_reported_once(open_project(), *DEFECTS[defect])


LOOK_ALIKES = {
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
    "a rounded share": [(IMPACT, "120 of 361 users (33%), a third, were promised refunds.")],
    "an action of those who responded": [(ROW, f"{OTHER_ROW.replace('facilities', 'on-call')}\n{ROW}")],
    "an action that helps against any incident": [(ROW, f"{OTHER_ROW.replace('white', 'drilled')}\n{ROW}")],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_reported(open_project: Callable[..., Project], name: str) -> None:
    assert [found for found in reported(open_project(), changed(*LOOK_ALIKES[name])) if found[0][:3] == "AW0"] == []


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
    report = check([read(changed(*pairs).encode(), PATH)], open_project())
    assert [(one.rule, one.reason) for one in report.skipped if one.rule[:3] == "AW0"] == [("AW002", reason)]
