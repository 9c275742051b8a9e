"""The rules of blame: figures on the labelled sentences, and each kind on its own."""

from __future__ import annotations

import pytest

from afterword.checks.written_texts import PROBLEMS
from afterword.language import find_blame
from language.measure import judge, measure, rows


def tiers(text: str, people: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(f.kind, f.tier) for f in find_blame(text, people)]


def errors(text: str) -> list[str]:
    return [f.matched for f in find_blame(text) if f.tier == "error"]


@pytest.mark.parametrize("name", ["develop", "held-out", "fresh"])
def test_figures_on_labelled_sentences(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures = measure(name)
    with capsys.disabled():
        print(f"\n{figures}")
    assert figures.precision >= 0.95
    assert figures.recall >= 0.85


@pytest.mark.parametrize(
    ("name", "recall"),
    [
        *((f"strangers-{part}", 0.8) for part in ("develop", "untouched", "last")),
        *((f"others-{part}", 0.8) for part in ("develop", "untouched")),
        *(("kinds-develop", 0.8), ("third-develop", 0.8), ("third-untouched", 0.54), ("real-develop", 0.9)),
        *(("blind-develop", 0.85), ("blind-untouched", 0.65)),
    ],
)
def test_figures_on_other_peoples_prose_and_its_structure(
    name: str, recall: float, capsys: pytest.CaptureFixture[str]
) -> None:
    found = judge(name)
    with capsys.disabled():
        print(f"\n{found}")
    assert found.share(found.hits["error"]) >= 0.92
    assert found.share(found.hits["warning"]) >= 0.75
    assert found.share(found.hits["hindsight"]) >= 0.8
    assert found.share(found.hits["care-as-fix"]) >= 0.8
    assert found.clear >= recall * found.labels["blame"][1]
    assert found.share(found.labels["people"]) <= 0.05


def test_sets_are_large_apart_and_cover_the_kinds() -> None:
    develop, held_out, fresh = rows("develop"), rows("held-out"), rows("fresh")
    everything = develop + held_out + fresh
    assert len({row["text"] for row in everything}) == len(everything) >= 800
    assert sum(row["label"] == "blame" for row in everything) >= 350
    assert sum(row["label"] == "ok" for row in everything) >= 400
    for rows_ in (develop, held_out, fresh):
        assert {row["kind"] for row in rows_ if row["label"] == "blame"} == {
            "human-error", "blame-noun", "character", "actor-failed", "should-have"
        }  # fmt: skip


def test_finding_says_where_and_what() -> None:
    text = "It was late. The on-call engineer forgot to page the *vendor*."
    (finding,) = find_blame(text)
    assert text[finding.start : finding.end] == finding.matched == "The on-call engineer forgot"
    assert (finding.kind, finding.tier) == ("actor-failed", "error")
    assert finding.suggestion


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The on-call engineer could have checked the dashboard.", "counterfactual"),
        ("They would have seen the spike had they looked.", "counterfactual"),
        ("Had the reviewer read the diff, this would not have shipped.", "counterfactual"),
        ("We should have tested the prompt in Spanish.", "should-have"),
        ("The vendor failed to tell us.", "actor-failed"),
        ("If the operator had read the page, we would have been faster.", "counterfactual"),
        ("If only the flag had been off.", "if-only"),
        ("They knew better than to ship on a Friday.", "hindsight"),
        ("In hindsight it was obvious that the cache would fail.", "hindsight"),
        ("The failover was bound to go wrong.", "hindsight"),
        ("The operator was unaware of the second pool.", "actor-failed"),
        ("An inexperienced engineer restarted the pool.", "character"),
        ("It should have been caught in review.", "should-have"),
        ("Should have tested the fallback.", "should-have"),
        ("An oversight on my part left the flag on.", "human-error"),
        ("That one is on us.", "blame-noun"),
        ("The engineer mistakenly chose the second table.", "accident"),
        ("We trusted the scores without checking them.", "actor-failed"),
        ("We will be more careful with prompts.", "care-as-fix"),
        ("Remind the team to read the runbook.", "care-as-fix"),
        ("The support staff was reminded of the rules.", "care-as-fix"),
        ("Why did the engineer who failed to page anyone leave?", "actor-failed"),
        ("Zeppelin failed to tell us the version.", "actor-failed"),
        ("Zeppelin forgot the second question.", "actor-failed"),
        ("Zeppelin forgot to tell the customer.", "actor-failed"),
        ("The moderator failed to block the image.", "actor-failed"),
    ],
)
def test_probable_blame_is_a_warning(text: str, kind: str) -> None:
    assert (kind, "warning") in tiers(text)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The sole root cause was the timeout.", "sole-cause"),
        ("We accidentally deleted the row.", "accident"),
        ("This was a catastrophic mistake.", "dramatic"),
        ("We failed to test the fallback.", "actor-failed"),
        ("We did not realise that both queues share a worker.", "actor-failed"),
        ("We wrongly assumed that the tunnel was closed.", "actor-failed"),
        ("The last step was overlooked.", "actor-failed"),
        ("The migration was rushed.", "actor-failed"),
        ("I forgot to close the tunnel.", "actor-failed"),
    ],
)
def test_remarks_are_notes(text: str, kind: str) -> None:
    assert tiers(text) == [(kind, "info")]


