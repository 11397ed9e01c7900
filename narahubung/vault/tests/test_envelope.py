import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung import vault
from narahubung.vault import keys

HERE = b"row 7"
same_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@same_folder
@given(plaintext=st.binary(max_size=5000), context=st.binary(max_size=50))
def test_what_was_sealed_opens_again(plaintext, context):
    wrapped = vault.new_data_key(context)
    assert vault.unseal(wrapped, vault.seal(wrapped, plaintext, context), context) == plaintext


@same_folder
@given(value=json_values)
def test_any_value_of_json_survives(value):
    wrapped = vault.new_data_key(HERE)
    assert vault.unseal_json(wrapped, vault.seal_json(wrapped, value, HERE), HERE) == value


@same_folder
@given(plaintext=st.binary(min_size=8, max_size=200))
def test_no_plaintext_and_no_key_shows_in_what_is_stored(plaintext):
    wrapped = vault.new_data_key(HERE)
    stored = wrapped + vault.seal(wrapped, plaintext, HERE)
    assert plaintext not in stored
    assert keys.newest_master()[1] not in stored


@same_folder
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_single_changed_bit_is_noticed(place, bit):
    wrapped = vault.new_data_key(HERE)
    sealed = bytearray(vault.seal(wrapped, b"the quick brown fox", HERE))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(vault.Tampered):
        vault.unseal(wrapped, bytes(sealed), HERE)


@pytest.mark.parametrize("place", range(65))
def test_a_changed_wrapped_key_never_opens(place):
    wrapped = bytearray(vault.new_data_key(HERE))
    sealed = vault.seal(bytes(wrapped), b"text", HERE)
    wrapped[place] ^= 1
    with pytest.raises((vault.Tampered, vault.KeyGone)):
        vault.unseal(bytes(wrapped), sealed, HERE)


def test_the_same_text_never_looks_the_same_twice():
    wrapped = vault.new_data_key(HERE)
    assert vault.seal(wrapped, b"text", HERE) != vault.seal(wrapped, b"text", HERE)


def test_a_value_copied_to_another_place_does_not_open():
    wrapped = vault.new_data_key(HERE)
    sealed = vault.seal(wrapped, b"text", HERE)
    with pytest.raises(vault.Tampered):
        vault.unseal(wrapped, sealed, b"row 8")


def test_the_key_of_one_thing_does_not_open_another():
    mine, other = vault.new_data_key(HERE), vault.new_data_key(HERE)
    with pytest.raises(vault.Tampered):
        vault.unseal(other, vault.seal(mine, b"text", HERE), HERE)


@pytest.mark.parametrize("cut", [0, 1, 12, 28])
def test_what_was_cut_short_is_refused(cut):
    wrapped = vault.new_data_key(HERE)
    sealed = vault.seal(wrapped, b"text", HERE)
    with pytest.raises(vault.Tampered):
        vault.unseal(wrapped, sealed[:cut], HERE)


def test_bytes_as_a_database_gives_them_open_too():
    wrapped = vault.new_data_key(HERE)
    sealed = vault.seal(memoryview(wrapped), b"text", HERE)
    assert vault.unseal(memoryview(wrapped), memoryview(sealed), HERE) == b"text"


@pytest.mark.parametrize("nothing", [b"", None, memoryview(b"")])
def test_without_its_key_a_value_is_gone(nothing):
    wrapped = vault.new_data_key(HERE)
    sealed = vault.seal(wrapped, b"text", HERE)
    with pytest.raises(vault.KeyGone):
        vault.unseal(nothing, sealed, HERE)


def test_a_new_master_key_seals_and_the_old_one_still_opens():
    old = vault.new_data_key(HERE)
    sealed = vault.seal(old, b"text", HERE)
    vault.new_master()

    assert not vault.is_under_newest(old)
    assert vault.is_under_newest(vault.new_data_key(HERE))
    assert vault.unseal(old, sealed, HERE) == b"text"


def test_after_rotation_the_old_master_key_may_be_destroyed(key_folder):
    old = vault.new_data_key(HERE)
    sealed = vault.seal(old, b"text", HERE)
    vault.new_master()
    new = vault.rewrap(old, HERE)
    (key_folder / "master-00000001.key").unlink()

    assert vault.is_under_newest(new)
    assert vault.unseal(new, sealed, HERE) == b"text"
    with pytest.raises(vault.KeyGone):
        vault.unseal(old, sealed, HERE)


def test_a_key_cannot_be_rewrapped_into_another_context():
    with pytest.raises(vault.Tampered):
        vault.rewrap(vault.new_data_key(HERE), b"row 8")
