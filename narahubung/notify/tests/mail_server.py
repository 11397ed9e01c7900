"""A mail server of forty lines, so that what a real one may do to us can be tried."""

import socketserver
import threading
import time


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        answers = self.server.answers
        self.say(answers.get("HELLO", "220 ready"))
        for line in self.rfile:
            verb = line[:4].decode("ascii", "replace").strip().upper()
            self.say(answers.get(verb, "354 go on" if verb == "DATA" else "250 yes"))
            if verb == "DATA" and "DATA" not in answers:
                self.take_mail(answers)
            if verb == "QUIT":
                return

    def take_mail(self, answers):
        lines = iter(self.rfile.readline, b".\r\n")
        mail = b"".join(lines).decode()
        answer = answers.get("END", "250 kept")
        if answer.startswith("250"):
            self.server.kept.append(mail)
        self.say(answer)

    def say(self, answer):
        if answer == "hang up":
            self.connection.shutdown(2)
        elif answer == "say nothing":
            time.sleep(1.5)
        else:
            self.wfile.write(answer.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers, self.kept = {}, []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """We hung up on it; that is what some tests are about."""

    def __exit__(self, *args):
        self.shutdown()
        super().__exit__(*args)
