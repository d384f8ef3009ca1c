"""Run the peers side by side and write one JSON object a line.

python -m benchmarks.peers INSTANCES --only d100.json --time 60 --threads 2 --out FILE.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.peers.registry import PEERS
from benchmarks.peers.run import run_peers


def main(words: list[str]) -> None:
    """Run what the words ask for; each row is also said in short as it comes."""
    asked = _read(words)
    seeds = range(1, asked.seeds + 1)
    with asked.out.open("a") as file:
        for row in run_peers(
            asked.instances, asked.only, asked.time, asked.threads, seeds, asked.peers, asked.python
        ):
            file.write(json.dumps(row) + "\n")
            file.flush()
            shown = (row[name] for name in ("instance", "solver", "seed", "objective", "verdict"))
            sys.stdout.write("  ".join(str(value) for value in shown) + "\n")


def _read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("instances", type=Path, help="folder of the set's instances")
    parser.add_argument("--only", default="*.json", help="which files, as a pattern")
    parser.add_argument("--time", type=float, default=60.0, help="seconds a run")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="seeds 1 to this")
    parser.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--python", default=sys.executable, help="interpreter that has the peers")
    parser.add_argument("--out", type=Path, required=True, help="file that rows are added to")
    return parser.parse_args(words)


if __name__ == "__main__":
    main(sys.argv[1:])
