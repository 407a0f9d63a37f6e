"""Images that nothing shows lie in a bin for 30 days, and come back if something shows them after all."""

from datetime import date, timedelta
from pathlib import Path

from desktop.adapters.storage import database
from desktop.adapters.storage.damage.quiet_day import begin_quiet_day
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.sqlite_store import SqliteStore
from tests.adapters.storage.samples import image, save, turn

TODAY = date(2026, 11, 28)


def test_an_unreferenced_image_goes_after_thirty_days(tmp_path: Path) -> None:
    today = [TODAY]
    store = SqliteStore(tmp_path, lambda: today[0])
    store.save_images([image()])
    store.run_maintenance()
    assert store.image_bytes(image().id) is None
    today[0] += timedelta(days=30)
    store.run_maintenance()
    assert len(list((tmp_path / "bin").glob("*/*"))) == 1
    today[0] += timedelta(days=1)
    store.run_maintenance()
    assert not list((tmp_path / "bin").glob("*"))
    store.close()


def test_an_image_that_is_shown_again_comes_back(tmp_path: Path) -> None:
    for brought_back_by_sweep in (True, False):
        store = SqliteStore(tmp_path, lambda: TODAY)
        store.save_images([image()])
        store.run_maintenance()
        save(store, turn("c", "what?", 1.0, image()))
        if brought_back_by_sweep:
            store.run_maintenance()
            assert list((tmp_path / "pictures").glob("??/*"))
        assert store.image_bytes(image().id) == image().data
        store.delete(["c"])
        store.close()


def test_deleting_reaches_into_the_bin(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, lambda: TODAY)
    store.save_images([image()])
    store.run_maintenance()
    save(store, turn("c", "what?", 1.0, image()))
    store.delete(["c"])
    assert not list((tmp_path / "bin").glob("*/*"))
    store.close()


def test_nothing_is_swept_on_a_quiet_day(tmp_path: Path) -> None:
    begin_quiet_day(tmp_path, TODAY)
    today = [TODAY]
    store = SqliteStore(tmp_path, lambda: today[0])
    store.save_images([image()])
    store.run_maintenance()
    assert store.image_bytes(image().id) == image().data
    today[0] += timedelta(days=1)
    (tmp_path / f"before-{today[0].isoformat()}").mkdir()  # a backup was brought back
    store.run_maintenance()
    assert store.image_bytes(image().id) == image().data
    today[0] += timedelta(days=1)
    store.run_maintenance()
    assert store.image_bytes(image().id) is None
    store.close()


def test_nothing_is_swept_on_the_day_of_a_migration(tmp_path: Path) -> None:
    database.connect(tmp_path, MIGRATIONS[:-1]).close()
    today = [TODAY]
    store = SqliteStore(tmp_path, lambda: today[0])
    store.save_images([image()])
    store.run_maintenance()
    assert store.image_bytes(image().id) == image().data
    store.close()
    store = SqliteStore(tmp_path, lambda: today[0])  # once more on the same day
    store.run_maintenance()
    assert store.image_bytes(image().id) == image().data
    today[0] += timedelta(days=1)
    store.run_maintenance()
    assert store.image_bytes(image().id) is None
    store.close()
