"""Every sentence of docs/admin.md is proved by a test, or promises nothing."""

import re
from pathlib import Path

import pytest

from tests.project.admin.statements import ADVICE, STATEMENTS

ROOT = Path(__file__).parents[3]
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def test_(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def sentences() -> list[str]:
    """Returns the sentences of the page, without its tables, examples and headings."""
    text = re.sub(r"```.*?```", "", (ROOT / "docs/admin.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    blocks = [block for block in re.split(r"\n\s*\n", text) if not block.lstrip().startswith(("#", "<!--", "|"))]
    items = [" ".join(item.split()).removeprefix("- ") for block in blocks for item in re.split(r"\n(?=- )", block)]
    found = [part for item in items for part in re.split(r"(?<=\.)\s+(?=[A-Z`*“])", item)]
    return [part for part in found if part]


@pytest.mark.parametrize("sentence", sentences())
def test_a_sentence_is_proved_or_promises_nothing(sentence: str) -> None:
    assert any(sentence.startswith(beginning) for beginning in (*STATEMENTS, *ADVICE))


@pytest.mark.parametrize("beginning", STATEMENTS)
def test_what_is_proved_is_said(beginning: str) -> None:
    assert any(sentence.startswith(beginning) for sentence in sentences())
    assert STATEMENTS[beginning]
    assert set(STATEMENTS[beginning]) <= TESTS


def test_the_workflows_check_types_as_windows_and_macos_have_them() -> None:
    text = (ROOT / ".github/workflows/checks.yml").read_text(encoding="utf-8")
    assert "platform: [win32, darwin]" in text
    assert "mypy --platform ${{ matrix.platform }} desktop" in text
