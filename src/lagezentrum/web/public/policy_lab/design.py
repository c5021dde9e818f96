"""A question of the page as a design for `lage lab run`, so that it can be asked of many values at once. Pure."""

from collections.abc import Sequence

from lagezentrum.engine.wording.phrases import Language
from lagezentrum.web.public.policy_lab.asked import Asked
from lagezentrum.web.public.policy_lab.controls import Control, Value, expanded

_HEAD: dict[Language, str] = {
    "de": """\
# Aus dem Regellabor. Rechnen: lage lab run regel.yaml --out ergebnis
# Statt eines Werts geht eine Liste oder ein Bereich: {from: 2, to: 5, step: 0.5}.
# Ohne --data rechnet der Befehl auf der mitgelieferten Saison; die Zahlen dieses Dienstes können andere sein.
""",
    "en": """\
# From the policy lab. Compute: lage lab run regel.yaml --out result
# Instead of a value a list or a range can stand: {from: 2, to: 5, step: 0.5}.
# Without --data the command computes on the bundled season; the figures of this service may be others.
""",
}


def written(asked: Asked, regulation: str, moved: Sequence[Control], spoken: Language) -> str:
    """The design as YAML. Where nothing differs from the law, one number varies over its value in law alone."""
    varied = expanded(moved, asked.values) or {moved[0].key: moved[0].in_law}
    lines = [
        "title: {de: Aus dem Regellabor, en: from the policy lab}",
        f"regulation: {regulation}",
        f"version: {asked.version}",
        f"period: {{from: {asked.first}, to: {asked.last}}}",
        f"figures: {asked.reading}",
        "areas: all",
        "vary:",
        *(f'  "{key}": [{_plain(value)}]' for key, value in varied.items()),
        "metrics: [days, switches, first_day, disagreement]",
        "detail: districts",
    ]
    return _HEAD[spoken] + "\n".join(lines) + "\n"


def _plain(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value:f}"
