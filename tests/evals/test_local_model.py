"""The sample's case against a real and very bad model: the verdict is that of its answers, whichever it is."""

from __future__ import annotations

from pathlib import Path

import local_model
from afterword.evalcases.proofs.wording import describe_sides, describe_verdict
from afterword.portfolio.proofs.recorded_proofs import recorded_proofs
from afterword.project import Project
from evals.bot import DOCUMENT, NOW, copy_sample, prove_sample

pytestmark = local_model.MARKS
model = local_model.model


def test_a_real_model_gives_a_verdict_that_is_recomputed(tmp_path: Path, model: str) -> None:
    root = copy_sample(tmp_path)
    env = {
        "OPENAI_API_KEY": "local",
        "OPENAI_BASE_URL": f"{model}/v1",
        "AFTERWORD_LLM_CONCURRENCY": "1",
        "AFTERWORD_LLM_TIMEOUT_SECONDS": "300",
        "AFTERWORD_LLM_MAX_OUTPUT_TOKENS": "100",
    }
    project = Project.open(root, env, NOW)
    one = prove_sample(project, model="smollm2", max_runs=40)
    record, proof = one.record, one.result.proof
    assert proof is not None
    print(*describe_sides(record.broken, record.fixed, record.fixed_only, proof), *describe_verdict(proof), sep="\n")
    assert record.calls >= 4
    (again,) = recorded_proofs(project, project.document(DOCUMENT))
    assert (again.void, again.result and again.result.verdict) == ((), one.result.verdict)
