"""Action items that people took on, with the owner and the date that were said."""

from datetime import date

import pytest

from afterword.drafting.assembling.pledges import find_pledges
from afterword.evidence import EvidenceItem
from afterword.times.when import When

MENDED = When.parse("2026-03-12T09:00Z")
ACTORS = ["support lead", "search engineer", "sre", "ml engineer"]


@pytest.mark.parametrize(
    ("text", "action", "owner", "due"),
    [
        ("I'll write to the 41 customers until Friday", "Write to the 41 customers", "support lead", date(2026, 3, 13)),
        ("will add a check that fails the job", "Add a check that fails the job", "support lead", None),
        ("To do: eval must load the production config. I take it, till 22 May.", "Eval must load the production config",
         "support lead", date(2026, 5, 22)),
        ("Support for aliases in the chart: I take that, done by end of March.", "Support for aliases in the chart",
         "support lead", date(2026, 3, 31)),
        ("I'll write the note by end of month", "Write the note", "support lead", date(2026, 3, 31)),
        ("I'll write the note by end of the month.", "Write the note", "support lead", date(2026, 3, 31)),
        ("I'll write the note by end of next month", "Write the note by end of next month", "support lead", None),
        ("owner for the slice test: ml engineer, by 5 April", "The slice test", "ml engineer", date(2026, 4, 5)),
        ("AI: retry budget per tenant, sre, due 2026-09-04.", "Retry budget per tenant", "sre", date(2026, 9, 4)),
        ("Agreed: check on the total per site. search engineer, until 14 August.", "Check on the total per site",
         "search engineer", date(2026, 8, 14)),
        ("I'll add an eval case for the 90 day question by Friday", "Add an eval case for the 90 day question",
         "support lead", date(2026, 3, 13)),
        ("I'll write the customer note by Friday 5 June", "Write the customer note", "support lead", date(2026, 6, 5)),
        ("I'll write the note by Fri, June 5.", "Write the note", "support lead", date(2026, 6, 5)),
        ("sre will add a canary per pool, due 2026-09-19.", "Add a canary per pool", "sre", date(2026, 9, 19)),
        ("and I take a check that refuses aliases, until 27 March", "A check that refuses aliases", "support lead",
         date(2026, 3, 27)),
        ("voy a añadir el test antes del 20 de mayo", "Añadir el test", "support lead", date(2026, 5, 20)),
        ("I will write a test for prompt 42", "Write a test for prompt 42", "support lead", None),
        ("I will rewrite the template until 2 January", "Rewrite the template", "support lead", date(2027, 1, 2)),
    ],
)  # fmt: skip
def test_what_somebody_took_on(text: str, action: str, owner: str, due: date | None) -> None:
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-03-12T11:02Z"), "support lead", text)
    (found,) = find_pledges([item], ACTORS, MENDED)
    assert (found.action, found.owner, found.due) == (action, owner, due)


def test_one_message_can_give_several_to_several() -> None:
    text = (
        "Actions: canary 24 h in one region (owner sre, 9 March), test with real meetings (owner ml engineer, 20 March)"
    )
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-02-23T16:00Z"), "em", text)
    found = find_pledges([item], ACTORS, MENDED)
    assert [(one.action, one.owner, str(one.due)) for one in found] == [
        ("Canary 24 h in one region", "sre", "2026-03-09"),
        ("Test with real meetings", "ml engineer", "2026-03-20"),
    ]


@pytest.mark.parametrize(
    ("text", "actor", "at"),
    [
        ("I'll set the alias back and redeploy", "sre", "2026-03-12T08:00Z"),
        ("I'll check the logs", "sre", "2026-03-12T11:00Z"),
        ("somebody should talk to HR about paging", "sre", "2026-03-12T11:00Z"),
        ("we need an alert, owner for it: marketing, by 5 April", "sre", "2026-03-12T11:00Z"),
        ("I'll take care of it until Friday", "agent", "2026-03-12T11:00Z"),
        ("I'll do it", "sre", "2026-03-12T11:00Z"),
        ("I will never touch this prompt again", "sre", "2026-03-12T11:00Z"),
        ("I will not write prompts by hand again", "sre", "2026-03-12T11:00Z"),
    ],
)
def test_steps_wishes_and_what_strangers_are_given_are_not_taken_on(text: str, actor: str, at: str) -> None:
    assert not find_pledges([EvidenceItem("E1", "chat", 1, When.parse(at), actor, text)], ACTORS, MENDED)


