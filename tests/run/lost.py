"""lost.py COMMAND...: runs the command with --target, a small server that stops at the RSET behind a MAIL."""
import os, socketserver, subprocess, sys, threading


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        mail = False
        self.wfile.write(b"220 lost.test ESMTP\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RSET" and mail:
                self.server.socket.close()
                return
            mail = verb == b"MAIL"
            if verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"354 go on\r\n" if verb == b"DATA" else b"250 ok\r\n")


server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
status = subprocess.call(sys.argv[1:] + ["--target", "127.0.0.1:%d" % server.server_address[1]])
os._exit(status)
