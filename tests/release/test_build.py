"""What is published: one version, the same bytes from the same source, with all that is due."""

import shutil
import tarfile
import zipfile
from email import message_from_string
from hashlib import sha256
from pathlib import Path

import pytest
from tests.release.building import EXTRAS, LEFT_OUT, PROJECT, ROOT, VERSION, built, run

EPOCHS = {"none is set": {}, "it is set": {"SOURCE_DATE_EPOCH": "1700000000"}}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the source as another person has it: other times, other permissions."""
    copy = tmp_path_factory.mktemp("elsewhere") / "a folder of theirs"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT, copy_function=shutil.copy)
    for path in copy.rglob("*.py"):
        path.chmod(0o600)
    return copy


@pytest.mark.parametrize("epoch", EPOCHS)
def test_the_same_source_gives_the_same_bytes(elsewhere: Path, tmp_path: Path, epoch: str) -> None:
    settings = EPOCHS[epoch]
    others = {**settings, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    ours = built(tmp_path / "ours", settings)
    theirs = built(tmp_path / "theirs", others, source=elsewhere)
    assert ours.keys() == theirs.keys() == {".gz", ".whl"}
    for kind, path in ours.items():
        assert theirs[kind].name == path.name
        assert digest(theirs[kind]) == digest(path), kind


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_the_archives_are_as_an_index_takes_them(release: dict[str, Path]) -> None:
    run("-m", "twine", "--no-color", "check", "--strict", *release.values())
    run("-m", "check_wheel_contents", release[".whl"])


def test_the_version_stands_in_one_place(release: dict[str, Path]) -> None:
    assert {path.name for path in release.values()} == {
        f"bdc_sessions-{VERSION}-py3-none-any.whl",
        f"bdc_sessions-{VERSION}.tar.gz",
    }
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = [line for line in changelog.splitlines() if line.startswith("## [")]
    assert versions[0].startswith(f"## [{VERSION}] - "), "CHANGELOG.md begins with what is released"
    source = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert not any(VERSION in text for text in source)


def test_the_metadata_tell_what_an_index_shows(release: dict[str, Path]) -> None:
    with zipfile.ZipFile(release[".whl"]) as wheel:
        named = {Path(name).name: name for name in wheel.namelist()}
        metadata = message_from_string(wheel.read(named["METADATA"]).decode())
        assert {"py.typed", "LICENSE", "_bdc_sessions_hypothesis.py"} <= named.keys()
        assert not any(name.startswith(("tests", "docs")) for name in wheel.namelist())
    assert metadata["Version"] == VERSION
    assert metadata["Requires-Python"] == PROJECT["project"]["requires-python"]
    assert metadata.get_all("Provides-Extra") == sorted(EXTRAS)
    assert metadata.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_sdist_has_what_its_own_gates_need(release: dict[str, Path]) -> None:
    with tarfile.open(release[".gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for path in ("Makefile", "constraints.txt", "constraints-lowest.txt", "SECURITY.md"):
        assert path in names
    for folder in ("src", "tests", "docs", "examples", "benchmarks", "mutants", ".ci"):
        assert any(name.startswith(f"{folder}/") for name in names), folder
    assert not any("__pycache__" in name or name.startswith("build/") for name in names)
