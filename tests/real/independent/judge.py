"""Breaks one requirement of the server at a time: the case named beside it in variants.txt must convict."""
import json
import pathlib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).parent
AT_ONCE = 12  # they mostly wait for deadlines
PATIENCE = 100  # seconds
CONVICTIONS = ("fail", "risk")
PROFILE = "--recipient alice@example.test --second-recipient bob@example.test --list staff --tls-insecure --timeout 3s"


def play(smtpspec, scenarios, certificate, broken, case, played=None):
    """-> the verdict on the case, in words"""
    with tempfile.TemporaryDirectory() as folder:
        server = f"{sys.executable} -B {HERE / 'server.py'} {{port}} --maildir {folder} --certificate {certificate}"
        results = pathlib.Path(folder, "run.json")
        try:
            subprocess.run(
                [smtpspec, "run", played or case, "--scenarios", scenarios, "--launch", f"{server} --break {broken}"]
                + [*PROFILE.split(), "--user", "alice", "--password", "secret", "--maildir", folder, "--json", results],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            return f"not ended after {PATIENCE} s"
        cases = json.loads(results.read_text())["cases"] if results.exists() else []
    return next((one["verdict"] for one in cases if one["id"] == case), "not played")


def main(smtpspec, scenarios, certificate):
    rows = [line.split() for line in (HERE / "variants.txt").read_text().splitlines() if line[:1] not in ("", "#")]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(lambda row: play(smtpspec, scenarios, certificate, *row), rows))
    unsure = [row for row, verdict in zip(rows, verdicts) if verdict not in CONVICTIONS]
    again = [(*row, play(smtpspec, scenarios, certificate, *row)) for row in unsure]  # alone: a busy machine is slow
    missed = [row for row in again if row[-1] not in CONVICTIONS]
    for broken, case, *_, verdict in missed:
        print(f"{broken}: {case} should convict, and says {verdict}")
    print(f"{len(rows) - len(missed)} of {len(rows)} broken servers were convicted")
    return bool(missed or not rows)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
