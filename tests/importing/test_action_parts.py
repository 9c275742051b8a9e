"""What the items of a list of actions say beside the task: who, until when, and whether it is done."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign
from growth import require_linear

_BEFORE = (
    "# Translations swapped\n\n**Date:** 4 March 2026\n**Author:** Tilde Holm\n\n"
    "## Timeline\n\n- 09:00 UTC alert\n\n## Action items\n\n"
)


def said(items: str) -> list[tuple[str, str, str, str]]:
    actions = read_foreign(f"{_BEFORE}{items}\n", "a.md").actions
    return [(one.text, ", ".join(one.owners), str(one.due or ""), one.state) for one in actions]


TASK = "Pin the glossary"


@pytest.mark.parametrize(
    ("behind", "owner", "due", "state"),
    [
        (". Owner: Tilde Holm. Due 20 March 2026.", "Tilde Holm", "2026-03-20", "open"),
        (". Assigned to Tilde Holm, to be finished by 20 March 2026.", "Tilde Holm", "2026-03-20", "open"),
        (". Tilde takes this.", "Tilde", "", "open"),
        (". Tilde. 20 March.", "Tilde", "2026-03-20", "open"),
        ("\n  Tilde Holm, 20 March 2026", "Tilde Holm", "2026-03-20", "open"),
        ("\n  Responsible: Tilde Holm (Docs). Target: end of March 2026.", "Tilde Holm", "2026-03-31", "open"),
        (" (Tilde). In production since 9 March.", "Tilde", "", "done"),
        (" (Tilde), it has been merged already", "Tilde", "", "done"),
        (" (it is in, see `glossary.yml`).", "", "", "done"),
        (" (Tilde, live in June).", "Tilde", "", "open"),
        (" (Tilde, April sprint)", "Tilde", "", "open"),
        (" – Tilde – w/c 9 March", "Tilde", "", "open"),
        (" – Tilde (Docs), 20 March", "Tilde", "2026-03-20", "open"),
        (" – docs team (Tilde), 20 March", "Tilde", "2026-03-20", "open"),
        (" / Tilde / 2026-03-20 / done", "Tilde", "2026-03-20", "done"),
        (": Tilde, by 20 March", "Tilde", "2026-03-20", "open"),
        (" 📅 2026-03-20 👤 Tilde", "Tilde", "2026-03-20", "open"),
        (" {Tilde}", "Tilde", "", "open"),
        (" by end of March – Tilde", "Tilde", "2026-03-31", "open"),
        (" (~~Anders~~ Tilde)", "Tilde", "", "open"),
        (" – won't do, the glossary is gone", "", "", "dropped"),
        (" - decided against, the shops\n  like it, and it is cheap", "", "", "dropped"),
        (" (not worth it)", "", "", "dropped"),
        (" (done the same evening)", "", "", "done"),
        (" of 90 %. Done", "", "", "done"),
        (" @tilde due 15 November", "tilde", "2026-11-15", "open"),
        (". Responsable : Tilde. Échéance : 20 mars 2026", "Tilde", "2026-03-20", "open"),
        (" in the whole shop before\n  20 March 2026.", "", "2026-03-20", "open"),
        (" (owner: ?)", "", "", "open"),
        (". Nobody has taken it yet.", "", "", "open"),
        (" (Elasticsearch)", "", "", "open"),
        (" of Lingua 2.X", "", "", "open"),
        (" (API)", "", "", "open"),
        (" (in every region)", "", "", "open"),
        (": Translator", "", "", "open"),
        (" (not yet done)", "", "", "open"),
        (" – Tilde – not yet started", "Tilde", "", "open"),
        (" – Tilde – not planned", "Tilde", "", "dropped"),
        (" – Tilde – not done yet", "Tilde", "", "open"),
        (" (Tilde, pas encore fait)", "Tilde", "", "open"),
        (" (wird nicht mehr umgesetzt)", "", "", "dropped"),
        (" – ne sera pas réalisée", "", "", "dropped"),
        (": no se implementará", "", "", "dropped"),
        (" (não vai ser feita)", "", "", "dropped"),
        (" – won't fix/do", "", "", "dropped"),
        (" – won't be fixed: it is gone", "", "", "dropped"),
        (" – wird noch nicht umgesetzt", "", "", "open"),
        (" – finished by Tilde on Mar 9", "Tilde", "", "done"),
        (" @tholm due 2026-03-20", "tholm", "2026-03-20", "open"),
        (" (@tholm, 12/31)", "tholm", "2026-12-31", "open"),
        (" – Tilde – due 15 November", "Tilde", "2026-11-15", "open"),
        (" – Tilde – 27 February", "Tilde", "2026-02-27", "open"),
        (" [OPS-12] @tholm 20/03/2026", "tholm", "2026-03-20", "open"),
        (" @tholm 04/03/2026", "tholm", "", "open"),
        (" #anna", "anna", "", "open"),
        (" #infra", "", "", "open"),
        (" with @tholm by 20 March 2026", "", "2026-03-20", "open"),
        (" (the review moved to 10 April) – Tilde", "Tilde", "", "open"),
    ],
)
def test_what_is_said_behind_a_task(behind: str, owner: str, due: str, state: str) -> None:
    ((text, *rest),) = said(f"- {TASK}{behind}")
    assert text.startswith(TASK)
    assert rest == [owner, due, state]


@pytest.mark.parametrize(
    "stated",
    [
        " (done by supplier)",
        " (halb fertig)",
        " – partly merged",
        " (not reviewed by the docs team)",
        " (80% done)",
        " (owner: Tilde?)",
        " (owner: Anders - dropped? ask Bo)",
        " (ask the supplier)",
    ],
)
def test_what_tells_how_far_a_task_is_names_no_owner_and_stays(stated: str) -> None:
    others = "\n".join(f"- Count swaps in book {number} (Tilde)" for number in range(4))
    assert said(f"{others}\n- {TASK}{stated}")[-1] == (f"{TASK}{stated}", "", "", "open")


def test_a_state_in_words_stays_beside_the_owner_that_is_taken() -> None:
    assert said(f"- {TASK} (Tilde, teilweise fertig)") == [(f"{TASK} (teilweise fertig)", "Tilde", "", "open")]


@pytest.mark.parametrize("team", ["Cancelled orders team", "live video team"])
def test_a_team_may_be_called_by_a_word_of_a_state(team: str) -> None:
    assert said(f"- {TASK} – {team}") == [(TASK, team, "", "open")]


@pytest.mark.parametrize(
    ("behind", "owner", "state"),
    [
        (" done 2026-03-09 (Tilde)", "Tilde", "done"),
        (" dropped 2026-03-09 (Tilde)", "Tilde", "dropped"),
        (" (no longer needed)", "", "dropped"),
    ],
)
def test_what_is_said_behind_a_task_that_is_struck_out(behind: str, owner: str, state: str) -> None:
    assert said(f"- ~~{TASK}~~{behind}") == [(TASK, owner, "", state)]


def test_a_cell_of_owners_names_none_by_words_of_a_state() -> None:
    head = "| Action | Owner | Due |\n|---|---|---|\n"
    rows = f"| {TASK} | Tilde (not confirmed) | |\n| Count swaps | not done by us | |\n"
    assert [owner for _, owner, _, _ in said(f"\n{head}{rows}")] == ["Tilde", ""]


@pytest.mark.parametrize(
    ("before", "owner", "due"),
    [
        ("**Tilde Holm** – ", "Tilde Holm", ""),
        ("**Tilde Holm**\n  ", "Tilde Holm", ""),
        ("Tilde – ", "Tilde", ""),
        ("Tilde to ", "Tilde", ""),
        ("[Tilde] ", "Tilde", ""),
        ("[P1] ", "", ""),
        ("A1 (Tilde, 20 March): ", "Tilde", "2026-03-20"),
        ("**Idempotency** – ", "", ""),
        ("**Monitoring:** ", "", ""),
    ],
)
def test_what_is_said_before_a_task(before: str, owner: str, due: str) -> None:
    ((text, *rest),) = said(f"- {before}pin the glossary")
    assert text.endswith("pin the glossary")
    assert rest == [owner, due, "open"]


@pytest.mark.parametrize("sentence", ["Redis owns the glossary", "Glossary has to be pinned", "Thank Tilde"])
def test_a_sentence_with_a_name_in_it_names_no_owner(sentence: str) -> None:
    assert said(f"- {sentence}") == [(sentence, "", "", "open")]


def test_one_name_before_a_colon_owns_what_it_is_ordered_to_do_and_not_what_it_is_called() -> None:
    items = said(
        "- [x] Kim: check the glossary\n- [ ] Count swaps\n- [ ] Grace: period of two days\n- [ ] Warn\n- [ ] Ask Bo"
    )
    assert [(one[0], one[1]) for one in items[:3]] == [
        ("check the glossary", "Kim"), ("Count swaps", ""), ("Grace: period of two days", ""),
    ]  # fmt: skip


def test_a_name_at_the_beginning_of_most_items_is_that_of_their_owners() -> None:
    assert said("- Tilde: pin the glossary\n- Localisation: count swaps") == [
        ("pin the glossary", "Tilde", "", "open"),
        ("count swaps", "Localisation", "", "open"),
    ]


@pytest.mark.parametrize("piece", ["Ana, ", "a – ", "Owner: Ana; ", "it is done, "])
def test_an_item_of_many_pieces_takes_linear_time(piece: str) -> None:
    require_linear(lambda n: f"{_BEFORE}- {piece * n}x\n", lambda text: read_foreign(text, "a.md"), size=800)


@pytest.mark.parametrize(
    ("behind", "owner", "due", "state"),
    [
        (": rejected by the board, too dear", "", "", "dropped"),
        (" – Tilde – cancelled because the vendor left", "Tilde", "", "dropped"),
        (" ❌ not needed any more", "", "", "dropped"),
        (" ✅ merged, see the log", "", "", "done"),
        (" ..... Tilde, by 30 March", "Tilde", "2026-03-30", "open"),
        (" @Tilde Holm March 30, 2026 → #88", "Tilde Holm", "2026-03-30", "open"),
        (" – Tilde Holm 2026-03-30", "Tilde Holm", "2026-03-30", "open"),
        ("(担当：青木、期限：2026年3月30日)【完了】OPS-3", "青木", "2026-03-30", "done"),
        ("（负责人：王磊，截止：2026-03-30）—— 已完成", "王磊", "2026-03-30", "done"),
        (" – Dr. Holm – bis 30.03.2026 – offen", "Dr. Holm", "2026-03-30", "open"),
        (". Owner: to be found with the depot", "", "", "open"),
        (" (nog geen eigenaar)", "", "", "open"),
        (" (aún sin responsable)", "", "", "open"),
        (" – Tilde – ab sofort", "Tilde", "", "open"),
        (". Owner: Tilde. Ticket: OPS-3", "Tilde", "", "open"),
    ],
)
def test_pieces_of_a_task_say_what_they_say_in_any_brackets_and_language(
    behind: str, owner: str, due: str, state: str
) -> None:
    assert said(f"- Count swaps (Bo)\n- {TASK}{behind}")[1][1:] == (owner, due, state)


@pytest.mark.parametrize(
    "behind",
    [
        ": closed tickets count twice",
        ": cancelled orders stay in the export",
        " next to the ✅ of a verified row",
        " by the vendor, who sent the old one",
        " and tell the team: no deploys on Friday",
    ],
)
def test_words_of_the_task_itself_give_it_no_state_and_no_owner(behind: str) -> None:
    assert said(f"- {TASK}{behind}")[0] == (f"{TASK}{behind}", "", "", "open")


def test_a_task_with_a_thousand_emoji_is_read() -> None:
    assert [state for *_, state in said(f"- {TASK} ({'✅' * 2000})")] == ["done"]


def test_small_words_where_others_have_owners_are_no_names() -> None:
    items = (
        "- Order lamps – Einkauf – bestellt\n- Count swaps – Tilde\n- Check the log – urgently wanted\n- Test it – ana"
    )
    assert [one[1] for one in said(items)] == ["Einkauf", "Tilde", "", "ana"]


@pytest.mark.parametrize(
    ("begin", "state"),
    [("Won't do: ", "dropped"), ("Erledigt: ", "done"), ("[erledigt 3. März] ", "done"), ("Live: ", "open")],
)
def test_a_task_begins_with_its_state_also_beside_a_list(begin: str, state: str) -> None:
    found = said(f"- Count swaps\n- {begin}{TASK.lower()}\n\n{begin}order a second printer")
    assert [one[3] for one in found] == ["open", state, *([state] if begin.endswith(": ") and state != "open" else [])]


@pytest.mark.parametrize(
    "details",
    [
        "Owner: Tilde · Due: 2026-03-30 · Status: Done",
        "**Verantwortlich:** Tilde\n**Frist:** 30.03.2026\n**Stand:** erledigt",
    ],
)
def test_details_below_a_task_that_is_a_heading_are_of_that_task(details: str) -> None:
    second = details.replace("Tilde", "Bo").replace("Done", "Open").replace("erledigt", "offen")
    assert [one[:4] for one in said(f"### {TASK}\n\n{details}\n\n### Count swaps\n\n{second}")] == [
        (TASK, "Tilde", "2026-03-30", "done"),
        ("Count swaps", "Bo", "2026-03-30", "open"),
    ]


@pytest.mark.parametrize(
    ("titles", "owners"),
    [
        (("Monitoring", "Deployment"), ("", "")),
        (("Kommunikation", "Technische Maßnahmen"), ("", "")),
        (("監視", "恒久対策"), ("", "")),
        (("Tilde Holm", "Support"), ("Tilde Holm", "Support")),
        (("Payments team", "Support"), ("Payments team", "Support")),
        (("佐々木", "基盤チーム"), ("佐々木", "基盤チーム")),
    ],
)
@pytest.mark.parametrize("form", ["### {}\n\n- {}", "**{}**\n\n- {}", "- {}\n  - {}"])
def test_lines_above_tasks_are_owners_only_if_they_are_about_people(
    form: str, titles: tuple[str, str], owners: tuple[str, str]
) -> None:
    items = "\n\n".join(form.format(title, task) for title, task in zip(titles, (TASK, "Count swaps"), strict=True))
    assert tuple(one[1] for one in said(items)) == owners


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- 【重要】用語集を固定する", ("【重要】用語集を固定する", "", "")),
        ("- 【青木】用語集を固定する", ("用語集を固定する", "青木", "")),
        ("- 用語集を固定する(監視)", ("用語集を固定する(監視)", "", "")),
        ("- 用語集を固定する（担当：青木／期限：3月30日）", ("用語集を固定する", "青木", "2026-03-30")),
        ("- Glossar festhalten (Tilde, bis 30.03.)", ("Glossar festhalten", "Tilde", "2026-03-30")),
        ("- Fissare il glossario (Tilde, entro l'8 aprile)", ("Fissare il glossario", "Tilde", "2026-04-08")),
        ("- 2026-03-30: pin the glossary", ("pin the glossary", "", "2026-03-30")),
        ("- [x] 2026-03-08: pin the glossary", ("2026-03-08: pin the glossary", "", "")),
        ("- Done is better than perfect", ("Done is better than perfect", "", "")),
    ],
)
def test_words_of_other_languages_are_owners_and_days_only_where_they_are(
    item: str, expected: tuple[str, str, str]
) -> None:
    assert said(item)[0][:3] == expected


def test_boxes_below_items_without_any_are_the_tasks() -> None:
    found = said("- Limits\n  - [x] pin it (Tilde)\n  - [ ] test it\n- Docs\n  - [ ] write it down")
    assert [(one[0], one[3]) for one in found] == [("pin it", "done"), ("test it", "open"), ("write it down", "open")]


def test_lines_with_the_same_mark_are_tasks_without_a_section() -> None:
    tasks = "AI: pin it -- Tilde -- done\nAI: test it -- Bo Lund -- 20 Mar 2026"
    text = f"# Slow\n\nIt was slow.\n\n{tasks}\n\nAI: wrong answer\n"
    actions = read_foreign(text, "2026-03-04-a.md").actions
    assert [(one.text, one.owners) for one in actions] == [("pin it", ("Tilde",)), ("test it", ("Bo Lund",))]
