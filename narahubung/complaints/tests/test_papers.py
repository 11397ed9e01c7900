"""What is attached: the cleaned copy is shown, the original is kept sealed."""

import io

from PIL import Image

from narahubung.complaints.models import Attachment
from narahubung.documents import clean


def photo():
    body = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rumah-sari"
    Image.new("RGB", (40, 30), "teal").save(body, "JPEG", exif=exif)
    return body.getvalue()


def test_the_original_is_kept_sealed_and_the_copy_has_lost_its_data(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sent = photo()
    world.submit(files=[clean(io.BytesIO(sent), "loket.jpg")])
    paper = Attachment.objects.get()

    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"rumah-sari" in sent
    assert b"rumah-sari" not in on_disk
    assert paper.unsealed_original() == sent
