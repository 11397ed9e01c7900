"""A complaint lands at the wrong agency, is offered to the right one, and is taken over and answered there."""

from tests.journeys.people import NEWS

TEXT = "KTP saya belum jadi sejak Agustus, padahal dijanjikan dua minggu."
REGISTRY = "Dinas Kependudukan dan Pencatatan Sipil"


def test_a_complaint_is_passed_on_accepted_and_answered(town, sari, rina, dewi):
    sari.complains(text=TEXT, title="KTP belum jadi")
    town.told()
    dewi.sees_nothing_of(sari)

    town.on("2026-11-03")
    rina.begins_to_check(sari)
    rina.passes_on_to(sari, REGISTRY).shows("Ditawarkan ke instansi lain")
    assert town.told() == {
        "sari": [NEWS],
        "dewi": ["Sebuah pengaduan ditawarkan ke instansi Anda"],
    }
    sari.looks().shows("Ditawarkan ke instansi lain", f"Sekarang di {REGISTRY}")
    # The name stays with the first agency until the other has taken over.
    dewi.reads(sari, "offered").shows(TEXT).hides("Sari Melati", "sari@example.org")

    town.on("2026-11-04")
    dewi.takes_over(sari)
    assert town.told() == {"sari": [NEWS]}
    dewi.reads(sari).shows("Sari Melati", "3 hari kerja sejak Rabu 4 November 2026")
    rina.sees_nothing_of(sari)
    sari.looks().shows(f"Sekarang di {REGISTRY}", "dipegang Dewi Lestari")

    dewi.gives_to(sari, REGISTRY, about="Kependudukan")
    joko = town.appoints("joko", "Joko Susilo", "liaison", "disdukcapil")
    joko.accepts(sari)
    joko.answers(sari, "KTP Anda sudah dicetak dan dapat diambil.")
    town.told()
    town.on("2026-11-06")
    sari.confirms().shows("Anda memastikan sudah selesai")
    said = ["Menurut pelapor masalahnya sudah selesai"]
    assert town.told() == {"dewi": said, "joko": said}
    town.every_chain_verifies()


def test_an_offer_is_declined_and_comes_back(town, sari, rina, dewi):
    sari.complains(text=TEXT, title="KTP belum jadi")
    town.told()
    rina.begins_to_check(sari)
    rina.passes_on_to(sari, REGISTRY)
    town.told()

    town.on("2026-11-04")
    dewi.declines(sari, "Ini tentang kartu peserta, bukan KTP.")
    assert town.told() == {"rina": ["Penawaran Anda ditolak"]}
    dewi.sees_nothing_of(sari)
    rina.reads(sari).shows("Ditolak instansi lain", "Ini tentang kartu peserta, bukan KTP.")
    page = sari.looks().shows("Instansi lain tidak menerimanya", "Sekarang di Dinas Kesehatan")
    page.hides("Ini tentang kartu peserta")
    town.every_chain_verifies()
