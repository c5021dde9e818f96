"""From an order and its proof to the parts of the document: German legal structure, every number a field."""

from collections.abc import Iterator

from lagezentrum.documents import sentences as s
from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.composition import Composition, Enumeration, Paragraph, Section
from lagezentrum.documents.counting import condition, counted_table, gaps_and_sources
from lagezentrum.documents.fields import Run, Runs, Writer
from lagezentrum.documents.order import Order
from lagezentrum.documents.problems import DocumentProblem

_LOWERS = ("lower", "lift-3g", "other-date")


def compose(order: Order, proof: ChangeProof) -> Composition:
    """The document for an order.

    Raises:
        DocumentProblem: the order rests on another proof.
    """
    if order.proof_sha256 != proof.sha256:
        raise DocumentProblem(
            "Die Anordnung beruht auf einem anderen Nachweis: ihre Prüfsumme passt nicht. Nehmen Sie beide aus "
            "derselben Quelle.",
            "The order rests on another proof: its checksum does not fit. Take both from the same source.",
        )
    return _Composing(order, proof, Writer(order.content(), proof.content())).whole()


class _Composing:
    """One document in the making."""

    def __init__(self, order: Order, proof: ChangeProof, write: Writer) -> None:
        self.order, self.proof, self.write = order, proof, write
        self.is_memo = order.kind == "refrain"
        self.step, self.place = write.run("order.step_title"), write.run("order.place")
        self.regulation = write.run("order.version_title")
        self.authority = write.run("order.authority.subject")

    def whole(self) -> Composition:
        """The parts, put together."""
        preamble = s.PREAMBLE_MEMO if self.is_memo else s.PREAMBLE
        return Composition(
            title=s.TITLES["memo" if self.is_memo else "order"],
            band=s.EXERCISE if self.order.exercise else "",
            letterhead=tuple(self._letterhead()),
            reference=tuple(self._reference()),
            subject=self.write.say(s.SUBJECTS[self.order.kind], **self._named()),
            preamble=self.write.say(preamble, regulation=self.regulation, authority=self.authority),
            sections=tuple(self._sections()),
            signature=tuple(self._signature()),
        )

    def _named(self, *, strong: bool = False) -> dict[str, Run | Runs]:
        return {
            "step": self.write.run("order.step_title", strong=strong),
            "consequence": self.write.run("order.step", strong=strong),
            "place": self.place,
        }

    def _letterhead(self) -> Iterator[Runs]:
        yield (self.write.run("order.authority.name", strong=True),)
        if self.order.authority.department:
            yield (self.write.run("order.authority.department"),)
        for position in range(len(self.order.authority.address)):
            yield (self.write.run(f"order.authority.address.{position}"),)
        if not self.order.authority.address:
            yield (Run(s.NO_ADDRESS),)

    def _reference(self) -> Iterator[Runs]:
        yield (self.write.run("order.file_number") if self.order.file_number else Run(s.NO_FILE_NUMBER),)
        yield self.write.say(
            "{seat}, {day}",
            seat=self.write.run("order.authority.seat"),
            day=self.write.run("order.announced_on", "date"),
        )

    def _sections(self) -> Iterator[Section]:
        yield Section(s.HEADINGS["memo" if self.is_memo else "operative"], (Enumeration(tuple(self._operative())),))
        if not self.is_memo:
            yield Section(s.HEADINGS["entry"], (Paragraph(self._entry()),))
        yield Section(s.HEADINGS["reasons"], tuple(condition(self.order, self.proof, self.write)))
        table = counted_table(self.order, self.proof, self.write)
        after = [Paragraph(runs) for runs in gaps_and_sources(self.proof, self.write)]
        yield Section(s.HEADINGS["counted"], (*table, *after), level=2)
        yield Section(s.HEADINGS["weighing"], tuple(Paragraph(runs) for runs in self._weighing()), level=2)
        yield Section(s.HEADINGS["basis"], (Enumeration(tuple(self._basis()), numbered=False),))
        if not self.is_memo:
            cite = self.write.run("order.frame.announcement")
            yield Section(
                s.HEADINGS["announcement"],
                (
                    Paragraph(
                        self.write.say(
                            s.ANNOUNCEMENT,
                            announced_on=self.write.run("order.announced_on", "long_date"),
                            notified_on=self.write.run("order.notified_on", "long_date"),
                            cite=cite,
                        )
                    ),
                ),
            )
            yield Section(s.HEADINGS["remedy"], tuple(Paragraph(runs) for runs in self._remedy()))
        enclosed = s.ENCLOSED_MEMO if self.is_memo else s.ENCLOSED
        yield Section(
            s.HEADINGS["enclosed"], (Paragraph((Run(enclosed),)), Paragraph((self.write.run("order.proof_sha256"),)))
        )

    def _operative(self) -> Iterator[Runs]:
        write = self.write
        fields = self._named(strong=True)
        if self.order.effective is not None:
            fields["effective"] = write.run("order.effective", "long_date", strong=True)
        if self.order.outbreak is not None:
            fields["outbreak_place"] = write.run("order.outbreak.place")
            fields["until"] = write.run("order.outbreak.until", "long_date", strong=True)
        for sentence in s.OPERATIVE[self.order.kind]:
            yield write.say(sentence, **fields)
        if self.order.kind in _LOWERS and self.order.remains is not None:
            sentence = s.UNTOUCHED if self.order.remains == self.order.step_title else s.REMAINS
            yield write.say(sentence, place=self.place, remains=write.run("order.remains", strong=True))
        elif self.order.kind in ("lower", "other-date"):
            yield write.say(s.NOTHING_REMAINS, place=self.place)

    def _entry(self) -> Runs:
        write, order, proof = self.write, self.order, self.proof
        effective = write.run("order.effective", "long_date")
        said = list(write.say(s.TAKES_EFFECT, effective=effective))
        if proof.status == "found" and proof.earliest_effect is not None:
            end = write.run(f"proof.section.{len(proof.section) - 1}", "long_date")
            earliest = write.run("proof.earliest_effect", "long_date")
            days_after = write.run("order.days_after", "count")
            said += [Run(" "), *write.say(s.SECTION_END, section_end=end, days_after=days_after, earliest=earliest)]
            if order.effective == order.notified_on and proof.earliest_effect < order.notified_on:
                said.append(Run(f" {s.PASSED}"))
            elif order.effective != proof.earliest_effect:
                said += [Run(" "), *write.say(s.ANOTHER_DAY, effective=effective)]
        if order.holds_from is not None:
            holds_from = write.run("order.holds_from", "long_date")
            said += [Run(" "), *write.say(s.TOO_LATE, holds_from=holds_from)]
        return tuple(said)

    def _weighing(self) -> Iterator[Runs]:
        write, order = self.write, self.order
        if order.outbreak is not None:
            cases = write.run("order.outbreak.cases", "count")
            yield write.say(s.WEIGHING["refrain"], cases=cases, outbreak_place=write.run("order.outbreak.place"))
            yield write.say(s.WEIGHING["traced"], traced=write.run("order.outbreak.traced"))
        elif order.kind == "other-date":
            yield (Run(s.WEIGHING["other-date"]),)
        elif self.proof.status == "found":
            change = self.proof.change
            yield (Run(s.WEIGHING[f"raise.{order.modality}" if change == "raise" else "lower"]),)
        else:
            yield (Run(s.WEIGHING["otherwise"]),)
        if order.reasons and (self.is_memo or (self.proof.status == "found" and order.kind != "other-date")):
            yield (Run(s.FURTHER_REASONS),)
        for position in range(len(order.reasons)):
            yield (write.run(f"order.reasons.{position}"),)

    def _basis(self) -> Iterator[Runs]:
        write, order = self.write, self.order
        titles: list[Run] = []
        for position in range(len(order.provisions)):
            titles += [Run("; ")] if position else []
            titles += [Run("„"), write.run(f"order.provisions.{position}.title"), Run("“")]
        yield write.say(s.BASIS_REGULATION, regulation=self.regulation, provisions=tuple(titles))
        if len(order.area) > 2:
            yield write.say(s.BASIS_COMPETENCE, cite=write.run("order.frame.competence"))
        if not self.is_memo:
            yield write.say(s.BASIS_FORM, cite=write.run("order.frame.form"))
            yield write.say(s.BASIS_HEARING, cite=write.run("order.frame.hearing"))

    def _remedy(self) -> Iterator[Runs]:
        write = self.write
        action = write.run("order.frame.action")
        if self.order.authority.court:
            yield write.say(s.REMEDY, cite=action, court=write.run("order.authority.court"))
        else:
            yield write.say(s.REMEDY_LAND, cite=action, venue=write.run("order.frame.venue"))
        yield write.say(s.SUSPENSION, cite=write.run("order.frame.suspension"))

    def _signature(self) -> Iterator[Runs]:
        yield self.write.say(
            "{seat}, {day}",
            seat=self.write.run("order.authority.seat"),
            day=self.write.run("order.announced_on", "date"),
        )
        yield (self.write.run("order.authority.signatory"),)
        yield (self.write.run("order.authority.person") if self.order.authority.person else Run(s.NO_PERSON),)
