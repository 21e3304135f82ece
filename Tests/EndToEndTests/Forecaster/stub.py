"""Stands for the Kubernetes API and for Prometheus while forecaster.py runs against it.

    stub.py FORECASTER_PY CASE_JSON

CASE_JSON: {"env": {...}, "rate": ..., "objects": {path: object}, "refuse": [status, ...], "silent": bool}.
`rate` gives the requests a second: {"recent": [from, to]} moves evenly over the last two hours, and {"days":
[[before, after], ...]} are the rates one, two, seven and fourteen days ago, and a quarter of an hour later than that.
`refuse` are the answers to the first writes. Prints one line of JSON: how the run ended, what it said, what it wrote.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

program, case = sys.argv[1], json.loads(sys.argv[2])
objects, refusals, writes, faults = case.get("objects", {}), list(case.get("refuse", [])), [], []
begun = time.time()


def rate(when):
    """The requests a second at a moment, as text; nothing where none are known."""
    known, age = case.get("rate", {}), begun - when
    if age <= 2 * 3600 + 60:
        first, last = known["recent"]
        return str(last + (first - last) * age / 7200) if isinstance(last, (int, float)) else last
    for days, values in zip((1, 2, 7, 14), known.get("days", [])):
        since = when - (begun - days * 86400)
        if abs(since - 450) <= 1200:
            return str(values[0] if since < 240 else values[1])
    return None


class Stub(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        url = urlparse(self.path)
        if url.path == "/api/v1/query_range":
            return self.prometheus({name: values[0] for name, values in parse_qs(url.query).items()})
        if self.headers.get("Authorization") != "Bearer secret":
            return self.answer(401, {"message": "no token"})
        found = objects.get(url.path)
        return self.answer(200, found) if found else self.answer(404, {"message": f"no {url.path}"})

    def prometheus(self, asked):
        if case.get("silent"):
            return self.answer(503, {"status": "error", "error": "starting"})
        start, end, step = (int(asked[name]) for name in ("start", "end", "step"))
        if 'namespace="shop"' not in asked["query"] or (end - start) / step > 11000:
            faults.append(f"asked {asked}")
        values = [[when, rate(when)] for when in range(start, end + 1, step)] if "rate" in case else []
        values = [pair for pair in values if pair[1] is not None]
        result = [{"metric": {}, "values": values}] if values else []
        return self.answer(200, {"status": "success", "data": {"resultType": "matrix", "result": result}})

    def write(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if refusals and (status := refusals.pop(0)) != 200:
            return self.answer(status, {"message": "refused by the test"})
        found = objects.get(self.path)
        if not found:
            return self.answer(404, {"message": f"no {self.path}"})
        if self.command == "PATCH" and self.headers["Content-Type"] != "application/merge-patch+json":
            return self.answer(415, {"message": "not a merge patch"})
        version = body.get("metadata", {}).get("resourceVersion")
        if version not in (None, found["metadata"].get("resourceVersion")):
            return self.answer(409, {"message": "another version"})
        writes.append({"method": self.command, "path": self.path, "body": body})
        merge(found, body)
        return self.answer(200, found)

    do_PUT = do_PATCH = write


def merge(old, new):
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            merge(old[key], value)
        else:
            old[key] = value


def run(address, token):
    env = {"PATH": os.environ.get("PATH", ""), **case.get("env", {}), "NAMESPACE": "shop", "TOKEN_FILE": token}
    env = {name: str(value).replace("$(NAMESPACE)", "shop") for name, value in env.items()}
    env |= {"KUBERNETES_URL": address, "PROMETHEUS_URL": address}
    done = subprocess.run([sys.executable, "-B", program], env=env, capture_output=True, text=True, timeout=60)
    return {"code": done.returncode, "out": done.stdout, "err": done.stderr}


server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
threading.Thread(target=server.serve_forever, daemon=True).start()
with tempfile.NamedTemporaryFile("w", suffix=".token") as token:
    token.write("secret\n")
    token.flush()
    runs = [run(f"http://127.0.0.1:{server.server_port}", token.name) for _ in range(case.get("runs", 1))]
server.shutdown()
print(json.dumps({"runs": runs, "writes": writes, "faults": faults}))
