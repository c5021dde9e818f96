"""What letters say, in our own German. Places in braces are filled from the deployment; no sentence holds a number."""

from typing import Final

from lagezentrum.documents.pool.letter import LetterKind
from lagezentrum.staffing.model import Consent, Mode, Skill

EXERCISE: Final = "Übung – kein Schreiben einer Behörde"
DRAFT: Final = "Entwurf – nicht zum Versand"
NO_ADDRESS: Final = "[Anschrift: von der Behörde einzutragen]"
NO_NAME: Final = "[Name: von der abgebenden Stelle einzutragen]"
NO_CONTACT: Final = "[Telefon und Postfach: vom Personalstab einzutragen]"
NO_RECEIVER_CONTACT: Final = "[Telefon und Postfach: von der aufnehmenden Stelle einzutragen]"
NO_SIGNATURE: Final = "[Name und Unterschrift]"
THROUGH: Final = "über {lender}"
NUMBER: Final = "Einsatz {number}"
PLACE_AND_DAY: Final = "{seat}, {day}"
GREETING: Final = "Guten Tag,"

SUBJECTS: Final[dict[LetterKind, str]] = {
    LetterKind.LENDER_REQUEST: "{number}: Bitte um {act}",
    LetterKind.LENDER_CONFIRMATION: "{number}: Bestätigung ({act})",
    LetterKind.RECEIVER: "{number}: Eine Kraft kommt zu Ihnen",
    LetterKind.PERSON: "{number}: Ihr Einsatz",
}
OPENINGS: Final[dict[LetterKind, str]] = {
    LetterKind.LENDER_REQUEST: "für die Nachverfolgung von Kontaktpersonen wird Personal gebraucht. Sie haben uns die "
    "unten genannte Kraft gemeldet. Wir bitten Sie um ihren Einsatz vom {first} bis {last} für die aufnehmende "
    "Stelle ({receiver}).",
    LetterKind.LENDER_CONFIRMATION: "vielen Dank für den Einsatz der unten genannten Kraft vom {first} bis {last} für "
    "die aufnehmende Stelle ({receiver}). Wir bestätigen, was vereinbart ist.",
    LetterKind.RECEIVER: "auf Ihre Bedarfsmeldung hin kommt vom {first} bis {last} eine Kraft aus dem Personalpool zu "
    "Ihnen. Abgebende Stelle ist: {lender}.",
    LetterKind.PERSON: "danke, dass Sie bei der Nachverfolgung von Kontaktpersonen helfen. Vom {first} bis {last} "
    "arbeiten Sie für diese aufnehmende Stelle: {receiver}.",
}
FACTS: Final = "Angabe"
LABELS: Final[dict[str, str]] = {
    "name": "Kraft",
    "pseudonym": "Kennung in der Meldung",
    "lender": "Abgebende Stelle",
    "receiver": "Aufnehmende Stelle",
    "period": "Einsatzzeitraum",
    "reason": "Grund",
    "share": "Arbeitszeit",
    "skill": "Aufgabe",
    "mode": "Einsatzort",
    "form": "Rechtsform",
    "consent": "Zustimmung der Kraft",
    "staff_council": "Personalrat",
    "notice": "Rückruf",
    "receiver_contact": "Kontakt aufnehmende Stelle",
    "contact": "Kontakt Personalstab",
    "plan": "Prüfsumme des Plans",
}
PERIOD: Final = "{first} bis {last}"
SHARE: Final = "{fte} VZÄ ({percent} einer vollen Stelle)"
SKILLS: Final[dict[Skill, str]] = {
    Skill.CONTACT_TRACING: "Kontaktpersonennachverfolgung (KPN)",
    Skill.CASE_INVESTIGATION: "Fallermittlung",
    Skill.LEAD: "Leitung eines Teams",
    Skill.MEDICAL: "Medizinische Aufgaben",
    Skill.IT: "IT (Zugänge, Geräte, Schnittstellen)",
}
MODES: Final[dict[Mode, str]] = {
    Mode.REMOTE: "aus der Ferne: vom eigenen Arbeitsplatz oder von zu Hause",
    Mode.ON_SITE: "vor Ort bei der aufnehmenden Stelle",
}
FORM: Final = "{title} ({cite})"
CONSENT: Final[dict[Consent, str]] = {
    Consent.GIVEN: "liegt nach Angabe der abgebenden Stelle vor",
    Consent.NOT_REQUIRED: "nach Angabe der abgebenden Stelle nicht erforderlich",
}
COUNCIL: Final = "beteiligt am {day} ({cite})"
NO_COUNCIL: Final = "noch nicht angegeben ({cite})"
NOTICE: Final[dict[str, str]] = {
    "none": "jederzeit möglich, ohne Frist",
    "one": "möglich mit einer Frist von {days} Tag",
    "many": "möglich mit einer Frist von {days} Tagen",
}

