"""What rules 2 to 8 of a valid plan let a person do in a week, read from the document and nothing else."""

from datetime import date, timedelta
from math import asin, ceil, cos, radians, sin, sqrt

from lagezentrum.staffing.model import SERVES, Consent, Instance, Mode, Person, Receiver, Skill

Option = tuple[str, Skill, Mode]


def kilometres(person: Person, receiver: Receiver) -> int:
    a, b = radians(person.latitude), radians(receiver.latitude)
    wide = radians(receiver.longitude - person.longitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(wide / 2) ** 2
    return ceil(2 * 6371 * asin(sqrt(half)))


def options(instance: Instance, person: Person, week: date) -> list[Option]:
    """Every receiver, work and mode open to a person in a week, limits of lenders and places aside."""
    rules = instance.rules
    pool = next(pool for pool in instance.pools if pool.key == person.pool)
    lender = next(lender for lender in instance.lenders if lender.key == person.lender)
    if not (person.available_from <= week and person.available_to >= week + timedelta(days=4)):
        return []
    if person.consent is Consent.REFUSED or lender.excluded is not None:
        return []
    if rules.staff_council_required and (person.staff_council_on is None or person.staff_council_on > week):
        return []
    if rules.training_required and (person.trained_on is None or person.trained_on > week):
        return []
    farthest = rules.default_max_km if person.max_km is None else person.max_km
    found: list[Option] = []
    for receiver in instance.receivers:
        modes = []
        if Mode.REMOTE in pool.modes and person.mode in {Mode.REMOTE, Mode.BOTH} and receiver.remote_possible:
            modes.append(Mode.REMOTE)
        near = kilometres(person, receiver) <= farthest
        if Mode.ON_SITE in pool.modes and person.mode in {Mode.ON_SITE, Mode.BOTH} and near:
            modes.append(Mode.ON_SITE)
        skills = sorted(SERVES[person.skill] & pool.skills)
        found += [(receiver.key, skill, mode) for skill in skills for mode in modes]
    return found
