from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from narahubung.ui.samples import SampleForm

WRONG = {"story": "", "reach": "sari(at)", "date": "2026-13-40"}


def test_an_error_stands_beside_its_field_and_is_read_with_it():
    html = SampleForm(WRONG)["story"].as_field_group()
    assert 'id="id_story_error"' in html
    assert "Ceritakan apa yang terjadi. Satu kalimat pun boleh." in html
    assert 'aria-describedby="id_story_helptext id_story_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_without_error_says_nothing_of_it():
    html = SampleForm()["story"].as_field_group()
    assert "error" not in html and "aria-invalid" not in html


def test_what_was_typed_is_kept():
    assert 'value="sari(at)"' in SampleForm(WRONG)["reach"].as_field_group()


def test_choices_are_cards_with_a_sentence():
    html = SampleForm()["secrecy"].as_field_group()
    assert html.count('class="choice"') == 3
    assert "Petugas instansi melihat nama Anda." in html
    assert "<legend>" in html


def test_an_empty_field_that_may_stay_empty_says_so():
    assert "(boleh dikosongkan)" in SampleForm()["reach"].as_field_group()
    assert "(boleh dikosongkan)" not in SampleForm()["story"].as_field_group()


def test_a_date_is_given_to_the_browser_in_its_own_form():
    html = SampleForm({"date": "2026-03-27"})["date"].as_field_group()
    assert 'type="date"' in html and 'value="2026-03-27"' in html


def test_a_whole_form_begins_with_what_it_still_needs():
    html = str(SampleForm(WRONG))
    assert html.index("Belum terkirim") < html.index('id="id_story"')
    assert 'href="#id_secrecy"' in html and 'id="id_secrecy"' in html


def test_several_files_are_cleaned_one_by_one():
    files = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"")]
    assert SampleForm().fields["proof"].clean(files[:1]) == files[:1]
    form = SampleForm({}, MultiValueDict({"proof": files}))
    form.is_valid()
    assert "proof" in form.errors
