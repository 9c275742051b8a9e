"""Questions, guesses, plans and wishes are no statements."""

import pytest

from afterword.language.standing import Standing, standing_of

CASES = {
    Standing.ASKED: (
        "did someone change the prompt?", "did we change the prompt on Friday", "why is temperature 1.4 in prod",
        "is this only the free tier?", "does anyone see a reason to wait?", "anyone know who touched the retriever",
    ),
    Standing.GUESSED: (
        "could be the tokenizer upgrade", "maybe the cache", "I first thought it was the provider",
        "I think they throttle us", "looks like an accident to me",
        "It probably saw a failing query.", "i suspect the warning was never wired to an alert",
        "Memory might make it worse for some users", "must be the new index",
    ),
    Standing.PLANNED: (
        "I'll set the alias back and redeploy, ETA 15 min", "We will treat this as launch-blocking.",
        "4.12.1 with 0.2 is building", "next week we move to the 32k context model", "to do: a check of the index",
        "todo: pin it", "a todo for us",
        "A real freeze switch would be good, not decided.", "dedup by body hash: prototype ready, needs two more weeks",
    ),
    Standing.WISHED: (
        "please regenerate the 713 first", "It should fail loudly.", "We must notify the regulator",
        "Remove padding, raise on mismatch.", "Postbee wants a written explanation by Thursday noon.",
    ),
    Standing.STATED: (
        "rolled back chart to 3.8.2", "o app cobra em dobro de todo mundo", "todo el mundo ve facturas ajenas",
        "No test asks a question whose answer changed in January.",
        "the dedup step should collapse these, but it keys on the subject", "Hypothesis confirmed.",
        "The update of 5 May was never evaluated.", "someone just booked 3 suites for 1 € each???",
        "Roughly 61 % of the excess was retried successfully.", "The gate would have refused the run.",
        "What we saw is that the cache key did not include the user.", "it's down again",
        "no policy owner is asked on prompt changes",
        "hey, is anyone else seeing summaries in German for English tickets?", "Anybody getting 500s from the router?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "standing"), [(text, kind) for kind, texts in CASES.items() for text in texts])
def test_standing_of_a_sentence(sentence: str, standing: Standing) -> None:
    assert standing_of(sentence) is standing
