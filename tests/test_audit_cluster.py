"""The audit on a Dask cluster: a scheduler and two workers in processes of their own, on this machine alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plainlang.errors import UsageError
from tests.auditing import ROOT, job, letters, rows, run

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # of the libraries below distributed
DASK = (sys.executable, "-m", "dask")
NOWHERE_ELSE = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")


@contextmanager
def dask(folder: Path, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_TEMPORARY_DIRECTORY": str(folder)}
    process = subprocess.Popen(
        [*DASK, *args, *NOWHERE_ELSE], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    told = tmp_path / "scheduler.json"
    with dask(tmp_path, "scheduler", "--port", "0", "--scheduler-file", str(told)):
        yield _address(told)


def _address(told: Path) -> str:
    for _ in range(600):
        if told.exists() and told.read_text():
            address: str = json.loads(told.read_text())["address"]
            return address
        time.sleep(0.1)
    raise TimeoutError("the scheduler does not start")


def test_a_worker_is_killed_and_nothing_is_lost(tmp_path: Path, scheduler: str) -> None:
    assert scheduler.startswith("tcp://127.0.0.1:")
    seen = tmp_path / "workers"
    seen.mkdir()
    library = letters(tmp_path / "library", 200, words=f"sleep=0.01 worker={seen}")
    out, told = tmp_path / "out", 0
    with (
        dask(tmp_path, "worker", scheduler, "--nthreads", "1", "--no-nanny") as first,
        dask(tmp_path, "worker", scheduler, "--nthreads", "1", "--no-nanny"),
    ):
        wait_for_workers(scheduler, 2)
        count = 0

        def kill_one() -> None:
            nonlocal count
            count += 1
            if count == 40:
                first.kill()

        told = run(job(library, to=out, cluster=scheduler), after=kill_one)
        assert first.wait() < 0
    assert {str(first.pid)} < set(os.listdir(seen))
    assert told == len(rows(out)["row"]) == 200
    run(job(library, to=tmp_path / "calm", jobs=2))
    assert rows(out) == rows(tmp_path / "calm")


def wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=60)


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plainlang.audit.cluster._CONNECTING", 1)
    with pytest.raises(UsageError, match="No Dask scheduler answers"):
        run(job(letters(tmp_path / "library", 2), to=tmp_path / "out", cluster="tcp://127.0.0.1:9"))
