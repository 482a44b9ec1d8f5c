"""A small SMTP server, crashes.py PORT, that kills itself at the second RSET of a session."""
import os, signal, socketserver, sys


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        resets = 0
        self.wfile.write(b"220 crashes.test ESMTP\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RSET":
                resets += 1
                if resets == 2:
                    print("about to die", file=sys.stderr, flush=True)
                    os.kill(os.getpid(), signal.SIGSEGV)
            if verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"354 go on\r\n" if verb == b"DATA" else b"250 ok\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("127.0.0.1", int(sys.argv[1])), Session).serve_forever()
