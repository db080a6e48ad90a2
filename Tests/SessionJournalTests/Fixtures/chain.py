"""Verifies one journal file, written from FORMAT.md alone. Exit 0: clean; 2: not."""
import base64, hashlib, json, re, sys


def decode(text):
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise ValueError("not canonical base64url")
    return raw


def unique(pairs):
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("duplicate member")
    return dict(pairs)


def verify(path):
    data = open(path, "rb").read()
    if not data.endswith(b"\n"):
        raise ValueError("the last line has no line feed")
    before, file_id, last = b"\0" * 32, None, 0
    for n, line in enumerate(data[:-1].split(b"\n")):
        entry = json.loads(line.decode("utf-8"), object_pairs_hook=unique)
        names = list(entry)
        if names[:2] != ["n", "kind"] or names[-1] != "hash" or entry["n"] != n:
            raise ValueError(f"line {n + 1}: order or number")
        if n == 0:
            if entry["kind"] != "header" or entry["format"] != 1:
                raise ValueError("no header")
            file_id = decode(entry["file"])
        tail = re.fullmatch(rb'(.*),"hash":"([A-Za-z0-9_-]{43})"\}', line, re.S)
        found = hashlib.sha256(b"holdfast/1\0" + file_id + before + tail[1]).digest()
        if found != decode(tail[2].decode()):
            raise ValueError(f"line {n + 1}: hash")
        before = found
        if "s" in entry:
            if entry["s"] <= last:
                raise ValueError(f"line {n + 1}: s")
            last = entry["s"]


try:
    verify(sys.argv[1])
except Exception as fault:
    print(f"{sys.argv[1]}: {fault}", file=sys.stderr)
    sys.exit(2)
