"""What the weekly report says, in German and English. Places in braces are filled from its data."""

from typing import Final

from lagezentrum.documents.pool.coverage_map import Kind
from lagezentrum.documents.pool.report_data import Reason
from lagezentrum.law.text import Text
from lagezentrum.staffing.model import Aim

EXERCISE: Final = Text(de="Übung – kein Bericht einer Behörde", en="Exercise – not the report of an authority")
PAGE: Final = (Text(de="Seite", en="Page"), Text(de="von", en="of"))
TITLE: Final = Text(de="Wochenbericht des Personalpools", en="Weekly report of the staff pool")
WEEK: Final = Text(de="Woche {name}: {first} bis {last}", en="Week {name}: {first} to {last}")
COVER: Final = Text(
    de="Gemacht am {day} aus dem Plan {plan} ({state}). Prüfsumme der Plandatei:",
    en="Made on {day} from plan {plan} ({state}). Checksum of the plan file:",
)

HEADINGS: Final[dict[str, Text]] = {
    "summary": Text(de="Das Wichtigste", en="In short"),
    "map": Text(
        de="Deckung je Landkreis und kreisfreier Stadt, in Prozent des Bedarfs",
        en="Coverage by district, in per cent of the need",
    ),
    "offices": Text(de="Bedarf und Personal je Stelle", en="Need and staff by office"),
    "changes": Text(de="Was sich gegenüber der Vorwoche ändert, und warum", en="What changes from last week, and why"),
    "use": Text(de="Obergrenze und abgebende Stellen", en="Ceiling and lenders"),
    "fairness": Text(de="Wie verteilt wurde", en="How people were distributed"),
    "assumptions": Text(de="Worauf die Zahlen beruhen", en="What the figures rest on"),
}

PEOPLE: Final = Text(
    de="Im Einsatz geplant: {people} Kräfte mit zusammen {fte} VZÄ.",
    en="Planned in service: {people} people, {fte} FTE.",
)
NEED: Final = Text(
    de="Ihnen steht ein Bedarf von {need} VZÄ gegenüber, über das eigene Personal der Stellen hinaus; davon sind "
    "{covered} VZÄ ({share}) gedeckt.",
    en="The need beyond the offices' own staff is {need} FTE; {covered} FTE of it ({share}) are covered.",
)
NO_NEED: Final = Text(
    de="Keine Stelle hat in dieser Woche einen bekannten Bedarf.", en="No office is known to need anybody this week."
)
RANGE: Final = Text(
    de="Der Bedarf ist keine genaue Zahl: Gerechnet liegt er, wo eine Spanne vorliegt, zusammen zwischen {low} und "
    "{high} VZÄ.",
    en="The need is no exact number: where a range was computed, it is between {low} and {high} FTE altogether.",
)
WEAKEST: Final = Text(
    de="Am schwächsten gedeckt: {office} mit {share}. Ungleichheit (Gini der Deckung): {gini}; bei 0 haben alle den "
    "gleichen Anteil.",
    en="Weakest coverage: {office}, {share}. Inequality (Gini of coverage): {gini}; at 0 all have the same share.",
)
UNKNOWN: Final = Text(
    de="Nicht bekannt ist der Bedarf von: {offices}. Das heißt nicht, dass dort niemand gebraucht wird.",
    en="The need is not known of: {offices}. That does not mean that nobody is needed there.",
)
PROOF: Final = Text(
    de="Nachgewiesen: Kein Plan für diese Woche wäre nach den Regeln um mehr als {gap} besser.",
    en="Proven: no plan for this week would be better by more than {gap} under the rules.",
)
NO_PROOF: Final = Text(
    de="Wie gut der Plan dieser Woche ist, wurde nicht nachgewiesen.", en="How good this week's plan is was not proven."
)

