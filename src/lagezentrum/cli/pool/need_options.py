"""Numbers and ranges given to `lage pool need`, read and refused with reasons."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal

if TYPE_CHECKING:
    from lagezentrum.staffing.need.parameters import Parameters
    from lagezentrum.staffing.need.ranges import Range


def read_range(text: str, option: str, language: Language, *, least: float, most: float) -> "Range":
    """One number, or low-likely-high joined by hyphens.

    Raises:
        Refusal: it is neither, or outside the limits.
    """
    from lagezentrum.staffing.need.ranges import Range

    try:
        values = [float(part.strip().replace(",", ".")) for part in text.split("-")]
    except ValueError:
        values = []
    if len(values) == 1:
        values *= 3
    if len(values) == 3 and values == sorted(values) and least <= values[0] and values[2] <= most:
        return Range(*values)
    lowest, highest = f"{least:g}", f"{most:g}"
    in_german = lowest.replace(".", ",")
    raise Refusal(
        language(
            f"{option}: {text!r} ist nicht verwendbar. Geben Sie eine Zahl von {in_german} bis {highest} "
            "an, etwa 10, oder drei aufsteigende: niedrig-wahrscheinlich-hoch, etwa 6-10-12.",
            f"{option}: {text!r} can not be used. Give a number from {lowest} to {highest}, such as 10, or three in "
            "ascending order: low-likely-high, such as 6-10-12.",
        )
    )


def read_number(text: str, option: str, language: Language, *, least: float, most: float) -> float:
    """A number within limits, with a decimal point or a decimal comma.

    Raises:
        Refusal: it is none, or lies outside.
    """
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if least <= value <= most:  # false for nan, too
        return value
    lowest, highest = f"{least:g}", f"{most:g}"
    in_german = lowest.replace(".", ",")
    raise Refusal(
        language(
            f"{option}: {text!r} ist nicht möglich. Bitte eine Zahl von {in_german} bis {highest} angeben.",
            f"{option}: {text!r} is not possible. Give a number from {lowest} to {highest}.",
        )
    )


def with_assumptions(parameters: "Parameters", assumed: Sequence[str], language: Language) -> "Parameters":
    """The parameters with those that were given as NAME=VALUE or NAME=low-likely-high.

    Raises:
        Refusal: a name is not known, or a value does not fit.
    """
    from lagezentrum.law.problems import nearest

    names = [part.name for part in fields(parameters)]
    for text in assumed:
        name, sign, value = text.partition("=")
        name = name.strip().lower().replace("-", "_")
        if not sign or name not in names:
            close = nearest(name, names)
            meant = language(f" Ist {close} gemeint?", f" Did you mean {close}?") if close else ""
            raise Refusal(
                language(
                    f"--assume: {text!r} nennt keine bekannte Größe.{meant} Bekannt: {', '.join(names)}.",
                    f"--assume: {text!r} names no known parameter.{meant} Known: {', '.join(names)}.",
                )
            )
        given = read_range(value, f"--assume {name}", language, least=0, most=1000)
        try:
            parameters = replace(parameters, **{name: given})
        except ValueError as error:
            raise Refusal(
                language(
                    f"--assume: {text!r} passt nicht zu den anderen Annahmen. Anteile liegen zwischen 0 und 1, Tage "
                    "sind ganz, eine digitale Nachfrage dauert nicht länger als ein Anruf; Stunden und Leitungsspanne "
                    "sind größer als null.",
                    f"--assume: {text!r} does not fit the other assumptions: {error}.",
                )
            ) from error
    return parameters
