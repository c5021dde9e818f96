"""The part of the reasons that counts: the condition in words, the days in a table, what is missing or notable."""

from collections.abc import Iterator

from lagezentrum.documents import sentences as s
from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.composition import Enumeration, Paragraph, Row, Table
from lagezentrum.documents.fields import Form, Run, Runs, Writer, joined
from lagezentrum.documents.order import Order
from lagezentrum.engine.wording.phrases import WORDS


def condition(order: Order, proof: ChangeProof, write: Writer) -> Iterator[Paragraph | Enumeration]:
    """What the regulation demands, with the ranges, and which figures decide."""
    ways = [
        joined([(write.run(f"order.indicators.{name}.title"),) for name in way], ", ", " und ") for way in proof.ways
    ]
    yield Paragraph(
        write.say(
            s.CONDITION[proof.change],
            step=write.run("order.step_title"),
            needed=write.run("proof.needed", "count"),
            days=write.run("order.calendar_title", "calendar"),
            ways=joined(ways, "; ", "; oder "),
        )
    )
    if proof.thresholds:
        yield Enumeration(tuple(_ranges(order, proof, write)), numbered=False)
    yield Paragraph((Run(s.DECISIVE),))


def _ranges(order: Order, proof: ChangeProof, write: Writer) -> Iterator[Runs]:
    for name, (day, place) in proof.thresholds.items():
        word = proof.days[day].figures[place].word
        yield write.say(
            s.RANGE,
            indicator=write.run(f"order.indicators.{name}.title"),
            word=(Run(WORDS["de"][word]),),
            threshold=write.run(f"proof.days.{day}.figures.{place}.threshold", _form(order, name)),
        )


def counted_table(order: Order, proof: ChangeProof, write: Writer) -> Iterator[Paragraph | Table]:
    """The verdict in a sentence, and a row for each day from the first to the last."""
    sentence = s.VERDICTS[f"{proof.change}.{proof.status}"]
    yield Paragraph(write.say(sentence, counted=write.run("proof.section", "count")))
    if not proof.days:
        return
    titles = [(write.run(f"order.indicators.{name}.title"),) for name in proof.indicators]
    yield Table(
        columns=((Run(s.COLUMNS[0]),), *titles, (Run(s.COLUMNS[1]),)),
        rows=tuple(_rows(order, proof, write)),
        alt="; ".join(s.RESULTS[proof.change][mark] for mark in proof.marks),
    )


def _rows(order: Order, proof: ChangeProof, write: Writer) -> Iterator[Row]:
    for position, (day, mark) in enumerate(zip(proof.days, proof.marks, strict=True)):
        at = f"proof.days.{position}"
        when = (write.run(f"{at}.day", "table_date"),)
        if day.left_out is not None:
            yield Row(when, (write.say(s.NOT_COUNTED, reason=write.run(f"{at}.left_out.de")),), mark)
            continue
        cells: dict[str, Runs] = {}
        for place, figure in enumerate(day.figures):
            known = figure.compared is not None
            path = f"{at}.figures.{place}.compared"
            cells[figure.indicator] = (
                (write.run(path, _form(order, figure.indicator)),) if known else (Run(s.NO_VALUE),)
            )
        result = (Run(s.RESULTS[proof.change][mark]),)
        yield Row(when, (*(cells[name] for name in proof.indicators), result), mark)


def gaps_and_sources(proof: ChangeProof, write: Writer) -> Iterator[Runs]:
    """Which values are missing, what is wrong with others, and where they are from."""
    if proof.hangs_on:
        yield write.say(s.MISSING, values=joined(list(_missing(proof, write)), "; ", " und "))
    said: set[str] = set()
    sources: dict[str, Run] = {}
    for position, day in enumerate(proof.days):
        for place, figure in enumerate(day.figures):
            at = f"proof.days.{position}.figures.{place}"
            if figure.note and (figure.note not in said):
                said.add(figure.note)
                yield write.say(
                    s.NOTED, day=write.run(f"proof.days.{position}.day", "date"), note=write.run(f"{at}.note", "name")
                )
            if figure.source:
                source = write.run(f"{at}.source", "name")
                sources.setdefault(source.text, source)
    if sources:
        yield write.say(
            s.SOURCES,
            sources=joined([(source,) for source in sources.values()], "; ", "; "),
            known_at=write.run("proof.known_at", "moment"),
        )


def _missing(proof: ChangeProof, write: Writer) -> Iterator[Runs]:
    """The missing values, those of one indicator together; several days are written short."""
    days: dict[str, list[int]] = {}
    for position, missing in enumerate(proof.hangs_on):
        days.setdefault(missing.indicator, []).append(position)
    for name, positions in days.items():
        form: Form = "long_date" if len(positions) == 1 else "table_date"
        written: list[Runs] = [(write.run(f"proof.hangs_on.{position}.day", form),) for position in positions]
        yield write.say(
            s.MISSING_VALUES, indicator=write.run(f"order.indicators.{name}.title"), days=joined(written, ", ", ", ")
        )


def _form(order: Order, indicator: str) -> Form:
    return "percent" if order.indicators[indicator].unit.startswith("percent") else "number"
