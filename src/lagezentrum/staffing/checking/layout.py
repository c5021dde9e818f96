"""The fields of each part of a plan file, in the order of its documentation, with the kind of their values."""

from collections.abc import Mapping

from lagezentrum.staffing.checking.kinds import (
    Kind,
    day,
    key,
    monday,
    number,
    one_of,
    optional,
    several,
    text,
    truth,
    whole,
)

FORMAT = "lagezentrum/pool-plan/1"

CONTACT_TRACING, CASE_INVESTIGATION, LEAD, MEDICAL, IT = (
    "contact_tracing",
    "case_investigation",
    "lead",
    "medical",
    "it",
)
SKILLS = (CONTACT_TRACING, CASE_INVESTIGATION, LEAD, MEDICAL, IT)
REMOTE, ON_SITE, BOTH = "remote", "on_site", "both"
REFUSED = "refused"
PIN, FORBID, RESERVE, RECALL = "pin", "forbid", "reserve", "recall"

Fields = Mapping[str, Kind]

_SKILL = one_of(*SKILLS)
_PLACE = one_of(REMOTE, ON_SITE)
_LATITUDE, _LONGITUDE = number(-90, 90), number(-180, 180)
_WEEKS = whole(0, 1000)
_COST = number(0, 1e9)

RULES: Fields = {
    "ceiling": optional(whole()),
    "aim": one_of("equal_coverage", "targeted"),
    "min_steps": whole(1),
    "step_fte": number(0, 1e6),
    "min_stay_weeks": _WEEKS,
    "default_max_km": whole(),
    "staff_council_required": truth,
    "training_required": truth,
    "change_cost": _COST,
    "km_cost": _COST,
    "mismatch_cost": _COST,
    "language_gain": _COST,
    "earliest_arrival": optional(monday),
}
TABLES: Mapping[str, Fields] = {
    "pools": {
        "key": key,
        "counts_to_ceiling": truth,
        "modes": several(_PLACE),
        "skills": several(_SKILL),
        "min_stay_weeks": optional(_WEEKS),
        "max_weeks": optional(_WEEKS),
    },
    "lenders": {
        "key": key,
        "name": text,
        "department": text,
        "excluded": optional(text),
        "max_quarters": optional(whole()),
        "notice_days": whole(0, 1000),
    },
    "receivers": {
        "key": key,
        "name": text,
        "areas": several(key),
        "latitude": _LATITUDE,
        "longitude": _LONGITUDE,
        "remote_possible": truth,
        "seats": optional(whole()),
        "accesses": optional(whole()),
        "max_arrivals": optional(whole()),
        "languages": several(key),
        "queue_rule": one_of("newest_first", "oldest_first"),
    },
    "people": {
        "key": key,
        "lender": key,
        "quarters": whole(1, 4),
        "available_from": day,
        "available_to": day,
        "mode": one_of(REMOTE, ON_SITE, BOTH),
        "district": text,
        "latitude": _LATITUDE,
        "longitude": _LONGITUDE,
        "skill": _SKILL,
        "max_km": optional(whole()),
        "trained_on": optional(day),
        "languages": several(key),
        "consent": one_of("given", REFUSED, "not_required"),
        "staff_council_on": optional(day),
        "pool": key,
        "team": optional(key),
    },
    "needs": {"receiver": key, "week": monday, "skill": _SKILL, "fte": number(0, 1e6)},
    "standing": {"person": key, "receiver": key, "since": monday, "skill": _SKILL, "mode": _PLACE},
    "wishes": {
        "kind": one_of(PIN, FORBID, RESERVE, RECALL),
        "first": monday,
        "last": monday,
        "reason": text,
        "person": optional(key),
        "receiver": optional(key),
        "quarters": optional(whole()),
        "announced_on": optional(day),
    },
    "assignments": {"week": monday, "receiver": key, "person": key, "skill": _SKILL, "mode": _PLACE},
}
RESULT: Fields = {"week": monday, "objective": number(), "bound": number()}
STATED: Fields = {"coverage": number(), "minimum_coverage": number(), "gini": number(), "changes": number()}
"""figures that a row of `results` may give beside these; they are recomputed and compared"""
