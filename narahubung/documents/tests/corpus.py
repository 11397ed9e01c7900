"""What people and programs really send: made anew for each test, nothing dangerous is stored."""

import zipfile
import zlib
from io import BytesIO

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

VIRUS_PATTERN = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
CANARY = "canary-7391"


def picture(kind="JPEG", size=(64, 48), mode="RGB", **options):
    body = BytesIO()
    Image.new(mode, size, 120).save(body, kind, **options)
    return body.getvalue()


def photo_with_a_place(kind="JPEG"):
    exif = Image.Exif()
    exif[0x010F] = CANARY
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)})
    extra = {"comment": CANARY.encode()} if kind == "JPEG" else {}
    if kind == "PNG":
        extra["pnginfo"] = PngInfo()
        extra["pnginfo"].add_text("Author", CANARY)
    return picture(kind, exif=exif, xmp=f"<x>{CANARY}</x>".encode(), icc_profile=b"", **extra)


def png_bomb(side):
    """A picture of one colour: some kilobytes that unfold to hundreds of megabytes."""
    raw = bytearray(picture("PNG", (1, 1), "L"))
    header = raw[12:16] + side.to_bytes(4, "big") * 2 + raw[24:29]
    raw[12:33] = header + zlib.crc32(header).to_bytes(4, "big")
    return bytes(raw)


def archive(inside=b"x"):
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("inside.txt", inside)
    return body.getvalue()


def written(pdf, **options):
    body = BytesIO()
    pdf.save(body, **options)
    return body.getvalue()


def jump():
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')")


def plain_pdf(pages=1):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


def armed_pdf(**options):
    """A PDF that tries everything: at opening, on its pages, in its fields, files and descriptions."""
    pdf = plain_pdf()
    page = pdf.pages[0]
    names = pikepdf.Name
    pdf.Root.OpenAction = jump()
    pdf.Root.AA = pikepdf.Dictionary(WC=jump())
    pdf.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=["a", pdf.make_indirect(jump())])
    )
    pdf.attachments["evil.exe"] = CANARY.encode()
    pdf.docinfo["/Author"] = CANARY
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [CANARY]
    page.AA = pikepdf.Dictionary(O=jump())
    launch = pikepdf.Dictionary(S=names.Launch, F=CANARY, Next=[jump()])
    link = {"Type": names.Annot, "Subtype": names.Link, "Rect": [0, 0, 9, 9]}
    page.Annots = [
        pikepdf.Dictionary(**link, A=launch),
        pdf.make_indirect(pikepdf.Dictionary(**link, A=pdf.make_indirect(launch))),
        pikepdf.Dictionary(**link | {"Subtype": names.FileAttachment}, FS=CANARY),
        pdf.make_indirect(pikepdf.Dictionary(**link | {"Subtype": names.RichMedia}, T=CANARY)),
        pikepdf.Dictionary(**link, A=pikepdf.Dictionary(S=names.URI, URI="https://example.org/")),
    ]
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pdf.make_stream(CANARY.encode()))
    return written(pdf, **options)


def pdf_bomb():
    """A PDF whose table of objects unfolds to 200 MB."""
    raw = written(plain_pdf(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    start = raw.index(b"/ObjStm")
    start = raw.index(b"stream\n", start) + len(b"stream\n")
    end = raw.index(b"\nendstream", start)
    packer = zlib.compressobj(9)
    bomb = zlib.decompress(raw[start:end]) + b" " * (200 * 1024 * 1024)
    return raw[:start] + packer.compress(bomb) + packer.flush() + raw[end:]
