"""What happens to regions, offices and code lists when their data change."""

from datetime import date

from narahubung.directory.loading import (
    DATA,
    facts_of_provinces,
    load_list,
    load_offices,
    load_regions,
    load_terms,
)
from narahubung.directory.lookups import terms
from narahubung.directory.models import OmbudsmanOffice, Region, Term

TODAY = date(2026, 11, 21)
THE_SAME = ("sp4n_lapor", "media")


def test_a_changed_name_is_updated_and_a_lost_code_is_closed(places):
    names = {code: r.name for code, r in places.items() if code != "64.71"}
    load_regions(names | {"64.01": "Paser Baru", "64.80": "Kota Baru"}, today=TODAY)

    assert Region.objects.get(code="64.01").pk == places["64.01"].pk
    assert Region.objects.get(code="64.01").name == "Paser Baru"
    assert Region.objects.get(code="64.71").valid_to == TODAY
    assert Region.objects.get(code="64.80").valid_from == TODAY
    assert Region.objects.get(code="64.80").parent == places["64"]
    assert Region.objects.get(code="64.02").valid_from is None


def test_a_code_that_comes_back_is_a_new_entry(places):
    names = {code: r.name for code, r in places.items()}
    load_regions({c: n for c, n in names.items() if c != "64.71"}, today=TODAY)
    load_regions(names, today=TODAY)

    assert Region.objects.filter(code="64.71").count() == 2
    assert Region.objects.in_force(on=TODAY).get(code="64.71").valid_from == TODAY


def test_phone_numbers_written_by_operators_stay(db):
    load_regions({code: "Provinsi" for code in facts_of_provinces()})
    load_offices()
    OmbudsmanOffice.objects.filter(code="BJM").update(phone="0511-137", seat="elsewhere")
    load_offices()

    office = OmbudsmanOffice.objects.get(code="BJM")
    assert (office.phone, office.seat) == ("0511-137", "Banjarmasin")


def test_the_classes_name_their_rules(db):
    load_terms()
    rules = {term.code: term.rule for term in terms("classification")}
    assert rules == {
        "complaint_supervisory": "agency.supervisory",
        "complaint_ordinary": "agency.non_supervisory",
        "aspiration": "agency.aspiration",
        "information_request": "agency.info_request",
        "whistle_blowing": "agency.supervisory",
    }


def test_every_list_is_there_in_two_languages(db):
    load_terms()
    lists = {path.stem for path in (DATA / "terms").glob("*.toml")}
    assert set(Term.objects.values_list("list", flat=True)) == lists > {"category", "remedy"}
    assert all(
        t.name_id and t.name_en and t.name_id != t.name_en or t.code in THE_SAME
        for t in Term.objects.all()
    )


def test_the_top_categories_are_those_of_sp4n(db):
    load_terms()
    tops = [term for term in terms("category") if term.parent is None]
    assert len(tops) == 31
    assert "Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat" in {t.name_id for t in tops}


def entry(code, name, **facts):
    return {"code": code, "id": name, "en": name + " (en)", **facts}


def test_better_words_keep_the_entry(db):
    load_list({"list": "remedy", "term": [entry("full", "Beres")]}, TODAY)
    kept = Term.objects.get()
    load_list({"list": "remedy", "term": [entry("full", "Sudah beres")]}, TODAY)

    kept.refresh_from_db()
    assert (kept.name_id, kept.valid_to, Term.objects.count()) == ("Sudah beres", None, 1)


def test_another_rule_makes_another_entry(db):
    load_list({"list": "classification", "term": [entry("a", "A", rule="old")]}, TODAY)
    load_list({"list": "classification", "term": [entry("a", "A", rule="new")]}, TODAY)

    old, new = Term.objects.order_by("pk")
    assert (old.rule, old.valid_to, new.rule, new.valid_from) == ("old", TODAY, "new", TODAY)
    assert list(Term.objects.of("classification", on=TODAY)) == [new]


def test_a_lost_entry_is_closed_and_not_offered(db):
    load_list({"list": "remedy", "term": [entry("a", "A"), entry("b", "B")]}, TODAY)
    load_list({"list": "remedy", "term": [entry("b", "B")]}, TODAY)

    assert Term.objects.get(code="a").valid_to == TODAY
    assert [t.code for t in Term.objects.of("remedy", on=TODAY)] == ["b"]
