"""Write docs/access.md: the decision table of every version, from the data. Run it after a change to an access.yaml."""

from pathlib import Path

from lagezentrum.access.table import tables
from lagezentrum.law.access.reading import access_by_version
from lagezentrum.law.library import Library

REGULATION = "de-ni/corona-vo"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "access.md"
HEAD = """# Who may enter, version by version

Generated from the `access.yaml` of each version by `tools/write_access_tables.py`; a test holds the two equal.

Each cell names what must be shown and, in brackets, how well it is on record: A the text, a court or an authority, B
two or more pages, C one page. A question mark means that the answer tells what is uncertain. *Not encoded* is said
wherever nothing is on record; it is never guessed. A mask or contact data not mentioned are not on record.

The reading of single questions (is day 14 the first day, does a PCR test do for staff) stands in
`interpretations.yaml`.
"""


def page() -> str:
    """The whole page."""
    library = Library()
    encoded = access_by_version(library, REGULATION)
    parts = [HEAD]
    for version in library.regulation(REGULATION).versions:
        rules = encoded.get(version.version)
        if rules is None:
            span = f"{version.in_force.from_} – {version.in_force.to}"
            parts.append(f"## {version.title.en} ({span})\n\nNot encoded: nothing is on record with certainty.\n")
        else:
            parts.append(tables(rules, version))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
