"""A small SMTP server written from the RFCs alone; --break NAME breaks one requirement."""
import argparse
import base64
import binascii
import os
import re
import socketserver
import ssl
import uuid

from grammar import VERBS, Grammar, Refused

HOST, DOMAIN, LIMIT = "mx.example.test", "example.test", 100_000
USERS = {"alice": "secret", "bob": "hunter2"}
ENDS = {
    "lf-dot-lf": b"\n.\n",
    "lf-dot-crlf": b"\n.\r\n",
    "crlf-dot-lf": b"\r\n.\n",
    "cr-dot-cr": b"\r.\r",
    "cr-dot-crlf": b"\r.\r\n",
}


class Closed(Exception):
    """The connection is over."""


class Session:
    def __init__(self, connection, options):
        self.connection, self.options = connection, options
        self.grammar = Grammar(options.broken)
        self.breaks = self.grammar.breaks
        self.input = b""
        self.tls = False
        self.errors = 0
        self.forget()

    def forget(self):
        """As at the greeting (RFC 3207 §4.2)."""
        self.hello, self.extended, self.user = None, False, None
        self.reset()

    def reset(self):
        self.sender, self.recipients = None, []
        self.utf8, self.binary, self.chunks, self.chunk_failed = False, False, None, False

    # Octets

    def fill(self):
        octets = self.connection.recv(65536)
        if not octets:
            raise Closed()
        self.input += octets

    def until(self, end, limit):
        """The octets in front of `end`; None if there were more than `limit`."""
        dropped = False
        while end not in self.input:
            if len(self.input) > limit:
                if self.breaks("long-line-cut"):
                    line, self.input = self.input[:limit], self.input[limit:]
                    return line
                dropped, self.input = True, self.input[-(len(end) - 1) :]
            self.fill()
        line, _, self.input = self.input.partition(end)
        return None if dropped or len(line) > limit else line

    def line(self):
        if self.breaks("cr-ends-line"):
            while b"\r" not in self.input:
                self.fill()
            line, _, self.input = self.input.partition(b"\r")
            return line.lstrip(b"\n")
        line = self.until(b"\r\n", 400 if self.breaks("line-400") else 2000)
        if line is not None and self.breaks("nul-dropped"):
            line = line.replace(b"\0", b"")
        if line is not None and self.breaks("cr-dropped"):
            line = line.replace(b"\r", b"")
        return line

    def exactly(self, count):
        while len(self.input) < count:
            self.fill()
        octets, self.input = self.input[:count], self.input[count:]
        return octets

    def content(self):
        """Up to CRLF.CRLF, the CRLF of DATA included; transparency undone."""
        self.input = b"\r\n" + self.input
        end = ENDS.get(self.options.broken, b"\r\n.\r\n")
        while end not in self.input and b"\r\n.\r\n" not in self.input:
            self.fill()
        if end not in self.input:
            end = b"\r\n.\r\n"
        text, _, self.input = self.input.partition(end)
        lines = (text + b"\r\n")[2:].split(b"\r\n")
        if self.breaks("dots-kept"):
            return b"\r\n".join(lines)
        if self.breaks("all-dots-removed"):
            return b"\r\n".join(line.lstrip(b".") for line in lines)
        return b"\r\n".join(line[1:] if line[:1] == b"." else line for line in lines)

    def say(self, code, enhanced, *lines):
        self.errors += code // 100 == 5
        prefix = f"{enhanced} " if enhanced else ""
        for number, line in enumerate(lines, 1):
            last = number == len(lines)
            between = " " if last or self.breaks("lines-spaced") else "-"
            shown = code + 1 if self.breaks("codes-differ") and not last else code
            end = "\n" if self.breaks("reply-lf") else "\r\n"
            self.connection.sendall(f"{shown}{between}{prefix}{line}{end}".encode())
        if self.breaks("group-lost"):
            self.input = b""

    # The session

    def run(self):
        greeting = f"{250 if self.breaks('greeting-250') else 220} {HOST} ready\r\n".encode()
        self.connection.sendall(greeting * (2 if self.breaks("greeting-twice") else 1))
        while self.answer(self.line()) and self.errors < 30:
            pass
        if self.errors >= 30:
            self.say(421, "4.7.0", f"{HOST} too many errors")
        while self.breaks("quit-stays-open"):
            self.fill()

    def answer(self, line):
        """False when the session is over."""
        try:
            text = (line or b"\0").decode()
        except UnicodeDecodeError:
            text = "\0"
        verb, _, argument = text.partition(" ")
        known = verb if self.breaks("verb-case") else verb.upper() if verb.isascii() else ""
        if known not in VERBS:
            if self.breaks("unknown-closes"):
                return False
            if not self.breaks("unknown-unanswered"):
                self.say(250 if self.breaks("unknown-taken") else 500, "5.5.1", "unknown")
            if self.breaks("unknown-answered-twice"):
                self.say(500, "5.5.1", "unknown")
            return True
        try:
            if self.chunks is not None and known in ("MAIL", "RCPT", "DATA") and not self.breaks("data-behind-bdat"):
                raise Refused(503, "5.5.1", "chunks are under way")
            return getattr(self, known.lower())(argument.rstrip(" ")) is not False
        except Refused as refused:
            if self.breaks("error-resets"):
                self.reset()
            self.say(*refused.reply)
            return True

    def require(self, condition, code, enhanced, text, *unless):
        if not condition and self.options.broken not in unless:
            raise Refused(code, enhanced, text)

    def no_argument(self, argument):
        self.require(not argument, 501, "5.5.4", "no argument")

    # Commands

    def helo(self, name):
        self.require(not self.breaks("helo-unknown"), 502, "5.5.1", "no HELO")
        self.require(name, 501, "5.5.4", "a name")
        if not self.breaks("helo-keeps"):
            self.reset()
        self.hello, self.extended = name, False
        self.say(250, None, HOST, *(["SIZE"] if self.breaks("helo-extensions") else []))

    def ehlo(self, name):
        if not (self.grammar.domain(name) or re.fullmatch(r"[\w.-]+|\[.*\]", name, re.A)):
            if self.breaks("bad-ehlo-resets"):
                self.reset()
            if self.breaks("bad-ehlo-forgets"):
                self.forget()
            raise Refused(501, "5.5.4", "a name")
        kept = self.recipients if self.breaks("ehlo-keeps-recipients") else []
        if not self.breaks("ehlo-keeps"):
            self.reset()
        self.recipients = self.recipients or kept
        self.hello, self.extended = name, True
        size = f"SIZE={LIMIT}" if self.breaks("size-equals") else f"SIZE {LIMIT}"
        keywords = [size, "PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8", "CHUNKING", "BINARYMIME", "DSN"]
        if self.breaks("smtputf8-alone"):
            keywords.remove("8BITMIME")
        if self.options.certificate and (not self.tls or self.breaks("starttls-inside-tls")):
            keywords.append("STARTTLS")
        self.say(250, None, HOST, *keywords, "EXPN", "HELP", "AUTH PLAIN LOGIN")

    def mail(self, argument):
        path, given = self.grammar.path(argument, "FROM:")
        self.require(self.hello, 503, "5.5.1", "EHLO first")
        if self.sender is not None and self.breaks("nested-mail-resets"):
            self.reset()
            raise Refused(503, "5.5.1", "nested")
        self.require(self.sender is None, 503, "5.5.1", "nested")
        known = {"SIZE", "BODY", "SMTPUTF8", "RET", "ENVID", "AUTH"} if self.extended else set()
        self.require(given.keys() <= known, 555, "5.5.4", "unknown parameter")
        self.require(given.get("SMTPUTF8") is None, 501, "5.5.4", "SMTPUTF8 has no value")
        utf8 = "SMTPUTF8" in given
        sender = "@".join(self.grammar.mailbox(path, utf8)) if path else ""
        self.require(path or not self.breaks("null-refused"), 553, "5.1.7", "no sender")
        if "SIZE" in given:
            self.require(re.fullmatch("[0-9]{1,20}", given["SIZE"] or ""), 501, "5.5.4", "SIZE=number")
            bits = {"size-32-bits": 32, "size-64-bits": 64}.get(self.options.broken, 80)
            self.require(int(given["SIZE"]) % 2**bits <= LIMIT, 552, "5.3.4", "too big")
            self.require(not self.breaks("size-zero") or int(given["SIZE"]), 501, "5.5.4", "SIZE=number")
        if "BODY" in given:
            bodies = ["7BIT", "8BITMIME", "BINARYMIME"][1 if self.breaks("7bit-refused") else 0 :]
            value = given["BODY"] or ""
            self.require(not self.breaks("body-case") or value in bodies, 501, "5.5.4", "no such value")
            self.grammar.one_of(value, bodies)
        if "RET" in given and not self.breaks("ret-unchecked"):
            self.grammar.one_of(given["RET"], ["FULL", "HDRS"])
        if "ENVID" in given:
            self.require(not self.breaks("envid-refused"), 555, "5.5.4", "unknown parameter")
            self.grammar.xtext(given["ENVID"])
        if "AUTH" in given:
            self.require(not self.breaks("auth-parameter-refused"), 555, "5.5.4", "unknown parameter")
            self.grammar.xtext(given["AUTH"])
        self.sender, self.utf8, self.binary = sender, utf8, (given.get("BODY") or "").upper() == "BINARYMIME"
        self.say(250, "2.1.0", "sender taken")

    def rcpt(self, argument):
        path, given = self.grammar.path(argument, "TO:")
        self.require(self.sender is not None, 503, "5.5.1", "MAIL first", "rcpt-without-mail")
        known = {"NOTIFY", "ORCPT"} if self.extended else set()
        self.require(given.keys() <= known, 555, "5.5.4", "unknown parameter")
        if "NOTIFY" in given:
            value = given["NOTIFY"] or ""
            words = value.split(",") if self.breaks("notify-case") else value.upper().split(",")
            valid = set(words) <= {"SUCCESS", "FAILURE", "DELAY"} or words == ["NEVER"]
            self.require(valid and not (self.breaks("notify-one") and len(words) > 1), 501, "5.5.4", "no such value")
        if "ORCPT" in given:
            kind, semicolon, address = (given["ORCPT"] or "").partition(";")
            self.require(kind and semicolon, 501, "5.5.4", "ORCPT=type;address")
            self.require(not self.breaks("orcpt-encoded-refused") or "+" not in address, 501, "5.5.4", "ORCPT")
            self.grammar.xtext(address)
        if path == "Postmaster" or path.upper() == "POSTMASTER" and not self.breaks("postmaster-case"):
            path = f"postmaster@{DOMAIN}"
        local, domain = self.grammar.mailbox(path, self.utf8)
        if self.breaks("quoted-at-is-domain"):
            domain = local.rpartition("@")[2] if "@" in local else domain
            local = local.partition("@")[0]
        own = DOMAIN if self.breaks("domain-case") else DOMAIN.lower()
        self.require((domain if self.breaks("domain-case") else domain.lower()) == own, 550, "5.7.1", "no relay")
        self.require(local.lower() in [*USERS, "postmaster"], 550, "5.1.1", "no such user")
        most = {"one-recipient": 1, "fifty-recipients": 50}.get(self.options.broken, 1000)
        self.require(len(self.recipients) < most, 452, "4.5.3", "too many")
        self.recipients.append(local)
        self.say(250, "2.1.5", "recipient taken")

    def data(self, argument):
        self.no_argument(argument)
        self.require(self.recipients, 503, "5.5.1", "RCPT first", "data-without-rcpt")
        self.require(self.sender is not None or self.recipients, 503, "5.5.1", "MAIL first")
        self.require(not self.binary, 503, "5.5.1", "BINARYMIME needs BDAT", "binary-by-data")
        self.say(250 if self.breaks("data-250") else 354, None, "end with CRLF.CRLF")
        self.finish(self.content())
        return not self.breaks("message-closes")

    def bdat(self, argument):
        match = re.fullmatch(r"([0-9]{1,20})( [Ll][Aa][Ss][Tt])?", argument)
        if not match:
            self.chunk_failed = self.sender is not None and self.recipients
        self.require(match, 501, "5.5.4", "BDAT count [LAST]")
        count = int(match[1]) % (2**32 if self.breaks("bdat-32-bits") else 2**80)
        allowed = self.sender is not None and self.recipients and not self.chunk_failed
        if not self.breaks("bdat-octets-run") or allowed:
            if count > 100 * LIMIT:
                self.say(552, "5.3.4", "too big")
                return False
            octets = self.exactly(count)
        self.require(allowed, 503, "5.5.1", "no transaction")
        if self.breaks("bdat-dots-removed"):
            octets = re.sub(rb"(?m)^\.", b"", octets)
        self.chunks = (self.chunks or b"") + octets
        self.chunk_failed = len(self.chunks) > LIMIT
        if match[2]:
            return self.finish(self.chunks)
        self.require(not self.chunk_failed, 552, "5.3.4", "too big")
        if not self.breaks("bdat-unanswered"):
            self.say(354 if self.breaks("bdat-354") else 250, "2.0.0", "chunk taken")

    def finish(self, content):
        sender, recipients, esmtp = self.sender, self.recipients, self.extended
        if not self.breaks("message-keeps"):
            self.reset()
        if self.breaks("message-keeps-sender"):
            self.sender = sender
        if self.breaks("message-keeps-recipients"):
            self.recipients = recipients
        self.require(len(content) <= LIMIT, 552, "5.3.4", "too big")
        protocol = "ESMTP" if esmtp else "SMTP"
        trace = f"Received: from {self.hello} by {HOST} with {protocol}; Mon, 1 Jan 2024 00:00:00 +0000"
        if self.breaks("no-trace"):
            trace = "X-Trace: none"
        if self.options.maildir:
            name = uuid.uuid4().hex
            head = f"Return-Path: <{sender}>\n{trace}\n".encode()
            fields, blank, body = (b"\r\n" + content).partition(b"\r\n\r\n")
            fields += blank[:2]
            fields = re.sub(rb"(?im)^Return-Path:.*\r\n(?:[ \t].*\r\n)*", b"", fields)
            content = (fields + blank[2:] + body)[2:]
            with open(os.path.join(self.options.maildir, "tmp", name), "wb") as file:
                file.write(head + content.replace(b"\r\n", b"\n"))
            os.rename(file.name, os.path.join(self.options.maildir, "new", name))
        self.say(250, "2.0.0", "message taken")
        if self.breaks("message-answered-twice"):
            self.say(250, "2.0.0", "message taken")

    def rset(self, argument):
        self.no_argument(argument)
        sender, recipients, chunks = self.sender, self.recipients, self.chunks
        self.reset()
        if self.breaks("rset-keeps-sender"):
            self.sender = sender
        if self.breaks("rset-keeps-recipients"):
            self.recipients = recipients
        if self.breaks("rset-keeps-chunks"):
            self.chunks = chunks
        if self.breaks("rset-forgets-greeting"):
            self.hello = None
        self.say(250, "2.0.0", "reset")
        return not self.breaks("rset-closes")

    def noop(self, argument):
        if self.breaks("noop-resets"):
            self.reset()
        self.say(250, "2.0.0", "nothing done")

    def help(self, argument):
        if self.breaks("help-resets"):
            self.reset()
        self.say(214, "2.0.0", "commands:", " ".join(VERBS))

    def vrfy(self, argument):
        self.require(argument, 501, "5.5.4", "who?")
        local = argument.partition("@")[0].lower()
        self.require(local in [*USERS, "postmaster"], 550, "5.1.1", "no such user", "vrfy-everybody")
        self.say(250, "2.1.5", "a user" if self.breaks("vrfy-nameless") else f"<{local}@{DOMAIN}>")

    def expn(self, argument):
        self.require(argument == "staff", 550, "5.1.1", "no such list")
        self.say(250, "2.1.5", *(f"<{user}@{DOMAIN}>" for user in USERS))

    def quit(self, argument):
        self.no_argument(argument)
        self.require(self.hello or not self.breaks("quit-needs-ehlo"), 503, "5.5.1", "EHLO first")
        if not self.breaks("quit-unanswered"):
            self.say(250 if self.breaks("quit-250") else 221, "2.0.0", HOST)
        return False

    def starttls(self, argument):
        self.no_argument(argument)
        self.require(self.options.certificate and not self.tls, 503, "5.5.1", "no TLS")
        self.require(not self.breaks("starttls-refused"), 501, "5.5.1", "no TLS")
        self.say(220, "2.0.0", "begin")
        if not self.breaks("starttls-injection"):
            self.input = b""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.options.certificate)
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.tls = True
        if not self.breaks("tls-keeps"):
            self.forget()

    def auth(self, argument):
        self.require(self.hello, 503, "5.5.1", "EHLO first")
        self.require(not self.user, 503, "5.5.1", "once", "auth-twice")
        self.require(self.sender is None, 503, "5.5.1", "a transaction is open", "auth-in-transaction")
        name, _, initial = argument.partition(" ")
        self.require(name, 501, "5.5.4", "which mechanism?")
        self.require(name.upper() in ("PLAIN", "LOGIN"), 504, "5.5.4", "no such mechanism")
        self.require(initial or not self.breaks("auth-needs-initial"), 501, "5.5.4", "initial response?")
        if name.upper() == "PLAIN":
            parts = (self.decode(initial) if initial else self.ask("")).split("\0")
            self.require(len(parts) == 3 or self.breaks("plain-unchecked"), 501, "5.5.2", "not PLAIN")
            user, password = parts[1:] if len(parts) == 3 else ("alice", "secret")
        else:
            user = self.decode(initial) if initial else self.ask("Username:")
            password = self.ask("Password:")
        self.require(USERS.get(user) == password, 535, "5.7.8", "no", "any-password")
        self.user = user
        self.say(235, "2.7.0", "welcome")

    def ask(self, challenge):
        text = challenge if self.breaks("challenge-plain") else base64.b64encode(challenge.encode()).decode()
        self.connection.sendall(f"334 {text}\r\n".encode())
        response = self.until(b"\r\n", 12288)
        self.require(response not in (None, b"*"), 501, "5.7.0", "cancelled")
        return self.decode(response.decode("latin-1"))

    def decode(self, text):
        try:
            return base64.b64decode(text, validate=not self.breaks("base64-skimmed")).decode()
        except (binascii.Error, ValueError):
            raise Refused(501, "5.5.2", "no base64") from None


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        session = Session(self.request, self.server.options)
        try:
            session.run()
        except (Closed, OSError):
            pass
        self.request = session.connection

    def finish(self):
        self.request.close()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads, request_queue_size = True, True, 64


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--break", dest="broken", default="")
    parser.add_argument("--certificate", help="PEM with the key")
    parser.add_argument("--maildir")
    options = parser.parse_args()
    for folder in ("tmp", "new", "cur") if options.maildir else ():
        os.makedirs(os.path.join(options.maildir, folder), exist_ok=True)
    with Server(("127.0.0.1", options.port), Handler) as server:
        server.options = options
        server.serve_forever()


if __name__ == "__main__":
    main()
