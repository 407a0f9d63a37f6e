"""`askance prepare` with crops, covers, pages and tiles: what it prints and writes is what would be sent."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.helpers.images import encoded, png, quarters, screenshot
from tests.loopback import Endpoint, saying
from tests.stories.processes import askance


def told(*arguments: str) -> list[dict[str, Any]]:
    done = askance("prepare", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_is_written_is_cropped_covered_and_hashed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(80, 60))
    out = tmp_path / "out"
    edits = ["--crop", "10,10,60,40", "--redact", "0,0,20,20", "--redact", "60,40,90,90"]
    (facts,) = told(str(tmp_path / "a.png"), *edits, "--out", str(out))
    data = (out / "1.png").read_bytes()
    assert facts["sha256"] == hashlib.sha256(data).hexdigest()
    assert facts["bytes"] == len(data)
    assert (facts["width"], facts["height"], facts["crop"]) == (60, 40, [10, 10, 60, 40])
    assert facts["covered"] == [[0, 0, 20, 20], [60, 40, 20, 20]]
    with Image.open(out / "1.png") as image:
        assert image.convert("RGB").getpixel((9, 9)) == (0, 0, 0)
        assert image.convert("RGB").getpixel((10, 9)) == (220, 20, 20)
        assert image.convert("RGB").getpixel((59, 39)) == (0, 0, 0)


def test_what_prepare_tells_is_what_ask_sends(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded(quarters(), "JPEG"))
    (facts,) = told(str(tmp_path / "a.jpg"))
    with Endpoint(answer=saying("ok")) as endpoint:
        askance("ask", str(tmp_path / "a.jpg"), "what?", "--endpoint", endpoint.url, "--no-history")
    url = endpoint.posts[0].json["messages"][0]["content"][1]["image_url"]["url"]
    assert hashlib.sha256(base64.b64decode(url.partition(",")[2])).hexdigest() == facts["sha256"]


def test_covers_in_a_lossy_picture_are_told_as_wide_as_they_are(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret caption"
    (tmp_path / "a.jpg").write_bytes(encoded(quarters(160, 120), "JPEG", subsampling=2, exif=exif))
    (facts,) = told(str(tmp_path / "a.jpg"), "--redact", "33,33,2,2")
    assert facts["covered"] == [[28, 28, 24, 24]]
    assert facts["metadata_removed"] == ["EXIF"]


def test_a_page_and_tiles(tmp_path: Path) -> None:
    pages = [Image.new("L", (200, 300), shade) for shade in (250, 10)]
    (tmp_path / "a.pdf").write_bytes(encoded(pages[0], "PDF", save_all=True, append_images=pages[1:]))
    (second,) = told(str(tmp_path / "a.pdf"), "--page", "2")
    assert (second["page"], second["pages"]) == (2, 2)
    (tmp_path / "big.png").write_bytes(encoded(screenshot(3840, 2160), compress_level=1))
    tiles = told(str(tmp_path / "big.png"), "--tile")
    assert len(tiles) > 1
    assert all(tile["width"] / tile["crop"][2] > 0.4 for tile in tiles)
    whole = Image.new("1", (3840, 2160))
    for tile in tiles:
        x, y, width, height = tile["crop"]
        whole.paste(1, (x, y, x + width, y + height))
    assert whole.getextrema() == (1, 1)


@pytest.mark.parametrize(
    ("edits", "code", "words"),
    [
        (["--crop", "1,2,3"], 2, "is not X,Y,W,H"),
        (["--redact", "0,0,0,5"], 2, "is not an area"),
        (["--crop", "500,500,10,10"], 2, "lies outside"),
        (["--page", "0"], 2, "counts from 1"),
        (["--page", "2"], 3, "doesn't have that page"),
    ],
)
def test_edits_that_make_no_sense_are_told(tmp_path: Path, edits: list[str], code: int, words: str) -> None:
    (tmp_path / "a.png").write_bytes(png())
    done = askance("prepare", str(tmp_path / "a.png"), *edits)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_small_text_that_the_model_cannot_read_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "screen.png"
    path.write_bytes(encoded(screenshot(3840, 2160)))
    done = askance("prepare", "--json", "--model", "gpt-4o", str(path))
    (facts,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert facts["legibility"] == "unreadable"
    assert facts["scale"] == pytest.approx(0.3555, abs=0.001)
    assert b"gpt-4o sees this at 36 %. It can't read the smallest text. Use --crop or --tile." in done.stderr
    for more in (["--tile"], ["--model", "gpt-6-sol"]):
        done = askance("prepare", "--json", *(more if "--model" in more else [*more, "--model", "gpt-4o"]), str(path))
        assert {json.loads(line)["legibility"] for line in done.stdout.splitlines()} == {"good"}
        assert done.stderr == b""


def test_ask_tells_of_small_text_as_prepare_does(tmp_path: Path, home: Path) -> None:
    path, settings = tmp_path / "screen.png", home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"private_text": "off"}))  # a screen of dense text takes a minute to read
    path.write_bytes(encoded(screenshot(3840, 2160)))
    with Endpoint(answer=saying("ok")) as endpoint:
        options = ["--json", "--no-history", "--anyway", "--model", "gpt-4o", "--endpoint", endpoint.url]
        done = askance("ask", *options, str(path), "What is it?")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["legibility"] == ["unreadable"]
    assert b"gpt-4o sees this at 36 %. It can't read the smallest text." in done.stderr


def test_a_model_nobody_has_heard_of_gets_the_original_up_to_the_cap(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(Image.new("RGB", (3840, 2160), "white")))
    (facts,) = told("--model", "qwen3-vl:8b", str(path))
    assert (facts["width"], facts["height"], facts["rule_known"], facts["exact"]) == (2576, 1449, False, False)
    settings = home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"picture_caps": "qwen3-vl:8b: 1344 px, 2 MP; *: 3000 px"}))
    assert [told("--model", model, str(path))[0]["width"] for model in ("qwen3-vl:8b", "other")] == [1344, 3000]


def test_a_newer_table_of_models_is_used_and_a_wrong_one_is_told_of(tmp_path: Path, home: Path) -> None:
    path, table = tmp_path / "a.png", home / "data" / "models.json"
    path.write_bytes(png(400, 300))
    table.parent.mkdir(parents=True)
    rules = {"r": {"kind": "tiles", "base": 1, "tile": 2, "certain": ["auto"]}}
    plain = {"format": 1, "date": "2098-01-01", "rules": rules, "models": [{"name": "brand-new", "rule": "r"}]}
    table.write_text(json.dumps(plain))
    (facts,) = told("--model", "brand-new", str(path))
    assert (facts["tokens"], facts["exact"]) == (3, True)
    table.write_text(json.dumps({**plain, "models": [{"name": "brand-new", "rule": "s"}]}))
    done = askance("prepare", "--json", "--model", "brand-new", str(path))
    assert not json.loads(done.stdout)["exact"]
    assert b"models[0] (brand-new).rule: is not among the rules" in done.stderr
