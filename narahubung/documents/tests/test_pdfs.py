"""What a PDF may bring along beside its pages, one thing at a time, each in a file made for it."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from narahubung.documents import FileRefused, clean
from narahubung.documents.pdfs import DAMAGED
from narahubung.documents.tests.corpus import CANARY, jump, plain_pdf, written


def rectangle(**more):
    return Dictionary(Type=Name.Annot, Rect=[0, 0, 90, 20], **more)


def link(action):
    return rectangle(Subtype=Name.Link, A=action)


def page_with(make, **more):
    """A thing belongs to the file that it was made for, so it is made anew for each."""

    def build(pdf):
        thing = make(Dictionary(**more)) if make is link else make(**more)
        pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(thing)]))

    return build


def opens_with_script(pdf):
    pdf.Root.OpenAction = jump()


def named_script(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", pdf.make_indirect(jump())]))


def script_in_a_stream(pdf):
    script = pdf.make_stream(f"app.alert('{CANARY}')".encode())
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=script))


def script_of_a_page(pdf):
    pdf.pages[0].AA = Dictionary(O=jump(), C=jump())


def script_after_a_jump(pdf):
    first = Dictionary(S=Name.GoTo, D=[pdf.pages[0].obj, Name.Fit], Next=Array([jump()]))
    pdf.pages[0].Annots = Array([link(first)])


def script_behind_a_bookmark(pdf):
    item = pdf.make_indirect(Dictionary(Title="x", A=jump()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def attached_file(pdf):
    pdf.attachments["tagihan.exe"] = CANARY.encode()


def portfolio(pdf):
    attached_file(pdf)
    pdf.Root.Collection = Dictionary(View=Name.D)


def described(pdf):
    pdf.docinfo["/Author"] = CANARY
    pdf.docinfo["/Producer"] = CANARY


def described_in_xmp(pdf):
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [CANARY]


def described_on_a_page(pdf):
    pdf.pages[0].Metadata = pdf.make_stream(f"<x>{CANARY}</x>".encode())
    pdf.pages[0].PieceInfo = Dictionary(App=Dictionary(Private=CANARY))


def xfa_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=[], XFA=pdf.make_stream(CANARY.encode()))


def form_that_calculates(pdf):
    field = pdf.make_indirect(
        rectangle(
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="a",
            V="",
            AA=Dictionary(K=jump()),
            P=pdf.pages[0].obj,
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=[field], CO=[field])


ARMED = {
    "script at opening": opens_with_script,
    "named script": named_script,
    "script in a stream": script_in_a_stream,
    "script of a page": script_of_a_page,
    "script after a jump": script_after_a_jump,
    "script behind a bookmark": script_behind_a_bookmark,
    "starts a program": page_with(link, S=Name.Launch, F=CANARY),
    "leads to another site": page_with(link, S=Name.URI, URI=f"https://{CANARY}.id"),
    "sends a form": page_with(link, S=Name.SubmitForm, F=CANARY),
    "leads into another file": page_with(link, S=Name.GoToR, F=CANARY),
    "leads into a file inside": page_with(link, S=Name.GoToE, F=CANARY),
    "file on a page": page_with(rectangle, Subtype=Name.FileAttachment, FS=CANARY),
    "film": page_with(rectangle, Subtype=Name.Movie, T=CANARY),
    "rich media": page_with(rectangle, Subtype=Name.RichMedia, T=CANARY),
    "screen": page_with(rectangle, Subtype=Name.Screen, T=CANARY),
    "attached file": attached_file,
    "portfolio": portfolio,
    "description": described,
    "description in XMP": described_in_xmp,
    "description of a page": described_on_a_page,
    "XFA form": xfa_form,
    "form that calculates": form_that_calculates,
}
PACKED = {
    "plain": {},
    "object streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "linear": {"linearize": True},
}


def armed(build, **options):
    pdf = plain_pdf()
    build(pdf)
    return written(pdf, **options)


def unfolded(raw):
    """Return a PDF with nothing packed, so that a word in it can be found."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        level = pikepdf.StreamDecodeLevel.generalized
        return written(pdf, qdf=True, stream_decode_level=level, compress_streams=False)


def cleaned(raw):
    return clean(BytesIO(raw), "surat.pdf").body


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("name", ARMED)
def test_what_acts_hides_or_tells_is_gone_and_the_page_stays(name, packed):
    raw = armed(ARMED[name], **PACKED[packed])
    assert CANARY.encode() in unfolded(raw)

    body = cleaned(raw)
    assert CANARY.encode() not in unfolded(body)
    with pikepdf.open(BytesIO(body)) as pdf:
        assert len(pdf.pages) == 1
        assert "/AcroForm" not in pdf.Root and "/Info" not in pdf.trailer


def test_what_was_filled_into_a_form_is_printed_on_the_page():
    pdf = plain_pdf()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    field = pdf.make_indirect(
        rectangle(
            Subtype=Name.Widget, FT=Name.Tx, T="a", V="Antrean lima jam", DA="/Helv 12 Tf 0 g", F=4
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(
        Fields=[field], DR=Dictionary(Font=Dictionary(Helv=font)), NeedAppearances=True
    )
    body = unfolded(cleaned(written(pdf)))
    assert b"Antrean lima jam" in body
    assert b"/Widget" not in body


def test_a_page_that_unfolds_without_end_is_not_unfolded_by_us():
    pdf = plain_pdf()
    packed = zlib.compress(b" " * 300_000_000, 9)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
    raw = written(pdf, compress_streams=True)
    assert len(raw) < 1_000_000
    assert len(cleaned(raw)) < 1_000_000


@pytest.mark.parametrize("depth", [600, 100_000])
def test_a_nest_without_end_is_refused_or_survived(depth):
    nest = b"[" * depth + b"]" * depth
    raw = b"%PDF-1.7\n1 0 obj\n" + nest + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    with pytest.raises(FileRefused) as refused:
        cleaned(raw)
    assert refused.value.code in ("damaged", "pages")
    assert RuntimeError in DAMAGED


def test_pages_that_go_round_in_a_ring_are_refused():
    raw = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(FileRefused):
        cleaned(raw)
