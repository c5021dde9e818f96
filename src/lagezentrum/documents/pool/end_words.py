"""What letters say about a deployment that ends early or never begins, in our own German; see `letter_words`."""

from typing import Final

from lagezentrum.documents.pool.letter import LetterKind

_LENDER, _RECEIVER, _PERSON = LetterKind.END_LENDER, LetterKind.END_RECEIVER, LetterKind.END_PERSON

SUBJECT: Final = "{number}: Der Einsatz endet früher"
SUBJECT_UNBEGUN: Final = "{number}: Der Einsatz findet nicht statt"
OPENINGS: Final[dict[LetterKind, str]] = {
    _LENDER: "der Einsatz der unten genannten Kraft für die aufnehmende Stelle ({receiver}) endet früher als "
    "vorgesehen. Der letzte Tag ist der {last}.",
    _RECEIVER: "der Einsatz der unten genannten Kraft aus dem Personalpool bei Ihnen endet früher als vorgesehen. Der "
    "letzte Tag ist der {last}. Abgebende Stelle ist: {lender}.",
    _PERSON: "Ihr Einsatz für diese aufnehmende Stelle endet früher als vorgesehen: {receiver}. Der letzte Tag ist der "
    "{last}. Danke für Ihre Hilfe.",
}
OPENINGS_UNBEGUN: Final[dict[LetterKind, str]] = {
    _LENDER: "der Einsatz der unten genannten Kraft für die aufnehmende Stelle ({receiver}), vorgesehen ab {first}, "
    "findet nicht statt.",
    _RECEIVER: "der Einsatz der unten genannten Kraft aus dem Personalpool bei Ihnen, vorgesehen ab {first}, findet "
    "nicht statt. Abgebende Stelle ist: {lender}.",
    _PERSON: "Ihr Einsatz für diese aufnehmende Stelle findet nicht statt: {receiver}. Vorgesehen war er ab {first}. "
    "Danke für Ihre Bereitschaft.",
}
RECALLED: Final = "Rückruf zur abgebenden Stelle vom {told_on}"
REPLANNED: Final = "neue Verteilung, angeordnet am {told_on}"
UNBEGUN: Final = "findet nicht statt; vorgesehen ab {first}"

_HAND_ON: Final = "Geben Sie der Kraft das Schreiben an sie, und tragen Sie dort ihren Namen ein, falls er fehlt."
_ASK: Final = "Fehlt Ihnen dadurch Personal, melden Sie Ihren Bedarf neu."
_QUESTIONS: Final = (
    "Bei Fragen zu Ihrer Rechtsstellung wenden Sie sich an Ihre Dienststelle oder Ihren Personalrat, bei Fragen zum "
    "Einsatz an den Personalstab."
)
NEXT: Final[dict[LetterKind, tuple[str, ...]]] = {
    _LENDER: (_HAND_ON, "Sagen Sie der Kraft, wann und wo sie danach wieder arbeitet."),
    _RECEIVER: (
        "Lassen Sie sich bis zum letzten Tag übergeben, woran die Kraft arbeitet.",
        "Schließen Sie danach die Zugänge, und nehmen Sie Geräte zurück.",
        "Melden Sie das Ende, sobald es da ist.",
        _ASK,
    ),
    _PERSON: (
        "Übergeben Sie bis zum letzten Tag, woran Sie arbeiten, und geben Sie Geräte der aufnehmenden Stelle zurück.",
        "Danach arbeiten Sie wieder für Ihre Dienststelle, soweit Sie kein anderes Schreiben von uns haben.",
        _QUESTIONS,
    ),
}
NEXT_UNBEGUN: Final[dict[LetterKind, tuple[str, ...]]] = {
    _LENDER: (_HAND_ON,),
    _RECEIVER: ("Schließen Sie Zugänge, die Sie schon eingerichtet haben.", _ASK),
    _PERSON: (
        "Sie arbeiten weiter für Ihre Dienststelle, soweit Sie kein anderes Schreiben von uns haben.",
        _QUESTIONS,
    ),
}
NOMINATE_ANEW: Final = (
    "Soll die Kraft später wieder helfen, melden Sie sie bitte neu; bis dahin wird sie nicht eingeplant."
)
FORM: Final = (
    "Dieses Schreiben teilt das Ende mit. Was dafür dienst- oder arbeitsrechtlich nötig ist, veranlasst die abgebende "
    "Stelle."
)
