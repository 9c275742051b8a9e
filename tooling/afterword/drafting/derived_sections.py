"""Derive sections, or parts of them, from the facts and the evidence of a post-mortem."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.derive.causes import write_causes, write_differences, write_named_causes, write_provider
from afterword.derive.code_blocks import excerpt
from afterword.derive.eval_coverage import find_failing_samples, write_cases, write_nearest_cases, write_runs
from afterword.derive.eval_runs import EvalRun
from afterword.derive.impact import has_figures, write_figures, write_impact
from afterword.derive.models import write_models, write_settings_diff
from afterword.derive.prompts import write_prompt_diff
from afterword.derive.samples import Sample, write_samples
from afterword.derive.timeline import write_timeline
from afterword.drafting.assembled_sections import Assembled
from afterword.drafting.samples import find_failed_exchanges
from afterword.drafting.selection import Row, Selection, events_of
from afterword.evalcases.suite_case import SuiteCase
from afterword.evidence import EvidenceItem, Ledger
from afterword.evidence.collected_versions import SingleVersion, Versions, collected_versions, single_versions
from afterword.evidence.eval_runs import read_runs
from afterword.evidence.ledger import LEDGER_NAME
from afterword.evidence.suites import read_suites
from afterword.language.item_kinds import ItemKind
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.schema import FrontMatter
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown
from afterword.times.when import Precision

_MAX_SAMPLES = 3
_MAX_ASKED = 3


@dataclass(frozen=True, slots=True)
class Derived:
    """What code derives for one section.

    Attributes:
        text: the content of its derived block; "" if there is none.
        questions: what stays unknown beside it.
    """

    text: str = ""
    questions: tuple[str, ...] = ()


def derive_sections(
    document: PostMortem,
    ledger: Ledger,
    folder: Path,
    samples: list[Sample],
    proposed: Collection[str] = (),
    kinds: Mapping[str, ItemKind] | None = None,
    assembled: Assembled | None = None,
) -> dict[str, Derived]:
    """Derive what facts and evidence give, by the name of the section; a section that has nothing is left out.

    Args:
        document: the post-mortem.
        ledger: its evidence.
        folder: its evidence folder.
        samples: the samples in it.
        proposed: key paths of values that are proposed, and therefore not asked for.
        kinds: what each item is, by its id.
        assembled: what is chosen for the timeline.
    """
    front, runs = document.front, read_runs(folder)
    told = [item for item in ledger.items if (kinds or {}).get(item.id) is not ItemKind.ADDRESSES_AI]
    found = {
        outline.TIMELINE.name: Derived(
            _timeline(front, ledger.items, kinds or {}, assembled or Assembled()), _of_zones(ledger.items)
        ),
        outline.WHAT_CHANGED.name: _what_changed(front, folder),
        outline.UPSTREAM_PROVIDER.name: Derived(write_provider(front)),
        outline.IMPACT.name: _impact(front, proposed),
        outline.PROMPT_DIFF.name: _prompts(front, folder),
        outline.MODEL_CONFIG.name: _models(front, folder),
        outline.SAMPLES.name: _shown(samples, [*find_failing_samples(runs), *find_failed_exchanges(told)]),
        outline.EVAL_GAP.name: _eval_gap(samples, runs, read_suites(folder)),
    }
    return {name: derived for name, derived in found.items() if derived.text or derived.questions}


def selected_sections(
    document: PostMortem,
    ledger: Ledger,
    kinds: Mapping[str, ItemKind],
    assembled: Assembled,
    derived: Mapping[str, Derived],
    by: Selection,
) -> dict[str, Derived]:
    """Write the sections for which a selection has something, by their names.

    Args:
        document: the post-mortem.
        ledger: its evidence.
        kinds: what each item is, by its id.
        assembled: the events that can be chosen.
        derived: what is derived without the selection; what differs between versions stays beside the causes, and
            durations beside the figures.
        by: what was chosen.
    """
    items = {item.id: item for item in ledger.items}
    found: dict[str, Derived] = {}
    if by.timeline:
        timeline = _timeline(document.front, ledger.items, kinds, assembled, by.timeline)
        found[outline.TIMELINE.name] = Derived(timeline, _of_zones(ledger.items))
    if by.causes:
        first = ((one.kind, items[one.items[0]], tuple(map(str.lower, one.items))) for one in by.causes)
        causes = write_named_causes((kind, item.text, item.at, cited) for kind, item, cited in first)
        found[outline.WHAT_CHANGED.name] = _beside(causes, derived.get(outline.WHAT_CHANGED.name))
    if by.impact:
        figures = write_figures((one.key, one.value, tuple(map(str.lower, one.items))) for one in by.impact)
        found[outline.IMPACT.name] = _beside(figures, derived.get(outline.IMPACT.name), outline.IMPACT.questions)
    return found


def _beside(text: str, other: Derived | None, answered: Collection[str] = outline.WHAT_CHANGED.questions) -> Derived:
    """Put a text below what is derived, without the questions that it answers."""
    above = other.text if other else ""
    questions = tuple(one for one in other.questions if one not in answered) if other else ()
    return Derived("\n\n".join(filter(None, (above, text))), questions)


def _timeline(
    front: FrontMatter,
    items: Sequence[EvidenceItem],
    kinds: Mapping[str, ItemKind],
    assembled: Assembled,
    chosen: Sequence[Row] = (),
) -> str:
    """Write the events that were chosen, or else those that matter most, and how many items they leave out."""
    rows = chosen or assembled.selection.timeline
    text = write_timeline(front, events_of(rows, assembled.entries))
    left = [item for item in items if item.id not in {name for row in rows for name in row.items}]
    # A list needs no blank line above it.
    return "\n".join(filter(None, (_unlisted(left, len(items), kinds), text)))


def _of_zones(items: Sequence[EvidenceItem]) -> tuple[str, ...]:
    """Ask for the zone of each source whose times were read in one that nothing names."""
    zones = {item.source: item.assumed_zone for item in items if item.assumed_zone}
    return tuple(
        f"Are the times of `{escape_markdown(source)}` in {zone}? It names no zone, so that is assumed."
        for source, zone in list(zones.items())[:_MAX_ASKED]
    )


def _unlisted(left: Sequence[EvidenceItem], total: int, kinds: Mapping[str, ItemKind]) -> str:
    """Say which items the timeline does not list, and where they are."""
    if not left:
        return ""
    text = f"Not listed: {len(left):,} of {counted(total, 'item')}. All are in `{LEDGER_NAME}`."
    orders = [item.id for item in left if kinds.get(item.id) is ItemKind.ADDRESSES_AI]
    return f"{text} {', '.join(orders)} {'addresses' if len(orders) == 1 else 'address'} an AI." if orders else text


def _impact(front: FrontMatter, proposed: Collection[str]) -> Derived:
    """Derive the figures of the impact; durations alone do not say how many were affected."""
    questions = () if has_figures(front) else outline.IMPACT.questions
    return Derived(write_impact(front), (*questions, *_times_asked(front, proposed)))


def _times_asked(front: FrontMatter, proposed: Collection[str]) -> Iterator[str]:
    """Ask for the times that durations need."""
    incident = front.incident
    if incident is None or incident.duration:
        return
    times = {"started": incident.started, "detected": incident.detected, "resolved": incident.resolved}
    unknown = [name for name, when in times.items() if when is None or when.precision is Precision.UNKNOWN]
    missing = [name for name in unknown if f"incident.{name}" not in proposed]
    if missing:
        names = [f"`incident.{name}`" for name in missing]
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        yield f"What {'is' if len(names) == 1 else 'are'} {listed}? Durations depend on it."


def _what_changed(front: FrontMatter, folder: Path) -> Derived:
    """List the causes that are stated; until one is, what differs between the files that were collected."""
    if stated := write_causes(front):
        return Derived(stated)
    prompts = {pair.name: pair.texts for pair in collected_versions(folder, "prompts") if pair.texts}
    settings = {pair.name: pair.settings for pair in collected_versions(folder, "config") if pair.texts}
    found = write_differences(prompts, settings)
    return Derived(found, outline.WHAT_CHANGED.questions) if found else Derived()


def _prompts(front: FrontMatter, folder: Path) -> Derived:
    causes = front.stated_causes
    stated = [cause for cause in causes if cause.kind == "prompt"]
    pairs = collected_versions(folder, "prompts", stated, causes)
    if not pairs and causes and all(isinstance(cause.kind, str) for cause in causes):
        return Derived("**Not applicable:** none of the causes is a change of a prompt.")
    diffs = [_text_diff(pair) for pair in pairs if pair.texts]
    singles = single_versions(folder, "prompts", stated, causes)
    texts = [*diffs, *(_only_version(one) for one in singles)]
    return Derived("\n\n".join(texts), _questions(pairs, singles, "was the prompt"))


def _models(front: FrontMatter, folder: Path) -> Derived:
    models = front.models if isinstance(front.models, list) else []
    parts = [write_models(models)]
    causes = front.stated_causes
    stated = [c for c in causes if c.kind in ("config", "model") and (c.before is not None or c.after is not None)]
    pairs = collected_versions(folder, "config", stated, causes)
    for pair in pairs:
        if pair.texts:
            before, after = pair.settings
            # Settings in a form that is not known are compared as text.
            is_known = before and after
            parts.append(write_settings_diff(pair.name, before, after) if is_known else _text_diff(pair))
    singles = single_versions(folder, "config", stated, causes)
    parts += [_only_version(one) for one in singles]
    return Derived("\n\n".join(filter(None, parts)), _questions(pairs, singles, "were the settings"))


def _only_version(one: SingleVersion) -> str:
    which = "that failed" if one.is_after else "before the change"
    return f"Only the version {which} was collected, `{one.file}`:\n\n{excerpt(one.text)}"


def _text_diff(pair: Versions) -> str:
    return write_prompt_diff(*pair.texts, pair.before, pair.after) if pair.texts else ""


def _questions(pairs: list[Versions], singles: list[SingleVersion], what: str) -> tuple[str, ...]:
    known = {one.name: one for one in singles}
    unknown = (one for one in pairs if not (one.texts or one.name in known))
    other = (f"What {what} of `{one.name}` {'before' if one.is_after else 'when it failed'}?" for one in singles)
    return (*(f"What {what} of `{one.name}` before and after? {one.problem}" for one in unknown), *other)


def _shown(collected: list[Sample], failed: list[Sample]) -> Derived:
    """Show the samples that were collected; without any, what failed in eval runs, sessions and traces."""
    found = collected or failed
    return Derived(write_samples(found[:_MAX_SAMPLES], max(0, len(found) - _MAX_SAMPLES)))


def _eval_gap(collected: list[Sample], runs: list[EvalRun], suites: list[SuiteCase]) -> Derived:
    """Show what the evals covered. People say which case was missing: code finds similar cases, not sufficient ones."""
    tables = (write_runs(runs), write_cases(runs), write_nearest_cases(runs, collected, suites))
    text = "\n\n".join(filter(None, tables))
    return Derived(text, outline.EVAL_GAP.questions if text else ())
