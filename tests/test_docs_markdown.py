"""The pages as Markdown: links lead somewhere, what is shown was run, none is too long."""

import re
import tomllib
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml  # type: ignore[import-untyped] # it has no types here
from markdown.extensions.toc import slugify  # type: ignore[import-untyped] # it has no types
from markdown_it import MarkdownIt
from markdown_it.token import Token

import bdc_sessions

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = {
    str(page.relative_to(ROOT)): page
    for page in chain(ROOT.glob("*.md"), sorted(DOCS.rglob("*.md")))
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TESTPATHS = PROJECT["tool"]["pytest"]["ini_options"]["testpaths"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
TARGETS = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

REPLAYED = {
    "docs/notebooks/": "tests/test_notebook.py",
    "CONTRIBUTING.md": "tests/release/test_contributing.py",
}
"""Pages whose blocks are no doctests, and the test that runs them."""

LONG = {
    "docs/explanation/glossary.md": "a table of every term, to look one up",
    "docs/notebooks/premiers_pas.md": "the text of a notebook, cell by cell",
}
"""Pages beside the reference that may be longer than others, and why."""

COMMAND = re.compile(
    r"(?P<make>make (?P<target>\w+)|pip install '?bdc-sessions(?:\[(?P<extras>[\w,]+)\])?'?)"
)


FILE = re.compile(r"`([\w.-]+(?:/[\w.-]+)+(?:/|\.(?:py|md|toml|json|ipynb)))`")
"""A file or a folder as pages name it: from the root, from the package, or from the docs."""


def tokens(page: str) -> list[Token]:
    """Return a page's tokens; the front matter of a notebook reads as a heading, to no harm."""
    return MarkdownIt("commonmark").enable("table").parse(PAGES[page].read_text(encoding="utf-8"))


def links(page: str) -> Iterator[str]:
    """Yield where the links and the images of a page lead."""
    for token in chain.from_iterable(token.children or () for token in tokens(page)):
        target = token.attrGet("href" if token.type == "link_open" else "src")
        if token.type in {"link_open", "image"}:
            yield unquote(str(target))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page: of its headings, and of the names that mkdocstrings shows."""
    name = str(page.relative_to(ROOT))
    found = tokens(name)
    titles = [
        "".join(child.content for child in inline.children or ())
        for token, inline in pairwise(found)
        if token.type == "heading_open"
    ]
    shown = re.findall(r"^::: (\S+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {slugify(title, "-") for title in titles} | set(shown)


def fences(page: str) -> Iterator[tuple[str, str]]:
    """Yield language and text of each block of a page."""
    for token in tokens(page):
        if token.type in {"fence", "code_block"}:
            yield token.info, token.content


@pytest.mark.parametrize("page", PAGES)
def test_a_link_leads_somewhere(page: str) -> None:
    for link in links(page):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:  # not fetched: only well formed
            assert parts.scheme == "mailto" or (
                parts.scheme == "https" and re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc)
            ), link
            continue
        target = (PAGES[page].parent / parts.path).resolve() if parts.path else PAGES[page]
        assert target.exists(), link
        assert not parts.path.startswith("/"), link
        inside = target.is_relative_to(DOCS) or not page.startswith("docs/")
        assert inside, f"{link} is not in the site"
        assert not parts.fragment or parts.fragment in anchors(target), link


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = DOCS / "a.md"
    for link in (
        "gone.md",
        "index.md#gone",
        "https://no where",
        "http://example.org",
        "../README.md",
    ):
        file = tmp_path / "a.md"
        file.write_text(f"[there](<{link}>)\n", encoding="utf-8")
        monkeypatch.setitem(PAGES, "docs/a.md", _Elsewhere(page, file))
        with pytest.raises(AssertionError):
            test_a_link_leads_somewhere("docs/a.md")


class _Elsewhere:
    """A page that would stand in the docs, and whose text stands elsewhere."""

    def __init__(self, page: Path, file: Path) -> None:
        self.parent, self.read_text = page.parent, file.read_text


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_run(page: str) -> None:
    for language, text in fences(page):
        first = text.partition("\n")[0]
        if language in {"console", ""}:  # shown, not run: each command must be one that there is
            for line in text.splitlines():
                command = COMMAND.match(line)
                assert command, line
                assert command["target"] is None or command["target"] in TARGETS, line
                assert set((command["extras"] or "all").split(",")) <= EXTRAS.keys(), line
        elif language == "toml":
            assert tomllib.loads(text)
        elif page.startswith(tuple(REPLAYED)):
            assert language in {"python", "text"}, first
        else:
            assert language in {"pycon", "python"}, first
            assert first.startswith(">>> "), first
            assert "doctest: +SKIP" not in text, first
            assert any(page == path or page.startswith(f"{path}/") for path in TESTPATHS), page


@pytest.mark.parametrize("page", [page for page in PAGES if page not in LONG])
def test_a_page_is_read_in_one_go(page: str) -> None:
    if page.startswith("docs/") and not page.startswith("docs/reference/"):
        assert len(PAGES[page].read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_a_page_names_is_there(page: str) -> None:
    text = PAGES[page].read_text(encoding="utf-8")
    for name in FILE.findall(text) if page != "CHANGELOG.md" else ():
        assert any((home / name).exists() for home in (ROOT, ROOT / "src/bdc_sessions", DOCS)), name


@pytest.mark.parametrize("page", PAGES)
def test_an_attribute_that_a_page_names_is_there(page: str) -> None:
    text = PAGES[page].read_text(encoding="utf-8")
    classes = "|".join(name for name in bdc_sessions.__all__ if name[0].isupper())
    for name, attribute in re.findall(rf"`({classes})\.(\w+)\b", text):
        cls = getattr(bdc_sessions, name)
        described = re.search(rf"^ +{attribute}: ", cls.__doc__, re.MULTILINE)  # of an error
        assert page == "CHANGELOG.md" or hasattr(cls, attribute) or described, (name, attribute)


def test_the_tests_that_run_other_blocks_are_there() -> None:
    assert all((ROOT / test).exists() for test in REPLAYED.values())


def test_the_index_opens_as_the_readme_does() -> None:
    readme, index = (_opening(page) for page in ("README.md", "docs/index.md"))
    assert readme == index
    assert len(re.findall(r"^>>> ", readme, re.MULTILINE)) == 3


def _opening(page: str) -> str:
    """Return a page up to the end of its first block: what the library is, and a gain."""
    text = PAGES[page].read_text(encoding="utf-8")
    return text[: text.index("\n```\n")]


def test_the_index_has_the_pages_of_the_nav_under_the_same_heads() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    groups = {head: pages for group in nav for head, pages in group.items()}
    sections = re.split(r"^## (.*)$", PAGES["docs/index.md"].read_text("utf-8"), flags=re.MULTILINE)
    heads, texts = sections[1::2], sections[2::2]
    assert heads == list(groups)
    for head, text in zip(heads, texts, strict=True):
        pages = {page for page in groups[head] if isinstance(page, str)} - {"index.md"}
        assert pages - set(re.findall(r"\]\((.*?)\)", text)) == set(), head
