"""greylists.py PORT: a small SMTP server that puts alice off twice and any other recipient once."""
import collections, socketserver, sys

asked = collections.Counter()


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 greylists.test ESMTP\r\n")
        for line in self.rfile:
            reply = b"354 go on\r\n" if line.upper().startswith(b"DATA") else b"250 ok\r\n"
            if line.upper().startswith(b"RCPT"):
                asked[line] += 1
                if asked[line] <= (2 if b"alice" in line else 1):
                    reply = b"450 later\r\n"
            self.wfile.write(reply)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("127.0.0.1", int(sys.argv[1])), Session).serve_forever()
