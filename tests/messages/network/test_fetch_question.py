"""The question before an image is fetched shows the address, and where it leads."""

from desktop.core.settings.destination import Destination
from desktop.messages.network.fetch_question import fetch_question

A, B = "https://a.example/1.png", "https://b.example:8443/2.png"


def test_one_address_is_shown_whole() -> None:
    assert fetch_question((A,)) == f"Link to a picture at a.example: {A}. Not downloaded."
    long = A + "?" + "a/" * 1900 + "end"
    shown = fetch_question((long,))
    assert A in shown and "a/end." in shown and len(shown) < 200


def test_several_are_shown_by_their_hosts() -> None:
    assert "3 pictures at a.example, b.example:8443." in fetch_question((A, A + "?", B))


def test_it_says_where_each_leads() -> None:
    def place(**facts: object) -> str:
        return fetch_question((A,), (Destination(A, **facts),))  # type: ignore[arg-type]

    assert "a.example leads to 93.184.216.34." in place(ip_addresses=("93.184.216.34",))
    assert "leads to 93.184.216.34, 93.184.216.35 …." in place(
        ip_addresses=tuple(f"93.184.216.{n}" for n in range(34, 37))
    )
    assert "leads to 127.0.0.1, ::1, which is this computer." in place(ip_addresses=("127.0.0.1", "::1"))
    assert "leads to 192.168.1.5, in a private network." in place(ip_addresses=("192.168.1.5",))
    assert "is reached through the proxy http://p:1 (https_proxy), which looks the name up itself." in place(
        proxy="http://p:1 (https_proxy)"
    )


def test_many_places_are_counted() -> None:
    addresses = tuple(f"https://{letter}.example/" for letter in "abcde")
    text = fetch_question(addresses, tuple(Destination(address, ("93.184.216.34",)) for address in addresses))
    assert "c.example leads to 93.184.216.34. 2 more lead elsewhere." in text


def test_a_look_alike_is_written_out_and_warned_of() -> None:
    text = fetch_question(("https://аррӏе.example/a.png",))
    assert "xn--" in text and "look-alike letters" in text
