"""The wheel holds one package with everything in it, and the installed program runs."""

from __future__ import annotations

import os
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.helpers.running import ROOT, Finished, run_program, run_python
from tests.helpers.tree import LAYERS, committed

pytestmark = pytest.mark.slow

_WINDOWS = os.name == "nt"
_NOT_SHIPPED = {".po", ".pyc"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
    run_python("-c", code, folder, cwd=ROOT).succeeded()
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of a new environment that has the wheel, and these dependencies."""
    home = tmp_path_factory.mktemp("installed") / "env"
    venv.create(home, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    python = Path(paths["scripts"]) / Path(sys.executable).name
    target = Path(paths["purelib"])
    # The dependencies of this environment after the wheel, without the checkout's own .pth.
    (target / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    alone = ["--no-deps", "--no-index", "--ignore-installed"]
    run_program([*pip, *alone, str(wheel)]).succeeded()
    return Path(paths["scripts"])


def _run(installed: Path, *words: str, cwd: Path) -> Finished:
    program = installed / ("runut.exe" if _WINDOWS else "runut")
    return run_program([program, *words], cwd=cwd)


def test_it_holds_one_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"runut"}


def test_it_holds_every_file_of_the_layers(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"runut/_app/{place}"
        for path in committed()
        if (place := path.relative_to(ROOT).as_posix()).split("/")[0] in LAYERS
        and path.suffix not in _NOT_SHIPPED
        and not place.startswith("qda/launcher/")
    }
    assert wanted <= shipped, sorted(wanted - shipped)
    assert {"runut/__init__.py", "runut/__main__.py"} <= shipped
    assert "runut/_app/qda/locale/id/LC_MESSAGES/runut.mo" in shipped


def test_it_carries_its_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_program_tells_its_version(installed: Path, tmp_path: Path) -> None:
    from qda.version import VERSION

    assert VERSION in _run(installed, "--version", cwd=tmp_path).succeeded().out


def test_the_installed_program_passes_its_own_test(installed: Path, tmp_path: Path) -> None:
    _run(installed, "selftest", cwd=tmp_path).succeeded()


def test_folders_of_the_same_names_where_it_runs_do_no_harm(
    installed: Path, tmp_path: Path
) -> None:
    for layer in LAYERS:
        (tmp_path / layer).mkdir()
        (tmp_path / layer / "__init__.py").write_text("raise SystemExit('not mine')")
    python = installed / Path(sys.executable).name
    done = run_program([python, "-m", "runut", "--version"], cwd=tmp_path)
    done.succeeded()


def test_a_process_it_spawns_finds_the_program_too(installed: Path, tmp_path: Path) -> None:
    script = tmp_path / "spawning.py"
    script.write_text(
        "import multiprocessing, runut\n"
        "from models.positions import Span\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(pool.map(len, [Span(3, 7)]))\n",
        encoding="utf-8",
    )
    python = installed / Path(sys.executable).name
    done = run_program([python, script], cwd=tmp_path)
    assert done.succeeded().out.strip() == "[4]"
