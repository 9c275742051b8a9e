"""Verbs that order work at the beginning of a text."""

from __future__ import annotations

from afterword.language.commitments.work_verbs import WORK
from afterword.language.inflection import inflect
from afterword.text.word_set import word_set

_IMPERATIVES = WORK | word_set("""
    adopt agree allow analyse analyze append archive arrange assess assign attach attempt batch bind bump call
    centralise centralize check clarify collect compress consider contact continue copy correct count create cross-check
    decommission deploy describe design detect determine disable discuss drop duplicate email establish estimate examine
    exclude explore expire export fail fetch find flag follow formalise formalize give handle hide hold investigate
    invite keep link list load log look mail make map mark mask meet merge monitor name normalise notify offer open
    order patch phone pick plan ping practise practice print prioritise prioritize produce provide pull purge push
    quarantine re-run read rebalance reconcile record redesign refresh rehearse reimburse reject release remind repair
    repeat reset resolve restore restrict reuse reverse revoke sample save scan scope search secure see send serve share
    sign simulate snapshot stop strip subscribe survey sync tell throttle tie trace transfer treat trial trigger try
    unify use visit warn watch weigh whitelist work
    accelerate acquire address advise aim alert amend announce anonymise anonymize appoint audit balance bake
    blacklist book boost bundle buy cache calibrate cancel carry cease circulate coach codify combine commission
    communicate complete conduct consolidate consult contract control coordinate cross-train de-duplicate debug
    decouple decrease delegate deliver demand demote detach develop disallow discontinue discourage display
    distribute divide double educate eliminate embed emphasise emphasize employ encourage engage enhance enlarge
    enrol equip erase experiment extract familiarise familiarize feed fill filter finalise finalize forbid force forward
    freeze grant group guard guarantee halt hash have hire host identify inspect install institute integrate
    internalise invest involve issue launch learn lengthen leverage limit localise lock log maintain manage match
    minimise minimize mitigate model modify modernise modernize mount nominate obtain off-load optimise optimize
    outsource overhaul own pair parallelise parallelize parse partition perform permit place plug pre-scale preserve
    process prohibit promote prune purchase qualify query queue rate-limit re-enable re-test re-train
    reach rebuild recalibrate recommend reconfigure recruit redirect redo refine reformat refrain reimplement
    reinforce reinstate remediate render reorganise reorganize repurpose reserve reshape respond restart resume
    rethink retain retrain roll rollback route safeguard sanitise sanitize scale scrub seek select sell serialise
    serialize shift shut sign simplify slow solve source speed spin spread stagger staff start stress-test strengthen
    structure submit support suppress surface suspend swap take template think tokenise trim triple
    uninstall unlock upload utilise utilize vary vet wait widen
""")
"""What a sentence begins with that orders a task, in a section of tasks."""
FORMS = {form for verb in _IMPERATIVES for form in inflect(verb) if not form.endswith("s")}
"""The verbs, and how they say what is done, or being done: `add`, `added`, `adding`."""


def is_order(text: str) -> bool:
    """Whether a text begins with a verb that orders work, and goes on: `Pin the version`."""
    first, _, rest = text.strip().partition(" ")
    return bool(rest) and first.casefold() in _IMPERATIVES and first not in ("See", "Call", "Follow")
