"""The house rules that no other checker sees: sizes, names, docstrings, and what tests may touch."""

from pathlib import Path

import pytest

from tools.house_figures import (
    CLASS_LINES,
    COLLABORATORS,
    FILE_LINES,
    FILES_PER_FOLDER,
    FUNCTION_LINES,
    PER_FILE_IGNORES,
    QUESTION_SHARE,
    House,
    figures,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def house() -> House:
    return House(ROOT)


def test_a_folder_holds_a_dozen_files(house: House) -> None:
    crowded = {name: count for name, count in house.files_per_folder.items() if count > FILES_PER_FOLDER}
    assert crowded == {}


def test_files_classes_and_functions_can_be_read_at_one_sitting(house: House) -> None:
    assert [found for found in house.file_lines if found[0] > FILE_LINES] == []
    assert [found for found in house.class_lines if found[0] > CLASS_LINES] == []
    assert [found for found in house.function_lines if found[0] > FUNCTION_LINES] == []


def test_docstrings_state_and_do_not_ask(house: House) -> None:
    assert len(house.questions) <= QUESTION_SHARE * len(house.docstrings), "\n".join(house.questions)


def test_docstrings_say_what_is_done_and_give_no_orders(house: House) -> None:
    assert house.orders == []


def test_each_folder_says_what_belongs_there(house: House) -> None:
    assert house.undocumented_folders == []


def test_names_say_what_the_thing_is(house: House) -> None:
    assert house.vague_names == []


def test_no_two_classes_share_a_name(house: House) -> None:
    assert house.repeated_classes == {}


def test_controllers_take_few_collaborators(house: House) -> None:
    assert [found for found in house.collaborators if found[0] > COLLABORATORS] == []


def test_each_controller_has_tests_of_its_own(house: House) -> None:
    assert house.untested_controllers == []


def test_tests_read_no_private_names(house: House) -> None:
    assert house.private_reads == []


def test_tests_import_no_other_test(house: House) -> None:
    assert house.test_imports == []


def test_tests_mirror_the_program(house: House) -> None:
    assert house.test_folders_without_counterpart == []


def test_every_folder_of_tests_is_run(house: House) -> None:
    paths = house.settings["pytest"]["ini_options"]["testpaths"]
    modules = {module.path for module in house.tests if module.path.rpartition("/")[2].startswith("test_")}
    unrun = {name for name in modules if not any(name == path or name.startswith(f"{path}/") for path in paths)}
    assert {name for name in unrun if not name.startswith("tests/frozen/")} == set()  # that one needs a build


def test_the_linter_has_few_exceptions(house: House) -> None:
    assert len(house.per_file_ignores) <= PER_FILE_IGNORES, house.per_file_ignores


def test_every_figure_is_printed(house: House) -> None:
    printed = dict(figures(house))
    assert all(printed.values())
    assert printed["import contracts"] == str(len(house.settings["importlinter"]["contracts"]))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree that breaks each rule once."""
    files = {
        "run.py": "",
        "pyproject.toml": "[tool]\n",
        "desktop/__init__.py": "",
        "desktop/core/__init__.py": '"""Values."""\n',
        "desktop/core/a.py": 'class Twin:\n    """Whether it is one."""\n\n\nfor each in ():\n    pass\n',
        "desktop/core/c.py": 'def f():\n    """Draw a line."""\n\n\ndef g():\n    """Draws two."""\n',
        "desktop/core/b.py": "class Twin:\n" + "    x = 1\n" * 250 + "def long(told):\n" + "    pass\n" * 45,
        "desktop/controllers/d.py": "class LonelyController:\n    pass\n",
        "desktop/controllers/c.py": "class Crowded:\n    def __init__(self, a, b, c, d, e, f, *, g, h): ...\n",
        "tests/test_a.py": "from desktop.core.a import _x\nfrom tests.core.test_b import y\n",
        "tests/core/test_b.py": 'def f(self):\n    return self._own, self.other._theirs\n\n\nsetattr(f, "_y", 1)\n',
        "tests/nowhere/test_c.py": "",
        **{f"benchmarks/m{number}.py": "" for number in range(13)},
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_each_broken_rule_is_seen(tree: Path) -> None:
    house = House(tree)
    assert house.files_per_folder["benchmarks"] == 13
    assert house.file_lines[0] == (297, "desktop/core/b.py")
    assert house.class_lines[0] == (251, "desktop/core/b.py Twin")
    assert house.function_lines[0] == (46, "desktop/core/b.py long")
    assert house.questions == ["desktop/core/a.py: Whether it is one."]
    assert house.orders == ["desktop/core/c.py: Draw a line."]
    assert house.undocumented_folders == ["desktop/__init__.py"]
    assert house.vague_names == ["desktop/core/a.py:5 each", "desktop/core/b.py:252 told"]
    assert house.repeated_classes == {"Twin": ["desktop/core/a.py", "desktop/core/b.py"]}
    assert house.collaborators == [(8, "desktop/controllers/c.py Crowded")]
    assert house.untested_controllers == ["desktop/controllers/d.py LonelyController"]
    assert house.private_reads == [
        "tests/core/test_b.py:5 _y",
        "tests/core/test_b.py:2 _theirs",
        "tests/test_a.py:1 _x",
    ]
    assert house.test_imports == ["tests/test_a.py:2 tests.core.test_b.y"]
    assert house.test_folders_without_counterpart == ["nowhere"]
