"""Anybody's texts can be measured, in a database that is gone afterwards; a bad file gets a plain sentence."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from narahubung.patterns.measuring import summed
from narahubung.patterns.models import Gist

CORPUS = """id,text
a,"Jalan berlubang di depan pasar Sukamaju, dua orang jatuh"
b,"Obat hipertensi habis di puskesmas Kenanga"
c,"Sampah di TPS Mawar dua minggu tidak diangkut"
"""
QUERIES = """id,text,expected
1,"jln bolong dpn psr sukamaju, 2 org jatuh",a
2,"obat darah tinggi kosong pkm kenanga",b
3,"tps mawar numpuk ga diangkut",c
4,"kuota paspor habis",
"""


@pytest.fixture
def files(tmp_path):
    def write(corpus=CORPUS, queries=QUERIES):
        paths = tmp_path / "corpus.csv", tmp_path / "queries.csv"
        for path, text in zip(paths, (corpus, queries), strict=True):
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return paths

    return write


def evaluated(capsys, *paths):
    call_command("patterns", "evaluate", *map(str, paths))
    return json.loads(capsys.readouterr().out)


def test_the_measures_come_as_json_and_the_house_is_not_touched(db, files, capsys):
    before = set(connections)
    found = evaluated(capsys, *files())
    assert (found["corpus"], found["queries"]) == (3, 4)
    assert found["recall@1"] == found["recall@5"] == found["recall@10"] == 1
    assert 0 < found["p50_ms"] <= found["p95_ms"]
    assert not Gist.objects.exists() and set(connections) == before
    assert evaluated(capsys, *files()).keys() == found.keys()


def test_a_wrong_expectation_is_a_miss(db, files, capsys):
    found = evaluated(capsys, *files(queries="id,text,expected\n1,obat hipertensi,c\n"))
    assert found["recall@10"] == 0


def test_any_of_several_may_be_found(db, files, capsys):
    found = evaluated(capsys, *files(queries="id,text,expected\n1,obat hipertensi,c;b\n"))
    assert found["recall@1"] == 1


def test_hostile_texts_are_measured_like_others(db, files, capsys):
    big = "x" * 1_000_000
    corpus = f'{CORPUS}d,"{big}"\ne,"an\0tre\u200b ﷽ раypаl"\nf,\n'
    queries = f'{QUERIES}5,"{big}",d\n6,"antre",e\n7,"",f\n'
    found = evaluated(capsys, *files(corpus, queries))
    assert found["corpus"] == 6 and found["queries"] == 7


@pytest.mark.parametrize(
    "corpus, queries, sentence",
    [
        ("id,words\n1,x\n", QUERIES, "lacks the column text"),
        ("", QUERIES, "lacks the column id"),
        ("id,text\n", QUERIES, "has no rows"),
        (CORPUS, "id,text\n1,x\n", "lacks the column expected"),
        (CORPUS, "id,text,expected\n", "has no rows"),
        (CORPUS + "a,again\n", QUERIES, "the id 'a' stands there twice"),
        (CORPUS, "id,text,expected\n1,x,zz\n", "no text of the corpus has the id 'zz'"),
        (CORPUS, "id,text,expected\n1,x\n", "fewer columns"),
        (b"\xff\xfe\x00\x01", QUERIES, "is not UTF-8"),
    ],
)
def test_a_bad_file_gets_a_sentence(db, files, corpus, queries, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("patterns", "evaluate", *map(str, files(corpus, queries)))


def test_a_file_that_is_not_there_gets_a_sentence(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("patterns", "evaluate", str(tmp_path / "no.csv"), str(tmp_path))


def test_the_measures_are_counted_by_hand():
    tellings = [
        {"seconds": 0.01, "wanted": True, "rank": 1, "shown": [True, False]},
        {"seconds": 0.02, "wanted": True, "rank": 7, "shown": []},
        {"seconds": 0.03, "wanted": True, "rank": None, "shown": [False]},
        {"seconds": 0.04, "wanted": False, "rank": None, "shown": []},
    ]
    found = summed(tellings)
    assert (found["recall@1"], found["recall@5"], found["recall@10"]) == (0.3333, 0.3333, 0.6667)
    assert (found["shown"], found["precision_shown"]) == (3, 0.3333)
    assert (found["p50_ms"], found["p95_ms"]) == (20.0, 40.0)


def test_of_nothing_there_is_no_part():
    found = summed([])
    assert found["recall@1"] is None and found["p95_ms"] is None
