"""How lines of text are broken for a terminal."""

from textwrap import wrap

_NARROWEST = 30


def hanging(line: str, width: int) -> str:
    """A line broken to `width`, its continuation a little further in than its beginning; addresses stay whole."""
    indent = " " * (len(line) - len(line.lstrip()))
    return "\n".join(
        wrap(
            line.strip(),
            max(width, _NARROWEST),
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
