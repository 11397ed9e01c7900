"""Texts out of a small vocabulary, in which words are as common and as rare as in real ones."""

import random
from itertools import accumulate

EVERYWHERE, TENTH, RARE = "mohon", "antrean", "jembatan"
RARE_EVERY = 2_000
WORDS = """
jalan rusak berlubang lampu mati air bersih tidak mengalir sudah tiga hari warga keluhan petugas loket
pelayanan lambat surat keterangan kartu keluarga akta kelahiran ktp puskesmas obat habis dokter belum datang
perawat ruang tunggu nomor panggilan bayar pungutan biaya retribusi parkir pasar sampah menumpuk bau
selokan banjir hujan kemarin malam rt rw desa kecamatan kabupaten dinas kantor tutup jam kerja sekolah
guru siswa seragam zonasi pendaftaran daring aplikasi gagal masuk berkas ditolak alasan jelas bantuan sosial
penerima data salah nama alamat pindah domisili listrik padam meteran tagihan naik angkutan terminal
trayek rambu lalu lintas polisi tilang tanah sertifikat sengketa batas izin usaha bangunan mendirikan
tetangga bising ternak anjing liar taman lapangan rumput tinggi pohon tumbang kabel putus internet sinyal
bpjs kepesertaan nonaktif rujukan rumah sakit kamar penuh ambulans lama menunggu hasil pemeriksaan ibu
hamil anak balita imunisasi posyandu lansia difabel kursi roda toilet kotor mushola kantin mahal harga
sembako gas elpiji langka pupuk subsidi petani irigasi nelayan solar pelabuhan kapal jadwal terlambat
""".split()
WEIGHTS = list(accumulate(1 / (place + 4) for place in range(len(WORDS))))


def text_of(number: int, dice: random.Random, length: int = 36) -> str:
    words = dice.choices(WORDS, cum_weights=WEIGHTS, k=length)
    words[0] = EVERYWHERE
    if number % 10 == 3:
        words[5] = TENTH
    if number % RARE_EVERY == 7:
        words[9] = RARE
    return " ".join(words).capitalize() + "."
