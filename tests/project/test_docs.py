"""Documents say what is there: links, anchors, paths, names, the project's address, and versions of Python."""

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from desktop import PROJECT_URL, __version__
from tests.project.markdown_files import MarkdownFile, markdown_files

ROOT = Path(__file__).parents[2]
FILES = markdown_files(ROOT)
SOURCES = [
    path.read_text(encoding="utf-8") for name in ("desktop", "tests", "tools") for path in (ROOT / name).rglob("*.py")
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FOR_DEVELOPERS = [file for file in FILES if file.name == "CONTRIBUTING.md" or file.name.startswith("docs/")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_links_anchors_and_paths_lead_somewhere(file: MarkdownFile) -> None:
    assert list(file.problems()) == []


def test_the_usual_files_are_there() -> None:
    names = {file.name for file in FILES}
    assert {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md"} <= names
    assert all((ROOT / name).is_file() for name in (".editorconfig", ".pre-commit-config.yaml", "LICENSE"))


def test_what_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "b.md").write_text("# A `heading`, with: signs\n", encoding="utf-8")
    text = (
        "[good](b.md#a-heading-with-signs) [bad](c.md) [bad](b.md#nothing) [elsewhere](https://a.example/x)\n\n"
        "`desktop/gone.py` `~/.config/x` `/etc/x` `desktop/` `b.md`\n\n```\npython3 tools/gone.py\n```\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    problems = list(MarkdownFile(tmp_path / "a.md", tmp_path).problems())
    assert problems == ["a.md: no c.md", "a.md: no heading #nothing in b.md", *(f"a.md: no {path}" for path in GONE)]


GONE = ("desktop/gone.py", "tools/gone.py")


@pytest.mark.parametrize("file", FOR_DEVELOPERS, ids=lambda file: file.name)
def test_names_of_code_in_documents_exist(file: MarkdownFile) -> None:
    spans = {token.content for token in file.tokens if token.type == "code_inline"}
    names = {span for span in spans if re.fullmatch(r"[A-Z]\w*[a-z]\w*[A-Z]\w*|[a-z]+_\w+", span)}
    assert {name for name in names if not any(re.search(rf"\b{name}\b", text) for text in SOURCES)} == set()


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs/decisions"
    records = sorted(path.name for path in folder.glob("0*.md"))
    listed = [link for link in MarkdownFile(folder / "README.md", ROOT).links if link[0].isdigit()]
    assert listed == records
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    for name in records:
        text = (folder / name).read_text(encoding="utf-8")
        assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequence"], name


# the glossary


def glossary() -> list[tuple[str, str, str]]:
    """Its rows: term, meaning, words that are not used for it."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    return [row for row in rows if row[0] != "term"]


def names_in_program() -> tuple[list[str], set[str]]:
    """Names of its classes, and of what its modules define besides."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "desktop").rglob("*.py")]
    classes = [node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assigned = [node.targets[0] for tree in trees for node in tree.body if isinstance(node, ast.Assign)]
    return classes, {target.id for target in assigned if isinstance(target, ast.Name)}


def test_glossary_terms_exist_once_and_the_words_beside_them_do_not() -> None:
    classes, assigned = names_in_program()
    terms = {term.strip("`") for term, _, _ in glossary() if term.startswith("`")}
    assert len(terms) > 50
    assert terms - set(classes) - assigned == set()
    assert {name for name in terms if classes.count(name) > 1} == set()
    unused = {"".join(map(str.capitalize, word.split())) for *_, words in glossary() for word in words.split(", ")}
    assert (unused - terms) & set(classes) == set()


def test_a_term_is_explained_once_in_a_sentence() -> None:
    rows = glossary()
    assert len({term for term, _, _ in rows}) == len(rows)
    assert [meaning for _, meaning, _ in rows if not re.fullmatch(r"[A-Z`][^.]*(\.\w[^.]*)*\.", meaning)] == []


# the hosting site


def test_forms_workflows_and_hooks_can_be_read() -> None:
    read = import_module("yaml").safe_load
    documents = {path: read(path.read_text(encoding="utf-8")) for path in (ROOT / ".github").rglob("*.yml")}
    forms = [form for path, form in documents.items() if path.parent.name == "ISSUE_TEMPLATE" and path.stem != "config"]
    assert len(forms) == 2
    assert all({"name", "description", "body"} <= form.keys() for form in forms)
    jobs = [job for path, flow in documents.items() if path.parent.name == "workflows" for job in flow["jobs"].values()]
    steps = [step for job in jobs for step in job["steps"]]
    commands = {step.get("run") for step in steps}
    assert {"python run.py test --all", "python run.py build${{ matrix.options }}"} <= commands
    hooks = read((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert all(hook["language"] == "system" and hook["entry"].startswith(".venv/bin/") for hook in hooks)


# the package


def test_the_projects_address_is_one() -> None:
    urls = PROJECT["urls"].values()
    assert all(url == PROJECT_URL or url.startswith(f"{PROJECT_URL}/") for url in urls)
    for url in urls:
        path = url.removeprefix(PROJECT_URL).removeprefix("/blob/main/")
        assert path in ("", "/issues") or (ROOT / path).exists(), url
    host = PROJECT_URL.partition("://")[2]
    written = [*ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.*"), *(ROOT / "docs").rglob("*.md")]
    for path in written:
        for address in re.findall(rf"\S*{re.escape(host)}", path.read_text(encoding="utf-8")):
            assert address.endswith(PROJECT_URL), path


def test_the_version_is_that_of_the_newest_changes() -> None:
    assert "version" in PROJECT["dynamic"]
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest and newest[1] == __version__


def test_versions_of_python_are_the_same_everywhere() -> None:
    prefix = "Programming Language :: Python :: 3."
    minors = [int(name.removeprefix(prefix)) for name in PROJECT["classifiers"] if name.startswith(prefix)]
    assert PROJECT["requires-python"] == f">=3.{minors[0]},<3.{minors[-1] + 1}"
    assert minors == list(range(minors[0], minors[-1] + 1))
    workflow = (ROOT / ".github/workflows/checks.yml").read_text(encoding="utf-8")
    assert re.findall(r'"3\.(\d+)"', workflow.partition("python:")[2].partition("]")[0]) == list(map(str, minors))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"Python 3.{minors[0]} to 3.{minors[-1]}" in readme
    assert f"sys.version_info < (3, {minors[0]})" in (ROOT / "run.py").read_text(encoding="utf-8")
