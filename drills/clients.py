"""People at their browsers: they file, they take steps, and if the line breaks they send the same again."""

import http.client
import json
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

from django.core.signing import TimestampSigner, b62_encode

from narahubung.portal import stamps

FORM = "application/x-www-form-urlencoded"
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
NUMBER = re.compile(r"\b\d{4}-\d{2}-[0-9A-Z]{5}-[0-9A-Z]\b")
CSRF = "drill0drill0drill0drill0drill0dr"
PATIENCE = 60
PAUSE = 0.1


class Cut(Exception):
    """No answer came, or none that says what became of it."""


class Refused(Exception):
    """The house answered otherwise than it must."""


@dataclass
class Answer:
    status: int
    headers: object
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def passed(self) -> list[str]:
        return json.loads(self.headers["X-Drill-Passed"])


@dataclass
class Browser:
    """One person's browser. Each has an address of its own, so that nobody is told to slow down."""

    address: str
    cookies: dict = field(default_factory=dict)

    def ask(self, port, method, path, body=None, kind=FORM, kill=0) -> Answer:
        """Send a request and return its answer; raises Cut if the line breaks or the house is down."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request(method, path, body, self.headers(body, kind, kill))
            read = connection.getresponse()
            answer = Answer(read.status, read.headers, read.read())
        except (OSError, http.client.HTTPException) as error:
            raise Cut(repr(error)) from error
        finally:
            connection.close()
        if answer.status >= 500:
            raise Cut(f"{method} {path}: {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _eq, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def headers(self, body, kind, kill):
        self.cookies.setdefault("csrf", CSRF)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        found = {"Cookie": cookies, "X-Forwarded-For": self.address, "X-CSRFToken": CSRF}
        if body is not None:
            found["Content-Type"] = kind
        if kill:
            found["X-Drill"] = str(kill)
        return found


class Aged(TimestampSigner):
    """Signs as if five seconds ago, because no person may send a form shown three seconds ago."""

    def timestamp(self):
        return b62_encode(int(time.time()) - 5)


aged = Aged(salt="portal.form")


class Filing:
    """One complaint of one person, on its way from the empty form to its receipt."""

    def __init__(self, number, photo=None):
        self.mark = f"surat {uuid4().hex}"
        self.browser = Browser(f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
        self.photo = photo
        self.token = self.reference = ""
        self.sent = self.cuts = 0
        self.acknowledged = False

    def form(self, port):
        page = self.browser.ask(port, "GET", "/lapor/")
        self.token = stamps.token_of(STAMP.search(page.text)[1])

    def preview(self, port, kill=0):
        """Look at it once, which keeps the photo with the form."""
        files = {"files": ("bukti.png", self.photo)} if self.photo else {}
        body, kind = multipart(self.fields(), files)
        return self.expect(self.browser.ask(port, "POST", "/lapor/", body, kind, kill), 200)

    def send(self, port, kill=0):
        self.sent += 1
        body = urlencode({**self.fields(), "step": "send"})
        answer = self.browser.ask(port, "POST", "/lapor/", body, kill=kill)
        self.expect(answer, 303)
        self.acknowledged = True
        return answer

    def receipt(self, port):
        answer = self.browser.ask(port, "GET", "/lapor/tanda-terima/")
        self.reference = NUMBER.search(self.expect(answer, 200).text)[0]

    def fields(self):
        return {
            "stamp": aged.sign(self.token),
            "text": f"Loket tutup sebelum dipanggil, {self.mark}.",
            "title": "Antrean lima jam",
            "agency": self.agency,
            "shield": "open",
            "name": "Sari Melati",
            "phone": "0812-5555-0101",
            "email": "sari@example.org",
        }

    agency = 0

    @staticmethod
    def expect(answer, status):
        if answer.status != status:
            raise Refused(f"the form: {answer.status}, not {status}")
        return answer

    def whole(self, port):
        """Do all of it, each request again until it is answered."""
        for deed in (self.form, self.preview, self.send, self.receipt):
            self.cuts += insist(deed, port)


class Step:
    """One step that an officer takes on a file."""

    def __init__(self, officer: Browser, reference, name, fields=None, files=None):
        self.officer, self.reference, self.name = officer, reference, name
        self.fields, self.files = fields or {}, files or {}
        self.sent = self.cuts = 0
        self.acknowledged = False

    def take(self, port, kill=0):
        """Press the button. Who presses again after a cut may find the step taken already: that is 409 or 404."""
        self.sent += 1
        body, kind = multipart(self.fields, self.files)
        path = f"/work/{self.reference}/{self.name}/"
        answer = self.officer.ask(port, "POST", path, body, kind, kill)
        if answer.status != 302 and not (self.sent > 1 and answer.status in (404, 409)):
            raise Refused(f"{self.name} of {self.reference}: {answer.status}")
        self.acknowledged = True
        return answer

    def whole(self, port):
        self.cuts += insist(self.take, port)


class Upload:
    """A spreadsheet that a manager brings in."""

    def __init__(self, officer, agency, sheet: bytes):
        self.officer, self.agency, self.sheet = officer, agency, sheet
        self.sent = self.cuts = 0
        self.acknowledged = False

    def send(self, port, kill=0):
        self.sent += 1
        files = {"file": ("laporan.csv", self.sheet)}
        body, kind = multipart({"agency": self.agency}, files)
        answer = self.officer.ask(port, "POST", "/lapor-exchange/import/", body, kind, kill)
        if answer.status != 302:
            raise Refused(f"import: {answer.status}")
        self.acknowledged = True
        self.pk = int(answer.headers["Location"].rstrip("/").rpartition("/")[2])
        return answer

    def whole(self, port):
        self.cuts += insist(self.send, port)


def insist(deed, port) -> int:
    """Do it again until it is answered; return how often the line broke."""
    until, cuts = time.monotonic() + PATIENCE, 0
    while True:
        try:
            deed(port)
            return cuts
        except Cut:
            cuts += 1
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE * random.uniform(0.5, 1.5))


def multipart(fields, files):
    """Return body and kind of a form with files."""
    edge = uuid4().hex
    parts = [head(edge, f'name="{name}"') + str(value).encode() for name, value in fields.items()]
    for name, (filename, data) in files.items():
        parts.append(head(edge, f'name="{name}"; filename="{filename}"') + data)
    body = b"\r\n".join([*parts, f"--{edge}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={edge}"


def head(edge, disposition):
    return f"--{edge}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode()
