"""Lay out the fonts of the door notice, in the versions and with the hashes of the lock file.

They come from npm like the files of the pages and are never committed: Fira Sans for Latin and Cyrillic, Noto Naskh for
Arabic, both under the SIL Open Font License. `--from-modules` uses a node_modules that is already filled.
"""

import argparse
import shutil
import subprocess
import sys

from fetch_assets import MODULES, ROOT, install, npm

TARGET = ROOT / "src" / "lagezentrum" / "documents" / "fonts"
_FIRA, _NASKH = "@expo-google-fonts/fira-sans", "@expo-google-fonts/noto-naskh-arabic"
FILES = {
    f"{_FIRA}/400Regular/FiraSans_400Regular.ttf": "FiraSans-Regular.ttf",
    f"{_FIRA}/700Bold/FiraSans_700Bold.ttf": "FiraSans-Bold.ttf",
    f"{_FIRA}/LICENSE_FONT": "FiraSans-LICENSE.txt",
    f"{_NASKH}/400Regular/NotoNaskhArabic_400Regular.ttf": "NotoNaskhArabic-Regular.ttf",
    f"{_NASKH}/700Bold/NotoNaskhArabic_700Bold.ttf": "NotoNaskhArabic-Bold.ttf",
    f"{_NASKH}/LICENSE_FONT": "NotoNaskhArabic-LICENSE.txt",
}
"""From node_modules to documents/fonts."""


def lay_out() -> None:
    """Copy the fonts into the package, all or none."""
    draft = TARGET.with_name("fonts.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for source, target in FILES.items():
        shutil.copyfile(MODULES / source, draft / target)
    shutil.rmtree(TARGET, ignore_errors=True)
    draft.rename(TARGET)


def main() -> int:
    """Fetch and lay out; says what is missing where it can not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from-modules", action="store_true", help="node_modules is already filled")
    if not parser.parse_args().from_modules:
        command = npm()
        if command is None:
            sys.stderr.write(
                "npm fehlt: Node installieren, oder `uv run --group assets tools/fetch_fonts.py`.\n"
                "npm is missing: install Node, or run `uv run --group assets tools/fetch_fonts.py`.\n"
            )
            return 1
        try:
            install(command, development=True)
        except subprocess.CalledProcessError as error:
            sys.stderr.write(
                f"npm endete mit {error.returncode}; ohne Schriften lassen sich keine Aushänge drucken.\n"
                f"npm ended with {error.returncode}; without fonts no door notices can be made.\n"
            )
            return 1
    lay_out()
    return 0


if __name__ == "__main__":
    sys.exit(main())
