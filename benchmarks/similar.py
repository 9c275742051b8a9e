"""How well similar incidents are found in a real corpus, beside plain TF-IDF over all words in the same run.

The corpus is a checkout of github.com/icco/postmortems, which is not part of this repository: nothing is fetched here.
Without it, nothing is measured.

    python benchmarks/similar.py path/to/icco/postmortems

**Documents** are those of its `data/` with at least 100 words of text; compared are title, summary and text. **Labels**
come from its keywords, which are not compared: two documents belong together if their companies differ, and they share
two keywords or one that at most five documents have. Each document with such a partner is a query. The labels are words
and so favour methods that compare words.

The offer is right if what is offered unasked shares a keyword or the company with what was asked.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import frontmatter
from figures import Figure, show_figures

from afterword.learning.similar import NEAR
from afterword.learning.term_index import TermIndex
from afterword.learning.terms import count_terms
from afterword.text.folding import WORD

LEAST_WORDS, RARE, FIRST, OFFERED = 100, 5, 5, 3


@dataclass(frozen=True, slots=True)
class Incident:
    """One document of the corpus."""

    company: str
    keywords: frozenset[str]
    title: str
    summary: str
    text: str

    @property
    def whole(self) -> str:
        """What is compared."""
        return f"{self.title}\n{self.summary}\n{self.text}"


Ranking = Callable[[int], Sequence[int]]


def read_corpus(checkout: Path) -> list[Incident]:
    """Read the documents of a checkout.

    Raises:
        SystemExit: there are none.
    """
    found = []
    for path in sorted((checkout / "data").glob("*.md")):
        document = frontmatter.loads(path.read_text(encoding="utf-8"))
        if len(document.content.split()) < LEAST_WORDS:
            continue
        company, title, summary = (str(document.get(key) or "") for key in ("company", "title", "summary"))
        keywords = document.get("keywords") or ()
        assert isinstance(keywords, list | tuple)
        words = frozenset(str(word).casefold() for word in keywords)
        found.append(Incident(company.casefold(), words, title, summary, document.content))
    if not found:
        raise SystemExit(f"there are no documents in {checkout / 'data'}")
    return found


def plain_tf_idf(texts: Sequence[str]) -> Ranking:
    """TF-IDF with cosine over all words: `(1 + ln n) * (ln((1 + N) / (1 + d)) + 1)`."""
    counts = [Counter(WORD.findall(text.casefold())) for text in texts]
    frequency = Counter(word for words in counts for word in words)
    rarity = {word: math.log((1 + len(texts)) / (1 + number)) + 1 for word, number in frequency.items()}
    vectors = []
    for words in counts:
        weights = {word: (1 + math.log(number)) * rarity[word] for word, number in words.items()}
        length = math.sqrt(math.fsum(weight**2 for weight in weights.values()))
        vectors.append({word: weight / length for word, weight in weights.items()})

    def rank(query: int) -> Sequence[int]:
        scores = [math.fsum(w * other.get(word, 0.0) for word, w in vectors[query].items()) for other in vectors]
        return sorted((at for at in range(len(texts)) if at != query), key=lambda at: (-scores[at], at))

    return rank


def ours(texts: Sequence[str]) -> Ranking:
    """What `afterword similar` does with the words."""
    counts = [count_terms(text) for text in texts]
    index = TermIndex.of(counts)
    return lambda query: [match.position for match in index.search(counts[query], query)]


def measure(incidents: Sequence[Incident], rank: Ranking, only: int | None = None) -> tuple[int, float, float]:
    """Return the number of queries, the precision of the first five, and how often one of them is right.

    Args:
        incidents: the documents.
        rank: what is measured.
        only: 0 for every other document, 1 for those between; None for all.
    """
    number = frequency = 0
    right = 0.0
    holders = Counter(word for one in incidents for word in one.keywords)
    for query, one in enumerate(incidents):
        partners = {at for at, other in enumerate(incidents) if at != query and _belong(one, other, holders)}
        if not partners or only not in (None, query % 2):
            continue
        first = [at in partners for at in rank(query)[:FIRST]]
        number, right, frequency = number + 1, right + sum(first) / FIRST, frequency + any(first)
    return number, right / number, frequency / number


def _belong(one: Incident, other: Incident, holders: Counter[str]) -> bool:
    shared = one.keywords & other.keywords
    return one.company != other.company and (len(shared) > 1 or any(holders[word] <= RARE for word in shared))


def measure_offers(incidents: Sequence[Incident], query_of: Callable[[Incident], str]) -> tuple[int, int]:
    """Return how many incidents are offered unasked, at most three for each query, and how many of them are right."""
    index = TermIndex.of([count_terms(one.whole) for one in incidents])
    offered = right = 0
    for query, one in enumerate(incidents):
        matches = [match for match in index.search(count_terms(query_of(one))) if match.position != query]
        for match in matches[:OFFERED]:
            if match.score >= NEAR:
                other = incidents[match.position]
                offered, right = (
                    offered + 1,
                    right + (one.company == other.company or bool(one.keywords & other.keywords)),
                )
    return offered, right


def main(checkout: Path) -> Iterator[Figure]:
    """Read a checkout and yield what is found in it."""
    incidents = read_corpus(checkout)
    yield Figure("documents", str(len(incidents)))
    texts = [one.whole for one in incidents]
    rankings = {"plain TF-IDF": plain_tf_idf(texts), "afterword similar": ours(texts)}
    for name, only in (("all", None), ("even documents", 0), ("odd documents", 1)):
        figures = {method: measure(incidents, rank, only) for method, rank in rankings.items()}
        _, precision, hits = figures["plain TF-IDF"]
        for method, (number, of_five, at_least_one) in figures.items():
            target = f"{precision:.3f}, {hits:.3f}" if method != "plain TF-IDF" else ""
            yield Figure(f"{method}, {name}: P@5, hit@5", f"{of_five:.3f}, {at_least_one:.3f} of {number}", target)
    for what, query_of in (
        ("the title", lambda one: one.title),
        ("title and summary", lambda one: f"{one.title} {one.summary}"),
    ):
        offered, right = measure_offers(incidents, query_of)
        yield Figure(f"offered for {what}", f"{offered}, right {right / max(offered, 1):.2f}", "0.85")


def without_corpus() -> Iterator[Figure]:
    """Yield that nothing was measured."""
    yield Figure("corpus", "not given: name a checkout of icco/postmortems")


if __name__ == "__main__":
    show_figures(main(Path(sys.argv[1])) if len(sys.argv) > 1 else without_corpus())
