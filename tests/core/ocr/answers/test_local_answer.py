"""Local answers: the lines that match a question."""

from dataclasses import replace

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.answers.local_answer import answer_from_ocr, best_candidates
from desktop.core.ocr.answers.question_topics import EVERYTHING
from desktop.core.ocr.ocr_result import Barcode, OcrResult, TextBlock, TextBlockKind
from desktop.messages.local_answers import local_answer_words
from desktop.messages.prompts.given_prompts import given_prompts
from tests.core.ocr.screens import SCREEN, TABLE
from tests.services.fakes import line_at, lines_of

WORDS = local_answer_words()
NOTE = f"*{WORDS.note}*"


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what went wrong?", "Error: the server refused the connection"),
        ("Was ist schiefgegangen? Welcher Fehler?", "Error: the server refused the connection"),
        ("which port?", "Connecting to reports.example:5432"),
        ("how many tables does it load", "Loading 3 tables"),
        ("whom do I e-mail?", "Contact: support@example.com"),
        ("which version is this?", "Version 2.14.0 of 17 May 2024"),
        ("when was that?", "Version 2.14.0 of 17 May 2024"),
        ("what does it say about the retry", "Retry in 12 s"),
        ("repots", "Night report: failed"),
    ],
)
def test_the_line_that_answers_comes_first(question: str, line: str) -> None:
    assert best_candidates(question, SCREEN)[0].text == line


def test_what_an_exception_says_comes_before_the_way_to_it() -> None:
    trace = lines_of(
        "Traceback (most recent call last):",
        "During handling of the above exception, another exception occurred:",
        "StockError: only 3 left of item 4711",
        "The application has stopped working.",
    )
    explain = next(prompt.words for prompt in given_prompts() if prompt.name == "Explain errors")
    for question in ("what went wrong?", explain):
        assert best_candidates(question, trace)[0].text == "StockError: only 3 left of item 4711"
    assert "The application has stopped working." in [unit.text for unit in best_candidates("what went wrong?", trace)]


def test_a_digit_that_a_reader_took_for_a_letter_does_not_hide_a_line() -> None:
    slipped = lines_of("P0RT=8081", "DB_PASSW0RD=Tr0ub4dor", "HOST=10.0.0.1")
    assert best_candidates("which port?", slipped)[0].text == "P0RT=8081"
    assert best_candidates("what is the database password?", slipped)[0].text == "DB_PASSW0RD=Tr0ub4dor"


def test_a_line_with_the_words_of_a_question_goes_before_those_of_its_topic_alone() -> None:
    prices = lines_of("Brass lamp $80.00", "Linen shade $45.00", "VAT 20 % $26.90", "Total $161.40")
    assert [unit.text for unit in best_candidates("How much is the VAT?", prices)] == ["VAT 20 % $26.90"]


def test_a_weight_and_a_speed_are_found_by_their_units() -> None:
    sheet = lines_of("Model WH-1000", "Weight 254 g", "Speed 40 km/h", "Battery 30 hours")
    assert best_candidates("How heavy is it?", sheet)[0].text == "Weight 254 g"
    assert best_candidates("How fast does it go?", sheet)[0].text == "Speed 40 km/h"


def test_no_line_counts_what_it_does_not_name() -> None:
    assert best_candidates("How many people are there?", SCREEN) == ()


def test_the_first_row_of_a_form_is_no_head() -> None:
    cells = (
        ("Order", "A-1093", "Customer", "Eva Fox"),
        ("Status", "Shipped", "Carrier", "NordPost"),
        ("Weight", "2.4 kg", "Delivery", "Thursday"),
    )
    rows = tuple(
        tuple(line_at(cell, 10 + 120 * at, 24 * row) for at, cell in enumerate(r)) for row, r in enumerate(cells)
    )
    form = OcrResult((600, 100), (TextBlock(TextBlockKind.TABLE, rows),))
    assert "Eva Fox" in best_candidates("Who is the customer?", form)[0].text


def test_a_table_is_given_as_csv() -> None:
    answer = "".join(answer_from_ocr("Give the table in this picture as CSV", [TABLE], WORDS))
    assert answer.startswith('```csv\nTable,Rows,Total\norders,"1,204","$18,420.50"\n')


def test_a_doubtful_table_is_given_with_a_word_and_a_missing_one_is_told() -> None:
    lost = replace(TABLE, blocks=(*TABLE.blocks, *lines_of("lost").blocks))
    doubted = "".join(answer_from_ocr("Table to CSV", [lost], WORDS))
    assert doubted.startswith(f"{WORDS.unsure_table}\n\n```csv\nTable,")
    none = "".join(answer_from_ocr("Table to CSV", [lines_of("Night report")], WORDS))
    assert none.startswith(f"{WORDS.no_table}\n\nNight report")


