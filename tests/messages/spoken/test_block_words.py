"""Blocks of an answer in words."""

from desktop.core.markdown.blocks import parsed
from desktop.messages.spoken.block_words import block_words, code_words, spoken_rows, table_words, text_words


def test_lists_keep_their_numbers_and_tasks_their_boxes() -> None:
    (numbered,) = parsed("3. three\n4. four")
    assert text_words(numbered) == "3. three\n4. four"
    (tasks,) = parsed("- [x] done\n- [ ] open")
    assert text_words(tasks) == "☑ done\n☐ open"


def test_a_rule_is_silent() -> None:
    (rule,) = parsed("---")
    assert block_words(rule) == ""


def test_code_is_named_and_a_table_is_counted_and_read() -> None:
    (code,) = parsed("```\na\n```")
    assert code_words(code) == "Code, 1 line"
    (table,) = parsed("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |  |")
    assert table_words(table) == "Table, 2 rows, 2 columns"
    assert spoken_rows(table) == ["a: 1, b: 2.", "a: 3."]


def test_controls_of_a_stranger_are_not_spoken() -> None:
    (block,) = parsed("a\u202eb")
    assert text_words(block) == "ab"
