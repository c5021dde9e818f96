"""One sentence template per kind of statement and language."""

from collections.abc import Mapping

from lagezentrum.access.statements import Kind
from lagezentrum.engine.wording.phrases import Language

SENTENCES: Mapping[Kind, Mapping[Language, str]] = {
    "level.decision": {
        "de": "Am {day} gilt {place} {step}, festgestellt durch Anordnung, seit {since}.",
        "en": "On {day} {step} is in force {place}, determined by order, since {since}.",
    },
    "level.regulation": {
        "de": "Am {day} gilt {place} {step}, weil die Verordnung selbst es bestimmt, seit {since}.",
        "en": "On {day} {step} is in force {place} because the ordinance itself says so, since {since}.",
    },
    "level.finding": {
        "de": "Nach den Zahlen ist {place} {step} erreicht, mit Wirkung frühestens ab {since}; "
        "für {day} ist keine Anordnung bekannt.",
        "en": "By the figures {step} is met {place}, with effect from {since} at the earliest; "
        "no order for {day} is on record.",
    },
    "level.nothing": {
        "de": "Am {day} gilt {place} keine Warnstufe und kein 3G.",
        "en": "On {day} no level and no 3G is in force {place}.",
    },
    "level.open": {
        "de": "Noch offen: Fehlende Werte lassen offen, ob {step} erreicht ist.",
        "en": "Still open: missing values leave open whether {step} is met.",
    },
    "level.districts": {
        "de": "Gefragt ist nach dem ganzen Land; in einzelnen Landkreisen und Städten kann eine höhere Stufe gelten.",
        "en": "Asked was about the whole Land; in some districts a higher level may be in force.",
    },
    "not_encoded.regulation": {
        "de": "Am {day} ist hier keine Fassung der Verordnung in Kraft; dazu sagt das Programm nichts.",
        "en": "On {day} no version of the ordinance is in force here; the program says nothing about it.",
    },
    "not_encoded.version": {
        "de": "Die Zutrittsregeln der Fassung, die ab {version} gilt, sind hier nicht hinterlegt. {why}",
        "en": "The access rules of the version in force from {version} are not encoded. {why}",
    },
    "not_encoded.place": {
        "de": "Für {kind}{setting} ist hier keine Zutrittsregel hinterlegt.",
        "en": "For {kind}{setting} no access rules are encoded.",
    },
    "not_encoded.row": {
        "de": "{title}: Die Regel ist hier nicht hinterlegt. {why}",
        "en": "{title}: the rule is not encoded. {why}",
    },
    "not_encoded.staff": {
        "de": "Ob und wie „{requirement}“ auch für Beschäftigte gilt, ist hier nicht hinterlegt.",
        "en": "Whether and how “{requirement}” binds staff too is not encoded.",
    },
    "not_encoded.mask": {
        "de": "{title}: Ob und welche Maske zu tragen ist, ist uns nicht bekannt.",
        "en": "{title}: whether a mask is to be worn, and which, is not known to us.",
    },
    "not_encoded.contact_data": {
        "de": "{title}: Ob Kontaktdaten erhoben werden, ist uns nicht bekannt.",
        "en": "{title}: whether contact data are collected is not known to us.",
    },
    "requires": {"de": "{title}{where}{people}: {meaning}.", "en": "{title}{where}{people}: {meaning}."},
    "closed": {"de": "{title}{where}{people}: geschlossen.", "en": "{title}{where}{people}: closed."},
    "court": {
        "de": "{title} ({court}, Beschluss vom {decided}, {case}).",
        "en": "{title} ({court}, decision of {decided}, {case}).",
    },
    "uncertain": {
        "de": "Unsicher (Quellenklasse {source_class}): {why}",
        "en": "Uncertain (source class {source_class}): {why}",
    },
    "operator": {
        "de": "Der Betreiber verlangt {requirement}; das darf er auf jeder Stufe und ohne Stufe.",
        "en": "The operator requires {requirement}, which is permitted at every level and without one.",
    },
    "relief.capacity": {
        "de": "Wo die Kapazität zu {percent} genutzt wird, genügt {requirement} statt {instead_of}.",
        "en": "Where {percent} of the capacity is used, {requirement} suffices instead of {instead_of}.",
    },
    "relief.capacity_open": {
        "de": "Wird die Kapazität zu {percent} genutzt, genügt {requirement}.",
        "en": "If {percent} of the capacity is used, {requirement} suffices.",
    },
    "relief.booster": {"de": "Geboosterte brauchen keinen Test.", "en": "Boosted people need no test."},
    "proof.counts": {"de": "{title} vom {date}: gilt{until}.", "en": "{title} of {date}: counts{until}."},
    "proof.too_early": {
        "de": "{title} vom {date}: gilt erst ab {first}.",
        "en": "{title} of {date}: counts only from {first}.",
    },
    "proof.expired": {
        "de": "{title} vom {date}: zu alt; nach der Regel dieses Tages zählt er nur bis {last}.",
        "en": "{title} of {date}: too old; by the rule of this day it counts only until {last}.",
    },
    "proof.future": {
        "de": "{title} vom {date}: liegt in der Zukunft und zählt nicht.",
        "en": "{title} of {date}: lies in the future and does not count.",
    },
    "test.counts": {"de": "{title} von {taken}: gilt{until}.", "en": "{title} of {taken}: counts{until}."},
    "test.expired": {
        "de": "{title} von {taken}: galt nur bis {expiry}.",
        "en": "{title} of {taken}: counted only until {expiry}.",
    },
    "test.future": {
        "de": "{title} von {taken}: liegt in der Zukunft und zählt nicht.",
        "en": "{title} of {taken}: lies in the future and does not count.",
    },
    "test.not_accepted": {
        "de": "{title} von {taken}: Diese Art von Test genügt hier nicht.",
        "en": "{title} of {taken}: this kind of test does not suffice here.",
    },
    "test.not_for_exemption": {
        "de": "{title} von {taken}: gilt{until}, genügt aber nicht für die Ausnahme.",
        "en": "{title} of {taken}: counts{until}, but does not suffice for the exemption.",
    },
    "test.not_today": {
        "de": "{title} von {taken}: Nötig ist ein Test von heute.",
        "en": "{title} of {taken}: a test of today is needed.",
    },
    "exempt": {"de": "Ausgenommen: {title}.", "en": "Exempt: {title}."},
    "exempt.tested": {"de": "Gelten als getestet: {title}.", "en": "Count as tested: {title}."},
    "exempt.with_test": {"de": "Mit einem Test: {title}.", "en": "With a test: {title}."},
    "exempt.by_age": {
        "de": "Das Alter ist nicht genannt. Ohne Nachweis dürfen hinein: {title}.",
        "en": "The age is not said. Without proof may come in: {title}.",
    },
    "exempt.not_here": {
        "de": "Die Ausnahme gilt hier nicht: {title}.",
        "en": "The exemption does not apply here: {title}.",
    },
    "staff.bound": {
        "de": "{requirement} bindet auch die Menschen, die hier arbeiten.",
        "en": "{requirement} binds the people who work here too.",
    },
    "staff.without_proof": {
        "de": "Ohne Nachweis darf hier arbeiten, wer täglich einen negativen PoC-Antigentest zeigt und, wo die Arbeit "
        "regelmäßig näher als {metres} Meter an andere heranführt, mindestens {mask} trägt.",
        "en": "Without proof, those may work here who show a negative PoC antigen test every day and, where the work "
        "regularly brings them closer than {metres} metres to others, wear at least {mask}.",
    },
    "mask.too_weak": {
        "de": "Die Maske genügt nicht; nötig ist {mask}.",
        "en": "The mask does not suffice; what is needed is {mask}.",
    },
    "show.proof": {"de": "{title}{window}", "en": "{title}{window}"},
    "show.test": {"de": "{tests}", "en": "{tests}"},
    "show.daily_test": {
        "de": "{tests}, negativ und von heute, an jedem Arbeitstag neu",
        "en": "{tests}, negative and of today, anew on every working day",
    },
    "wear.mask": {"de": "{mask}", "en": "{mask}"},
    "duty.mask": {"de": "Zu tragen ist {mask}.", "en": "To be worn: {mask}."},
    "duty.mask.close_contact": {
        "de": "Wo die Arbeit regelmäßig näher als {metres} Meter an andere heranführt, ist {mask} zu tragen.",
        "en": "Where the work regularly brings you closer than {metres} metres to others, wear {mask}.",
    },
    "duty.contact_data": {"de": "Kontaktdaten werden {how}.", "en": "Contact data are {how}."},
    "duty.repeat": {
        "de": "Der Test ist {arrival}{per_week}-mal in der Woche zu wiederholen.",
        "en": "The test is to be taken {arrival}{per_week} times a week.",
    },
}