@pytest.mark.parametrize(
    ("actor", "owner"), [("participant 5", None), ("participant 5 (support lead)", "support lead"), ("sre", "sre")]
)
def test_a_person_known_by_a_number_is_not_written_as_the_owner(actor: str, owner: str | None) -> None:
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-03-12T11:02Z"), actor, "I'll add a check until Friday")
    (found,) = find_pledges([item], [actor], MENDED)
    assert (found.action, found.owner) == ("Add a check", owner)


def asked(answer: str, actor: str = "participant 2") -> list[tuple[str, date | None]]:
    said = When.parse("2026-03-12T11:02Z")
    request = "we have no test of a full context. participant 2 can you write an eval case for truncated answers?"
    items = [
        EvidenceItem("E1", "chat", 1, said, "participant 1", request),
        EvidenceItem("E2", "chat", 2, said, actor, answer),
    ]
    return [(one.action, one.due) for one in find_pledges(items, ["participant 1", actor], MENDED)]


@pytest.mark.parametrize(
    "answer", ["ok will do, by March 20", "Sure, on it, by 20 March", "yes I'll do that by 2026-03-20"]
)
def test_who_agrees_to_do_what_they_were_asked_for_took_it_on(answer: str) -> None:
    assert asked(f"{answer}\nhave a good weekend all") == [
        ("Write an eval case for truncated answers", date(2026, 3, 20))
    ]


def test_what_was_agreed_to_is_evidence_too() -> None:
    said = When.parse("2026-03-12T11:02Z")
    request = EvidenceItem("E1", "chat", 1, said, "participant 1", "participant 2 can you write the missing test?")
    answer = EvidenceItem("E2", "chat", 2, said, "participant 2", "will do")
    (found,) = find_pledges([request, answer], [], MENDED)
    assert (found.request, found.item) == (request, answer)


def test_somebody_else_who_agrees_took_nothing_on() -> None:
    assert asked("ok will do, by March 20", "participant 3") == []
    assert asked("ok") == []


def test_small_talk_below_a_promise_is_no_part_of_it() -> None:
    item = EvidenceItem(
        "E1", "chat", 1, When.parse("2026-03-12T11:02Z"), "sre", "will do, by March 20\nhave a good weekend"
    )
    assert find_pledges([item], ACTORS, MENDED) == []


def test_a_date_that_is_not_certain_stays_in_the_words() -> None:
    text = "I'll add a check in CI by next Friday"  # in a day, or in eight?
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-03-12T11:02Z"), "sre", text)
    (found,) = find_pledges([item], ACTORS, MENDED)
    assert (found.action, found.due) == ("Add a check in CI by next Friday", None)


@pytest.mark.parametrize(("due", "day"), [("2026-06-05", date(2026, 6, 5)), ("5 June", None), ("2026-06-31", None)])
def test_a_day_with_its_year_is_certain_whenever_it_was_written(due: str, day: date | None) -> None:
    table = f"| Task | Owner | Due |\n|---|---|---|\n| Test the silence | sre | {due} |"
    (found,) = find_pledges([EvidenceItem("E1", "notes.md", 1, None, None, table)], ACTORS, MENDED)
    assert found.due == day


def test_boxes_of_a_list_are_to_do_and_ticked_ones_are_done() -> None:
    text = (
        "Next steps:\n- [ ] add an eval case for competitor names (sre, by 2026-03-20)\n"
        "- [ ] review examples in prompts before they ship (participant 6)\n- [x] write the status page\n"
        "- [ ] check the logs\n"
    )
    item = EvidenceItem("E1", "issue", 1, When.parse("2026-03-12T11:02Z"), "sre", text)
    assert [(one.action, one.owner, one.due, one.state) for one in find_pledges([item], ACTORS, MENDED)] == [
        ("Add an eval case for competitor names", "sre", date(2026, 3, 20), "open"),
        ("Review examples in prompts before they ship", None, None, "open"),
        ("Write the status page", None, None, "done"),
    ]


def pledged(text: str) -> list[tuple[str, str | None, date | None]]:
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-03-12T11:02Z"), "support lead", text)
    return [(one.action, one.owner, one.due) for one in find_pledges([item], ACTORS, MENDED)]


def test_each_of_several_in_one_sentence_has_its_own_date() -> None:
    text = (
        "Action items: sre adds slice cases to the set by Friday; ml engineer writes to the customers by 2026-03-18; "
        "I will block deploys without the full run by 2026-03-31"
    )
    assert pledged(text) == [
        ("Add slice cases to the set", "sre", date(2026, 3, 13)),
        ("Write to the customers", "ml engineer", date(2026, 3, 18)),
        ("Block deploys without the full run", "support lead", date(2026, 3, 31)),
    ]


