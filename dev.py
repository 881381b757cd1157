#!/usr/bin/env python3
"""Sets Runut up from a fresh clone and runs it, its tests and its checks; needs only Python.

python3 dev.py demo     build the sample study into demo-out/ and open the window
python3 dev.py test     every test, on any screen or none (further words go to pytest)
python3 dev.py check    format, lint, types, layers, catalogue and the fast tests
python3 dev.py setup    the environment .venv alone
python3 dev.py bench    the benchmarks        python3 dev.py shots   pictures of the windows
python3 dev.py i18n     compile the Indonesian catalogue
python3 dev.py lock     choose and pin the newest allowed packages (needs `uv`)
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said here, in words, before anything newer is used
    sys.exit(
        "Runut needs Python 3.11 or newer; this is Python {}.{}.\n"
        "Install a newer one and run it by name, as in: python3.12 dev.py {}".format(
            sys.version_info[0], sys.version_info[1], " ".join(sys.argv[1:])
        )
    )

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "runut-setup.json"
BEGUN = VENV / "runut-setup-begun"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


class Stopped(Exception):
    """The work cannot go on; the message says why and what to do."""


def say(sentence: str) -> None:
    """Tell the person at the terminal, in order with what the programs print."""
    print(f"dev.py: {sentence}", flush=True)


# ------------------------------------------------------------------------------ running programs


def has_screen() -> bool:
    """Whether a window can be shown; only Linux and its kin can be without a screen."""
    if WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def surroundings() -> dict[str, str]:
    """The environment of every program run here: this checkout's packages and no one else's."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH"}}
    kept |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1", "VIRTUAL_ENV": str(VENV)}
    if not has_screen():
        kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return kept


def run(command: Sequence[str | Path]) -> int:
    """Run a program in the checkout and return its exit code; what it prints is shown."""
    try:
        done = subprocess.run([str(c) for c in command], cwd=ROOT, env=surroundings(), check=False)
    except OSError as error:
        raise Stopped(f"{command[0]} could not be started: {error}") from error
    return done.returncode


