"""Why an office or a person gets what they get, and what else would cost, in German and English sentences.

Costs are in points of the objective: the first full-time post of an uncovered need is worth 1,000.
"""

from collections.abc import Mapping
from typing import Final

from lagezentrum.law.model import Text
from lagezentrum.staffing.allocation.conflict_words import REASONS
from lagezentrum.staffing.explanation import OfficeReasons, PersonReasons, WhatIf
from lagezentrum.staffing.model import Assignment, Mode, Person, Skill
from lagezentrum.web.office.pool.numbers import fte, percent, signed
from lagezentrum.web.office.pool.plans import Opened

SKILLS: Final[Mapping[str, Text]] = {
    Skill.CONTACT_TRACING: Text(de="Kontaktpersonennachverfolgung", en="contact tracing"),
    Skill.CASE_INVESTIGATION: Text(de="Fallermittlung", en="case investigation"),
    Skill.LEAD: Text(de="Leitung", en="team lead"),
    Skill.MEDICAL: Text(de="Medizin", en="medical"),
    Skill.IT: Text(de="IT", en="IT"),
}
MODES: Final[Mapping[str, Text]] = {
    Mode.REMOTE: Text(de="aus der Ferne", en="remotely"),
    Mode.ON_SITE: Text(de="vor Ort", en="on site"),
    Mode.BOTH: Text(de="beides", en="both"),
}
_HELD: Final[Mapping[str, Text]] = {
    "pin": Text(de="Eine Änderung von Hand legt die Kraft dorthin fest.", en="A change by hand pins the person there."),
    "stay": Text(de="Die Mindestdauer des Einsatzes läuft noch.", en="The minimum stay is not over."),
    "team": Text(de="Das Team bleibt beisammen.", en="The team stays together."),
    "wish": Text(
        de="Eine Änderung von Hand oder ein Rückruf nimmt die Kraft heraus.",
        en="A change by hand or a recall takes the person out.",
    ),
}
_RULES: Final[Mapping[str, Text]] = {
    "remote": Text(de="dort geht nichts aus der Ferne", en="no remote work there"),
    "distance": Text(de="zu weit entfernt", en="too far away"),
    "mode": Text(de="die Einsatzart passt nicht", en="the mode does not fit"),
    "forbidden": Text(de="von Hand ausgeschlossen", en="excluded by hand"),
    "arrival": Text(de="in dieser Woche kann niemand neu anfangen", en="nobody can arrive in this week"),
    "no_work": Text(de="dort fehlt keine passende Arbeit", en="no fitting work is open there"),
    "limits": Text(de="Grenzen lassen es nicht zu", en="limits do not allow it"),
}
_SHOWN = 6
_SAME = 0.05
"""Points below which a difference would be written as 0.0."""


def office_lines(found: OfficeReasons, names: Mapping[str, str]) -> tuple[Text, ...]:
    """What is lacking, what comes, what binds."""
    need, sent = sum(found.need.values()), sum(found.sent.values())
    told = []
    if not found.need:
        told.append(
            Text(
                de="Für diese Woche ist kein Bedarf über die eigenen Kräfte hinaus bekannt.",
                en="For this week no need beyond its own staff is known.",
            )
        )
    else:
        told.append(
            Text(
                de=f"Über die eigenen Kräfte hinaus fehlen {fte(need, 'de')} VZÄ. Der Plan schickt {found.people} "
                f"Kräfte, davon decken {fte(sent, 'de', 2)} VZÄ Bedarf: Deckung {percent(found.coverage, 'de')}; alle "
                f"Stellen zusammen: {percent(found.mean_coverage, 'de')}.",
                en=f"Beyond its own staff {fte(need, 'en')} FTE are missing. The plan sends {found.people} people, of "
                f"whom {fte(sent, 'en', 2)} FTE meet need: coverage {percent(found.coverage, 'en')}; all receivers "
                f"together: {percent(found.mean_coverage, 'en')}.",
            )
        )
    if found.more is None and found.need:
        told.append(Text(de="Der Bedarf ist voll gedeckt.", en="The need is covered in full."))
    for binding in found.bindings:
        de, en = binding.de, binding.en
        if binding.gain:
            de += f" Ohne diese Grenze wäre der Plan um {fte(binding.gain, 'de')} Punkte besser"
            en += f" Without this limit the plan would be better by {fte(binding.gain, 'en')} points"
            de += f", und hierher kämen {signed(binding.extra_fte, 'de', 2)} VZÄ." if binding.extra_fte else "."
            en += f", and {signed(binding.extra_fte, 'en', 2)} FTE would come here." if binding.extra_fte else "."
        told.append(Text(de=de, en=en))
    if found.more is not None:
        told.append(what_if_line(found.more, names))
    return tuple(told)


