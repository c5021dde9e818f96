"""The staff pool against its rivals: `python -m benchmarks.pool [PART …]`.

Parts are week, rolling, what-if, federal, all by default; short is week and what-if.

Ratios count, not seconds: everything is measured in one run on one machine, each measurement in a process of its own,
whose peak memory is its own too. A rival that is stopped by its time limit is marked "≥": its ratio is a lower bound.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.pool_federal_data import DATA, NEEDED

GAP = 1e-4
GOAL_GAP = 1e-3
WEEK_LIMIT = 120.0
ROLLING_LIMIT = 30.0
"""seconds for each of twelve weeks of the rival"""
CP_SAT_LONGER = 60.0
FEDERAL_LIMIT = 300.0
LARGE, HUGE = (100_000, 500), (1_000_000, 5_000)
"""people and authorities"""
_PATIENCE = 900

SHORT = ("week", "what-if")
"""parts of `make bench`: a few minutes; twelve weeks and the federal size take longer"""

Result = dict[str, Any]


def measured(name: str, *numbers: float) -> Result:
    """Run one measurement in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.pool_measures", name, *(str(number) for number in numbers)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{name} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def row(work: str, goal: str, reached: str, met: bool) -> None:
    """One line of the table."""
    print(f"{'✓' if met else '✗'} {work:<48} {goal:<46} {reached}", flush=True)


def note(text: str) -> None:
    """What a line rests on."""
    print(f"  {text}", flush=True)


def _mark(done: bool) -> str:
    return "" if done else "≥ "


def _stopped(rival: Result) -> str:
    return "" if rival["done"] else ", stopped by its limit"


def week() -> None:
    """One week at state size."""
    ours = measured("week_ours", GAP)
    proven = (ours["objective"] - ours["bound"]) / ours["objective"]
    note(f"ours: {ours['seconds']:.2f} s, {ours['objective']:,.1f}, {ours['mb']:.0f} MB, {ours['people']} people")
    row("one week, 1,400 × 45, 20 steps", "proven ≤ 0.1 %", f"{100 * proven:.4f} %", proven <= GOAL_GAP)
    mip = measured("week_mip", GAP, WEEK_LIMIT)
    worse = mip["objective"] / ours["objective"] - 1
    note(
        f"person × office in HiGHS, gap {GAP:g}: {mip['seconds']:.1f} s, {mip['objective']:,.1f} "
        f"({100 * worse:+.3f} %), {mip['mb']:.0f} MB, {mip['columns']:,} columns{_stopped(mip)}"
    )
    ratio = mip["seconds"] / ours["seconds"]
    row("", "≥ 5 × faster than person × office in HiGHS", f"{_mark(mip['done'])}{ratio:.1f} ×", ratio >= 5)
    for limit in (max(1.0, ours["seconds"]), CP_SAT_LONGER):
        sat = measured("week_cp_sat", limit)
        ahead = sat["objective"] / ours["objective"] - 1
        found = f"{100 * ahead:+.2f} % for CP-SAT" if sat["found"] else "CP-SAT found no plan"
        whole = f"{limit:.0f} s, with building {sat['seconds']:.1f} s"
        note(f"CP-SAT, person × office, 2 workers: {whole}, {sat['mb']:.0f} MB")
        goal = "ahead of CP-SAT at equal time" if limit < CP_SAT_LONGER else f"CP-SAT in {limit:.0f} s, for comparison"
        row("", goal, found, ahead > 0)


