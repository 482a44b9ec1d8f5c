"""A server that misbehaves: hostile.py MODE PORT. Each connection is served by a thread of its own."""
import socket, sys, threading, time

MODE, PORT = sys.argv[1], int(sys.argv[2])
BLOCK = b"x" * 65536


def lines(connection):
    kept = b""
    while True:
        got = connection.recv(65536)
        if not got:
            return
        kept += got
        while b"\n" in kept:
            line, kept = kept.split(b"\n", 1)
            yield line


def forever(connection, octets, pause=0.0):
    while True:
        connection.sendall(octets)
        time.sleep(pause)


def answer(connection, reply):
    """As a server that knows nothing but one reply."""
    connection.sendall(b"220 hostile.test\r\n")
    for line in lines(connection):
        verb = line[:4].upper()
        if verb == b"DATA":
            connection.sendall(b"354 go on\r\n")
        elif verb == b"QUIT":
            connection.sendall(b"221 bye\r\n")
            return
        else:
            connection.sendall(reply)


def serve(connection):
    if MODE == "endless-banner":
        forever(connection, b"220-hello\r\n" * 1000)
    elif MODE == "banner-without-end":
        forever(connection, BLOCK)
    elif MODE == "silent":
        time.sleep(3600)
    elif MODE == "octet-a-second":
        for octet in b"220 hostile.test\r\n" * 1000:
            connection.sendall(bytes([octet]))
            time.sleep(1)
    elif MODE == "never-reads":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(b"220 hostile.test\r\n")
        time.sleep(3600)
    elif MODE == "endless-reply":
        connection.sendall(b"220 hostile.test\r\n")
        connection.recv(1)
        forever(connection, b"250-" + BLOCK)
    elif MODE == "endless-lines":
        connection.sendall(b"220 hostile.test\r\n")
        connection.recv(1)
        forever(connection, b"250-x\r\n" * 10000)
    elif MODE == "control-octets":
        answer(connection, b"250 \x00\xff\x1b[2J <script>alert(1)</script> ]]>\r\n")
    elif MODE == "garbage":
        forever(connection, bytes(range(256)) * 4, 0.01)
    elif MODE == "unasked":
        answer(connection, b"250 a\r\n250 b\r\n250 c\r\n")
    elif MODE == "closes":
        connection.sendall(b"220 hostile.test\r\n")
        connection.recv(1)
    elif MODE == "resets":
        connection.sendall(b"220 hostile.test\r\n")
        connection.recv(1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    elif MODE == "tls-garbage":
        connection.sendall(b"220 hostile.test\r\n")
        for line in lines(connection):
            if line[:4].upper() == b"EHLO":
                connection.sendall(b"250-hostile.test\r\n250 STARTTLS\r\n")
            elif line[:8].upper() == b"STARTTLS":
                connection.sendall(b"220 go\r\n")
                forever(connection, bytes(range(256)), 0.01)
            else:
                connection.sendall(b"250 ok\r\n")


def guarded(connection):
    try:
        serve(connection)
    except OSError:
        pass
    connection.close()


listening = socket.create_server(("127.0.0.1", PORT))
while True:
    threading.Thread(target=guarded, args=(listening.accept()[0],), daemon=True).start()