def test_an_arrow_names_who_does_it() -> None:
    assert pledged("AI: budget alert at $1k per day -> sre, by Mar 20. retry cap in the client -> me, Mar 25") == [
        ("Budget alert at $1k per day", "sre", date(2026, 3, 20)),
        ("Retry cap in the client", "support lead", date(2026, 3, 25)),
    ]
    assert pledged("config model -> v12, by Friday") == []
    assert pledged("sre adds that the rate rose on Friday") == []


def test_what_is_written_with_its_owner_beside_it_is_one_whoever_that_is() -> None:
    texts = (
        "read-only role for agents, owner: @sam, due 2026-03-30",
        "sandbox without inherited variables, owner: a team",
    )
    items = [EvidenceItem(f"E{n}", "notes", n, MENDED, None, text) for n, text in enumerate(texts, 1)]
    assert [(one.action, one.owner, one.due) for one in find_pledges(items, ACTORS, MENDED)] == [
        ("Read-only role for agents", "@sam", date(2026, 3, 30)),
        ("Sandbox without inherited variables", None, None),
    ]


def test_a_list_in_a_mail_has_who_and_until_when_behind_a_dash() -> None:
    text = (
        "What we do now:\n1. Freshness check in the tool - Tomasz, 18 March\n2. Alerts to on-call - sre, by 20 March\n"
    )
    item = EvidenceItem("E1", "mail", 1, MENDED, "support lead", text)
    assert [(one.action, one.owner, one.due) for one in find_pledges([item], ACTORS, None)] == [
        ("Freshness check in the tool", None, date(2026, 3, 18)),
        ("Alerts to on-call", "sre", date(2026, 3, 20)),
    ]


def test_the_date_of_a_request_holds_for_who_agrees_to_it() -> None:
    asked = EvidenceItem(
        "E1", "chat", 1, MENDED, "sre", "participant 2, can you make the loader refuse it by 18 March?"
    )
    agreed = EvidenceItem("E2", "chat", 2, MENDED, "participant 2", "Will do")
    assert [one.due for one in find_pledges([asked, agreed], ["sre", "participant 2"], None)] == [date(2026, 3, 18)]


def test_a_list_of_what_is_open_is_to_do_whoever_does_it_and_whenever() -> None:
    text = (
        "The index is back.\n\nOpen:\n- Sam adds the language filter to the template (by 20 March)\n"
        "- I will write a smoke test per language\n* sre fixes the alert on the rebuild\n- [x] inform the branch\n"
        "- check the logs\n\nWhy it was not noticed:\n- the eval has German questions only\n"
    )
    item = EvidenceItem("E1", "mail", 1, When.parse("2026-03-12T08:00Z"), "support lead", text)
    assert [(one.action, one.owner, one.due, one.state) for one in find_pledges([item], ACTORS, None)] == [
        ("Add the language filter to the template", None, date(2026, 3, 20), "open"),
        ("Write a smoke test per language", "support lead", None, "open"),
        ("Fix the alert on the rebuild", "sre", None, "open"),
        ("Inform the branch", None, None, "done"),
    ]


def said_by(*messages: tuple[str, str]) -> list[tuple[str, str | None, date | None, str]]:
    at = When.parse("2026-03-17T10:00Z")
    items = [EvidenceItem(f"E{n}", "chat", n, at, actor, text) for n, (actor, text) in enumerate(messages, 1)]
    found = find_pledges(items, ["sre", "ml engineer", "support lead"], MENDED)
    return [(one.action, one.owner, one.due, one.state) for one in found]


def test_who_is_asked_and_gives_a_date_takes_it_on_and_who_declines_does_not() -> None:
    asked = ("sre", "I'll write to the families tomorrow. ml engineer: alert when calls / stories < 0.95")
    wrote = ("Write to the families", "sre", date(2026, 3, 18), "open")
    alert = "Alert when calls / stories < 0.95"
    for answer, found in (
        ("the alert is quick, Monday.", [(alert, "ml engineer", date(2026, 3, 23), "open")]),
        ("already done this morning", [(alert, "ml engineer", None, "done")]),
        ("no, I can't take that this week", []),
    ):
        assert said_by(asked, ("ml engineer", answer)) == [wrote, *found]