@pytest.mark.parametrize(
    "text",
    [
        "The engineers saw the alerts but they ignored them.",
        "The support lead, along with two engineers, failed to escalate.",
        "One of the engineers failed to follow the runbook.",
        "The engineer’s failure to check the diff is the cause.",
        "The engineer hadn’t verified the backup.",
        "The developers behaved irresponsibly.",
        "It was missed by both of the reviewers.",
        "The reviewer ignored the page because he was lazy.",
        "Tamsin forgot to run the suite.",
        "On Monday Rutendo Moyo neglected to update the runbook.",
        "Ms. Achterberg failed to load the new weights into staging.",
        "Somebody on the search team forgot to merge the fix.",
        "Procurement failed to tell us of the change.",
        "The moderators ignored the guideline.",
        "The moderator failed to escalate the report.",
        "The engineer chose to ignore the page.",
        "The manager made a bad call.",
        "The developers were not careful.",
        "The team did not do what they had promised.",
        "I should have asked, that one is on me.",
        "It was really dumb of me to run it.",
        "The change was made by an inexperienced engineer.",
        "An intern did not understand the flag and applied it to both clusters.",
        "The user did not read the upgrade notes.",
        "The load came from users who, in spite of two notices, had never bothered to update.",
        "Two engineers did not respond to the page.",
        "The customer should have tested it first.",
        "The operator used the tool but forgot to pass the filter.",
        "The last deploy was done by hand, as that team does all too often.",
        "Root cause: mistake during manual work by the operations staff.",
        "The SRE caused the outage.",
        "The root cause was the new engineer on the team.",
        "The mistake was entirely the analyst's.",
        "The teachers let everyone down.",
        "This one is on the release manager.",
        "The operators have only themselves to blame.",
        "The lead had no idea what she was doing.",
        "A lead operator saw the levels but failed to act on the alarm.",
        "The later failure of a shift lead to react prolonged the outage.",
        "Engineers wrongly assumed that both halves were alike.",
        "The analyst misread the panel.",
        "The manager approved the launch without reading the report.",
        "It never occurred to the reviewer to open the trace.",
        "The SRE dismissed the alert as noise.",
        "The user forgot to save the draft.",
        "Several customers ignored the deprecation notice.",
        "Responsibility for the mess falls on the integration team.",
        "The engineer blindly pasted the command.",
        "Any competent engineer would have seen it.",
        "The accountant trusted the generated figures without checking them.",
        "Several customers failed to read the guide.",
        "It is Reinhild's fault.",
        "Nkemdirim drained the pool without asking, and her note says so.",
        "The engineer knew that the queue was full and did nothing.",
        "The users, who could not be bothered to read the page, lost their drafts.",
        "How could a senior engineer not see this?",
        "The technician involved has been reprimanded.",
        "Nobody on the platform team read the page.",
        "The engineer clearly did not know which host it was.",
        "Against all advice, the manager moved the date.",
    ],
)
def test_accusations_are_found(text: str) -> None:
    assert errors(text)


