"""Executes the cells of one post. A job comes as one line of JSON on standard input; the result goes to descriptor 3."""

import ast
import contextlib
import hashlib
import io
import json
import os
import re
import signal
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import numpy as np  # noqa: E402

import sandbox  # noqa: E402
from canonical import Canonical  # noqa: E402
from check import Check, Misuse  # noqa: E402

OUTPUT = 20_000
# What differs between machines or versions and so may not stand in recorded output.
UNSTABLE = re.compile(r"np\.(float|int|str|bool)\w*\(|0x[0-9a-f]{6,}|<[\w.]+ object at")


class Output(io.StringIO):
    def write(self, text):
        if self.tell() + len(text) > OUTPUT:
            raise Misuse(f"输出超过 {OUTPUT} 个字符")
        return super().write(text)


def generator(slug, cell, seed):
    """Independent for each cell, so that an edit in one does not shift the numbers of the next."""
    digest = hashlib.sha256(f"{slug}/{cell}/{seed}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def compiled(cell):
    """Compiled with its true place in the file, so that every message names it."""
    tree = ast.parse("\n" * (cell["line"] - 1) + cell["code"], cell["file"])
    if cell["kind"] == "check":
        for node in ast.walk(tree):
            if isinstance(node, ast.Lambda) and node.args.vararg is not None:
                raise SyntaxError(f"第 {node.lineno} 行：lambda *args 会吞掉所有自变量，写出用到的自变量")
    return compile(tree, cell["file"], "exec")


def describe(error, files):
    """What went wrong and where in the post's own files."""
    place = ""
    if isinstance(error, SyntaxError) and error.lineno is not None:
        place = f"（{error.filename}:{error.lineno}）"
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in files:
            place = f"（{frame.filename}:{frame.lineno}）"
    return f"{type(error).__name__}: {error}{place}"


def run_cell(cell, namespace, check, job, seed):
    output, error = Output(), None
    check._cell = cell["id"]
    if cell["kind"] == "check":
        namespace["rng"] = generator(job["slug"], cell["id"], seed)
        namespace["check"] = check
    try:
        with contextlib.redirect_stdout(output), np.errstate(all="ignore"):
            exec(compiled(cell), namespace)
    except Exception as problem:
        error = describe(problem, check._files)
    except SystemExit:
        error = "代码结束了进程（exit）"
    text = output.getvalue()
    unstable = UNSTABLE.search(text)
    if error is None and unstable:
        error = f"输出里有 {unstable.group()!r}，换一台机器就会不同；用 f-string 打印固定位数"
    return {"id": cell["id"], "output": text, "error": error}


def run_seed(job, seed, canonical):
    equations = {int(number): equation for number, equation in job["equations"].items()}
    files = {cell["file"] for cell in job["cells"]}
    check = Check(equations, job["labels"], canonical, files, job["mutate"])
    namespace, cells = {"__name__": "post", "np": np}, []
    for cell in job["cells"]:
        result = run_cell(cell, namespace, check, job, seed)
        cells.append(result)
        # What follows may use what this cell should have defined.
        if result["error"] is not None:
            break
    return {"seed": seed, "cells": cells, "checks": check._log}, check._mutants


def merge(total, part):
    from check import RANK

    for number, outcomes in part.items():
        before = total.setdefault(str(number), outcomes)
        total[str(number)] = [max(pair, key=RANK.get) for pair in zip(before, outcomes)]


def read_job():
    data = b""
    while not data.endswith(b"\n"):
        chunk = os.read(0, 1 << 16)
        if not chunk:
            break
        data += chunk
    return json.loads(data)


def expire(*_):
    raise TimeoutError("变异后的公式算得太久")


def main():
    if int(np.__version__.split(".")[0]) >= 2:
        # numpy 2 prints scalars with their type; records are the same under both.
        np.set_printoptions(legacy="1.25")
    job = read_job()
    results = os.fdopen(3, "w")
    signal.signal(signal.SIGVTALRM, expire)
    sandbox.end_with_parent()
    sandbox.limit(**job["limits"])
    sandbox.guard()
    canonical = Canonical(job["synonyms"], job["macros"])
    runs, mutants = [], {}
    for seed in job["seeds"]:
        run, outcomes = run_seed(job, seed, canonical)
        runs.append(run)
        merge(mutants, outcomes)
    with results:
        json.dump({"runs": runs, "mutants": mutants}, results)


main()
