"""The version of a history is told by its schema, since its number may be damaged."""

from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.schema.schema_version import schema_of_version


def test_each_migration_changes_the_schema() -> None:
    """A later version that changed none would be taken for a damaged number by this one."""
    assert len({schema_of_version(number) for number in range(len(MIGRATIONS) + 1)}) == len(MIGRATIONS) + 1
