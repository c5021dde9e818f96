"""One sentence template per assumption and kind of result, in German and English."""

from collections.abc import Mapping

from lagezentrum.engine.wording.phrases import Language
from lagezentrum.staffing.effect.assumptions import AssumptionKind
from lagezentrum.staffing.effect.queueing import Rule

Sentence = Mapping[Language, str]

ASSUMPTIONS: Mapping[AssumptionKind, Sentence] = {
    "hours_per_case": {
        "de": "Ein Fall kostet {hours} Arbeitsstunden, alle Anrufe bei Kontaktpersonen eingerechnet.",
        "en": "A case takes {hours} hours of work, with all calls to its contacts.",
    },
    "weekly_hours": {
        "de": "Ein Vollzeitäquivalent (VZÄ) arbeitet {hours} Stunden in der Woche, und zwar an Fällen.",
        "en": "A full-time post works {hours} hours a week, all of them on cases.",
    },
    "useful_days": {
        "de": "Rechtzeitig heißt: spätestens {days} Tage nach dem Eingang aufgenommen.",
        "en": "In time means: taken up at most {days} days after coming in.",
    },
    "late_cases_kept": {
        "de": "Auch verspätete Fälle werden bearbeitet, sobald sie nach der Reihenfolge dran sind.",
        "en": "Late cases are worked too, once it is their turn.",
    },
    "late_cases_set_aside": {
        "de": "Verspätete Fälle werden zurückgestellt und nicht mehr bearbeitet.",
        "en": "Late cases are set aside and not worked any more.",
    },
    "capacity_every_day": {
        "de": "Die Arbeitszeit verteilt sich gleichmäßig auf alle sieben Wochentage.",
        "en": "Working time is spread evenly over all seven days of the week.",
    },
    "new_staff_share": {
        "de": "Ein neues VZÄ schafft vom ersten Tag an {share} dessen, was ein eingearbeitetes schafft.",
        "en": "From the first day a new full-time post does {share} of what an experienced one does.",
    },
    "each_office_alone": {
        "de": "Die zusätzlichen VZÄ sind für jedes Amt einzeln durchgerechnet; die Ergebnisse ergeben keine Summe.",
        "en": "The additional posts are tried at each office alone; the results can not be added up.",
    },
    "empty_desks": {
        "de": "Am ersten Tag ist nichts liegen geblieben. Bei Rückständen kämen weniger Fälle rechtzeitig dran.",
        "en": "Nothing is left over on the first day. With a backlog fewer cases would be in time.",
    },
    "cases_as_given": {
        "de": "Die Fallzahlen sind vorgegeben; dass mehr Nachverfolgung Fälle verhindert, ist nicht eingerechnet.",
        "en": "The numbers of cases are given; that more tracing prevents cases is left out.",
    },
    "same_effort": {
        "de": "Alle Fälle kosten gleich viel Arbeit, frühe wie späte.",
        "en": "All cases take the same work, early or late.",
    },
    "strict_rule": {
        "de": "Das Amt hält sich streng an seine Reihenfolge; niemand zieht einen dringenden Fall vor.",
        "en": "The office keeps strictly to its order; nobody brings an urgent case forward.",
    },
    "model_country": {
        "de": "Gerechnet ist mit einem veröffentlichten Modell (Contreras u. a. 2021) und dessen Annahmen über "
        "Ansteckung und Tests, nicht mit diesem Land.",
        "en": "Computed with a published model (Contreras et al. 2021) and its assumptions about infection and tests, "
        "not with this state.",
    },
    "model_reproduction_number": {
        "de": "Unentdeckte stecken im Mittel {reproduction_number} Menschen an. Bei einem höheren Wert hilft mehr "
        "Nachverfolgung weniger, von einem kritischen Wert an allein gar nicht.",
        "en": "Undetected people infect {reproduction_number} others on average. With a higher number more tracing "
        "helps less, and from a critical number on it does not help on its own.",
    },
    "model_one_wave": {
        "de": "Die Ansteckungen kommen in einer einzigen Welle von wenigen Tagen von außen, und die Nachverfolgung ist "
        "davor nicht überlastet.",
        "en": "The infections come from outside in one wave of a few days, and tracing is not overloaded before it.",
    },
}
FEW_DAYS: Mapping[int, Sentence] = {
    0: {
        "de": "Rechtzeitig heißt: am Tag des Eingangs aufgenommen.",
        "en": "In time means: taken up on the day of coming in.",
    },
    1: {
        "de": "Rechtzeitig heißt: spätestens einen Tag nach dem Eingang aufgenommen.",
        "en": "In time means: taken up at most one day after coming in.",
    },
}
RULE_NAMES: Mapping[Rule, Sentence] = {
    "newest_first": {"de": "Neueste zuerst", "en": "Newest first"},
    "oldest_first": {"de": "Älteste zuerst", "en": "Oldest first"},
}
RESULTS: Mapping[str, Sentence] = {
    "offices": {"de": "in allen Ämtern zusammen", "en": "in all offices together"},
    "no_cases": {
        "de": "{where}: Es kam kein Fall herein, also lässt sich kein Anteil nennen.",
        "en": "{where}: no case came in, so no share can be named.",
    },
    "share": {
        "de": "{rule}: Mit {extra} VZÄ mehr kämen {where} {then} der Fälle rechtzeitig an die Reihe; so, wie es ist, "
        "sind es {now}.",
        "en": "{rule}: with {extra} more full-time posts {then} of the cases would be taken up in time {where}; as "
        "things are, it is {now}.",
    },
    "more": {
        "de": "Das wären in {days} Tagen {more} Fälle mehr von {cases}.",
        "en": "That would be {more} more cases of {cases} in {days} days.",
    },
    "unchanged": {
        "de": "{rule}: So, wie es ist, kommen {where} {now} von {cases} Fällen rechtzeitig an die Reihe; zusätzliche "
        "VZÄ sind hier nicht vorgesehen.",
        "en": "{rule}: as things are, {now} of {cases} cases are taken up in time {where}; no more full-time posts are "
        "meant for it.",
    },
    "delay": {
        "de": "Aufgenommene Fälle hätten im Mittel {then} Tage gewartet statt {now}.",
        "en": "Cases taken up would have waited {then} days on average instead of {now}.",
    },
    "ahead": {
        "de": "Neueste zuerst statt älteste zuerst ändert {where}, so, wie es ist, den Anteil der rechtzeitigen Fälle "
        "um {points} Punkte.",
        "en": "Newest first instead of oldest first changes the share of cases in time {where}, as things are, by "
        "{points} points.",
    },
    "sharing": {
        "de": "{rule}: Gerecht verteilt kämen {fair} der Fälle rechtzeitig an die Reihe, gezielt verteilt {targeted}.",
        "en": "{rule}: shared fairly {fair} of the cases would be taken up in time, targeted {targeted}.",
    },
    "bears": {
        "de": "Im Modell wäre mit {extra} VZÄ mehr eine Welle noch beherrschbar, die um {infections} Ansteckungen von "
        "außen größer ist.",
        "en": "In the model {extra} more full-time posts would still hold a wave with {infections} more infections "
        "from outside.",
    },
    "bears_any": {
        "de": "In diesem Modell bleibt jede Welle beherrschbar, auch ohne weitere VZÄ.",
        "en": "In this model every wave is held, even without more full-time posts.",
    },
    "no_promise": {
        "de": "Das ist eine Rechnung unter Annahmen, keine Zusage.",
        "en": "This is a calculation under assumptions, not a promise.",
    },
}
BETWEEN: Sentence = {"de": "zwischen {low} und {high}", "en": "between {low} and {high}"}
TO: Sentence = {"de": "{low} bis {high}", "en": "{low} to {high}"}
