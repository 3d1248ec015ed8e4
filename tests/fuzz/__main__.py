"""Tries every importer with broken files: python -m tests.fuzz [--cases N] [--seed S] [--keep FOLDER] [FORMAT…]"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.fuzz.run import Tried, run
from tests.fuzz.sources import SUFFIXES

CASES = 10_000


def main() -> int:
    """The exit code: 1 where an importer did what it must not."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, help=f"for each format; default {CASES:,}")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="to repeat a run")
    parser.add_argument("--keep", type=Path, help="where files go that an importer does not stand")
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"only these: {', '.join(SUFFIXES)}")
    options = parser.parse_args()
    if unknown := set(options.formats) - set(SUFFIXES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(SUFFIXES)}")
    keep = options.keep or Path(tempfile.mkdtemp(prefix="lamplight-fuzz-"))
    print(f"Seed {options.seed}, {options.cases:,} files of each format.", flush=True)
    bad = 0
    for kind in options.formats or SUFFIXES:
        tried = run(kind, options.cases, options.seed)
        print(_line(kind, tried), flush=True)
        for number, (problem, data) in enumerate(tried.problems):
            keep.mkdir(parents=True, exist_ok=True)
            path = keep / f"{kind}-{options.seed}-{number}{SUFFIXES[kind][0]}"
            path.write_bytes(data)
            print(f"  {path}: {problem}")
        bad += len(tried.problems)
    return 1 if bad else 0


def _line(kind: str, tried: Tried) -> str:
    return (
        f"{kind:9}{tried.read:7,} read {tried.refused:7,} refused {len(tried.problems):3} wrong;"
        f" slowest {tried.slowest:.1f} s, at most {tried.memory / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
