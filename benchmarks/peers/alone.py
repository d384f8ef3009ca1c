"""One run of one peer in a process of its own.

    python -m benchmarks.peers.alone PEER INSTANCE SECONDS THREADS SEED ANSWER
    python -m benchmarks.peers.alone PEER

ANSWER is a file to write: the peer's ``version``, the ``seconds`` it took, and the set's
``answer``; or, where the peer cannot run here, why it is ``missing``. With the peer alone, only
what it needs once is made, so that no run has to wait for a compiler.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.peers.care import Row
from benchmarks.peers.registry import PEERS


def main(words: list[str]) -> None:
    """Run what the words ask for and write the answer."""
    if len(words) == 1:
        PEERS[words[0]].prepare()
        return
    name, instance, seconds, threads, seed, answer = words
    said = _run(name, Path(instance), float(seconds), int(threads), int(seed))
    Path(answer).write_text(json.dumps(said))


def _run(name: str, instance: Path, seconds: float, threads: int, seed: int) -> Row:
    entry = PEERS[name]
    peer = entry.peer()
    missing = peer.available()
    if missing is not None:
        return {"missing": missing}
    given = json.loads(instance.read_text())
    begun = time.monotonic()
    answer = peer.solve(given, seconds, threads, seed)
    return {
        "version": entry.version(),
        "seconds": round(time.monotonic() - begun, 1),
        "answer": answer,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
