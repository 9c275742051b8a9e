"""Verbs that order work at the beginning of a text."""

from __future__ import annotations

from afterword.language.commitments.work_verbs import WORK
from afterword.language.inflection import inflect
from afterword.text.word_set import word_set

_IMPERATIVES = WORK | word_set("""
    acquire address adopt advise agree alert allow announce anonymise append archive arrange assess assign attach
    attempt balance book boost buy cache calibrate call cancel centralise check circulate clarify coach collect
    communicate complete compress consider consolidate consult contact continue contract coordinate copy correct
    count cross-check cross-train de-duplicate debug decommission decouple deliver deploy describe design detect
    determine develop disable disallow discontinue discourage discuss distribute drop duplicate educate eliminate
    email emphasise encourage engage enhance establish estimate examine exclude experiment expire explore export
    fail familiarise filter finalise find flag follow forbid formalise give grant handle have hire identify inspect
    install institute integrate invest investigate invite issue keep learn leverage link lock log look mail
    maintain manage map mark mask match meet merge minimise mitigate modernise modify monitor nominate normalise
    offer open optimise overhaul pair parse patch perform pick ping practice practise preserve print prioritise
    process produce promote provide prune purchase purge qualify quarantine rate-limit re-enable re-run re-test
    re-train read rebalance recalibrate recommend reconcile reconfigure record redesign refine reformat refresh
    rehearse reimburse reinforce reinstate release remind reorganise repair repeat reserve reset resolve restart
    restore restrict resume retain rethink retrain reuse reverse revoke rollback route sanitise save scale scan
    scope search secure see select send serve share sign simulate slow speed start stop strengthen stress-test
    strip structure submit subscribe support suppress survey suspend sync take tell think throttle tie trial
    trigger try unify uninstall unlock upload use vet visit wait warn watch
""")
_IMPERATIVES |= {verb.replace("ise", "ize") for verb in _IMPERATIVES if verb.endswith("ise")} | {"analyze"}
"""What a sentence begins with that orders a task, in a section of tasks."""
FORMS = {form for verb in _IMPERATIVES for form in inflect(verb) if not form.endswith("s")}
"""The verbs, and how they say what is done, or being done: `add`, `added`, `adding`."""


def is_order(text: str) -> bool:
    """Whether a text begins with a verb that orders work, and goes on: `Pin the version`."""
    first, _, rest = text.strip().partition(" ")
    return bool(rest) and first.casefold() in _IMPERATIVES and first not in ("See", "Call", "Follow")
