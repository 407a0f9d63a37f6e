"""Key stores of the system, in memory."""


class MemoryKeyStore:
    """A key store as keyring's backends are: three methods over service and name."""

    def __init__(self) -> None:
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.passwords.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.passwords[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        del self.passwords[service, name]


class RefusingKeyStore(MemoryKeyStore):
    """A store that is locked for writing."""

    def set_password(self, service: str, name: str, password: str) -> None:
        raise RuntimeError("locked")
