"""live.py SMTPSPEC: plays a scenario of which the server answers the last command only when the line before it
stands on the output of `play`. Prints all that was shown."""
import os, socketserver, subprocess, sys, tempfile, threading

SCENARIO = """suite "RFC 5321 §4.1.1.9 NOOP"

scenario two-noops
  title   Two NOOPs are answered
  checks  RFC5321-4.1.1.9-a
  given   greeted
  C: NOOP first
  S: 250
  C: NOOP second
  S? 250
"""
first_was_shown = threading.Event()


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 live.test ESMTP\r\n")
        for line in self.rfile:
            if line.startswith(b"NOOP second"):
                first_was_shown.wait()
            self.wfile.write(b"250 ok " + line)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Session)
threading.Thread(target=server.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as folder:
    scenario = os.path.join(folder, "noop.smtp")
    with open(scenario, "w") as file:
        file.write(SCENARIO)
    target = "127.0.0.1:%d" % server.server_address[1]
    play = subprocess.Popen(
        [sys.argv[1], "play", scenario, "--target", target, "--timeout", "2s"], stdout=subprocess.PIPE, text=True)
    for shown in play.stdout:
        print(shown, end="")
        if "S  250 ok NOOP first" in shown:
            first_was_shown.set()
    first_was_shown.set()
    sys.exit(play.wait())