def test_steps_of_the_response_and_thanks_are_not_action_items() -> None:
    assert (
        said_by(
            ("sre", "seeing 500s since the deploy, I'll take a look"),
            ("support lead", "Customers will be told at 11:00, I'll write the status update now"),
            ("ml engineer", "next: roll back to v12"),
            ("ml engineer", "decided: we roll back. sre does it, I watch the dashboards"),
            ("sre", "the vendor says they will fix it by Friday. Thanks all, retro on Monday 23 March"),
            ("support lead", "sre: nice work!"),
            ("support lead", "ml engineer, thanks for the quick rollback yesterday"),
            ("sre", "I have a dentist appointment on Friday. The new model should be live by Wednesday"),
            ("sre", "The search team owns three services and is on call until Sunday."),
        )
        == []
    )


def test_once_actions_are_handed_out_a_name_and_a_task_are_enough() -> None:
    assert said_by(
        ("sre", "So. Actions. ml engineer, scoped service account per namespace?"),
        ("ml engineer", "ok. I can do the admission policy by Friday week, so 20 March."),
        ("sre", "support lead, confirmation dialog shows namespace and size."),
    ) == [
        ("Scoped service account per namespace", "ml engineer", None, "open"),
        ("The admission policy by Friday week", "ml engineer", date(2026, 3, 20), "open"),
        ("Confirmation dialog shows namespace and size", "support lead", None, "open"),
    ]


def test_a_refusal_is_no_item_and_the_task_goes_to_who_takes_it() -> None:
    listed = "Action items: Sue to write the glossary by 2026-04-02. I can't do the leaflet, too much on."
    assert said_by(
        ("sre", listed),
        ("ml engineer", "I won't do the glossary, ask support"),
        ("support lead", "ok, I take the glossary by 2026-04-09"),
    ) == [("Write the glossary", "support lead", date(2026, 4, 9), "open")]
    assert said_by(("sre", "I will write the leaflet by 2026-04-12. Forget it, I can't.")) == []
    assert said_by(("sre", "I'll draft the leaflet by 2026-04-12"), ("sre", "sorry, I can't")) == []
    kept = said_by(("sre", "I'll draft the leaflet by 2026-04-12. I can't do the glossary."))
    assert kept == [("Draft the leaflet", "sre", date(2026, 4, 12), "open")]


def test_a_date_stays_with_its_own_clause_and_a_report_closes_its_own_task() -> None:
    said = (
        ("sre", "Action items: ml engineer to add a shadow run by 2026-04-12."),
        ("ml engineer", "I'll add the shadow run, and sre will write the leaflet by Friday"),
    )
    run = ("Add a shadow run", "ml engineer", date(2026, 4, 12))
    leaflet = ("Write the leaflet", "sre", date(2026, 3, 20), "open")
    assert said_by(*said) == [(*run, "open"), leaflet]
    assert said_by(*said, ("ml engineer", "shadow run is done already, see #41")) == [(*run, "done"), leaflet]


def test_laughter_is_no_promise() -> None:
    assert (
        said_by(("sre", "haha yes, and I will repaint the office by Monday"), ("sre", "I'll fix Mars by Friday /s"))
        == []
    )


@pytest.mark.parametrize(
    ("request_", "answer", "action", "due"),
    [
        ("can u make CI fail without it", "yep by friday", "Make CI fail without it", date(2026, 3, 13)),
        ("please add an alert on refunds. next sprint, but before 3 April", "will do", "Add an alert on refunds",
         date(2026, 4, 3)),
    ],
)  # fmt: skip
def test_who_answers_a_request_to_all_takes_it_on(request_: str, answer: str, action: str, due: date) -> None:
    said = When.parse("2026-03-12T11:02Z")
    items = [
        EvidenceItem("E1", "chat", 1, said, "sre", request_),
        EvidenceItem("E2", "chat", 2, said, "ml engineer", answer),
    ]
    (found,) = find_pledges(items, ACTORS, MENDED)
    assert (found.action, found.owner, found.due) == (action, "ml engineer", due)


@pytest.mark.parametrize("answer", ["no time for that", "which one?", "the alert fires again"])
def test_a_request_to_all_without_a_yes_is_taken_on_by_none(answer: str) -> None:
    said = When.parse("2026-03-12T11:02Z")
    items = [
        EvidenceItem("E1", "chat", 1, said, "sre", "can u add an alert on refunds"),
        EvidenceItem("E2", "chat", 2, said, "ml engineer", answer),
    ]
    assert not find_pledges(items, ACTORS, MENDED)


