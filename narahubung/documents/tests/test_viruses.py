"""ClamAV, where the operator runs one: a real socket and its real protocol."""

import socket
import socketserver
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from narahubung.complaints.models import Attachment, Complaint
from narahubung.documents import FileRefused, clean
from narahubung.documents.tests import corpus
from narahubung.documents.tests.clamd_server import running
from narahubung.documents.viruses import answers
from narahubung.portal.models import DraftFile

INFECTED = corpus.picture() + corpus.VIRUS_PATTERN


@pytest.fixture
def clamd(settings):
    with running(settings) as server:
        yield server


def refusal(raw):
    with pytest.raises(FileRefused) as refused:
        clean(BytesIO(raw), "foto.jpg")
    return refused.value.code


def test_a_healthy_file_is_taken_after_all_of_it_was_searched(clamd):
    sent = corpus.picture() + b"\x00" * 200_000
    assert clean(BytesIO(sent), "foto.jpg").checks == ("content", "viruses")
    assert clamd.seen == [sent]


def test_without_a_scanner_a_file_does_not_claim_to_have_been_searched():
    assert clean(BytesIO(corpus.picture()), "foto.jpg").checks == ("content",)


def test_an_infected_file_is_refused(clamd):
    assert refusal(INFECTED) == "virus"


def test_a_scanner_behind_a_socket_of_this_machine_is_asked_too(settings, tmp_path):
    kind = socketserver.ThreadingUnixStreamServer
    with running(settings, kind, str(tmp_path / "clamd.sock")):
        assert answers()
        assert refusal(INFECTED) == "virus"


def test_while_nobody_answers_no_file_is_taken(settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.CLAMD = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        assert refusal(corpus.picture()) == "unsearched"
        assert not answers()


@pytest.mark.parametrize("address", ["/tidak/ada.sock", "tcp://", "tcp://127.0.0.1:x", "omong"])
def test_a_wrong_address_takes_no_file_either(settings, address):
    settings.CLAMD = address
    assert refusal(corpus.picture()) == "unsearched"


@pytest.mark.parametrize(
    "said", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"", b"x" * 9000, b"stream: OK"]
)
def test_an_answer_that_is_none_takes_no_file(clamd, said):
    clamd.verdict = lambda _body: said
    assert refusal(corpus.picture()) == "unsearched"


def test_a_scanner_that_is_silent_is_not_waited_for_without_end(settings):
    settings.CLAMD_SECONDS = 0.2
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        assert refusal(corpus.picture()) == "unsearched"


@pytest.mark.parametrize("sent, sentence", [(INFECTED, "virus"), (corpus.picture(), "kosong")])
def test_a_refusal_stands_beside_the_field_and_the_words_are_kept(
    world, settings, tmp_path, clamd, sent, sentence
):
    settings.MEDIA_ROOT = tmp_path
    if sentence == "kosong":
        clamd.verdict = lambda _body: b""
        sentence = "mencari virus"
    photo = SimpleUploadedFile("foto.jpg", sent, "image/jpeg")
    answer = Client().post("/lapor/", {"text": "Antrean lima jam.", "files": photo})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page and "Antrean lima jam." in page
    assert not DraftFile.objects.exists() and not Attachment.objects.exists()
    assert not Complaint.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
