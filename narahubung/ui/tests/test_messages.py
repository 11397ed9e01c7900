import gettext

import pytest
from django.core.management import CommandError, call_command

from narahubung.ui import catalogues

CODE = """from django.utils.translation import gettext_lazy as _, ngettext, pgettext

LABEL = _("Received")
COUNT = ngettext("%(n)s file", "%(n)s files", 2)
MONTH = pgettext("month", "May")
"""
PAGE = """<p title="{% translate 'Next steps' %}">it's (odd
  {% blocktranslate trimmed with n=count %}
    {{ n }} of
    all
  {% endblocktranslate %}</p>{% badge _("Late") %}"""


@pytest.fixture
def app(tmp_path):
    folder = tmp_path / "sample"
    (folder / "templates/sample").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "labels.py").write_text(CODE)
    (folder / "templates/sample/page.html").write_text(PAGE)
    (folder / "tests/test_it.py").write_text('_("Left out")')
    return folder


def translate(folder, words):
    text = catalogues.po_path(folder).read_text()
    for english, indonesian in words.items():
        before, after = text.split(f'msgid "{english}"\n', 1)
        after = after.replace('""', f'"{indonesian}"', 1)
        text = f'{before}msgid "{english}"\n{after}'
    catalogues.po_path(folder).write_text(text)


def test_every_kind_of_string_is_found(app):
    found = {message.id for message in catalogues.gathered(app) if message.id}
    assert found == {
        "Received",
        ("%(n)s file", "%(n)s files"),
        "May",
        "Next steps",
        "%(n)s of all",
        "Late",
    }


def test_a_translation_is_kept_and_an_old_string_goes(app):
    catalogues.write(app)
    translate(app, {"Received": "Diterima", "Late": "Terlambat"})
    (app / "templates/sample/page.html").write_text("")
    catalogues.write(app)
    text = catalogues.po_path(app).read_text()
    assert "Diterima" in text and "Terlambat" not in text and "#~" not in text


def test_missing_names_each_string_without_indonesian(app):
    catalogues.write(app)
    translate(app, {"Received": "Diterima"})
    assert "sample: Late" in catalogues.missing([app])
    assert "sample: Received" not in catalogues.missing([app])


def test_writing_twice_changes_nothing(app):
    catalogues.write(app)
    first = catalogues.po_path(app).read_bytes()
    catalogues.write(app)
    assert catalogues.po_path(app).read_bytes() == first
    assert catalogues.stale([app]) == []


def test_a_catalogue_behind_its_code_is_stale(app):
    assert len(catalogues.stale([app])) == 1


def test_what_is_compiled_can_be_read(app):
    catalogues.write(app)
    translate(app, {"Received": "Diterima", "May": "Mei"})
    catalogues.compile_catalogue(app)
    with catalogues.po_path(app).with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Received") == "Diterima"
    assert words.pgettext("month", "May") == "Mei"


def test_the_check_fails_with_a_sentence_a_string(app, monkeypatch):
    monkeypatch.setattr(catalogues, "app_folders", lambda: [app])
    with pytest.raises(CommandError, match="no Indonesian: sample: Late"):
        call_command("messages", "--check")


def test_every_string_of_the_house_has_its_indonesian():
    assert catalogues.missing() == []


def test_no_catalogue_of_the_house_is_stale():
    assert catalogues.stale() == []


def test_a_call_without_words_of_its_own_is_passed_over():
    assert list(catalogues.calls_in("_(label)\n_('Open')")) == [("Open", None)]


def test_the_same_words_have_one_indonesian_in_the_whole_house():
    """Django keeps one translation of one string, so a second one would be seen nowhere."""
    said = {}
    for folder in catalogues.app_folders():
        for message in catalogues.current(folder):
            words = message.id if isinstance(message.id, str) else message.id[0]
            if words:
                said.setdefault((words, message.context), set()).add(str(message.string))
    assert not {words: found for words, found in said.items() if len(found) > 1}