def what_if_line(found: WhatIf, names: Mapping[str, str]) -> Text:
    """What more here would cost elsewhere."""
    name = names.get(found.receiver, found.receiver)
    plus_de, plus_en = fte(found.plus, "de", 2), fte(found.plus, "en", 2)
    if not found.possible:
        return Text(
            de=f"{plus_de} VZÄ mehr für {name} sind nicht möglich: Keine gültige Verteilung deckt dort so viel Bedarf "
            "mehr. Gezählt wird nur, was Bedarf deckt, und mehr als den ganzen gibt es nicht zu decken.",
            en=f"{plus_en} FTE more for {name} are not possible: no valid distribution covers that much more need "
            "there. Only what covers need counts, and there is no more to cover than all of it.",
        )
    if found.cost is None:
        return Text(
            de=f"{plus_de} VZÄ mehr für {name} kosten, geschätzt mit teilbaren Kräften, {fte(found.relaxed, 'de')} "
            "Punkte.",
            en=f"{plus_en} FTE more for {name} would cost {fte(found.relaxed, 'en')} points, estimated with divisible "
            "people.",
        )
    losers = [(key, change) for key, change in found.changes if change < 0]
    de = ", ".join(f"{names.get(key, key)} {signed(change, 'de', 2)}" for key, change in losers)
    en = ", ".join(f"{names.get(key, key)} {signed(change, 'en', 2)}" for key, change in losers)
    lost = Text(
        de=f" Es verlieren (VZÄ): {de}." if de else " Keine andere Stelle verliert dadurch.",
        en=f" Losers (FTE): {en}." if en else " No other receiver loses by it.",
    )
    de = f"{found.moved} Kräfte wären anderswo als im Plan"
    en = f"{found.moved} people would be elsewhere than in the plan"
    if found.cost <= -_SAME:
        better = _better_alone(-found.cost)
        return Text(
            de=f"Mit {plus_de} VZÄ mehr für {name} {better.de}; {de}.{lost.de}",
            en=f"With {plus_en} FTE more for {name} {better.en}; {en}.{lost.en}",
        )
    return Text(
        de=f"{plus_de} VZÄ mehr für {name} kosten {fte(found.cost, 'de')} Punkte; {de}.{lost.de}",
        en=f"{plus_en} FTE more for {name} would cost {fte(found.cost, 'en')} points; {en}.{lost.en}",
    )


def _better_alone(points: float) -> Text:
    """Why another distribution can be better for a week than the plan: said, not hidden."""
    return Text(
        de=f"hätte diese Woche allein {fte(points, 'de')} Punkte weniger als im Plan, denn er gibt hier etwas für die "
        "Woche danach auf oder liegt um seine Lücke über dem Besten",
        en=f"this week by itself would have {fte(points, 'en')} points fewer than in the plan, which gives something "
        "up here for the week after, or lies above the best by its gap",
    )