MAP_ALT: Final = Text(
    de="Karte: Deckung des Bedarfs je Landkreis und kreisfreier Stadt in Prozent. {classes}. Alle Werte stehen in "
    "der Tabelle „{table}“.",
    en='Map: coverage of the need by district, in per cent. {classes}. All values are in the table "{table}".',
)
MAP_CLASS: Final = Text(de="{title}: {count}", en="{title}: {count}")
LEGEND: Final[dict[Kind, Text]] = {
    "low": Text(de="unter 25 %", en="below 25 %"),
    "some": Text(de="25 bis unter 50 %", en="25 to below 50 %"),
    "most": Text(de="50 bis unter 75 %", en="50 to below 75 %"),
    "nearly": Text(de="75 % und mehr", en="75 % and more"),
    "none": Text(de="– kein Bedarf", en="– no need"),
    "unknown": Text(de="? Bedarf nicht bekannt", en="? need not known"),
}
OFF_MAP: Final = Text(
    de="Ohne eigenes Gebiet, nicht auf der Karte: {offices}.", en="Without a district, not on the map: {offices}."
)
OUTLINES: Final = "© GeoBasis-DE / BKG 2021, dl-de/by-2-0"

OFFICE_COLUMNS: Final = (
    Text(de="Aufnehmende Stelle", en="Receiver"),
    Text(de="Eigene", en="Own"),
    Text(de="Bedarf", en="Need"),
    Text(de="Spanne", en="Range"),
    Text(de="Pool", en="Pool"),
    Text(de="Deckung", en="Coverage"),
    Text(de="Spanne, Bedarf und Pool", en="Range, need and pool"),
)
OFFICE_NOTE: Final = Text(
    de="In VZÄ. Eigene: eigenes Personal. Bedarf: was darüber hinaus gebraucht wird und der Plan decken soll. Pool: "
    "Kräfte aus dem Personalpool. Deckung: Anteil des Bedarfs, den sie nach Art der Arbeit decken. Heller Balken: "
    "Spanne des Bedarfs; Strich: Bedarf; dunkler Balken: Pool. Ganze Breite: {most} VZÄ. ?: nicht bekannt.",
    en="In FTE. Own: own staff. Need: what is needed beyond it and the plan is to cover. Pool: people of the staff "
    "pool. Coverage: share of the need that they cover by kind of work. Light bar: range of the need; stroke: need; "
    "dark bar: pool. Full width: {most} FTE. ?: not known.",
)
SPAN: Final = Text(de="{low} bis {high}", en="{low} to {high}")
TOTAL: Final = Text(de="Zusammen (soweit bekannt)", en="Total (as far as known)")

CHANGES: Final = Text(
    de="{arrived} Kräfte kommen neu an eine Stelle, {departed} verlassen eine.",
    en="{arrived} people are new at an office, {departed} leave one.",
)
CHANGE_COLUMNS: Final = (
    Text(de="Aufnehmende Stelle", en="Receiver"),
    Text(de="Vorwoche", en="Last week"),
    Text(de="Diese Woche", en="This week"),
    Text(de="Unterschied", en="Difference"),
    Text(de="Warum", en="Why"),
)
NO_CHANGES: Final = Text(de="An keiner Stelle ändert sich etwas.", en="Nothing changes at any office.")
UNCHANGED: Final = Text(
    de="Bei den übrigen Stellen bleibt es bei denselben Kräften: {count}.",
    en="The other offices keep the same people: {count}.",
)
REASONS: Final[dict[Reason, Text]] = {
    Reason.NEED_ROSE: Text(de="Bedarf gestiegen", en="need rose"),
    Reason.NEED_FELL: Text(de="Bedarf gesunken", en="need fell"),
    Reason.NEWLY_AVAILABLE: Text(de="Kräfte neu verfügbar", en="people newly available"),
    Reason.FROM_RESERVE: Text(de="Kräfte aus der Reserve", en="people from the reserve"),
    Reason.FROM_ELSEWHERE: Text(de="Kräfte von anderer Stelle", en="people from another office"),
    Reason.WINDOW_ENDED: Text(de="Verfügbarkeit endete", en="availability ended"),
    Reason.RECALLED: Text(de="von der abgebenden Stelle zurückgerufen", en="recalled by the lender"),
    Reason.TO_ELSEWHERE: Text(de="Kräfte an andere Stelle", en="people to another office"),
    Reason.NOT_PLANNED: Text(de="Kräfte nicht mehr eingeplant", en="people no longer planned"),
    Reason.BY_HAND: Text(de="Änderung von Hand", en="change by hand"),
}

