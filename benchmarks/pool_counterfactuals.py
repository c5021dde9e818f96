"""Stated counterfactuals against trying every distribution: `python -m benchmarks.pool_counterfactuals [CASES]`.

Each case is "half a post more" for one receiver of a tiny random pool, solved by the planner and found again by trying
every distribution there is, without a solver. Ends with 1 if any differs.
"""

import sys
import time

from tests.staffing.allocation.tiny import tiny
from tests.staffing.explanation.test_counterfactuals import wrong_what_ifs
from tests.staffing.properties.brute_force import size

CASES = 500
MOST_PLANS = 2000
"""distributions of a pool up to which all are tried"""


def main() -> int:
    """Ask and try."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    begun, cases, wrong, seed = time.perf_counter(), 0, list[str](), 100
    while cases < wanted:
        if size(tiny(seed, people=4)) <= MOST_PLANS:
            more, found = wrong_what_ifs(seed)
            cases += more
            wrong += found
        seed += 1
    print("\n".join(wrong), end="\n" if wrong else "")
    print(f"{cases:,} what-ifs in {time.perf_counter() - begun:.0f} s; wrong: {len(wrong)} (goal: 0)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
