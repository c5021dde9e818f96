"""The marks of levels in the terminal: always a character, and a colour that is never needed to read it."""

from rich.text import Text

NOTHING = "·"
THREE_G = "G"
OPEN = "?"
OPEN_WITH_THREE_G = "g"

# One ramp from light to dark that survives colour-blindness and grey print; the digit says it anyway.
STYLES = {
    "0": "",
    "1": "black on #fde725",
    "2": "black on #f08a24",
    "3": "white on #5e1a6b",
    "3G": "black on #b8e0f0",
}
_OPEN_STYLE = "bold magenta"


def step_mark(step: str) -> Text:
    """A step as people read it: " 2 ", " 3G "."""
    return Text(f" {step} ", style=STYLES.get(step, "reverse"))


def level_mark(level: int) -> Text:
    """A level as people read it; none is a dash."""
    return step_mark(str(level)) if level else Text(" – ")


def arrow(change: str) -> str:
    """Up for a raise, down for a lowering."""
    return "↑" if change == "raise" else "↓"


def cell_style(mark: str) -> str:
    """The style of one character of the strip."""
    if mark == THREE_G:
        return STYLES["3G"]
    if mark in (OPEN, OPEN_WITH_THREE_G):
        return _OPEN_STYLE
    return STYLES.get(mark, "dim")
