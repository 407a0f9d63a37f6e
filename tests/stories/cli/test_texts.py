"""Text files on the command line, in real processes: beside pictures, on a pipe, private, too long, and no files."""

import os
from pathlib import Path

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.cli.exit_codes import HELD_BACK
from desktop.paths import folders
from tests.helpers.chat_completions_schema import check
from tests.helpers.images import png
from tests.helpers.pages.text_pages import line, text_pdf
from tests.loopback import Endpoint, saying
from tests.stories.processes import askance
from tests.stories.requests import last_words

KEY = "sk-canary-0123456789"


def test_a_log_beside_a_picture_and_a_text_on_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text("10:01 ERROR disk full\n")
    (tmp_path / "a.png").write_bytes(png(100))
    names = [str(tmp_path / "app.log"), str(tmp_path / "a.png"), "-"]
    with Endpoint(answer=saying("Full.")) as endpoint:
        done = askance("ask", *names, "What happened?", "--endpoint", endpoint.url, stdin=b"a,b\n1,2\n")
    assert (done.returncode, done.stdout) == (0, b"Full.\n")
    check(endpoint.posts[0].json)
    assert last_words(endpoint.posts[0]) == (
        "What happened?\n\nAttached text: app.log\n```\n10:01 ERROR disk full\n```"
        "\n\nAttached text: standard input\n```\na,b\n1,2\n```"
    )
    store = SqliteStore(folders().data)
    (row,) = store.page(0, 9)
    assert (row.title, row.images) == ("What happened?", 1)
    store.close()


def test_private_text_in_a_file_is_held_back(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("From: jane.doe@example.com\n")
    with Endpoint(answer=saying("x")) as endpoint:
        done = askance("ask", str(tmp_path / "mail.txt"), "Answer it", "--endpoint", endpoint.url)
    assert done.returncode == HELD_BACK
    assert b"an e-mail address" in done.stderr
    assert endpoint.posts == []


def test_what_cannot_go_along_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "long.log").write_text("a line\n" * 200_000)
    (tmp_path / "fake.txt").write_bytes(bytes(range(256)))
    os.mkfifo(tmp_path / "pipe.log")
    with Endpoint(answer=saying("x")) as endpoint:
        for path, words in (
            (tmp_path / "long.log", "too long to go along whole"),
            (tmp_path / "fake.txt", "isn't text"),
            (tmp_path / "pipe.log", "isn't a regular file"),
            (Path("/dev/zero"), "isn't a regular file"),
            (tmp_path / "gone.log", "Can't find"),
        ):
            done = askance("ask", str(path), "What?", "--endpoint", endpoint.url)
            assert done.returncode != 0
            assert words in done.stderr.decode()
            assert "Traceback" not in done.stderr.decode()
    assert endpoint.posts == []


def test_the_text_of_a_page_goes_beside_its_picture_where_it_is_wanted(tmp_path: Path) -> None:
    page = line(40, 250, "Total 12.50") + line(40, 230, "ghost", before="3 Tr")
    (tmp_path / "a.pdf").write_bytes(text_pdf(line(40, 250, "first"), page))
    (tmp_path / "scan.pdf").write_bytes(text_pdf(line(40, 250, "scan", before="3 Tr")))
    with Endpoint(answer=saying("Yes.")) as endpoint:
        to = "--endpoint", endpoint.url, "--page-text"
        done = askance("ask", str(tmp_path / "a.pdf"), "How much?", "--page", "2", *to)
        covered = askance("ask", str(tmp_path / "a.pdf"), "How much?", "--redact", "0,0,2000,2000", *to)
        scanned = askance("ask", str(tmp_path / "scan.pdf"), "How much?", *to)
    assert b"cannot be seen on the page was left out" in done.stderr
    assert b"no text on this page" in scanned.stderr
    text = "Attached text: page 2, text\n```\nTotal 12.50\n```"
    assert [last_words(post) for post in endpoint.posts] == [f"How much?\n\n{text}", "How much?", "How much?"]
    assert (done.returncode, covered.returncode, scanned.returncode) == (0, 0, 0)