def person_lines(found: PersonReasons, names: Mapping[str, str]) -> tuple[Text, ...]:
    """Where somebody is, why, and what other places would cost."""
    nowhere = Text(de="nicht im Einsatz", en="not in service")

    def place(key: str | None) -> Text:
        return nowhere if key is None else Text(de=names.get(key, key), en=names.get(key, key))

    here = place(found.receiver)
    told = [Text(de=f"In dieser Woche: {here.de}.", en=f"In this week: {here.en}.")]
    if found.barrier is not None:
        de, en = REASONS[found.barrier]
        told.append(Text(de=f"Nicht einsetzbar: {de}.", en=f"Can not serve: {en}."))
    if found.held is not None:
        told.append(_HELD[found.held])
    for one in found.alternatives[:_SHOWN]:
        where = place(one.receiver)
        if one.rule is not None:
            rule = _RULES[one.rule]
            told.append(Text(de=f"{where.de}: nein, {rule.de}.", en=f"{where.en}: no, {rule.en}."))
        elif one.cost is not None and one.cost <= -_SAME:
            better = _better_alone(-one.cost)
            told.append(Text(de=f"{where.de}: dann {better.de}.", en=f"{where.en}: {better.en}."))
        elif one.cost is not None and one.cost < _SAME:
            told.append(Text(de=f"{where.de}: der Plan wäre ebenso gut.", en=f"{where.en}: the plan would be as good."))
        elif one.cost is not None:
            told.append(
                Text(
                    de=f"{where.de}: der Plan wäre um {fte(one.cost, 'de')} Punkte schlechter.",
                    en=f"{where.en}: the plan would be worse by {fte(one.cost, 'en')} points.",
                )
            )
        else:
            told.append(
                Text(
                    de=f"{where.de}: etwa {fte(one.relaxed, 'de')} Punkte schlechter (geschätzt).",
                    en=f"{where.en}: about {fte(one.relaxed, 'en')} points worse (an estimate).",
                )
            )
    return tuple(told)


def quality(found: Opened) -> tuple[Text, ...]:
    """How good the plan is proven to be, without the words of the trade."""
    objective = sum(row.objective for row in found.plan.weeks)
    bound = sum(row.bound for row in found.plan.weeks)

    def above(least: float) -> tuple[str, str]:
        share = max(0.0, 100 * (objective - least) / least) if least > 0 else 0.0
        return fte(share, "de", 2), fte(share, "en", 2)

    de, en = above(bound)
    told = [
        Text(
            de=f"Der Plan hat {fte(objective, 'de', 0)} Punkte; weniger ist besser. Punkte kostet jeder nicht gedeckte "
            "Bedarf (der erste VZÄ einer Stelle, zu der niemand kommt, 1.000, jeder weitere etwas weniger), dazu "
            "kleine Beträge für Wechsel, Wege und Arbeit unter der Befähigung.",
            en=f"The plan has {fte(objective, 'en', 0)} points; fewer are better. Uncovered need costs points (the "
            "first FTE of a receiver to which nobody comes 1,000, each further one a little less), and small amounts "
            "are added for changes, ways and work below a person's skill.",
        ),
        Text(
            de=f"Bewiesen ist: Jede Woche für sich, bei dem Stand der Woche davor, lässt sich zusammen um höchstens "
            f"{de} % verbessern.",
            en=f"It is proven that the weeks, each taken from where the one before ends, could be better by at most "
            f"{en}% together.",
        ),
    ]
    if found.plan.joint_bound:
        de, en = above(found.plan.joint_bound)
        told.append(
            Text(
                de=f"Auch wer alle Wochen auf einmal plante, käme höchstens um {de} % tiefer.",
                en=f"Even planning all weeks at once could be better by at most {en}%.",
            )
        )
    return tuple(told)


def suits(person: Person, row: Assignment) -> tuple[Text, ...]:
    """What a person brings for the place given, from the records alone."""
    told = [Text(de=SKILLS[row.skill].de, en=SKILLS[row.skill].en), MODES[row.mode]]
    if person.skill is not row.skill:
        own = SKILLS[person.skill]
        told.append(Text(de=f"kann auch {own.de}", en=f"can do {own.en} too"))
    return tuple(told)
