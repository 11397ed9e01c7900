import os
from concurrent.futures import ThreadPoolExecutor

from narahubung.vault import keys


def mode(path):
    return path.stat().st_mode & 0o777


def test_only_the_owner_may_read_the_keys(key_folder):
    previous = os.umask(0)
    try:
        keys.newest_master()
        keys.index_key()
    finally:
        os.umask(previous)

    assert mode(key_folder) == 0o700
    assert sorted(path.name for path in key_folder.iterdir()) == [
        "index.key",
        "master-00000001.key",
    ]
    assert {mode(path) for path in key_folder.iterdir()} == {0o600}


def test_a_key_is_made_once_even_when_many_start_at_once():
    with ThreadPoolExecutor(8) as pool:
        found = {future.result() for future in [pool.submit(keys.index_key) for _ in range(40)]}
    assert len(found) == 1
    assert len(found.pop()) == keys.KEY_BYTES


def test_keys_have_nothing_in_common():
    made = {keys.index_key(), keys.newest_master()[1], keys.new_master()[1], keys.new_master()[1]}
    assert len(made) == 4
    assert [number for number in range(5) if keys.master_name(number) in keys.keys_on_disk()] == [
        1,
        2,
        3,
    ]
