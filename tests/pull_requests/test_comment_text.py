"""The text of the comment: what awaits review, and what to do about it."""

from __future__ import annotations

from afterword.pull_requests.comment_text import CommentContent, Dropped, Row, render
from afterword.pull_requests.question_record import AskedQuestion, Record, Refusal, number_questions, read_record


def test_values_that_are_only_proposed_are_counted_and_listed() -> None:
    proposed = {"2026-04-16-bot": ["`incident.detected`: 2026-04-16T17:32Z (E7, E9)", "`services`: [<b>, x] (E1)"]}
    body = render(CommentContent(waiting={"2026-04-16-bot": ["Summary"]}, proposed=proposed))
    assert "**Drafts:** 1 drafted section awaits review, 2 values are only proposed  \n" in body
    assert "<details><summary>Proposed values (2)</summary>\n\nDelete the comment `# proposed …` to accept" in body
    assert "| 2026-04-16-bot | `incident.detected`: 2026-04-16T17:32Z (E7, E9) |\n" in body
    assert "<b>" not in body


def test_the_first_line_says_what_to_do_now_and_where_to_read() -> None:
    name = "2026-04-16-bot"
    pages = {name: "https://github.com/acme/widgets/blob/abc/postmortems/2026-04-16-bot.md"}
    content = CommentContent(waiting={name: ["Summary"]}, proposed={name: ["x"]}, errors=2, pages=pages)
    first = render(content).splitlines()[1]
    assert first == (
        "**To do:** fix 2 errors of the check, then review 1 drafted section and 1 proposed value."
        f" Read [{name}]({pages[name]})."
        " A draft may be merged: accepted action items get their issues then, the others once they are accepted.  "
    )
    assert render(CommentContent()).splitlines()[1] == "**To do:** nothing, unless you want to change something.  "


def test_without_proposals_nothing_is_said_of_them() -> None:
    body = render(CommentContent(proposed={"2026-04-16-bot": []}))
    assert "**Drafts:** nothing awaits review  \n" in body and "roposed" not in body


def test_the_longest_comment_is_one_that_github_accepts() -> None:
    name = f"2026-04-16-{'x' * 60}"
    asked = [AskedQuestion(name, "Contributing causes", f"{number} {'<' * 400}") for number in range(200)]
    record, _ = number_questions(Record(), asked)
    for reply in range(1, 300):
        refusal = Refusal(number=1, reply=10**12 + reply, by="o" * 39, why="w" * 200)
        record = record.looked_at(10**12 + reply, "x", [refusal])
    many = {name: [f"{number} {'*' * 400}" for number in range(99)]}
    rows = [Row(name, "|" * 500)] * 99
    content = CommentContent(
        asked=asked, record=record, waiting=many, proposed=many, findings=rows, plan=rows, errors=99,
        dropped=[Dropped(name, "Summary", "*" * 500, "*" * 500)] * 99,
    )  # fmt: skip
    body = render(content)
    assert len(body.encode()) < 65_536 and read_record(body).questions == record.questions
    assert "changed there. 140 more have no number: answer them in the file." in render(CommentContent(asked=asked))


def test_how_claims_were_read_is_told_until_something_is_drafted_anew() -> None:
    how = {"2026-04-16-bot": "by code and by <b>: 3 grounded, 1 dropped"}
    dropped = [Dropped("2026-04-16-bot", "Summary", "It was so.", "the number `4` is not in E1")]
    first = render(CommentContent(dropped=dropped, readings=how))
    assert "| 2026-04-16-bot | by code and by &lt;b&gt;: 3 grounded, 1 dropped |\n" in first
    assert "| 2026-04-16-bot, Summary | It was so." in first
    assert render(CommentContent(), first) == first
    assert "grounded" not in render(CommentContent(dropped=[]), first)
