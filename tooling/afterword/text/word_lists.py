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
WORD_NAMES = word_set("""
    april art august bill chase christian clay dale dawn dean drew faith frank gene grace grant guy holly hope hunter
    iris ivy jack jay joy jude june logan mark mason max may mercy miles nick pat pearl penny peter rich rob robin rose
    ruth sage sue summer taylor tom violet will
""")
"""Given names that are words too, and names where they have a capital and somebody is meant."""
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
NATIONALITIES = word_set("""
    african american arabic argentine armenian asian australian austrian basque belgian bengali brazilian british
    bulgarian burmese canadian cantonese catalan chilean chinese colombian croatian czech danish dari dutch egyptian
    english estonian european farsi finnish flemish french galician georgian german greek gujarati hebrew hindi
    hungarian icelandic indian indonesian irish israeli italian japanese kazakh khmer korean kurdish lao latin latvian
    lithuanian malay mandarin marathi mexican mongolian nepali nigerian norwegian pashto persian peruvian polish
    portuguese punjabi romanian russian scottish serbian sinhala slovak slovene somali spanish swahili swedish swiss
    tagalog tamil telugu thai turkish ukrainian urdu uzbek vietnamese welsh zulu
""")
"""Languages, and what is of a country or a part of the world."""
NAME_PARTICLES = (
    "van von vom zu zum zur de der den del della di da do dos das du la le lo el al bin ibn ben ten ter af av"
)
"""Words in small letters within the names of persons."""
STANDARDS = word_set("""
    aes ascii covid cve en gdpr gmt gpt http https iec ip ipv iso mp nist pci rfc rsa sha soc ssl tls usb utc utf wcag
""")
"""What begins the names of standards and of other things that everybody knows: `ISO-8601`, `CVE-2024-1`."""
DECORATING_MODULES = word_set("""
    abc api app asyncio celery click contextlib dataclasses django fastapi flask flow functools given hypothesis jax
    mark mcp mock numba patch prefect pytest retry router server task tasks tenacity tf torch typing unittest
""")
"""Modules whose decorators look like handles: `@pytest.fixture`."""
ABBREVIATIONS = r"e\.g|i\.e|cf|vs|etc|approx|ca|dr|mr|mrs|ms|prof|st|fig|inc|ltd"
"""A pattern of what has a full stop that ends no sentence, without the stop."""
COMMON_WORDS = AMBIGUOUS_NAMES | MAILBOXES | NO_NAMES | NO_PERSONS | ROLES
"""Words that name no person where they are written in small letters."""
