"""Code in colours."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.markdown.syntax_highlighting import Code, highlight, language_of, suffix_of


def test_code_in_colours() -> None:
    text = "def f():\n    return 'x'  # why\n"
    spans = {text[span.start : span.start + span.length].strip(): span.kind for span in highlight(Code("python", text))}
    assert spans["def"] == "keyword"
    assert spans["f"] == "name"
    assert spans["# why"] == "comment"
    assert highlight(Code("no such language", text)) == ()
    assert highlight(Code("", text)) == ()
    assert highlight(Code("python", "x" * 30_000)) == ()
    assert [suffix_of(language) for language in ("python", "Bash", "../../etc", "")] == [".py", ".sh", ".txt", ".txt"]


def test_the_language_that_a_fence_names() -> None:
    named = {
        "python": "python",
        "C++ x": "C++",
        "c#": "c#",
        "{r}": "r",
        "{r, echo=FALSE}": "r",
        "{python": "python",
        "{.haskell .numberLines}": "haskell",
        "{=html}": "html",
        "{{bash}}": "bash",
        "js{1,3-5}": "js",
        "python,ignore": "python",
        "ts title='a.ts'": "ts",
        "js:src/app.js": "js:src/app.js",
        "": "",
        "{}": "",
        " ": "",
    }
    assert {info: language_of(info) for info in named} == named
    assert highlight(Code("js:src/app.js", "let a = 'x'")) == highlight(Code("js", "let a = 'x'")) != ()
    assert suffix_of("js:../../x.exe") == ".js"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["python", "json", "html", "bash", "c++", "diff", "sql", "yaml"]))
def test_colours_are_of_letters_that_are_there(text: str, language: str) -> None:
    at = 0
    for span in highlight(Code(language, text)):
        assert span.start >= at
        at = span.start + span.length
        assert at <= len(text)
