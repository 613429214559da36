"""A process that has imported the pipeline, from which every command is forked: importing takes longer than most of them.

shell.py starts it. Each fork is a process of its own: its
arguments, environment and streams are those of one command, and it ends as a command ends, with its own exit code.
"""

import gc
import importlib
import json
import os
import pkgutil
import sys
from typing import Any

import pipeline
from pipeline.report.page import template

# Imported late, by the first refresh of a process.
LATE = ("pyarrow.dataset", "pyarrow.pandas_compat", "scipy.linalg", "scipy.sparse.csgraph", "pandera.strategies")


def imported() -> None:
    """Everything a command may need; what it says on the way is an error, as it is for a command."""
    for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    for name in LATE:
        importlib.import_module(name)
    template()
    gc.collect()
    gc.freeze()  # else the first collection of every fork copies all that was imported


def forked() -> dict[str, Any]:
    """Read jobs and fork for each; returns only in a fork, with what it is to run."""
    jobs, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    for line in jobs:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            jobs.close()
            answers.close()
            _take_place(job)
            return job
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()
    os._exit(0)


def _take_place(job: dict[str, Any]) -> None:
    for number, path, way in ((0, os.devnull, os.O_RDONLY), (1, job["out"], os.O_WRONLY), (2, job["err"], os.O_WRONLY)):
        handle = os.open(path, way)
        os.dup2(handle, number)
        os.close(handle)
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    sys.argv[1:] = job["arguments"]
