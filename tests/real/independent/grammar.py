"""What RFC 5321 §4.1.2 and the extensions say of commands, written from the texts alone."""
import ipaddress
import re

ATEXT = r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
QUOTED = r'"(?:[ !#-\[\]-~]|\\[ -~])*"'
UTF8 = r"[^\x00-\x7f]"
U_LABEL = f"(?:[A-Za-z0-9]|{UTF8})(?:(?:[A-Za-z0-9-]|{UTF8})*(?:[A-Za-z0-9]|{UTF8}))?"
VERBS = "EHLO HELO MAIL RCPT DATA RSET NOOP QUIT VRFY EXPN HELP STARTTLS AUTH BDAT".split()


class Refused(Exception):
    """The reply that refuses: code, enhanced status code, text."""

    def __init__(self, code, enhanced, text):
        super().__init__(text)
        self.reply = (code, enhanced, text)


class Grammar:
    """The parsers; each `breaks` is one requirement that a variant gets wrong."""

    def __init__(self, broken):
        self.broken = broken

    def breaks(self, name):
        return self.broken == name

    def domain(self, text, utf8=False):
        if text.startswith("["):
            match = re.fullmatch(r"\[(IPv6:)?([0-9A-Fa-f:.]+)\]", text, re.I)
            try:
                return bool(match and (ipaddress.IPv6Address if match[1] else ipaddress.IPv4Address)(match[2]))
            except ValueError:
                return False
        label = U_LABEL if utf8 else LABEL
        return len(text.encode()) <= 255 and bool(re.fullmatch(f"{label}(?:\\.{label})*", text))

    def mailbox(self, text, utf8=False):
        """-> local-part without its quoting, domain"""
        atext = f"(?:{ATEXT}|{UTF8})" if utf8 else ATEXT
        quoted = r'"(?:[ !#-\[\]-~]|[^\x00-\x7f]|\\[ -~])*"' if utf8 else QUOTED
        if self.breaks("odd-atext-refused"):
            atext = "[A-Za-z0-9+_-]"
        if self.breaks("quoted-refused"):
            quoted = "(?!)"
        if self.breaks("control-taken"):
            atext = "[^<>@. ]"
        match = re.fullmatch(f"({quoted}|{atext}+(?:\\.{atext}+)*)@(.+)", text, re.S)
        if not match:
            raise Refused(*(501, "5.1.7", "no mailbox") if text.isascii() or utf8 else (553, "5.6.7", "SMTPUTF8?"))
        local, domain = match[1], match[2]
        if len(local.encode()) > (32 if self.breaks("local-part-32") else 64) or not self.domain(domain, utf8):
            raise Refused(501, "5.1.3", "no mailbox")
        if local.startswith('"') and not self.breaks("quoting-kept"):
            local = local[1:-1] if self.breaks("pairs-kept") else re.sub(r"\\(.)", r"\1", local[1:-1])
        return local, domain

    def path(self, argument, keyword):
        """-> what stands between the brackets without its source route, the parameters"""
        start = len(keyword)
        head = argument[:start] if self.breaks("keyword-case") else argument[:start].upper()
        if head != keyword or argument[start : start + 1] != "<":
            raise Refused(501, "5.5.4", f"{keyword}<path>")
        at, quoted = start + 1, False
        while at < len(argument) and (quoted or argument[at] != ">"):
            if quoted and argument[at] == "\\":
                at += 1
            elif argument[at] == '"' and not self.breaks("bracket-in-quotes-ends"):
                quoted = not quoted
            at += 1
        inner, rest = argument[start + 1 : at], argument[at + 1 :]
        if len(inner.encode()) + 2 > (128 if self.breaks("path-128") else 256):
            raise Refused(501, "5.1.7", "the path is too long")
        if at >= len(argument) or (rest and rest[0] != " "):
            raise Refused(501, "5.5.2", "no path")
        if inner.startswith("@"):
            route, colon, mailbox = inner.partition(":")
            if self.breaks("route-without-colon") and not colon:
                return inner.rsplit(" ", 1)[-1], {}
            if not colon or not all(hop[:1] == "@" and self.domain(hop[1:]) for hop in route.split(",")):
                raise Refused(501, "5.5.2", "no source route")
            inner = mailbox
        return inner, self.parameters(rest)

    def parameters(self, text):
        out = {}
        for word in text.split():
            match = re.fullmatch(r"([A-Za-z0-9][A-Za-z0-9-]*)(?:=([!-<>-~]+))?", word)
            if not match:
                raise Refused(501, "5.5.4", "no parameter")
            key = match[1] if self.breaks("parameter-case") else match[1].upper()
            if key in out:
                raise Refused(501, "5.5.4", "twice")
            out[key] = match[2]
        return out

    def xtext(self, value):
        if not re.fullmatch(r"(?:[!-*,-<>-~]|\+[0-9A-F]{2})+", value or "") and not self.breaks("xtext-unchecked"):
            raise Refused(501, "5.5.4", "no xtext")
        text = re.sub(r"\+([0-9A-F]{2})", lambda pair: chr(int(pair[1], 16)), value)
        if re.search(r"[\x00-\x1f\x7f]", text) and not self.breaks("xtext-control"):
            raise Refused(501, "5.5.4", "a control character in xtext")
        return text

    def one_of(self, value, values):
        if (value or "").upper() not in values:
            raise Refused(501, "5.5.4", "no such value")
