"""Hosts of this computer, of private networks and of the internet."""

import pytest

from desktop.core.settings.hosts import is_loopback, is_private_address, is_private_name, is_public_address


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"])
def test_this_computer(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["localhost.example", "10.0.0.1", "64:ff9b::7f00:1", "0.0.0.0", "", "127.0.0.1.example"]
)
def test_other_computers(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("name", ["nas", "gpu-box", "NAS.local", "a.b.internal", "router.lan", "nas.local."])
def test_private_names(name: str) -> None:
    assert is_private_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ai.example.com",
        "local.example",
        "nas.localx",
        "10.0.0.1",
        "134744072",
        "0x8080808",
        "8.526344",
        "::1",
        "lan.com",
    ],
)
def test_names_that_are_not_private_by_their_form(name: str) -> None:
    assert not is_private_name(name)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.1.1",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:192.168.0.1",
    ],
)
def test_private_addresses(address: str) -> None:
    assert is_private_address(address)
    assert not is_public_address(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.32.0.1", "224.0.0.1", "192.0.2.1", "2606:4700::1111", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "nas"],
)
def test_addresses_that_are_not_private(address: str) -> None:
    assert not is_private_address(address)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("192.0.0.8", False),
        ("192.88.99.1", False),
        ("3fff::1", False),
        ("5f00::1", False),
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("224.0.0.1", False),
        ("192.0.2.1", False),
        ("0.0.0.0", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::7f00:1", False),
        ("64:ff9b:1::808:808", False),
        ("::7f00:1", False),
        ("2002:c0a8:0001::1", False),
        ("fec0::1", False),
        ("::ffff:0:127.0.0.1", False),
        ("nas", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public_address(address) is public