def test_a_row_of_a_table_knows_its_head() -> None:
    assert best_candidates("what is the total for orders?", TABLE)[0].text == "orders 1,204 $18,420.50"


def test_a_name_in_capitals_is_no_empty_word() -> None:
    staff = lines_of("Anna Fox Sales", "Dan Owl IT", "Ben Hen Support")
    assert [unit.text for unit in best_candidates("Who works in IT?", staff)] == ["Dan Owl IT"]
    assert best_candidates("WHAT IS IT", staff) == ()


def test_everything_about_a_thing_is_not_all_of_the_text() -> None:
    answer = "".join(answer_from_ocr("Give me everything about the retry", [SCREEN], WORDS))
    assert "Retry in 12 s" in answer and "Loading 3 tables" not in answer


def test_an_answer_quotes_lines_and_says_what_it_is() -> None:
    answer = "".join(answer_from_ocr("what went wrong?", [SCREEN], WORDS))
    assert answer.startswith("Best matches:\n\n- `Error: the server refused the connection`\n")
    assert NOTE[:-1] in answer


@pytest.mark.parametrize("question", ["what does it say?", "read it", "", "Read the text", "全文"])
def test_a_question_about_all_of_it_gets_all_of_it(question: str) -> None:
    answer = "".join(answer_from_ocr(question, [TABLE], WORDS))
    assert "| orders | 1,204 | \\$18,420.50 |" in answer and NOTE in answer
    assert "No line answers" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "everything on the page",
        "show everything on this screenshot",
        "everything for me please",
        "everything of the text",
    ],
)
def test_everything_on_a_page_is_all_of_the_text(question: str) -> None:
    assert EVERYTHING.search(question)


def test_without_a_match_everything_is_given_and_that_is_said() -> None:
    assert "".join(answer_from_ocr("is the giraffe happy?", [SCREEN], WORDS)).startswith("No matching line.")
    assert "No text was found in the picture." in "".join(answer_from_ocr("what?", [OcrResult((9, 9))], WORDS))
    assert "There is no picture to read." in "".join(answer_from_ocr("what?", [], WORDS))


def test_several_pictures_are_told_apart() -> None:
    assert "Picture 2:" in "".join(answer_from_ocr("which port?", [TABLE, SCREEN], WORDS))
    assert "## Picture 1" in "".join(answer_from_ocr("read it", [TABLE, SCREEN], WORDS))


def test_codes_are_found_too() -> None:
    ocr_result = OcrResult((9, 9), (), (Barcode("https://pay.example/42", "QR Code", Rect(0, 0, 9, 9)),))
    assert best_candidates("what is the url?", ocr_result)[0].context == "QR Code code"


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Translate this to French.", "translate"),
        ("Please translate the second line", "translate"),
        ("Could you translate it?", "translate"),
        ("What does this say in English?", "translate"),
        ("Übersetze das ins Englische", "translate"),
        ("Kannst du das übersetzen?", "translate"),
        ("Traduis ce texte", "translate"),
        ("Przetłumacz to", "translate"),
        ("翻译成英文", "translate"),
        ("Summarise this", "summarise"),
        ("summarize the picture in two sentences", "summarise"),
        ("Give me a short summary", "summarise"),
        ("tl;dr", "summarise"),
        ("Give me the gist", "summarise"),
        ("Fasse das zusammen", "summarise"),
        ("Résume ce document", "summarise"),
        ("Explain this error", "explain"),
        ("Read the log and explain it", "explain"),
        ("Describe this picture", "describe"),
        ("What is this about?", "explain"),
        ("Erkläre das", "explain"),
        ("Wyjaśnij ten błąd", "explain"),
    ],
)
def test_what_only_a_model_can_do_is_declined_in_a_sentence(question: str, verb: str) -> None:
    first = "".join(answer_from_ocr(question, [SCREEN], WORDS)).split("\n")[0]
    assert first.startswith("This computer can't") and verb in first and "needs a model" in first


@pytest.mark.parametrize(
    "question",
    ["which port?", "Who did the translation?", "What does the summary row say?", "what went wrong?", "read the text"],
)
def test_what_can_be_done_here_is_not_declined(question: str) -> None:
    assert "needs a model" not in "".join(answer_from_ocr(question, [SCREEN], WORDS))


def test_a_declined_task_still_gives_the_text() -> None:
    assert "Retry in 12 s" in "".join(answer_from_ocr("Translate this to French.", [SCREEN], WORDS))
