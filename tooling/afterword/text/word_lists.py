"""Lists of words that several rooms share; each file in `words/` says what its words are."""

from __future__ import annotations

from importlib import resources

from afterword.text.word_set import word_set


def _read(name: str) -> frozenset[str]:
    text = (resources.files("afterword.text") / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


PERSON_NOUNS = _read("person_nouns")
"""Words for a person by occupation, relation or situation, such as `farmer`, that no program is called by."""
ROLES = _read("roles")
"""Words by which roles and teams are called, such as `on-call` and `lead`."""
NO_NAMES = _read("no_names")
"""Given names and handles that are words too, such as `will` and `deploy`."""
AMBIGUOUS_NAMES = _read("ambiguous_names")
"""All names that are words of the language too, such as `brown` and `may`: the leak check looks at their capital."""
GIVEN_NAMES = _read("given_names")
"""Given names that are seldom anything else."""
HISTORIC_NAMES = frozenset(name.replace("_", " ") for name in _read("historic_names"))
"""Full names of persons of history, in small letters."""
NO_PERSONS = _read("no_persons")
"""Words that make a run of capitalised words something other than the name of a person."""
MAILBOXES = _read("mailboxes")
"""Words by which mailboxes and queues are called that several people read, such as `claims` and `hello`."""
LEGAL_FORMS = word_set("""
    ab ag aps asa bv corp corporation gmbh inc kft kg limited llc llp ltd nv oy oyj plc pty sa sarl sas sprl srl ug
""")
"""How companies call their legal form; not `as`, `co`, `se` and `spa`, which are words too."""
COMMON_WORDS = AMBIGUOUS_NAMES | MAILBOXES | NO_NAMES | NO_PERSONS | ROLES
"""Words that name no person where they are written in small letters."""
