"""Whether a plain ``pip install .`` stays small: installs into a new environment, counts packages and megabytes.

    python tools/install_size.py [--json]

Fails above the limits. Packages are counted without pip and setuptools. The limit on megabytes is on what istor brings
along: the files of other people's packages as their wheels hold them, on a disk of 4 KiB blocks. istor's own files (its
model above all) and the bytecode that pip compiles are measured and printed beside it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_PACKAGES = 60
MOST_MEGABYTES = 350
NOT_COUNTED = frozenset({"pip", "setuptools"})


def installed(folder: Path) -> Path:
    """``site-packages`` of a new environment in ``folder`` that holds istor."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, str(ROOT)], check=True)
    asked: list[str | Path] = [python, "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"]
    return Path(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip())


@dataclass(frozen=True)
class Size:
    """Megabytes (of 1,048,576 bytes) of a package's files, and of the bytecode compiled from them."""

    files: float
    bytecode: float


def packages(site: Path) -> dict[str, Size]:
    """Each package in ``site`` with its size."""
    sizes = {}
    for info in sorted(site.glob("*.dist-info")):
        name = info.name.split("-")[0]
        lines = (info / "RECORD").read_text(encoding="utf-8").splitlines()
        files = {file for line in lines if (file := site / line.rsplit(",", 2)[0]).is_file()}
        if name not in NOT_COUNTED:
            bytecode = sum(blocks(file) for file in files if file.suffix == ".pyc")
            sizes[name] = Size(sum(map(blocks, files)) / 2**20 - bytecode / 2**20, bytecode / 2**20)
    return sizes


def blocks(file: Path) -> int:
    """Bytes that ``file`` takes on a disk of 4 KiB blocks."""
    return -(-file.stat().st_size // 4096) * 4096


def measured() -> dict[str, Size]:
    """Sizes of all packages of a plain installation."""
    with tempfile.TemporaryDirectory() as folder:
        return packages(installed(Path(folder)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print every package with its size")
    options = parser.parse_args()
    sizes = measured()
    files, bytecode = sum(s.files for s in sizes.values()), sum(s.bytecode for s in sizes.values())
    own = sizes["istor"].files
    brought = files - own
    if options.json:
        print(json.dumps({name: [round(s.files, 1), round(s.bytecode, 1)] for name, s in sizes.items()}, indent=2))
    print(f"{len(sizes)} packages (at most {MOST_PACKAGES}), {brought:.1f} MB brought (at most {MOST_MEGABYTES}); "
          f"istor's own files {own:.0f} MB, bytecode {bytecode:.0f} MB", file=sys.stderr)
    return int(len(sizes) > MOST_PACKAGES or brought > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