def rolling() -> None:
    """Twelve weeks, one after the other."""
    ours = measured("rolling_ours", GAP)
    above = ours["objective"] / ours["bound"] - 1
    note(
        f"ours: {ours['seconds']:.1f} s, {ours['objective']:,.1f}, {ours['mb']:.0f} MB, {ours['changes']} changes; "
        f"joint bound {ours['bound']:,.1f} in {ours['bound_seconds']:.1f} s more"
    )
    row("12 weeks rolling", "≤ 1.5 % above the joint bound", f"{100 * above:.3f} %", above <= 0.015)
    row("", "no rule broken, by the checker", f"{ours['violations']} violations", ours["violations"] == 0)
    mip = measured("rolling_mip", GAP, ROLLING_LIMIT)
    done = mip["weeks_done"] == 12
    worse = mip["objective"] / ours["objective"] - 1
    note(
        f"person × office in HiGHS, gap {GAP:g}: {mip['seconds']:.1f} s, {mip['objective']:,.1f} "
        f"({100 * worse:+.3f} %), {mip['mb']:.0f} MB, {mip['violations']} violations, "
        f"{mip['weeks_done']} of 12 weeks within {ROLLING_LIMIT:.0f} s each"
    )
    ratio = mip["seconds"] / ours["seconds"]
    row("", "≥ 8 × faster than person × office in HiGHS", f"{_mark(done)}{ratio:.1f} ×", ratio >= 8)


def what_if() -> None:
    """Two posts more for one office."""
    found = measured("what_if", 2)
    note(f"+2 for one office: full plan {found['full']:.2f} s, {found['mb']:.0f} MB; cost {found['cost']}")
    for state in ("prepared", "unprepared"):
        ratio = found["full"] / found[state]
        goal = "≤ 1/50 of a full solve" if state == "prepared" else "for comparison"
        reached = f"1/{ratio:.0f} ({1000 * found[state]:.1f} ms)"
        row(f"what-if, divisible people, week {state}", goal, reached, state != "prepared" or ratio >= 50)
    whole = found["whole"] / found["full"]
    row("what-if, whole people, with losers", "no slower than a full solve", f"{whole:.2f} of it", whole <= 1)
    row("", "no office loses more than 3 posts", f"{found['largest_loss']:.2f}", found["largest_loss"] <= 3)


def federal() -> None:
    """One week for every district."""
    missing = [name for name in NEEDED if not (DATA / name).is_file()]
    if missing:
        print(f"– skipped: {', '.join(missing)} not found in {DATA}")
        return
    large = measured("federal_ours", *LARGE)
    _federal_rows("100,000 × 411", large, 0.001)
    mip = measured("federal_mip", *LARGE, large["gap"], FEDERAL_LIMIT)
    worse = mip["objective"] / large["objective"] - 1
    note(
        f"class program in HiGHS, to the same gap: {mip['seconds']:.0f} s, {mip['objective']:,.0f} "
        f"({100 * worse:+.3f} %), {mip['mb']:.0f} MB{_stopped(mip)}"
    )
    ratio = mip["seconds"] / large["seconds"]
    row("", "≥ 15 × faster than the class program in HiGHS", f"{_mark(mip['done'])}{ratio:.1f} ×", ratio >= 15)
    huge = measured("federal_ours", *HUGE)
    _federal_rows("1,000,000 × 411", huge, 0.0005)
    growth = huge["seconds"] / large["seconds"]
    row("", "10 × the people: less than 10 × the time", f"{growth:.1f} × the time", growth < 10)


def _federal_rows(work: str, found: Result, goal: float) -> None:
    note(
        f"{found['seconds']:.1f} s, {found['sent']:,} of {found['available']:,} available people sent, "
        f"{found['classes']:,} classes, objective {found['objective']:,.0f}"
    )
    row(work, f"≤ {100 * goal:g} % above the bound", f"{100 * found['gap']:.4f} %", found["gap"] <= goal)
    row("", "≤ 0.5 GB", f"{found['mb']:.0f} MB", found["mb"] <= 500)
    row("", "limits, levels, modes, distances, objective", "; ".join(found["faults"]) or "hold", not found["faults"])


PARTS: dict[str, Callable[[], None]] = {"week": week, "rolling": rolling, "what-if": what_if, "federal": federal}


def main() -> int:
    """Run the parts named on the command line."""
    asked = [part for name in sys.argv[1:] for part in (SHORT if name == "short" else (name,))] or list(PARTS)
    unknown = [name for name in asked if name not in PARTS]
    if unknown:
        print(f"{', '.join(unknown)}: no such part; there are {', '.join(PARTS)}")
        return 2
    for name in asked:
        print(f"\n{name}")
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