def answers(command: Sequence[str | Path]) -> bool:
    """Whether a program runs and exits with success; what it prints is not shown."""
    try:
        done = subprocess.run(
            [str(c) for c in command],
            cwd=ROOT,
            env=surroundings(),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return done.returncode == 0


# ------------------------------------------------------------------------------ system packages


@dataclass(frozen=True)
class PackageManager:
    """A Linux package manager: how it installs, how it learns what there is, its names."""

    program: str
    install: tuple[str, ...]
    refresh: tuple[str, ...]
    qt: tuple[str, ...]
    postgres: tuple[str, ...]
    venv: tuple[str, ...] = ()


MANAGERS = (
    PackageManager(
        "apt-get",
        ("install", "-y", "-q", "--no-install-recommends"),
        ("update", "-q"),
        (
            *"libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6".split(),
            *"libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4".split(),
            *"libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0".split(),
            *"libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1".split(),
        ),
        ("postgresql",),
        (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",),
    ),
    PackageManager(
        "dnf",
        ("install", "-y", "-q"),
        (),
        (
            *"libglvnd-egl libglvnd-glx glib2 dbus-libs fontconfig freetype libxkbcommon".split(),
            *"libxkbcommon-x11 libX11-xcb xcb-util-cursor xcb-util-wm xcb-util-image".split(),
            *"xcb-util-keysyms xcb-util-renderutil".split(),
        ),
        ("postgresql-server",),
    ),
    PackageManager(
        "pacman",
        ("-S", "--needed", "--noconfirm"),
        ("-Sy",),
        (
            *"libglvnd glib2 dbus fontconfig freetype2 libxkbcommon libxkbcommon-x11".split(),
            *"libx11 xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms".split(),
            "xcb-util-renderutil",
        ),
        ("postgresql",),
    ),
    PackageManager(
        "zypper",
        ("--non-interactive", "install"),
        ("--non-interactive", "refresh"),
        (
            *"libEGL1 libGL1 libglib-2_0-0 libdbus-1-3 fontconfig libfreetype6".split(),
            *"libxkbcommon0 libxkbcommon-x11-0 libX11-xcb1 libxcb-cursor0 libxcb-icccm4".split(),
            *"libxcb-image0 libxcb-keysyms1 libxcb-render-util0".split(),
        ),
        ("postgresql-server",),
    ),
)


def package_manager() -> PackageManager | None:
    """The package manager of this Linux, or None where there is none we know."""
    return next((m for m in MANAGERS if shutil.which(m.program)), None)


def permission() -> list[str] | None:
    """What to put before a command that changes the system; None where we may not."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    return ["sudo", "-n", *quiet] if answers(["sudo", "-n", "true"]) else None


def install_with_system(manager: PackageManager, packages: Sequence[str]) -> bool:
    """Install system packages where we may; whether they are there now."""
    prefix = permission()
    if prefix is None:
        return False
    say(f"installing with {manager.program}: {' '.join(packages)}")
    command = [*prefix, manager.program, *manager.install, *packages]
    if run(command) == 0:
        return True
    # A new machine's lists of packages are often empty or old.
    if manager.refresh and run([*prefix, manager.program, *manager.refresh]) == 0:
        return run(command) == 0
    return False


# ------------------------------------------------------------------------------ the environment


def fingerprint() -> str:
    """Changes whenever the environment must be brought up to date."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    parts = [LOCK, ROOT / "pyproject.toml", *sorted((ROOT / "qda" / "launcher").glob("*.py"))]
    for part in parts:
        digest.update(part.read_bytes())
    return digest.hexdigest()


def stamped() -> dict[str, str]:
    """What the last set-up that went through wrote down; empty where none did."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def set_up() -> None:
    """Make .venv as the lock says; does nothing where nothing changed since the last time."""
    wanted = fingerprint()
    if stamped().get("fingerprint") == wanted and answers([PYTHON, "-c", "import PySide6"]):
        return
    make_environment()
    BEGUN.touch()
    STAMP.unlink(missing_ok=True)
    install_packages()
    BEGUN.unlink()
    provide_qt_libraries()
    stamp = {"fingerprint": wanted, "root": str(ROOT)}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    say("the environment .venv is ready.")


def make_environment() -> None:
    """Make .venv, anew where it is broken, was moved, or a set-up was interrupted."""
    moved = stamped().get("root", str(ROOT)) != str(ROOT)
    if not (moved or BEGUN.exists()) and answers([PYTHON, "-m", "pip", "--version"]):
        return
    say("making the environment .venv …")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if answers(command):
        return
    manager = package_manager() if sys.platform == "linux" else None
    if manager and manager.venv:
        install_with_system(manager, manager.venv)
    if run(command) != 0:
        named = f" On this system: {' '.join(manager.venv)}." if manager and manager.venv else ""
        raise Stopped(
            "Python's own `venv` could not make .venv. Is there room on the disk, and is the "
            f"package that holds `venv` installed?{named}"
        )


def install_packages() -> None:
    """Install what the lock names, then this checkout itself, editable."""
    say("installing the packages of requirements.lock (once; about 1.5 GB) …")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install"]
    if not sys.stdout.isatty():
        pip.append("--quiet")
    if run([*pip, "--require-hashes", "--only-binary=:all:", "-r", LOCK]) != 0:
        raise Stopped(
            "the packages could not be installed; pip says why above. "
            "Check the connection and the room on the disk, then give the same command again."
        )
    if run([*pip, "--quiet", "--no-deps", "--no-build-isolation", "-e", "."]) != 0:
        raise Stopped("the checkout itself could not be installed; pip says why above.")


_TRY_QT = """
import ctypes, pathlib, sys, PySide6
import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtPrintSupport
if sys.argv[1:] == ["screen"]:
    for plugin in pathlib.Path(PySide6.__file__).parent.glob("Qt/plugins/platforms/libqxcb.so"):
        ctypes.CDLL(str(plugin))
"""


def qt_loads() -> bool:
    """Whether Qt finds the system's libraries it needs, those for a screen where there is one."""
    return answers([PYTHON, "-c", _TRY_QT, *(["screen"] if has_screen() else [])])


def provide_qt_libraries() -> None:
    """Install the libraries Qt needs of Linux where they are missing, or name them."""
    if sys.platform != "linux" or qt_loads():
        return
    manager = package_manager()
    if manager is None:
        names = "EGL, GL, glib, dbus, fontconfig, freetype, xkbcommon and the xcb-util libraries"
        raise Stopped(f"Qt needs libraries that this Linux lacks: {names}. Install them first.")
    if install_with_system(manager, manager.qt) and qt_loads():
        return
    command = " ".join(["sudo", manager.program, manager.install[0], *manager.qt])
    raise Stopped(
        "Qt needs libraries that this Linux lacks, and they could not be installed from here. "
        f"Install them, then give the same command again:\n  {command}"
    )


# ------------------------------------------------------------------------------ the commands


def demo(words: Sequence[str]) -> int:
    """Build the sample study into demo-out/, write its displays and open the window."""
    set_up()
    if not has_screen():
        say("there is no screen here: a picture of the window is saved instead.")
    return run([PYTHON, "-m", "qda", "demo", "--out", "demo-out", "--open", *words])


def test(words: Sequence[str]) -> int:
    """Run every test, or those that the further words choose for pytest."""
    set_up()
    provide_postgres()
    return run([PYTHON, "-m", "pytest", *in_parallel(words), *words])


def in_parallel(words: Sequence[str]) -> list[str]:
    """Options that spread a whole run over the processors; none where tests were chosen."""
    chosen = any(not word.startswith("-") for word in words)
    return [] if chosen else ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]


def provide_postgres() -> None:
    """Install PostgreSQL's server where it is missing and we may; its tests skip otherwise."""
    if sys.platform != "linux" or has_postgres():
        return
    manager = package_manager()
    if manager and install_with_system(manager, manager.postgres) and has_postgres():
        return
    say("PostgreSQL's server is not here and could not be installed: its tests are skipped.")


def has_postgres() -> bool:
    """Whether `initdb` is where the tests look for it."""
    return answers([PYTHON, "-m", "tests.helpers.postgres"])


def check(words: Sequence[str]) -> int:
    """Run every check that a commit must pass and list those that failed."""
    set_up()
    module: list[str | Path] = [PYTHON, "-m"]
    fast = [*in_parallel(words), "-q", "-m", "not slow", *words]
    steps: list[tuple[str, list[str | Path]]] = [
        ("format", [*module, "ruff", "format", "--check", "."]),
        ("lint", [*module, "ruff", "check", "."]),
        ("types", [*module, "mypy"]),
        ("layers", [PYTHON.with_name("lint-imports" + PYTHON.suffix)]),
        ("catalogue", [*module, "tests.helpers.catalogue", "check"]),
        ("tests", [*module, "pytest", *fast]),
    ]
    failed = []
    for name, command in steps:
        say(f"{name} …")
        if run(command) != 0:
            failed.append(name)
    say(f"failed: {', '.join(failed)}." if failed else "all checks passed.")
    return 1 if failed else 0


def setup(_words: Sequence[str]) -> int:
    """Make the environment .venv, or bring it up to date."""
    set_up()
    return 0


def bench(words: Sequence[str]) -> int:
    """Run the benchmarks; each figure stands beside its floor from the same run."""
    set_up()
    return run([PYTHON, "-m", "tests.benchmarks", *words])


def shots(words: Sequence[str]) -> int:
    """Save pictures of the main windows for the documentation."""
    set_up()
    return run([PYTHON, "-m", "tests.helpers.shots", *words])


def i18n(_words: Sequence[str]) -> int:
    """Merge the Indonesian fragments and compile them to the catalogue the program reads."""
    set_up()
    return run([PYTHON, "-m", "tests.helpers.catalogue", "write"])


def lock(words: Sequence[str]) -> int:
    """Write requirements.lock anew from pyproject.toml; `--upgrade` takes newer packages."""
    if shutil.which("uv") is None:
        raise Stopped("`lock` needs the program `uv` on the path. Install it and try again.")
    options = (
        "--universal --python-version 3.11 --all-extras --only-binary :all: --generate-hashes "
        "--no-annotate --no-header --no-emit-index-url --quiet"
    ).split()
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / LOCK.name
        shutil.copy(LOCK, fresh)
        if run(["uv", "pip", "compile", *options, *words, "pyproject.toml", "-o", fresh]) != 0:
            raise Stopped("the packages could not be chosen; uv says why above.")
        pins = fresh.read_text(encoding="utf-8")
    head = "# Exact versions with hashes, for every system. Written by `python3 dev.py lock`.\n"
    body = pins if pins.startswith("#") else head + pins
    LOCK.write_text(body, encoding="utf-8", newline="\n")
    return 0


COMMANDS = (demo, test, check, setup, bench, shots, i18n, lock)


def main() -> int:
    """Run the command named on the command line; its exit code, 1 where it could not run."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=[c.__name__ for c in COMMANDS], metavar="command")
    chosen, words = parser.parse_known_args()
    command = next(c for c in COMMANDS if c.__name__ == chosen.command)
    try:
        return command([w for w in words if w != "--"])
    except Stopped as error:
        print(f"dev.py: {error}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("dev.py: stopped.", file=sys.stderr, flush=True)
        return 130


if __name__ == "__main__":
    sys.exit(main())
