"""Fetch the browser assets at pinned versions into the tree. Run by hand, never at install.

    python tools/vendor.py            fetch, check, write files and SHA256SUMS
    python tools/vendor.py --check    compare the files in the tree with SHA256SUMS

Needs `npm` (only `npm pack`); nothing is built and no package script runs.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "eiso/base/ui/static/ui/vendor"
AXE = ROOT / "tests/browser/axe.min.js"

PACKAGES = {
    "tabler": "@tabler/core@1.6.1",
    "icons": "@tabler/icons@3.36.0",
    "be-vietnam-pro": "@fontsource/be-vietnam-pro@5.3.0",
    "inter": "@fontsource/inter@5.3.0",
    "axe": "axe-core@4.14.1",
}
WEIGHTS = (400, 500, 600)
ICONS = """
activity adjustments alert-circle alert-triangle archive arrow-back-up arrow-down
arrow-forward-up arrow-left arrow-right arrow-up arrows-exchange arrows-sort ban bell
bolt book briefcase building building-bank building-community building-estate calendar
calendar-check calendar-event calendar-off calendar-plus calendar-week calendar-x cards
certificate chart-bar check checkbox chevron-down chevron-left chevron-right chevron-up
circle circle-check circle-dashed circle-x clipboard-check clipboard-list clock
clock-edit clock-pause clock-question components copy database device-mobile dots
download external-link eye eye-off file-check file-diff file-import file-text
file-type-docx file-type-pdf file-type-xls files filter flag folder folders gavel
git-branch git-compare grip-vertical hand-stop help history home hourglass id inbox
info-circle key keyboard language layout-list link list-check list-details list-search
loader-2 lock lock-open login logout mail mail-opened map-pin menu-2 minus network
palette paperclip pencil phone player-pause player-play plug plus printer qrcode refresh
report rotate route rubber-stamp scale school search send settings shield-check shield-x
signature sitemap square-check table table-import tag target tool transfer trash upload
user user-check user-minus user-off user-plus user-question users users-group versions
wifi-off world writing x
""".split()  # noqa: SIM905


def fetch(spec: str, into: Path) -> Path:
    """Unpack one package at its pinned version; the path of its `package` folder."""
    done = subprocess.run(
        ["npm", "pack", "--silent", "--ignore-scripts", spec],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / done.stdout.strip().splitlines()[-1]
    folder = into / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def _stylesheet(source: Path, target: Path) -> None:
    """A style sheet without its source map: nobody here has the map."""
    text = source.read_text(encoding="utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", text)
    target.write_text(text, encoding="utf-8")


def vendor(work: Path) -> None:
    tabler = fetch(PACKAGES["tabler"], work)
    _stylesheet(tabler / "dist/css/tabler.min.css", VENDOR / "tabler/tabler.min.css")
    icons = fetch(PACKAGES["icons"], work)
    for name in ICONS:
        _copy(icons / f"icons/outline/{name}.svg", VENDOR / f"icons/{name}.svg")
    _copy(icons / "LICENSE", VENDOR / "icons/LICENSE")
    for family, subsets in (
        ("be-vietnam-pro", ("latin", "vietnamese")),
        ("inter", ("latin",)),
    ):
        fonts = fetch(PACKAGES[family], work)
        for subset in subsets:
            for weight in WEIGHTS:
                name = f"{family}-{subset}-{weight}-normal.woff2"
                _copy(fonts / "files" / name, VENDOR / f"{family}/{name}")
        _copy(fonts / "LICENSE", VENDOR / f"{family}/LICENSE")
    axe = fetch(PACKAGES["axe"], work)
    _copy(axe / "axe.min.js", AXE)


def sums() -> str:
    """One `sha256  path` line a vendored file, in order of path."""
    files = sorted(
        [p for p in VENDOR.rglob("*") if p.is_file() and p.name != "SHA256SUMS"] + [AXE]
    )
    return "".join(
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(ROOT)}\n"
        for p in files
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        same = (VENDOR / "SHA256SUMS").read_text(encoding="utf-8") == sums()
        print("ok" if same else "vendored files differ from SHA256SUMS")
        return 0 if same else 1
    with tempfile.TemporaryDirectory() as work:
        vendor(Path(work))
    (VENDOR / "SHA256SUMS").write_text(sums(), encoding="utf-8")
    print(f"{len(sums().splitlines())} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