CEILING: Final = Text(
    de="Zur Obergrenze von {ceiling} Kräften zählen {people} ({share}).",
    en="{people} people count to the ceiling of {ceiling} ({share}).",
)
NO_CEILING: Final = Text(de="Es gilt keine Obergrenze.", en="There is no ceiling.")
LENDER_COLUMNS: Final = (
    Text(de="Abgebende Stelle", en="Lender"),
    Text(de="Kräfte", en="People"),
    Text(de="VZÄ", en="FTE"),
    Text(de="Grenze (VZÄ)", en="Limit (FTE)"),
    Text(de="Ausgeschöpft", en="Used"),
)
NOT_USED: Final = Text(
    de="Abgebende Stellen, von denen niemand im Einsatz ist: {count}.",
    en="Lenders from which nobody is in service: {count}.",
)
FEW: Final = Text(de="unter 5", en="below 5")
HIDDEN: Final = Text(de="nicht genannt", en="not told")
NO_LIMIT: Final = Text(de="keine", en="none")
HIDDEN_NOTE: Final = Text(
    de="Weniger als 5 Kräfte werden nicht gezählt; wo sich die Zahl aus der Summe ergäbe, bleibt auch die "
    "nächstgrößere ungenannt.",
    en="Fewer than 5 people are not counted; where the number would follow from the sum, the next larger one is not "
    "told either.",
)

AIMS: Final[dict[Aim, Text]] = {
    Aim.EQUAL_COVERAGE: Text(
        de="Ziel dieser Verteilung ist, dass jede Stelle den gleichen Anteil ihres Bedarfs erhält, soweit ganze "
        "Kräfte das erlauben. Unterschiede bleiben vor allem bei kleinen Stellen.",
        en="This distribution aims at the same share of its need for every office, as far as whole people allow. "
        "Differences remain mostly at small offices.",
    ),
    Aim.TARGETED: Text(
        de="Ziel dieser Verteilung ist, dass möglichst viele Fälle rechtzeitig bearbeitet werden. Dafür erhalten "
        "manche Stellen einen deutlich größeren Anteil ihres Bedarfs als andere.",
        en="This distribution aims at serving as many cases in time as possible. For that, some offices get a much "
        "larger share of their need than others.",
    ),
}
TRIAGE: Final = Text(
    de="Welche Fälle eine Stelle zuerst bearbeitet, entscheidet mit. Der Plan nimmt an, erhoben ist es nicht: {newest} "
    "Stellen mit Bedarf beginnen mit den neuesten, {oldest} mit den ältesten. Wer mit den ältesten beginnt, erreicht "
    "bei geteiltem Personal deutlich weniger Menschen rechtzeitig; deshalb gilt für alle die Empfehlung: die neuesten "
    "Fälle zuerst.",
    en="Which cases an office takes up first matters too. The plan assumes, and nobody was asked: {newest} offices "
    "with a need begin with the newest, {oldest} with the oldest. Whoever begins with the oldest reaches far fewer "
    "people in time when staff is shared; so the recommendation to all is: newest cases first.",
)

ASSUMPTIONS: Final = (
    Text(
        de="Der Plan ist ein Vorschlag nach Regeln. Ob und wie er gilt, entscheiden zwei Personen des Personalstabs.",
        en="The plan is a proposal by rules. Whether and how it holds is decided by two people of the staff unit.",
    ),
    Text(
        de="Der Bedarf ist geschätzt. Die Spanne fasst zusammen, was nach veröffentlichten und angenommenen Werten "
        "möglich ist; der wahre Wert ist nicht bekannt.",
        en="The need is an estimate. The range covers what is possible by published and assumed values; the true "
        "value is not known.",
    ),
    Text(
        de="Die Deckung zählt geplante Arbeitszeit, nicht die geleistete.",
        en="Coverage counts planned working time, not time worked.",
    ),
)
ATTACHED: Final = Text(de="Zahlen des Berichts, maschinenlesbar", en="figures of the report, machine-readable")
