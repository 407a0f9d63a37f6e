"""What scripts read of the command line: the same keys, and the same values where the program alone makes them."""

import json
from typing import Any

from tests.loopback import Connection, Endpoint, Heard, listing, saying
from tests.stored.files import OLD, document, shape
from tests.stories.processes import askance

IMAGES = OLD / "cli" / "pictures"


def printed(*arguments: str) -> Any:
    """The JSON object or list that a command prints."""
    return json.loads(askance(*arguments).stdout)


def without(facts: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}


def test_an_answer() -> None:
    old = document("cli/ask.json")
    with Endpoint(answer=saying("It says ", "refused.", usage=(1120, 7))) as endpoint:
        image = str(IMAGES / "screen.png")
        new = printed(
            *(
                "ask",
                image,
                "What?",
                "--endpoint",
                endpoint.url,
                "--model",
                "gpt-4o",
                "--json",
                "--no-history",
                "--anyway",
            )
        )
    assert new.pop("legibility") == ["good"]  # came with a later version
    assert new["cost_usd"] is None  # since a later version: the price of another server is not known
    assert shape(without(new, "cost_usd")) == shape(without(old, "cost_usd"))
    assert list(new) == list(old)
    of_this_run = ("host", "first_word_s", "pictures", "cost_usd")
    assert without(new, *of_this_run) == without(old, *of_this_run)
    assert new["usage"] == {"read": 1120, "written": 7, "cached": 0}
    ((sent,), (sent_then,)) = new["pictures"], old["pictures"]
    bytes_may_differ = ("id", "bytes", "look")
    assert without(sent, *bytes_may_differ) == without(sent_then, *bytes_may_differ)
    assert sent["look"].partition(".")[2] == sent_then["look"].partition(".")[2] == "a13c1bca401b9e45"


def breaking_off(to: Connection, heard: Heard) -> None:
    to.head()
    to.text("half")


def test_an_answer_that_breaks_off() -> None:
    old = document("cli/ask-cut-off.json")
    with Endpoint(answer=breaking_off) as endpoint:
        image = str(IMAGES / "screen.png")
        new = printed("ask", image, "What?", "--endpoint", endpoint.url, "--json", "--no-history", "--anyway")
        host = f"127.0.0.1:{endpoint.port}"
    assert new.pop("legibility") == ["good"]
    assert shape(new) == shape(old)
    assert (new["answer"], new["stage"], new["usage"], new["cost_usd"]) == ("half", "failed", None, None)
    assert new["trouble"] == {**old["trouble"], "name": host}
    assert old["trouble"] == {
        "kind": "cut_off",
        "name": "127.0.0.1:41195",
        "detail": "",
        "status": 0,
        "code": "",
        "seconds": 0.0,
    }


def test_the_models() -> None:
    old = document("cli/models.json")
    last = {"id": "vision-large", "object": "model", "shutdown_date": "2027-03-01"}
    with Endpoint(answer=listing({"id": "gpt-4o", "object": "model"}, last)) as endpoint:
        new = printed("models", "--endpoint", endpoint.url, "--json")
    assert {row["name"] for row in new} >= {row["name"] for row in old}
    names = ("name", "listed", "last_day", "price")
    assert {tuple(row) for row in old} == {names}
    assert {tuple(row) for row in new} == {(*names, "sees_pictures", "recommended")}  # two came with a later version
    assert [row["name"] for row in new if row["listed"]] == ["gpt-4o", "vision-large"]
    (large,) = [row for row in new if row["name"] == "vision-large"]
    about = {"listed": True, "last_day": "2027-03-01", "price": None, "sees_pictures": None, "recommended": False}
    assert large == {"name": "vision-large", **about}
    assert [row["price"] for row in new if row["name"] == "gpt-4o"] == [None]  # since a later version: another server's
    (priced,) = [row for row in new if row["name"] == "gpt-4o-mini"]
    assert list(priced["price"]) == ["input_usd", "cached_usd", "output_usd"]


def test_what_would_be_sent() -> None:
    old = document("cli/prepare.json")
    edits = ("--crop", "10,10,150,90", "--redact", "20,20,50,20", "--model", "gpt-4o")
    new = printed("prepare", str(IMAGES / "photo.jpg"), *edits, "--json")
    later = {
        name: new.pop(name) for name in ("legibility", "scale", "rule_known", "remarks")
    }  # came with a later version
    assert later == {"legibility": "good", "scale": 1.0, "rule_known": True, "remarks": []}
    assert shape(new) == shape(old)
    assert list(new) == list(old)
    bytes_may_differ = ("bytes", "sha256")
    assert without(new, *bytes_may_differ) == without(old, *bytes_may_differ)


def test_what_a_picture_says() -> None:
    old = document("cli/read.json")
    new = printed("read", str(IMAGES / "screen.png"), "--json")
    assert new.pop("unread") == []  # came with a later version
    assert shape(new) == shape(old)
    assert [line["text"] for row in new["blocks"][0]["rows"] for line in row] == [
        "ConnectionError: refused",
        "port 5432",
    ]
    assert [(code["kind"], code["text"]) for code in new["barcodes"]] == [("QR Code", "https://example.org/4711")]
    assert without(new, "blocks", "barcodes") == without(old, "blocks", "barcodes")