HEADINGS: Final[dict[str, str]] = {
    "form": "Rechtsform",
    "next": "Was jetzt zu tun ist",
    "data": "Daten",
    "check": "Vor dem Versand rechtlich zu prüfen",
}
NEXT: Final[dict[LetterKind, tuple[str, ...]]] = {
    LetterKind.LENDER_REQUEST: (
        "Teilen Sie uns bitte umgehend mit, ob Sie einverstanden sind; wenn nicht, mit dem Grund.",
        "Geben Sie der Kraft das Schreiben an sie, und tragen Sie dort ihren Namen ein, falls er fehlt.",
        "Nennen Sie uns den Tag, an dem der Personalrat beteiligt wurde, falls er oben fehlt.",
        "Brauchen Sie die Kraft früher zurück, rufen Sie sie über uns mit der genannten Frist zurück.",
    ),
    LetterKind.LENDER_CONFIRMATION: (
        "Geben Sie der Kraft das Schreiben an sie, und tragen Sie dort ihren Namen ein, falls er fehlt.",
        "Brauchen Sie die Kraft früher zurück, rufen Sie sie über uns mit der genannten Frist zurück.",
        "Fällt die Kraft aus, sagen Sie es bitte der aufnehmenden Stelle und uns am selben Tag.",
    ),
    LetterKind.RECEIVER: (
        "Nennen Sie der Kraft vor dem ersten Tag, bei wem sie sich meldet und wann.",
        "Richten Sie Zugänge und, bei einem Einsatz vor Ort, einen Arbeitsplatz ein; planen Sie die Einweisung.",
        "Die abgebende Stelle kann die Kraft mit der genannten Frist zurückrufen. Wir sagen Ihnen dann, ob jemand "
        "nachfolgt.",
        "Möchten Sie verlängern oder früher beenden, wenden Sie sich an den Personalstab.",
    ),
    LetterKind.PERSON: (
        "Die aufnehmende Stelle meldet sich vor dem ersten Tag bei Ihnen. Hören Sie nichts, fragen Sie dort nach.",
        "Urlaub, Krankheit und alles, was Ihr Dienst- oder Arbeitsverhältnis betrifft, melden Sie wie bisher Ihrer "
        "Dienststelle, eine Abwesenheit am selben Tag auch der aufnehmenden Stelle.",
        "Ihre Dienststelle kann Sie mit der genannten Frist zurückrufen. Sie erfahren davon durch ein Schreiben.",
        "Bei Fragen zu Ihrer Rechtsstellung wenden Sie sich an Ihre Dienststelle oder Ihren Personalrat, bei Fragen "
        "zum Einsatz an den Personalstab.",
    ),
}
DATA: Final = (
    "Der Name steht nur auf diesem Schreiben. Er wird beim Personalstab nicht gespeichert und nur für Personalplanung "
    "und Personaleinsatz gebraucht ({cite})."
)
CHECK: Final = "{cite}: {check}"
CHECK_CLASS: Final[dict[str, str]] = {
    "A": "Gelesen wurde der Text oder die Seite einer Behörde.",
    "B": "Nicht an der Quelle gelesen.",
}
CHECK_NOTE: Final = "Dieser Abschnitt steht nur auf dem Entwurf, nicht auf dem Schreiben."
BATCH_TITLE: Final = "Schreiben zu Einsätzen im Personalpool ({count})"
ATTACHED: Final = "Einsätze, maschinenlesbar, ohne Namen"
