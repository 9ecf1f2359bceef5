"""How good and how fast the experts are: triage on complaints that nothing was made with, matching beside its bounds
and beside greedy, fairness over the weeks, rounds beside a long run of PyVRP.

``python -m benchmarks.experts`` prints all of it in some seven minutes; each part also runs by itself, with options of
its own (``benchmarks.triage``, ``.matching``, ``.fairness``, ``.rounds``).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from benchmarks import fairness, matching, rounds, triage

_PARTS: Mapping[str, Callable[[], None]] = {
    "triage": lambda: triage.main(["--folds", "0"]),
    "matching": lambda: matching.main([]),
    "fairness": lambda: fairness.main([]),
    "rounds": lambda: rounds.main([]),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of all parts, or of those named."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], metavar="PART", help=", ".join(_PARTS))
    options = parser.parse_args(arguments)
    for name in options.parts or _PARTS:
        print(f"# {name}")
        _PARTS[name]()


if __name__ == "__main__":
    main()
