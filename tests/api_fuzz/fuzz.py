"""Makes a demo zone, runs it, and lets schemathesis ask it everything: any input first, then real objects.

Fails on any finding, on a fault in the server's log, on a zone that does not stop in order, and on a journal that does
not check out afterwards.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
PASSWORD = "demo-zone-2026"
SECONDS_A_RUN = int(os.environ.get("FUZZ_SECONDS", "60"))
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "12")
# The same seed asks the same questions; another one explores.
SEED = os.environ.get("FUZZ_SEED", "1")


class Zone:
    def __init__(self, program, directory):
        self.data = Path(directory) / "data"
        self.log = Path(directory) / "server.log"
        self.program = program
        subprocess.run([program, "demo", "--data-directory", self.data], check=True, stdout=subprocess.DEVNULL)
        command = [program, "serve", "--data-directory", self.data, "--listen", "127.0.0.1:0"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        found = re.search(r"http://[0-9.]+:[0-9]+", self.process.stdout.readline())
        if not found:
            sys.exit(f"the zone did not start: {self.log.read_text()}")
        self.url = found.group(0)
        self.token = None

    def ask(self, method, path, body=None, cookie=None):
        request = urllib.request.Request(f"{self.url}/api/v1{path}", method=method)
        request.add_header("Idempotency-Key", f"fuzz-{os.urandom(8).hex()}")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        if cookie:
            request.add_header("Cookie", cookie)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request) as reply:
            return reply.headers, json.load(reply)

    def sign_in(self):
        """One person with every role: only then is every operation reached."""
        headers, session = self.ask("POST", "/session", {"login": "admin", "password": PASSWORD})
        cookie = headers["Set-Cookie"].split(";")[0]
        enterprise = self.ask("GET", "/enterprises", cookie=cookie)[1]["rows"][0]["id"]
        for grant in [
            {"role": "customs_officer"},
            {"role": "gate_operator"},
            {"role": "auditor"},
            *({"role": f"{desk}_officer"} for desk in ["land", "approval", "investment", "treasury", "programme"]),
            {"role": "enterprise_officer", "enterprise": enterprise},
        ]:
            self.ask("POST", f"/users/{session['user']}/grants", grant, cookie)
        self.token = self.ask("POST", "/tokens", {"name": "fuzz"}, cookie)[1]["secret"]

    def objects(self):
        """Ids of real objects for the placeholders of the paths."""
        first = lambda path: self.ask("GET", path)[1]["rows"][0]["id"]
        return {
            "book": first("/books?status=active"),
            "list": first("/lists?status=draft"),
            "enterprise": first("/enterprises"),
            "exception": first("/exceptions?state=open"),
            "mandate": first("/mandates"),
            "position": 3,
            "path": "0/000",
            "If-Match": "*",
        }

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=60) != 0:
            sys.exit(f"the zone did not stop in order: {self.log.read_text()[-4000:]}")
        faults = [line for line in self.log.read_text().splitlines() if " ERROR " in line or "panicked" in line]
        if faults:
            sys.exit("the log has faults:\n" + "\n".join(faults[:20]))
        subprocess.run([self.program, "audit", "--data-directory", self.data], check=True)


def fuzz(zone, name, settings, arguments):
    """Runs schemathesis once and returns whether it found nothing."""
    config = zone.data.parent / f"{name}.toml"
    config.write_text((HERE / "schemathesis.toml").read_text() + settings)
    command = [Path(sys.executable).parent / "schemathesis", "--config-file", config, "run"]
    command += [f"{zone.url}/api/v1/openapi.json", "--header", f"Authorization: Bearer {zone.token}"]
    command += ["--max-examples", EXAMPLES, "--request-timeout", "20", "--generation-database", "none", "--seed", SEED]
    # The zone has no other proof of sign-in to leave out than the token that these runs send with each request.
    command += ["--exclude-checks", "ignored_auth", "--no-color", *arguments]
    print(f"--- {name}", flush=True)
    return subprocess.run(command, cwd=zone.data.parent).returncode == 0


def main():
    with tempfile.TemporaryDirectory() as directory:
        zone = Zone(sys.argv[1], directory)
        try:
            zone.sign_in()
            real = "\n[parameters]\n" + "".join(
                f"{json.dumps(name)} = {json.dumps(value)}\n" for name, value in zone.objects().items()
            )
            budget = str(SECONDS_A_RUN)
            # Signing out and taking tokens back would end the run's own proof.
            own = ["--exclude-operation-id", "remove_token", "--exclude-operation-id", "revoke_grant"]
            is_clean = fuzz(zone, "any-input", "", ["--max-time", budget, *own])
            positive = ["--mode", "positive", "--phases", "examples,coverage,fuzzing", "--max-time", budget]
            is_clean &= fuzz(zone, "real-objects", real, [*positive, *own])
            zone.stop()
        finally:
            if zone.process.poll() is None:
                zone.process.kill()
                zone.process.wait()
    sys.exit(0 if is_clean else "schemathesis has findings")


if __name__ == "__main__":
    main()
