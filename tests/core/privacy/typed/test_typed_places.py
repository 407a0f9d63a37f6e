"""Private text that was typed has a place, and can be replaced by its name."""

import pytest

from desktop.core.privacy.typed.typed_text import LONGEST_LINE, locate_private_in_text, with_placeholders

PEM = (
    "-----BEGIN RSA PRIVATE KEY-----",
    "MIIEowIBAAKCAQEA7dK2mPqLx81vTb7W",
    "q5Rt8YuZk39dKe02LmQpX81v",
    "-----END RSA PRIVATE KEY-----",
)


@pytest.mark.parametrize(
    ("text", "places", "replaced"),
    [
        ("write to jane.doe@example.com now", ["jane.doe@example.com"], "write to [e-mail address] now"),
        (
            "one\r\n\r\n  two\tjane.doe@example.com,\nthree",
            ["jane.doe@example.com"],
            "one\r\n\r\n  two\t[e-mail address],\nthree",
        ),
        ("Ünïcödé 🙂 jane.doe@example.com", ["jane.doe@example.com"], "Ünïcödé 🙂 [e-mail address]"),
        ("x" * (LONGEST_LINE + 20) + " jane.doe@example.com", ["jane.doe@example.com"], None),
        ("Password:\nKite-4482-Lamp\nis it", ["Kite-4482-Lamp"], "Password:\n[password]\nis it"),
        (
            "jane.doe@example.com and jane.doe@example.com",
            ["jane.doe@example.com", "jane.doe@example.com"],
            "[e-mail address] and [e-mail address]",
        ),
        ("nothing of the kind", [], "nothing of the kind"),
    ],
)
def test_a_finding_has_its_place_and_its_name_goes_there(text: str, places: list[str], replaced: str | None) -> None:
    found = locate_private_in_text(text)
    assert [text[finding.start : finding.end] for finding in found] == places
    assert [finding.text for finding in found] == places
    if replaced is not None:
        assert with_placeholders(text, found) == replaced
    assert locate_private_in_text(with_placeholders(text, found)) == ()


def test_no_line_of_a_private_key_stays() -> None:
    text = "\n".join(("why is this key refused?", *PEM, "thanks"))
    replaced = with_placeholders(text, locate_private_in_text(text))
    assert not any(line in replaced for line in PEM)
    assert replaced.startswith("why is this key refused?\n[private key]\n")
    assert replaced.endswith("\nthanks")


def test_equal_text_has_equal_fingerprints_and_is_not_written_out() -> None:
    one, two = (locate_private_in_text(text)[0] for text in ("jane.doe@example.com", "to jane.doe@example.com!"))
    (other,) = locate_private_in_text("john.doe@example.com")
    assert one.text_id == two.text_id != other.text_id
    assert "jane" not in repr(one)
