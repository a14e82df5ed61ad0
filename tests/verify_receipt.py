#!/usr/bin/env python3
"""Verifies an E-Town receipt offline against a trust file, with the standard library alone (docs/formats.md).

Usage: verify_receipt.py RECEIPT TRUST [MICROSECONDS_SINCE_1970]
Exit 0 and what is proved as JSON, or exit 1 and the reason. Independent of the product: shares no code with it.
"""
import base64, hashlib, json, re, sys, time

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519 (RFC 8032)
D = -121665 * pow(121666, P - 2, P) % P


def decode(text):
    return base64.b64decode(text, validate=True)


def refuse(reason):
    sys.exit(f"refused: {reason}")


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point, scalar = point_add(point, point), scalar >> 1
    return result


def decompress(data):
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_holds(public, message, signature):
    key, r = decompress(public), decompress(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, BASE), point_add(r, multiply(digest, key))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves):
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root_of(leaves[:split]), root_of(leaves[split:]))


def section_hash(name, section):
    if set(section) == {"sha256", "sm3"}:
        return bytes.fromhex(section[name])
    if set(section) not in ({"name", "salt", "text"}, {"name", "salt", "base64"}):
        refuse("a section is neither disclosed nor withheld")
    content = section["text"].encode() if "text" in section else decode(section["base64"])
    label, salt = section["name"].encode(), decode(section["salt"])
    return hashlib.new(name, b"\0etown-section/1\n" + salt + bytes([len(label)]) + label + content).digest()


def root_from_proof(leaf, index, size, proof):
    last, result, proof = size - 1, leaf, list(proof)
    while last:
        if index & 1 or index < last:  # a last node without a sibling is carried up
            if not proof:
                refuse("the inclusion proof is too short")
            sibling = proof.pop(0)
            result = node(sibling, result) if index & 1 else node(result, sibling)
        index, last = index >> 1, last >> 1
    return refuse("the inclusion proof is too long") if proof else result


def check_signer(note, trust, size, instant, at):
    body, _, lines = note.rpartition("\n\n")
    text, reason, accepted = (body + "\n").encode(), "no trusted key has signed the checkpoint", False
    for line in lines.splitlines():
        dash, name, blob = line.split(" ")
        blob = decode(blob)
        for key in trust["keys"]:
            key_name, key_id, public = key["vkey"].split("+", 2)
            if dash != "\u2014" or (name, blob[:4].hex()) != (key_name, key_id):
                continue
            if not signature_holds(decode(public)[1:], text, blob[4:]):
                refuse("the signature of a known key is wrong")
            if "revocation" in key and at >= key["revocation"]["revoked_at_microseconds"]:
                reason = "the key is revoked: " + key["revocation"]["reason"]
            elif at < key["valid_from_microseconds"]:
                reason = "the key is not yet valid"
            elif instant > key.get("valid_to_microseconds", instant) or size > key.get("tree_size_max", size):
                reason = "the key was retired before this was signed"
            else:
                accepted = True
    if not accepted:
        refuse(reason)


def once(pairs):
    return dict(pairs) if len({key for key, _ in pairs}) == len(pairs) else refuse("a field is repeated")


def main(receipt_path, trust_path, at=None):
    receipt, trust = (json.load(open(path, "rb"), object_pairs_hook=once) for path in (receipt_path, trust_path))
    at = time.time_ns() // 1000 if at is None else int(at)
    if (receipt["format"], trust["format"]) != ("etown-receipt/1", "etown-trust/1"):
        refuse("an unknown format")
    envelope = decode(receipt["envelope"])
    form = r"etown-entry/1\njournal ([0-9a-f]{32})\nposition (\d+)\ninstant (-?\d+)\nsha256 ([0-9a-f]{64})\nsm3 ([0-9a-f]{64})\n"
    journal, position, instant, sha256, sm3 = re.fullmatch(form, envelope.decode("ascii")).groups()
    position, instant = int(position), int(instant)
    known = [item for item in trust["journals"] if item["id"] == journal]
    if not any(item["first_position"] <= position < item.get("end_position", position + 1) for item in known):
        refuse("the journal is not in the trust file")
    if root_of([section_hash("sha256", section) for section in receipt["sections"]]).hex() != sha256:
        refuse("the sections do not belong to the envelope (SHA-256)")
    sm3_hashes = [section_hash("sm3", section) for section in receipt["sections"]]
    if hashlib.new("sm3", b"\1" + b"".join(sm3_hashes)).hexdigest() != sm3:
        refuse("the sections do not belong to the envelope (SM3)")
    origin, size, root, *_ = receipt["checkpoint"].split("\n")
    if origin != trust["origin"] or position >= int(size):
        refuse("the checkpoint is of another log or does not cover the entry")
    check_signer(receipt["checkpoint"], trust, int(size), instant, at)
    proof, leaf = [decode(item) for item in receipt["inclusion_proof"]], hashlib.sha256(b"\0" + envelope).digest()
    if root_from_proof(leaf, position, int(size), proof) != decode(root):
        refuse("the proof does not lead to the signed root")
    shown = [section for section in receipt["sections"] if "name" in section]
    proved = {"origin": origin, "position": position, "instant_microseconds": instant, "disclosed": shown}
    print(json.dumps(proved, ensure_ascii=False))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        refuse(f"a malformed file ({type(error).__name__}: {error})")