def test_an_item_below_a_heading_is_one_task_with_what_is_said_of_it() -> None:
    text = "To do: alert goes to a room that is never read. make it page, participant 3, 10 March 2027"
    item = EvidenceItem("E1", "minutes.md", 1, When.parse("2027-03-02"), None, text)
    (found,) = find_pledges([item], ["participant 3"], None)
    assert found.action == "Alert goes to a room that is never read. make it page" and found.by == "participant 3"
    assert found.due == date(2027, 3, 10)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("To do: K Lindqvist to bound the queue by 10 March 2027", "bound the queue"),
        ("To do: shard B stays on the old build, 10 March 2027", "shard B stays on the old build"),
    ],
)
def test_no_action_begins_with_what_looks_like_a_name(text: str, action: str) -> None:
    item = EvidenceItem("E1", "minutes.md", 1, When.parse("2027-03-02"), None, text)
    assert [one.action.casefold() for one in find_pledges([item], [], None)] == [action.casefold()]


def in_minutes(*lines: str) -> list[tuple[str, str | None, date | None]]:
    dated = EvidenceItem("E1", "log", 1, MENDED, None, "judge restarted")
    days = [EvidenceItem(f"E{n}", "log", n, MENDED, None, "score batch ok") for n in (2, 3)]
    items = [EvidenceItem(f"E{n}", "minutes.md", n, None, None, line) for n, line in enumerate(lines, 4)]
    return [(one.action, one.by, one.due) for one in find_pledges([dated, *days, *items], ["participant 2"], MENDED)]


@pytest.mark.parametrize(
    ("line", "action", "by", "due"),
    [
        ("Anna to phone the hosting firm", "Phone the hosting firm", "Anna", None),
        ("Peter will send the list of stores. No date yet.", "Send the list of stores", "Peter", None),
        ("The gauge is noisy -> participant 2 to widen its range, Mar 20", "Widen its range", "participant 2",
         date(2026, 3, 20)),
        ("No alarm on stock. participant 2 adds one, 20 March.", "Add one (No alarm on stock)", "participant 2",
         date(2026, 3, 20)),
        ("The depot wants a note. Anna writes, due Mar 20", "Write it (The depot wants a note)", "Anna",
         date(2026, 3, 20)),
        ("participant 2: dry run with a full tank. 20 March.", "Dry run with a full tank", "participant 2",
         date(2026, 3, 20)),
        ("Anna to check the valve list, by 20 March.", "Check the valve list", "Anna", date(2026, 3, 20)),
    ],
)  # fmt: skip
def test_minutes_hand_out_without_a_list(line: str, action: str, by: str, due: date | None) -> None:
    assert in_minutes(line) == [(action, by, due)]


@pytest.mark.parametrize(
    "line",
    [
        "Anna will be away in April",
        "Anna left at noon. 20 March.",
        "The pump will send an alarm",
        "participant 2 checks the valve every night",
        "Reading -> output in two steps",
        "Peter thinks that the gauge was noisy",
        "Anna calls it a draw",
        "Cause: the gauge sends zeros",
        "participant 2 sends thanks",
        "It was decided on 9 March. No date yet.",
    ],
)
def test_minutes_tell_more_than_what_is_to_do(line: str) -> None:
    assert in_minutes(line) == []


@pytest.mark.parametrize(
    "head", ["What we said after lunch:", "Puntos acordados:", "Points convenus :", "Vereinbarte Punkte:"]
)
def test_a_date_in_a_sentence_of_its_own_is_of_the_entry_of_a_list(head: str) -> None:
    item = EvidenceItem(
        "E1", "mail", 1, MENDED, "sre", f"Hello\n{head}\n- sre gives each tank its own gauge. Before 20 March."
    )
    assert [(one.action, one.owner, one.due) for one in find_pledges([item], ACTORS, None)] == [
        ("Give each tank its own gauge", "sre", date(2026, 3, 20))
    ]


def test_who_has_a_title_or_is_the_only_responder_is_named_wherever_others_hand_it_to_them() -> None:
    text = "participant 2 will add an alarm by 20 March. I'll write the note by 27 March"
    item = EvidenceItem("E1", "chat", 1, MENDED, "responder 1", text)
    actors = ["participant 2 (tank lead)", "responder 1"]
    assert [one.owner for one in find_pledges([item], actors, MENDED, "ivylarch")] == ["tank lead", "ivylarch"]
    assert [one.owner for one in find_pledges([item], actors, MENDED)] == ["tank lead", None]


def test_a_pronoun_before_a_limit_belongs_to_its_preposition() -> None:
    assert pledged("I'll write a runbook for it by 20 March") == [
        ("Write a runbook for it", "support lead", date(2026, 3, 20))
    ]


def test_who_writes_without_an_apostrophe_takes_it_on_and_ill_people_do_not() -> None:
    assert pledged("and ill turn off the sync by 20 March") == [
        ("Turn off the sync", "support lead", date(2026, 3, 20))
    ]
    assert pledged("and ill patients got the wrong dose") == []