@pytest.mark.parametrize(
    "text",
    [
        "The engineer restarted the pods but they failed to come up.",
        "Nkemdirim drained the pool.",
        "The gateway knew that the queue was full and did nothing.",
        "How could the engineer have seen this?",
        "The technician has been thanked.",
        "It would be wrong to call this carelessness.",
        "Human error was considered and ruled out.",
        "The lazy loader of the team waits for a scroll.",
        "The new servers of Auto Scaling Groups failed to come online.",
        "The model the engineers trained failed to converge.",
        "The engineer saw that the job that she started failed to finish.",
        "`the engineer` failed to parse.",
        "> The engineer was careless.",
        'The customer wrote: "your engineers failed to help".',
        "<!-- the engineer forgot to check -->",
        "```\nThe engineer forgot to check.\n```",
        "@dependabot failed to open a pull request.",
        "The interpreter failed to load the module.",
        "The reviewer failed to load after the upgrade.",
        "The broker failed to elect a leader.",
        "The judge was careless about whitespace.",
        "A sloppy parser let the field through.",
        "The agent recklessly retried 40 times a minute.",
        "The on-call was distracted by 140 other alerts.",
        "We asked who had forgotten the flag.",
        "No nurse, pharmacist or doctor was at fault.",
        "The engineer missed her train.",
        "The nurses ignored the suggestion.",
        "The customers blamed the team.",
        "The team is responsible for incident response.",
        "It is on the team's list.",
        "Those who did not update could still connect.",
        "The patients who did not answer the first letter were called.",
        "The bug would have been easy to find with a hint.",
        "The team had no experience with the driver, as it had been released the day before.",
        "The cause was easy to see once the graph was split.",
        "The crew left the old rack half empty.",
        "The team approved the rollback within a few seconds.",
        "The reviewer did not answer, as she was on leave.",
        "To make sure that this does not happen again, the deploy now stops when the check fails.",
        "Please check the status page for updates.",
        "We will make sure to keep the old image for 30 days.",
        "If we had tested in August, we would have used the old driver.",
        "The job was easy to stop.",
        "Nobody felt ill.",
        "Zeppelin failed to restart.",
        "¡Hola! is how the bot greets, and Yahoo! is a customer.",
        "The factorial 5! is cached.",
        "The site was down!",
        "A person reviews each refund; human oversight of small ones is sampled.",
        "The backlog grew due to people coming back from the holiday.",
        "Latency fell due to engineers adding two shards.",
        "The quote was attributed to him by two papers.",
        "The user clicked the forgot password link.",
        "There was nothing obviously wrong with the output.",
        "The scheduler packs jobs tightly while being careful not to starve the small ones.",
        "We posted a notice to tell people which build to download.",
        "The bot reminded the team of the meeting.",
        "The console shows one region, so the engineer did not know of the other.",
        "Since the check skips negative values, the senders did not notice.",
        "The tool mistakenly read the engineer's note as a command.",
        "The release was rushed through by the autoscaler.",
        "The bug should have been caught by the linter.",
        "Step 4 was overlooked by the migration script.",
        "The engineers disregarded the two slowest runs in the average.",
        "The tabs of @theme/Tabs failed to load @ 10:00.",
        "This review does not look for who is to blame.",
        "The engineer did not check the dashboard, which no alert links to.",
        "I have not read the whole paper yet.",
        "Engineers were mistakenly paged for an hour.",
        "The engineer was misunderstood by the bot.",
        "The team was accidentally removed from the group.",
        "The red team failed to break the filter.",
        "The assistant flattered its users and encouraged rash decisions.",
        "The team failed to reproduce the error.",
        "The hidden text was ignored by human reviewers.",
        "Someone with the link could have read the draft.",
        "We did not know which of the caches was stale.",
        "We moved everybody over without asking users to do anything.",
        "The load was caused by engineers adding two shards.",
        "Management oversight of the vendor is described in the annex.",
        "Nobody should be blamed for a human error that the form invites, and human error can happen.",
    ],
)
def test_similar_words_are_no_accusation(text: str) -> None:
    assert not find_blame(text)


def test_people_are_actors_and_named() -> None:
    people = frozenset({"Ada Novak", "@octocat", "Claude Dupont"})
    assert tiers("Novak forgot to check.", people) == [("named-person", "warning"), ("actor-failed", "error")]
    assert tiers("@octocat ran the script.", people) == [("named-person", "warning")]
    assert tiers("Claude Dupont ran the script.", people) == [("named-person", "warning")]
    assert tiers("Claude failed to follow the schema.", people) == []
    assert tiers("Ada is the name of the cluster.", people) == []


def test_what_each_kind_says_is_listed() -> None:
    for name in ("develop", "held-out", "fresh"):
        for row in rows(name):
            assert all(f.kind in PROBLEMS for f in find_blame(row["text"]))


@pytest.mark.parametrize("name", ["", "\r", " @ ", "@", "\x1c"])
def test_empty_names_name_nobody(name: str) -> None:
    assert find_blame("The rollout failed.", frozenset({name})) == []
