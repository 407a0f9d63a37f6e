"""The version of a history is told by its schema, since its number may be damaged."""

from desktop.adapters.storage.damage.soundness import schema_of_version
from desktop.adapters.storage.migrations import MIGRATIONS


def test_each_migration_changes_the_schema() -> None:
    """A later version that changed none would be taken for a damaged number by this one."""
    assert len({schema_of_version(number) for number in range(len(MIGRATIONS) + 1)}) == len(MIGRATIONS) + 1
