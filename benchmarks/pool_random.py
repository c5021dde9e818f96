"""Ten thousand random pools, planned and judged by the independent checker: `python -m benchmarks.pool_random [N]`.

The pools are those of `tests/staffing/random_instances.py`, in which every rule has something to forbid. Ends with 1 if
any rule is broken in any plan.
"""

import sys
import time
from collections import Counter

from tests.staffing.random_instances import small

from lagezentrum.staffing import allocation, checking, plan_file

POOLS = 10_000


def main() -> int:
    """Plan and check; print what became of the pools."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else POOLS
    outcome: Counter[str] = Counter()
    broken: Counter[int] = Counter()
    begun = time.perf_counter()
    for seed in range(count):
        instance = small(seed)
        try:
            plan = allocation.plan(instance, with_bound=False)
        except allocation.Unsatisfiable:
            outcome["wishes exclude one another"] += 1
            continue
        found = checking.check(plan_file.write(instance, plan)).violations
        outcome["planned"] += 1
        outcome["assignments"] += len(plan.assignments)
        for violation in found:
            broken[violation.rule] += 1
            print(f"pool {seed}: rule {violation.rule}: {violation.en}")
    print(
        f"{count:,} random pools in {time.perf_counter() - begun:.0f} s: {outcome['planned']:,} planned "
        f"({outcome['assignments']:,} assignments), {outcome['wishes exclude one another']:,} with wishes that exclude "
        f"one another; violations: {broken.total()} (goal: 0)"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
